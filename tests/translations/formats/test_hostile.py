"""Files that mean harm are refused with a sentence, and quickly."""

import io
import struct
import zipfile

import pytest

from tests.translations.files import zipped
from translations.formats import docx_reading, omegat, reading, tmx14, xml
from translations.formats.faults import FileError
from translations.formats.zipped import LARGEST_PACKED, unpack

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">
<!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
<!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;">]>
<xliff version="1.2"><file><body><trans-unit id="1"><source>&lol3;</source>
</trans-unit></body></file></xliff>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<xliff version="1.2"><file><body><trans-unit id="1"><source>&x;</source></trans-unit>
</body></file></xliff>"""
PARAMETER = (
    b"""<!DOCTYPE tmx [<!ENTITY % x SYSTEM "http://x.example/x.dtd"> %x;]><tmx/>"""
)
UNDECLARED = (
    b"""<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx><body><tu>&x;</tu></body></tmx>"""
)
DEEP = b"<xliff>" + b"<g>" * 500 + b"</g>" * 500 + b"</xliff>"
WIDE = b"<xliff>" + b"<g/>" * 500_000 + b"</xliff>"


def read(data):
    return reading.read(data, source_language="km", target_language="en")


class TestXml:
    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (LAUGHS, "document type"),
            (OUTSIDE, "document type"),
            (PARAMETER, "document type"),
            (UNDECLARED, "entities"),
            (DEEP, "nested"),
            (WIDE, "nested"),
            (b"<xliff", "well-formed"),
            (b'<?xml version="1.0" encoding="x-none"?><a/>', "encoding"),
            (b"<html/>", "no XLIFF"),
            (b'<xliff version="2.0"><file/></xliff>', "XLIFF 2"),
            (b'<xliff version="1.2"/>', "no segment"),
            (b"<tmx><body/></tmx>", "no segment"),
            (b"", "none of those"),
            (b"\x7fELF", "none of those"),
        ],
    )
    def test_is_refused(self, data, said):
        with pytest.raises(FileError, match=said):
            read(data)

    def test_is_refused_where_it_is_too_large(self):
        with pytest.raises(FileError, match="larger"):
            xml.parse(b"<a>" + b" " * xml.LARGEST + b"</a>")

    def test_is_refused_in_a_memory_of_any_length(self):
        for data in (LAUGHS, OUTSIDE, UNDECLARED, DEEP):
            stream = io.BytesIO(data)
            with pytest.raises(FileError):
                list(tmx14.read(stream, source_language="km", target_language="en"))

    def test_lets_a_named_document_type_be(self):
        # Older memories name theirs; nothing of it is read.
        assert xml.parse(b'<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx/>').tag == "tmx"

    def test_reads_utf_16(self):
        text = '<?xml version="1.0" encoding="UTF-16"?><a>ភ្នំ</a>'
        assert xml.parse(text.encode("utf-16")).text == "ភ្នំ"


def bomb():
    """Pack 100 MB of nothing into a few kilobytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * 100_000_000)
    return buffer.getvalue()


def lying(data, size):
    """Claim in both headers that the only part is small."""
    told = bytearray(data)
    for sign, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = bytes(told).index(sign) + offset
        told[at : at + 4] = struct.pack("<I", size)
    return bytes(told)


class TestZip:
    def test_bomb_is_refused(self):
        assert len(bomb()) < 200_000
        for data in (bomb(), lying(bomb(), 100)):
            with pytest.raises(FileError):
                read(data)

    def test_many_bombs_are_refused(self):
        parts = {f"target/{n}.xlf": b" " * 19_000_000 for n in range(4)}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, data in parts.items():
                packed.writestr(name, data)
        with pytest.raises(FileError, match="larger"):
            omegat.read(buffer.getvalue())

    @pytest.mark.parametrize(
        "name", ["../x.xlf", "/etc/x.xlf", "a/../../x.xlf", "..\\x.xlf", "C:/x.xlf"]
    )
    def test_paths_that_lead_out_are_refused(self, name):
        with pytest.raises(FileError, match="leads out"):
            read(zipped({name: b"<xliff/>"}))

    def test_a_part_that_means_harm_is_refused(self):
        with pytest.raises(FileError, match="document type"):
            read(zipped({"target/a.xlf": LAUGHS}))
        with pytest.raises(FileError, match="document type"):
            docx_reading.read(zipped({"word/document.xml": OUTSIDE}))

    def test_damaged_ones_are_refused(self):
        data = zipped({"target/a.xlf": b"<xliff/>" * 100})
        for broken in (data[: len(data) // 2], data[:60] + b"\xff" * 40 + data[100:]):
            with pytest.raises(FileError):
                read(broken)

    def test_a_locked_one_is_refused(self):
        data = bytearray(zipped({"target/a.xlf": b"<xliff/>"}))
        for sign, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
            data[bytes(data).index(sign) + offset] |= 1
        with pytest.raises(FileError, match="password"):
            read(bytes(data))

    def test_of_too_many_parts_is_refused(self):
        with pytest.raises(FileError, match="more than"):
            read(zipped({f"{n}.txt": b"" for n in range(2_001)}))

    def test_too_large_packed_is_refused(self):
        with pytest.raises(FileError, match="larger"):
            unpack(b"PK\x03\x04" + b"\0" * LARGEST_PACKED)

    def test_without_a_translation_is_refused(self):
        with pytest.raises(FileError, match="no translation"):
            read(zipped({"readme.txt": b"hello"}))
