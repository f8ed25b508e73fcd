"""Opens a PDF: its pages with what they draw, and what is attached."""

import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from exports.formats.readers.found import UnreadableError
from exports.formats.readers.pdf_fonts import Font, font_of
from exports.formats.readers.pdf_page import Drawn, drawn
from exports.formats.readers.pdf_pieces import said

ATTACHED: Final = "rights.json"
_END: Final = b"%%EOF"
_MOST_BYTES: Final = 20_000_000
# What pypdf says of bytes that are no PDF, or a broken one.
_BROKEN: Final = (
    PyPdfError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    NotImplementedError,
    AssertionError,
    OSError,
    zlib.error,
)


@contextmanager
def opened(file_bytes: bytes) -> Iterator[PdfReader]:
    """Open a file while it is read.

    Raises:
        UnreadableError: It is no PDF, too long, or anything in it is not as it must
            be.
    """
    if len(file_bytes) > _MOST_BYTES or not file_bytes.rstrip().endswith(_END):
        message = "a file that was cut, or longer than any copy"
        raise UnreadableError(message)
    try:
        yield PdfReader(io.BytesIO(file_bytes), strict=True)
    except UnreadableError:
        raise
    except _BROKEN as error:
        message = f"no PDF: {type(error).__name__} {error}"[:200]
        raise UnreadableError(message) from error


class Fonts:
    """The fonts of a file, each read once."""

    def __init__(self) -> None:
        self._known: dict[int, Font] = {}

    def of(self, page: PageObject) -> Mapping[str, Font]:
        """Read the fonts of a page, by their names there."""
        resources: Any = page["/Resources"].get_object()
        found = resources.get("/Font", {})
        return {name: self._font(found.raw_get(name)) for name in found.get_object()}

    def _font(self, reference: Any) -> Font:
        if reference.idnum not in self._known:
            self._known[reference.idnum] = font_of(reference.get_object())
        return self._known[reference.idnum]


def page_drawn(page: PageObject, fonts: Fonts, columns: Sequence[float] = ()) -> Drawn:
    """Follow the drawing of a page, whose text stands in columns that begin there."""
    box = page.mediabox
    content: Any = page["/Contents"].get_object()
    return drawn(
        content.get_data(),
        fonts.of(page),
        (float(box.width), float(box.height)),
        columns=columns,
    )


def words_in(file_bytes: bytes) -> str:
    """Return all text of a PDF, letters of its pages and what is attached.

    Raises:
        UnreadableError: It is none that was set here.
    """
    with opened(file_bytes) as reader:
        fonts = Fonts()
        pages = [said(page_drawn(page, fonts).pieces) for page in reader.pages]
        told = [str(each) for each in (reader.metadata or {}).values()]
        return "\n".join((*pages, attached(reader).decode(), *told))


def attached(reader: PdfReader) -> bytes:
    """Return the one file that is attached; empty where there is none, or another."""
    files = dict(reader.attachments.items())
    if set(files) != {ATTACHED} or len(files[ATTACHED]) != 1:
        return b""
    return files[ATTACHED][0]
