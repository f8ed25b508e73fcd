"""Reads a letter back from its bytes, without anything that wrote it.

A letter shows Khmer as glyphs, and where a cluster of them was set in several pieces,
each piece says the whole cluster again. So texts are compared in `cluster_form`, in
which clusters that repeat each other count once, on both sides.
"""

import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ContentStream, DictionaryObject

from rights.notices import notice_form

MOST_PAGES: Final = 4
SMALLEST_POINTS: Final = 6
# Of the way from black to white; what is lighter cannot be read on paper.
LIGHTEST: Final = 0.6
_ATTACHED: Final = "rights.json"
# Letter or digit, with its subscripts, vowels and signs; else each sign by itself.
_CLUSTER: Final = re.compile(
    "[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3])*[\u17b6-\u17d1\u17dd]*|\\S"
)
_CHARS: Final = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES: Final = re.compile(r"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR: Final = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_SPAN: Final = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
# What acts by itself, or could show something else than what is read.
_ACTIVE: Final = frozenset({"/OpenAction", "/AA", "/AcroForm", "/OCProperties"})

_PAINTED: Final = "something painted over a page"
_STRANGE: Final = "something that could hide or replace text"
_FORBIDDEN: Final = {
    **dict.fromkeys((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"), _PAINTED),
    **dict.fromkeys(
        (b"Do", b"BI", b"'", b'"', b"sh", b"k", b"gs", b"W", b"W*"), _STRANGE
    ),
}
_COLOURS: Final = (b"g", b"rg", b"sc", b"scn")


class UnreadableLetterError(ValueError):
    """The bytes are no letter."""


@dataclass(frozen=True, kw_only=True)
class FoundLetter:
    """Everything that was found in a letter.

    Attributes:
        visible_text: All that people see, in order.
        rights: What is attached for machines; empty where nothing is.
        forbidden: What no letter may hold, a few words each.
    """

    visible_text: str
    rights: Mapping[str, Any]
    forbidden: tuple[str, ...] = ()


def cluster_form(text: str) -> str:
    """Bring a text into the form in which letters are compared.

    Returns:
        The comparison form of notices without any space, and with clusters that
        follow their equal left out.

    >>> cluster_form("ស្ពាស្ពា ន") == cluster_form("ស្ពាន")
    True
    >>> cluster_form("aab") == cluster_form("ab")
    False
    """
    found: list[str] = []
    for cluster in _CLUSTER.findall(notice_form(text)):
        is_khmer = "\u1780" <= cluster[0] <= "\u17b3"
        if not (is_khmer and found and found[-1] == cluster):
            found.append(cluster)
    return "".join(found)


def read_letter(file_bytes: bytes) -> FoundLetter:
    """Read a letter.

    Raises:
        UnreadableLetterError: The bytes are no PDF that can be read.

    References:
        ISO 32000-2 §9.10 extraction of text, §14.9.4 replacement text.
    """
    try:
        return _read(PdfReader(io.BytesIO(file_bytes), strict=True))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"no letter: {error}"[:200]
        raise UnreadableLetterError(message) from error


def _read(reader: PdfReader) -> FoundLetter:
    forbidden = [name for name in _ACTIVE if name in reader.root_object]
    if len(reader.pages) > MOST_PAGES:
        forbidden.append("more pages than a letter has")
    shown = []
    for page in reader.pages:
        text, faults = _shown(page, reader)
        shown.append(text)
        forbidden += faults
        if "/Annots" in page:
            forbidden.append("something laid over a page")
    return FoundLetter(
        visible_text="\n".join(shown),
        rights=_attached(reader),
        forbidden=tuple(dict.fromkeys(forbidden)),
    )


def _attached(reader: PdfReader) -> Mapping[str, Any]:
    files = dict(reader.attachments.items())
    if set(files) != {_ATTACHED} or len(files[_ATTACHED]) != 1:
        return {}
    rights = json.loads(files[_ATTACHED][0].decode())
    return rights if isinstance(rights, dict) else {}


class _Page:
    """The text of a page while its operators are followed."""

    def __init__(
        self, fonts: Mapping[str, Mapping[int, str]], width: float, height: float
    ) -> None:
        self.out: list[str] = []
        self.faults: list[str] = []
        self._fonts, self._size = fonts, (width, height)
        self._font: Mapping[int, str] = {}
        self._replaced: list[bool] = []
        # Where a run of text begins, how large it is, how light.
        self._state = (0.0, 0.0, 1.0, 0.0)
        self._states: list[tuple[float, float, float, float]] = []

    def follow(self, operands: Any, operator: bytes) -> None:
        """Take one operator."""
        fault = _FORBIDDEN.get(operator)
        if fault is not None:
            self.faults.append(fault)
            return
        steps: dict[bytes, Callable[[], object]] = {
            b"BDC": lambda: self._open(operands[1]),
            b"BMC": lambda: self._replaced.append(False),
            b"EMC": self._replaced.pop,
            b"q": lambda: self._states.append(self._state),
            b"Q": self._restore,
            b"cm": lambda: self._move([float(each) for each in operands]),
            b"Tf": lambda: self._choose(operands[0], float(operands[1])),
            b"Tj": lambda: self._show(operands),
            b"TJ": lambda: self._show(operands[0]),
            b"Tr": lambda: self._hide(operands[0]),
            **dict.fromkeys(_COLOURS, lambda: self._colour(operands)),
        }
        step = steps.get(operator)
        if step is not None:
            step()

    def _restore(self) -> None:
        self._state = self._states.pop()

    def _colour(self, operands: Iterable[Any]) -> None:
        self._state = (*self._state[:3], min(float(each) for each in operands))

    def _hide(self, mode: Any) -> None:
        if mode != 0:
            self.faults.append("letters that nobody sees")

    def _choose(self, name: str, points: float) -> None:
        self._font = self._fonts[name]
        self._judge(points)

    def _move(self, matrix: list[float]) -> None:
        x, y, scale, light = self._state
        a, b, c, d, right, up = matrix
        if b or c or a <= 0 or abs(d) != a:
            self.faults.append("text that is turned or squeezed")
        self._state = (x + right * scale, y + up * scale, scale * a, light)

    def _judge(self, points: float) -> None:
        x, y, scale, light = self._state
        width, height = self._size
        if points * scale < SMALLEST_POINTS:
            self.faults.append("letters too small to be read")
        if light > LIGHTEST:
            self.faults.append("letters too light to be read")
        if not (0 <= x <= width and 0 <= y <= height):
            self.faults.append("text beside the page")

    def _open(self, properties: Any) -> None:
        text = None
        if isinstance(properties, DictionaryObject):
            text = properties.get("/ActualText")
        if text is not None and not any(self._replaced):
            self.out.append(text if isinstance(text, str) else text.decode("utf-16"))
        self._replaced.append(text is not None)

    def _show(self, parts: Iterable[Any]) -> None:
        if any(self._replaced):
            return
        for part in parts:
            glyphs = getattr(part, "original_bytes", b"")
            for at in range(0, len(glyphs), 2):
                number = int.from_bytes(glyphs[at : at + 2], "big")
                self.out.append(self._font.get(number, "\ufffd"))


def _shown(page: PageObject, reader: PdfReader) -> tuple[str, list[str]]:
    fonts = page["/Resources"]["/Font"]  # type: ignore[index]
    letters = {name: _letters(font.get_object()) for name, font in fonts.items()}
    told = _Page(letters, float(page.mediabox.width), float(page.mediabox.height))
    for operands, operator in ContentStream(page["/Contents"], reader).operations:
        told.follow(operands, operator)
    return "".join(told.out), told.faults


def _letters(font: Any) -> dict[int, str]:
    """Read which text each glyph of a font stands for."""
    table = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    letters = {}
    for block in _CHARS.findall(table):
        for glyph, text in _PAIR.findall(block):
            letters[int(glyph, 16)] = _utf16(text)
    for block in _RANGES.findall(table):
        for first, last, text in _SPAN.findall(block):
            start, begun = int(first, 16), _utf16(text)
            for offset in range(int(last, 16) - start + 1):
                letters[start + offset] = begun[:-1] + chr(ord(begun[-1]) + offset)
    return letters


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")
