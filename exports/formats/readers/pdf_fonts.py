"""What the letters of a PDF stand for, and how wide they are."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from exports.formats.readers.found import UnreadableError
from exports.formats.readers.pdf_pieces import is_split
from exports.formats.readers.pdf_values import Dictionary, resolved

if TYPE_CHECKING:
    from exports.formats.readers.pdf_objects import Stream

_CHARS: Final = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES: Final = re.compile(r"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR: Final = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_SPAN: Final = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_MOST_GLYPHS: Final = 0x10000
_LONGEST_LIGATURE: Final = 3
_COENG: Final = "\u17d2"


@dataclass(frozen=True)
class Font:
    """A font of a page.

    Attributes:
        letters: Text by number of glyph.
        widths: By number of glyph, in thousandths of the size.
        width: Of a glyph without a width of its own.
        counted: Numbers of those that may be one of several pieces of their text.
        runs: Letters of it that were measured before, by how they are written.
    """

    letters: Mapping[int, str]
    widths: Mapping[int, float]
    width: float
    counted: frozenset[int] = frozenset()
    runs: dict[tuple[bytes, bytes, bytes], Any] = field(default_factory=dict)


def font_of(font: Dictionary) -> Font:
    """Read a font.

    Raises:
        UnreadableError: It is not embedded, or of another kind than ours.

    References:
        ISO 32000-2 §9.7 composite fonts, §9.10.3 ToUnicode CMaps.
    """
    inside: Dictionary = resolved(font["/DescendantFonts"][0])
    about: Dictionary = inside["/FontDescriptor"]
    if font["/Subtype"] != "/Type0" or font["/Encoding"] != "/Identity-H":
        message = "letters of another kind than a copy has"
        raise UnreadableError(message)
    if "/FontFile2" not in about and "/FontFile3" not in about:
        message = "letters that the file does not bring along"
        raise UnreadableError(message)
    table: Stream = font["/ToUnicode"]
    letters = dict(_letters(table.unpacked().decode("latin-1")))
    if not all(map(is_one_cluster, letters.values())):
        message = "a letter that stands for more than it shows"
        raise UnreadableError(message)
    counted = frozenset(glyph for glyph, text in letters.items() if is_split(text))
    widths = dict(_widths(inside.get("/W", [])))
    return Font(letters, widths, float(inside["/DW"]), counted)


@lru_cache(maxsize=4_096)
def is_one_cluster(text: str) -> bool:
    """Say whether a single sign can show a text: a letter with its marks, a ligature.

    >>> is_one_cluster("ស្ត្រី"), is_one_cluster("ffi"), is_one_cluster("ទន្លេធំ")
    (True, True, False)
    """
    letters, khmer = 0, 0
    for before, sign in zip(f" {text}", text, strict=False):
        is_letter = unicodedata.category(sign)[0] not in "MCZ" and before != _COENG
        letters += is_letter
        khmer += is_letter and "\u1780" <= sign <= "\u17ff"
    return letters <= _LONGEST_LIGATURE and khmer <= 1


def _letters(table: str) -> Iterator[tuple[int, str]]:
    for block in _CHARS.findall(table):
        for glyph, text in _PAIR.findall(block):
            yield int(glyph, 16), _utf16(text)
    for block in _RANGES.findall(table):
        for first, last, text in _SPAN.findall(block):
            start, end, begun = int(first, 16), int(last, 16), _utf16(text)
            if not start <= end < _MOST_GLYPHS:
                message = "more letters than a font has"
                raise UnreadableError(message)
            for offset in range(end - start + 1):
                yield start + offset, begun[:-1] + chr(ord(begun[-1]) + offset)


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


def _widths(array: list[Any]) -> Iterator[tuple[int, float]]:
    items = [resolved(each) for each in array]
    at = 0
    while at < len(items):
        first, second = int(items[at]), items[at + 1]
        if isinstance(second, list):
            yield from enumerate(map(float, second), first)
            at += 2
            continue
        if not first <= int(second) < _MOST_GLYPHS:
            message = "more widths than a font has"
            raise UnreadableError(message)
        for glyph in range(first, int(second) + 1):
            yield glyph, float(items[at + 2])
        at += 3
