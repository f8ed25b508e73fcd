"""Our reader of PDF finds what another finds, and refuses all but the plain form."""

import io
import zlib
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader
from pypdf import generic as theirs

from exports.formats import format_named
from exports.formats.base import seal
from exports.formats.readers.found import UnreadableError
from exports.formats.readers.pdf_document import opened
from exports.formats.readers.pdf_objects import Pdf, Stream
from exports.formats.readers.pdf_values import Dictionary, Name, Reference
from tests.exports.packages import a_package, our_photo
from tests.exports.pair_packages import a_bilingual_package

PACKED = zlib.compress(b"q Q")


def a_file(
    *objects: bytes,
    trailer: bytes = b"/Root 1 0 R",
    between: bytes = b"",
    head: bytes = b"%PDF-1.7\n",
) -> bytes:
    """Put a file together of the contents of its objects, the first its catalogue."""
    told, places = head, []
    for number, content in enumerate(objects, 1):
        places.append(len(told))
        told += b"%d 0 obj\n%b\nendobj\n%b" % (number, content, between)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    start = len(told)
    told += b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table)
    told += b"trailer\n<</Size %d %b>>\nstartxref\n%d\n%%%%EOF\n" % (
        count,
        trailer,
        start,
    )
    return told


ROOT = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
PAGE = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>"
CONTENT = b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (
    len(PACKED),
    PACKED,
)
GOOD = (ROOT, PAGES, PAGE, CONTENT)


def ours(value: Any) -> Any:
    """Bring a value of ours to a form that both readers share."""
    if isinstance(value, Reference):
        return "reference", value.number
    if isinstance(value, Stream):
        return ours(value.about), len(value.packed)
    if isinstance(value, Dictionary):
        return {str(name): ours(each) for name, each in value.items()}
    if isinstance(value, list):
        return [ours(each) for each in value]
    return value


def another(value: Any) -> Any:
    """Bring a value of pypdf's to the same form."""
    match value:
        case theirs.IndirectObject():
            told: Any = ("reference", value.idnum)
        case theirs.StreamObject():
            about = {str(name): another(each) for name, each in value.items()}
            packed = value._data
            told = {**about, "/Length": len(packed)}, len(packed)
        case theirs.DictionaryObject():
            told = {str(name): another(each) for name, each in value.items()}
        case theirs.ArrayObject():
            told = [another(each) for each in value]
        case theirs.BooleanObject():
            told = value.value
        case theirs.NumberObject() | theirs.FloatObject():
            told = float(value)
        case theirs.NameObject():
            told = str(value)
        case _:
            told = value.original_bytes
    return told


def twice(content: bytes) -> bytes:
    """Append a second table, as programs do that change a file without writing it."""
    more = b"3 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\n"
    start = len(content) + len(more)
    return (
        content
        + more
        + (
            b"xref\n3 1\n%010d 00000 n \ntrailer\n<</Size 5/Root 1 0 R/Prev 1>>\n"
            b"startxref\n%d\n%%%%EOF\n" % (len(content), start)
        )
    )


