"""Takes a PDF apart: its table of objects, and each object when it is asked for.

Only the plain form is read: one table that names every object, objects one after
another from the head of the file to that table, nothing between them and nothing
after. What a second table, a comment or a gap could hide is refused.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from exports.formats.readers.found import UnreadableError
from exports.formats.readers.pdf_values import Dictionary, text_of, value_at

MOST_BYTES: Final = 20_000_000
_LAST: Final = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\s*\Z")
_HEAD: Final = re.compile(rb"%PDF-[12]\.\d\r?\n(?:%[\x80-\xff]{4}[ \r]?\n)?\s*")
_TABLE: Final = re.compile(
    rb"xref\s+0 (\d{1,10})\s+0{10} 65535 f\s+((?:\d{10} 00000 n\s{1,2})*+)\s*trailer\s*"
)
_PLACE: Final = re.compile(rb"\d{10}(?= )")
_BEGIN: Final = re.compile(rb"(\d{1,10}) 0 obj\s*")
_END: Final = re.compile(rb"\s*endobj\s*")
_STREAM: Final = re.compile(rb"\s*stream\r?\n")
_STREAM_END: Final = re.compile(rb"\s*endstream\s+endobj\s*")
_TRAILER: Final = frozenset({"/Size", "/Root", "/Info", "/ID"})
_PAGES: Final = frozenset({"/Type", "/Count", "/Kids", "/Parent"})
# What says how else to unpack bytes, or that others stand for them.
_OTHERWISE: Final = frozenset({"/DecodeParms", "/F", "/FFilter", "/FDecodeParms"})
_UNPACKED: Final = (None, "/FlateDecode", ["/FlateDecode"])


@dataclass(frozen=True)
class Stream:
    """Bytes, and what is said of them.

    Attributes:
        about: What is said.
        packed: As they lie in the file.
    """

    about: Dictionary
    packed: bytes

    def unpacked(self) -> bytes:
        """Return the bytes as they were before they were packed.

        Raises:
            UnreadableError: They are packed otherwise than ours, or broken.
        """
        packing = self.about.get("/Filter")
        if packing not in _UNPACKED or not _OTHERWISE.isdisjoint(self.about):
            message = "something packed otherwise than in a copy"
            raise UnreadableError(message)
        if packing is None:
            return self.packed
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(self.packed, MOST_BYTES)
        if not unpacking.eof or unpacking.unused_data:
            message = "something packed that ends too early or too late"
            raise UnreadableError(message)
        return content


class Page(NamedTuple):
    """A page, and the number of its object."""

    number: int
    about: Dictionary

    def size(self) -> tuple[float, float]:
        """Return width and height in points.

        Raises:
            UnreadableError: It does not begin at its lower left corner.
        """
        left, bottom, width, height = map(float, self.about["/MediaBox"])
        if left or bottom:
            message = "a page that begins somewhere else than a copy's"
            raise UnreadableError(message)
        return width, height


class Pdf:
    """A file.

    Attributes:
        root: Its catalogue.
        pages: In order.
        about: What it says of itself, by name.
    """

    def __init__(self, file_bytes: bytes) -> None:
        """Read the table of a file.

        Raises:
            UnreadableError: No PDF, or one in another than the plain form.
        """
        self._bytes = file_bytes
        self._known: dict[int, Any] = {}
        self._ends, trailer = self._table()
        if not {"/Root"} <= trailer.keys() <= _TRAILER:
            message = "a file with an end that no copy has"
            raise UnreadableError(message)
        self.root: Dictionary = trailer["/Root"]
        self._bound: set[int] = set()
        self.pages = tuple(self._leaves(self.root.number_of("/Pages")))
        about: Dictionary = trailer.get("/Info", Dictionary())
        self.about = {name: text_of(about[name]) for name in about}

    def object(self, number: int) -> Any:
        """Return an object.

        Raises:
            UnreadableError: There is none, or it is not in the plain form.
        """
        if number not in self._known:
            self._known[number] = self._read(number)
        return self._known[number]

    def _table(self) -> tuple[Mapping[int, tuple[int, int]], Dictionary]:
        """Read where each object begins and ends, and what stands below the table."""
        last = _LAST.search(self._bytes, max(len(self._bytes) - 100, 0))
        table = last and _TABLE.match(self._bytes, int(last[1]))
        if last is None or table is None:
            message = "no PDF, or one whose table of objects is not at its end"
            raise UnreadableError(message)
        begins = [int(each) for each in _PLACE.findall(table[2])]
        order = sorted(begins)
        head = _HEAD.fullmatch(self._bytes, 0, min(order, default=0))
        if head is None or len(begins) + 1 != int(table[1]):
            message = "a file that is not one object after another"
            raise UnreadableError(message)
        ends = dict(zip(order, (*order[1:], table.start()), strict=True))
        at, trailer = value_at(self, self._bytes, table.end(), last.start())
        if (
            not isinstance(trailer, Dictionary)
            or self._bytes[at : last.start()].strip()
        ):
            message = "a table that ends otherwise than that of a copy"
            raise UnreadableError(message)
        places = {at: (begin, ends[begin]) for at, begin in enumerate(begins, 1)}
        return places, trailer

    def _read(self, number: int) -> Any:
        at, end = self._ends.get(number, (0, 0))
        begin = _BEGIN.match(self._bytes, at, end)
        if begin is None or int(begin[1]) != number:
            message = f"no object {number} where the table says"
            raise UnreadableError(message)
        at, value = value_at(self, self._bytes, begin.end(), end)
        if _END.fullmatch(self._bytes, at, end):
            return value
        stream = _STREAM.match(self._bytes, at, end)
        if stream is None or not isinstance(value, Dictionary):
            message = f"more than an object where {number} is"
            raise UnreadableError(message)
        begun = stream.end()
        ended = begun + int(value["/Length"])
        if ended < begun or not _STREAM_END.fullmatch(self._bytes, ended, end):
            message = f"something longer or shorter than it says where {number} is"
            raise UnreadableError(message)
        return Stream(value, self._bytes[begun:ended])

    def _leaves(self, number: int) -> Iterator[Page]:
        node = self.object(number)
        kind = node["/Type"] if number not in self._bound else None
        self._bound.add(number)
        if kind == "/Page":
            yield Page(number, node)
            return
        # Whatever else stands here would hold for all pages below.
        if kind != "/Pages" or not node.keys() <= _PAGES:
            message = "pages that are bound otherwise than those of a copy"
            raise UnreadableError(message)
        for each in node["/Kids"]:
            yield from self._leaves(each.number)
