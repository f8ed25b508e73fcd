"""Every format in which copies leave, and how one is found by its code."""

from exports.formats.atom import AtomFormat
from exports.formats.base import BilingualFormat, Format, registered
from exports.formats.docx import DocxFormat
from exports.formats.docx_bilingual import BilingualDocxFormat
from exports.formats.epub import EpubFormat
from exports.formats.epub_bilingual import BilingualEpubFormat
from exports.formats.html import HtmlFormat
from exports.formats.html_bilingual import BilingualHtmlFormat
from exports.formats.json_ld import JsonLdFormat
from exports.formats.markdown import MarkdownFormat
from exports.formats.ninjs import NinjsFormat
from exports.formats.pdf import PdfFormat
from exports.formats.pdf_bilingual import BilingualPdfFormat
from exports.formats.photos import PhotosFormat
from exports.formats.posting import PostingFormat
from exports.formats.rss import RssFormat
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
    RssFormat(),
    WordPressFormat(),
    WxrFormat(),
)
"""A format that cannot read back what it writes cannot be here."""

BILINGUAL_FORMATS: tuple[BilingualFormat, ...] = registered(
    BilingualHtmlFormat(),
    BilingualEpubFormat(),
    BilingualDocxFormat(),
    BilingualPdfFormat(),
)
"""Of an original and its translation, side by side in one file."""

KITS: tuple[Format, ...] = registered(PostingFormat())
"""For an outlet's own posts elsewhere: they tell a story shorter than partners may."""

EVERY_FORMAT: tuple[Format | BilingualFormat, ...] = registered(
    *FORMATS, *BILINGUAL_FORMATS, *KITS
)


IN_TWO: frozenset[str] = frozenset(each.code for each in BILINGUAL_FORMATS)
"""Codes of the formats that hold two languages."""


def format_named(code: str) -> Format | BilingualFormat:
    """Find a format.

    Raises:
        LookupError: There is none of that code; names those there are.

    >>> format_named("html").media_type
    'text/html; charset=utf-8'
    """
    for fmt in EVERY_FORMAT:
        if fmt.code == code:
            return fmt
    known = ", ".join(each.code for each in EVERY_FORMAT)
    message = f"no format {code!r}; there are {known}"
    raise LookupError(message)
