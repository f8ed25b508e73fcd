"""Every format in which copies leave, and how one is found by its code."""

from exports.formats.atom import AtomFormat
from exports.formats.base import Format, registered
from exports.formats.docx import DocxFormat
from exports.formats.epub import EpubFormat
from exports.formats.html import HtmlFormat
from exports.formats.json_ld import JsonLdFormat
from exports.formats.markdown import MarkdownFormat
from exports.formats.ninjs import NinjsFormat
from exports.formats.pdf import PdfFormat
from exports.formats.photos import PhotosFormat
from exports.formats.text import TextFormat
from exports.formats.wordpress import WordPressFormat, WxrFormat

FORMATS: tuple[Format, ...] = registered(
    TextFormat(),
    MarkdownFormat(),
    HtmlFormat(),
    NinjsFormat(),
    JsonLdFormat(),
    EpubFormat(),
    DocxFormat(),
    PdfFormat(),
    PhotosFormat(),
    AtomFormat(),
    WordPressFormat(),
    WxrFormat(),
)
"""A format that cannot read back what it writes cannot be here."""


def format_named(code: str) -> Format:
    """Find a format.

    Raises:
        LookupError: There is none of that code; names those there are.

    >>> format_named("html").media_type
    'text/html; charset=utf-8'
    """
    for fmt in FORMATS:
        if fmt.code == code:
            return fmt
    message = f"no format {code!r}; there are {', '.join(f.code for f in FORMATS)}"
    raise LookupError(message)