def as_streams(content: bytes) -> bytes:
    """Pack the objects of a file together, and its table."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def moved(content: bytes) -> bytes:
    """Let the table say that two objects are where the other one is."""
    two, three = (b"%010d" % content.index(b"%d 0 obj" % at) for at in (2, 3))
    table = content.index(b"xref")
    swapped = content[table:].replace(two, b"-").replace(three, two)
    return content[:table] + swapped.replace(b"-", three)


def without(number: int, content: bytes) -> tuple[bytes, ...]:
    """Exchange an object of the good file."""
    return tuple(content if at == number else it for at, it in enumerate(GOOD, 1))


PACKS = b"<</Length %d/Filter/FlateDecode%b>>stream\n%b\nendstream"
LONGER = PACKED + b"more"
REFUSED = {
    "a second table": twice(a_file(*GOOD)),
    "objects and table packed": as_streams(seal(a_package(), format_named("pdf"))),
    "a table that points elsewhere": moved(a_file(*GOOD)),
    "something between objects": a_file(*GOOD, between=b"(free for all)\n"),
    "a comment between objects": a_file(*GOOD, between=b"% free for all\n"),
    "something before the first": a_file(*GOOD, head=b"%PDF-1.7\nfree for all\n"),
    "something after the end": a_file(*GOOD) + b"% free for all\n",
    "an earlier table": a_file(*GOOD, trailer=b"/Root 1 0 R/Prev 9"),
    "a locked file": a_file(*GOOD, trailer=b"/Root 1 0 R/Encrypt 1 0 R"),
    "no catalogue": a_file(*GOOD, trailer=b""),
    "a comment within": a_file(*without(3, PAGE.replace(b"4 0 R", b"4 0 R % no\n"))),
    "a name twice": a_file(*without(3, PAGE.replace(b">>", b"/Contents 1 0 R>>"))),
    "the same name, written otherwise": a_file(
        *without(3, PAGE.replace(b">>", b"/Cont#65nts 1 0 R>>"))
    ),
    "a name without a value": a_file(*without(3, PAGE.replace(b">>", b"/Tabs>>"))),
    "two values": a_file(*without(3, b"/Page " + PAGE)),
    "a list that ends as another": a_file(*without(2, PAGES.replace(b"]>>", b">>]"))),
    "lists in lists": a_file(*without(3, b"[" * 99 + b"]" * 99)),
    "a page bound twice": a_file(*without(2, PAGES.replace(b"[", b"[3 0 R "))),
    "pages that hold themselves": a_file(
        *without(2, PAGES.replace(b"3 0 R", b"2 0 R"))
    ),
    "a turn for all pages": a_file(*without(2, PAGES.replace(b">>", b"/Rotate 90>>"))),
    "a length that is too short": a_file(*without(4, PACKS % (3, b"", PACKED))),
    "a length that is itself": a_file(
        *without(4, CONTENT.replace(b"/Length %d" % len(PACKED), b"/Length 4 0 R"))
    ),
    "more than was packed": a_file(*without(4, PACKS % (len(LONGER), b"", LONGER))),
    "less than was packed": a_file(*without(4, PACKS % (4, b"", PACKED[:4]))),
    "packed otherwise": a_file(
        *without(4, CONTENT.replace(b"FlateDecode", b"LZWDecode"))
    ),
    "packed with a twist": a_file(
        *without(4, PACKS % (len(PACKED), b"/DecodeParms<</Predictor 12>>", PACKED))
    ),
    "bytes that another file stands for": a_file(
        *without(4, PACKS % (len(PACKED), b"/F(free.txt)", PACKED))
    ),
    "no such object": a_file(*without(3, PAGE.replace(b"4 0 R", b"9 0 R"))),
}


def read_whole(file_bytes: bytes) -> list[bytes]:
    with opened(file_bytes) as pdf:
        return [page.about["/Contents"].unpacked() for page in pdf.pages]


class TestPlainForm:
    def test_is_read(self):
        assert read_whole(a_file(*GOOD)) == [b"q Q"]

    @pytest.mark.parametrize("name", REFUSED)
    def test_is_the_only_one(self, name):
        with pytest.raises(UnreadableError):
            read_whole(REFUSED[name])

    def test_hides_no_name(self):
        with opened(a_file(b"<</Pages 2 0 R/Open#41ction 3 0 R>>", *GOOD[1:])) as pdf:
            assert "/OpenAction" in pdf.root

    def test_takes_no_text_for_a_name(self):
        root = b"<</Pages 2 0 R/Lang(/en)/A/en>>"
        with opened(a_file(root, *GOOD[1:])) as pdf:
            assert pdf.root["/Lang"] == b"/en"
            assert pdf.root["/A"] == Name("/en")


class TestEveryObject:
    """Another reader finds the same in copies: value by value."""

    @pytest.mark.parametrize("code", ["pdf", "pdf_bilingual"])
    def test_is_what_another_reader_finds(self, code):
        package = (
            a_package("km", photo=our_photo())
            if code == "pdf"
            else a_bilingual_package("km", "en")
        )
        content = seal(package, format_named(code))
        pdf, other = Pdf(content), PdfReader(io.BytesIO(content), strict=True)
        places = other.xref[0]
        assert len(places) > 40
        for number in places:
            theirs_here = other.get_object(theirs.IndirectObject(number, 0, other))
            assert ours(pdf.object(number)) == another(theirs_here), number
