"""What is stored is the sound and nothing else, the same bytes each time."""

import io
import json
import shutil
import subprocess

import pytest
import soundfile

from articles.sound.encoding import BARE_HEAD, COPY_RATE, encode
from articles.sound.reading import SoundError
from tests import factories as make
from tests.articles.sound.carriers import NAME, SECRET, carriers, forms_of

EXIFTOOL = shutil.which("exiftool")
# What a file says of itself as sound; everything else would be somebody's words.
OF_THE_SOUND = {"SourceFile", "ExifTool", "System", "File", "MPEG", "FLAC", "Composite"}


def stored(tmp_path, content):
    return encode(
        io.BytesIO(content), copy=tmp_path / "c.mp3", master=tmp_path / "m.flac"
    )


class TestEncode:
    @pytest.mark.parametrize("carrier", carriers())
    def test_keeps_no_word_of_any_carrier(self, tmp_path, carrier):
        content = carriers()[carrier]
        # The control: the words are in what comes in.
        assert any(form in content for form in (*forms_of(SECRET), *forms_of(NAME)))
        made = stored(tmp_path, content)
        for kept in (made.copy.path, made.master.path):
            inside = kept.read_bytes()
            for text in (SECRET, NAME):
                assert not any(form in inside for form in forms_of(text))

    @pytest.mark.skipif(EXIFTOOL is None, reason="ExifTool is not installed")
    @pytest.mark.parametrize("carrier", carriers())
    def test_holds_nothing_that_exiftool_calls_metadata(self, tmp_path, carrier):
        made = stored(tmp_path, carriers()[carrier])
        for kept in (made.copy.path, made.master.path):
            told = subprocess.run(  # noqa: S603 - a tool of the test machine
                [str(EXIFTOOL), "-j", "-G0", "-a", "-u", str(kept)],
                capture_output=True,
                check=True,
            )
            (tags,) = json.loads(told.stdout)
            groups = {name.partition(":")[0] for name in tags}
            assert groups <= OF_THE_SOUND, tags
            assert "FLAC:Vendor" not in tags
            assert "Vorbis:Vendor" not in tags

    def test_gives_the_same_bytes_each_time(self, tmp_path):
        sound = make.a_sound(3, channels=2)
        made = []
        for folder in ("one", "two"):
            (tmp_path / folder).mkdir()
            made.append(stored(tmp_path / folder, sound))
        assert made[0].copy.sha256 == made[1].copy.sha256
        assert made[0].master.sha256 == made[1].master.sha256
        assert made[0].copy.path.stat().st_mode & 0o777 == 0o600

    def test_keeps_the_sound_itself_to_the_last_sample(self, tmp_path):
        sound = make.a_sound(2, channels=2)
        made = stored(tmp_path, sound)
        before, _rate = soundfile.read(io.BytesIO(sound), dtype="int16")
        after, rate = soundfile.read(made.master.path, dtype="int16")
        assert (before == after).all()
        assert rate == 44_100
        assert made.master.path.read_bytes()[4] == 0x80
        assert made.master.size > BARE_HEAD

    @pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000, 96_000])
    def test_makes_a_copy_for_a_slow_line_and_an_old_telephone(self, tmp_path, rate):
        made = stored(tmp_path, make.a_sound(10, rate=rate, channels=2))
        told = soundfile.info(str(made.copy.path))
        assert (told.samplerate, told.channels) == (COPY_RATE, 1)
        assert abs(told.duration - 10) < 0.2
        assert made.seconds == 10
        # 40 kilobits a second, whatever came in.
        assert 49_000 < made.copy.size < 52_000

    def test_leaves_no_draft_where_it_refuses(self, tmp_path):
        with pytest.raises(SoundError):
            stored(tmp_path, make.a_sound(loudness=0))
        assert {path.name for path in tmp_path.iterdir()} <= {"c.mp3"}
