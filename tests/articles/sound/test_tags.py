"""The words on a served recording are read by who knows nothing of Spean."""

import io

import pytest
import soundfile

from articles.sound.encoding import encode
from articles.sound.tags import SoundTags, flac_head, mp3_head
from tests import factories as make

TAGS = SoundTags(
    title="ទឹកទន្លេឡើងខ្ពស់",
    artist="រាយការណ៍ដោយ ការិយាល័យ",
    publisher="ផ្សារ",
    copyright="© 2026 ផ្សារ",
    language="km",
    address="https://news.example/km/society/river/",
    rights_address="https://news.example/km/society/river/#rights-title",
    identifier="urn:uuid:00000000-0000-0000-0000-000000000001",
    date="2026-03-01",
)


@pytest.fixture
def made(tmp_path):
    return encode(
        io.BytesIO(make.a_sound()), copy=tmp_path / "c.mp3", master=tmp_path / "m.flac"
    )


class TestHeads:
    def test_of_mp3_are_read(self, made):
        file = io.BytesIO(mp3_head(TAGS) + made.copy.path.read_bytes())
        with soundfile.SoundFile(file) as read:
            assert read.format == "MP3"
            assert (read.title, read.artist) == (TAGS.title, TAGS.artist)
            assert read.frames > 40_000
            assert len(read.read()) > 40_000

    def test_of_flac_are_read(self, made):
        bare = made.master.path.read_bytes()
        file = io.BytesIO(flac_head(TAGS, bare[:42]) + bare[42:])
        with soundfile.SoundFile(file) as read:
            assert (read.title, read.artist) == (TAGS.title, TAGS.artist)
            assert read.copyright == TAGS.copyright
            assert len(read.read()) == 88_200

    def test_hold_the_rights_and_where_they_stand(self):
        head = mp3_head(TAGS)
        assert TAGS.copyright.encode("utf-16-le") in head
        assert TAGS.rights_address.encode() in head
        assert b"TLAN" in head
        assert TAGS.identifier.encode("utf-16-le") in head

    def test_leave_out_what_is_not_known(self):
        bare = SoundTags("A", "", "", "", "fr", "", "", "", "")
        head = mp3_head(bare)
        assert b"TPE1" not in head
        assert b"TCOP" not in head
        assert b"WOAF" not in head
