"""A hostile or useless file is refused at once, with every reason."""

import io
import time

import pytest

from articles.sound import reading
from articles.sound.reading import SoundError, opened
from tests import factories as make
from tests.articles.sound.carriers import carriers, in_a_film_container, tone


def refusal(content: bytes) -> str:
    """Read a file to its end; say why it was refused, empty where it was not."""
    try:
        with opened(io.BytesIO(content)) as recorded:
            for _block in recorded.blocks():
                pass
    except SoundError as error:
        return str(error)
    return ""


def with_rate(sound: bytes, rate: int) -> bytes:
    return sound[:24] + rate.to_bytes(4, "little") + sound[28:]


HOSTILE = {
    "a playlist of a local file": b"#EXTM3U\n#EXTINF:9,\nfile:///etc/passwd\n" * 40,
    "a list of files": b"ffconcat version 1.0\nfile '/etc/passwd'\n" * 40,
    "a playlist that calls itself MP3": b"ID3\x04\0\0\0\0\0\0#EXTM3U\nhttp://x/" * 40,
    "an address": b"http://127.0.0.1:6379/\n" * 40,
    "a film": b"\x1a\x45\xdf\xa3\x01\0\0\0\0\0\0\x1fB\x86" + bytes(4000),
    "an AVI film": b"RIFF\xff\xff\xff\xffAVI LIST" + bytes(4000),
    "a web page": b"<!doctype html><script>alert(1)</script>" * 40,
    "an SVG picture": b"<svg xmlns='http://www.w3.org/2000/svg'/>" * 40,
    "nothing": b"",
    "one byte": b"\xff",
    "a Matlab file": b"MATLAB 5.0 MAT-file" + bytes(4000),
    "zeros": bytes(100_000),
}


class TestOpened:
    @pytest.mark.parametrize("form", ["WAV", "AIFF", "FLAC", "MP3", "OGG", "RF64"])
    def test_reads_what_holds_sound(self, form):
        assert refusal(make.a_sound(form=form)) == ""

    @pytest.mark.parametrize("carrier", carriers())
    def test_reads_what_holds_words_as_well(self, carrier):
        assert refusal(carriers()[carrier]) == ""

    @pytest.mark.parametrize("kind", HOSTILE)
    def test_refuses_what_is_no_sound_at_once(self, kind):
        began = time.monotonic()
        assert refusal(HOSTILE[kind]) == reading.NO_RECORDING
        assert time.monotonic() - began < 2

    def test_says_what_to_do_with_what_a_telephone_writes(self):
        assert refusal(in_a_film_container()) == reading.IN_A_FILM_CONTAINER

    @pytest.mark.parametrize("form", ["WAV", "AIFF", "FLAC", "OGG"])
    def test_refuses_a_file_whose_end_is_missing(self, form):
        sound = make.a_sound(5, form=form)
        assert refusal(sound[: len(sound) // 2]) == reading.DAMAGED

    def test_refuses_an_mp3_file_whose_end_is_missing(self):
        sound = make.a_sound(20, form="MP3")
        assert refusal(sound[: len(sound) // 2]) == reading.DAMAGED

    def test_lists_every_reason(self):
        sound = with_rate(make.a_sound(1, channels=4), 200_000)
        assert refusal(sound).split("\n") == [
            reading.UNUSUAL_RATE,
            reading.TOO_MANY_CHANNELS,
            reading.TOO_SHORT,
        ]

    def test_refuses_silence_and_what_is_too_short(self):
        assert refusal(make.a_sound(loudness=0)) == reading.NOTHING_TO_HEAR
        assert refusal(make.a_sound(0.5)) == reading.TOO_SHORT

    def test_refuses_a_claim_of_hours_before_reading_them(self):
        # STREAMINFO: the last 36 bits before the checksum count the samples.
        sound = bytearray(tone("FLAC"))
        sound[21:26] = bytes((sound[21] | 0x0F, 0xFF, 0xFF, 0xFF, 0xFF))
        began = time.monotonic()
        assert refusal(bytes(sound)) == reading.TOO_LONG
        assert time.monotonic() - began < 2

    def test_refuses_more_than_can_be_stored_by_its_size_alone(self, monkeypatch):
        monkeypatch.setattr(reading, "LARGEST_UPLOAD_BYTES", 1000)
        assert refusal(make.a_sound()) == reading.TOO_LARGE

    def test_stops_where_the_sound_goes_on_beyond_the_limit(self, monkeypatch):
        # A header that claims less than follows is not believed.
        monkeypatch.setattr(reading, "LONGEST_SECONDS", 3)
        sound = make.a_sound(5, form="MP3")
        assert refusal(sound) == reading.TOO_LONG
