"""Opens a PDF: its pages with what they draw, and what is attached."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from exports.formats.readers.found import UnreadableError
from exports.formats.readers.pdf_fonts import Font, font_of
from exports.formats.readers.pdf_objects import MOST_BYTES, Page, Pdf, Stream
from exports.formats.readers.pdf_page import Drawn, drawn
from exports.formats.readers.pdf_pieces import said
from exports.formats.readers.pdf_values import Dictionary, resolved

ATTACHED: Final = "rights.json"
_END: Final = b"%%EOF"
# What Python says of objects that are not as they must be.
_BROKEN: Final = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    zlib.error,
)


@contextmanager
def opened(file_bytes: bytes) -> Iterator[Pdf]:
    """Open a file while it is read.

    Raises:
        UnreadableError: It is no PDF, too long, or anything in it is not as it must
            be.
    """
    if len(file_bytes) > MOST_BYTES or not file_bytes.rstrip().endswith(_END):
        message = "a file that was cut, or longer than any copy"
        raise UnreadableError(message)
    try:
        yield Pdf(file_bytes)
    except UnreadableError:
        raise
    except _BROKEN as error:
        message = f"no PDF: {type(error).__name__} {error}"[:200]
        raise UnreadableError(message) from error


class Fonts:
    """The fonts of a file, each read once."""

    def __init__(self) -> None:
        self._known: dict[int, Font] = {}

    def of(self, page: Page) -> Mapping[str, Font]:
        """Read the fonts of a page, by their names there."""
        found: Dictionary = page.about["/Resources"].get("/Font", Dictionary())
        return {name: self._font(found, name) for name in found}

    def _font(self, found: Dictionary, name: str) -> Font:
        number = found.number_of(name)
        if number not in self._known:
            self._known[number] = font_of(found[name])
        return self._known[number]


def page_drawn(page: Page, fonts: Fonts, columns: Sequence[float] = ()) -> Drawn:
    """Follow the drawing of a page, whose text stands in columns that begin there."""
    content: Stream = page.about["/Contents"]
    return drawn(content.unpacked(), fonts.of(page), page.size(), columns=columns)


def words_in(file_bytes: bytes) -> str:
    """Return all text of a PDF, letters of its pages and what is attached.

    Raises:
        UnreadableError: It is none that was set here.
    """
    with opened(file_bytes) as pdf:
        fonts = Fonts()
        pages = [said(page_drawn(page, fonts).pieces) for page in pdf.pages]
        return "\n".join((*pages, attached(pdf).decode(), *pdf.about.values()))


def attached(pdf: Pdf) -> bytes:
    """Return the one file that is attached; empty where there is none, or another."""
    tree = pdf.root.get("/Names", Dictionary()).get("/EmbeddedFiles", Dictionary())
    names = tree.get("/Names", [])
    if tree.keys() != {"/Names"} or names[::2] != [ATTACHED.encode()]:
        return b""
    forms: Dictionary = resolved(names[1])["/EF"]
    if len({forms.number_of(name) for name in forms}) != 1:
        return b""
    content: Stream = forms["/F"]
    return content.unpacked()
