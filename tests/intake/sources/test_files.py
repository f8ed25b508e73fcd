"""Every file that holds no text is refused in one clear line."""

import os

import pytest

from intake.sources.files import LARGEST, read_file
from intake.sources.refusals import IntakeRefused

TEXT = "Rain “at last”\n\nភ្លៀងធ្លាក់។\n"


class TestReadFile:
    @pytest.mark.parametrize(
        "content",
        [
            TEXT.encode(),
            b"\xef\xbb\xbf" + TEXT.encode(),
            TEXT.encode("utf-16"),
            b"\xfe\xff" + TEXT.encode("utf-16-be"),
        ],
        ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 big-endian"],
    )
    def test_reads_an_encoding_that_says_what_it_is(self, tmp_path, content):
        path = tmp_path / "story.txt"
        path.write_bytes(content)
        file = read_file(path)
        assert (file.name, file.text, file.content) == ("story.txt", TEXT, content)

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (b"", "is empty"),
            (b" \r\n\t\n", "is empty"),
            (b"\xef\xbb\xbf\n", "is empty"),
            ("‘Rain’ at last\n\nIt rained.".encode("cp1252"), "is not UTF-8: byte 1 "),
            (TEXT.encode("utf-16-le"), "UTF-16 without a byte order mark"),
            (b"\xff\xfe" + "ក".encode("utf-16-le") + b"\x00", "is no UTF-16"),
            (b"Rain\x00at last", "is no text"),
            (b"\x01\x02\x03\x04 rain", "is no text"),
            (TEXT.encode("utf-32"), "is no text"),
            (b"%PDF-1.7 ...", "is a PDF"),
            (b"PK\x03\x04....", "Word document"),
            (b"\x89PNG\r\n\x1a\n", "is a picture"),
            (b"a" * (LARGEST + 1), "larger than 5 MB"),
        ],
        ids=str,
    )
    def test_refuses_what_holds_no_text(self, tmp_path, content, why):
        path = tmp_path / "story.txt"
        path.write_bytes(content)
        with pytest.raises(IntakeRefused) as refused:
            read_file(path)
        message = str(refused.value)
        assert why in message
        assert message.startswith("story.txt")
        assert "\n" not in message

    def test_takes_exactly_the_largest(self, tmp_path):
        path = tmp_path / "story.txt"
        path.write_bytes(b"a" * LARGEST)
        assert len(read_file(path).text) == LARGEST

    def test_refuses_a_folder_and_a_missing_file(self, tmp_path):
        with pytest.raises(IntakeRefused, match="is a folder"):
            read_file(tmp_path)
        with pytest.raises(IntakeRefused, match="cannot be read"):
            read_file(tmp_path / "none.txt")
        with pytest.raises(IntakeRefused, match="cannot be read"):
            read_file(tmp_path / "a\x00b")

    def test_does_not_wait_for_a_pipe(self, tmp_path):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(IntakeRefused, match="no ordinary file"):
            read_file(tmp_path / "pipe")
