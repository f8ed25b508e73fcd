"""EPUB 3.3: one story as a small book, one for each language."""

from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import ClassVar, Final

from exports.formats.base import Format
from exports.formats.epub_package import package_document
from exports.formats.html_article import article
from exports.formats.markup_xml import xml_element, xml_text
from exports.formats.phrases import one_line
from exports.formats.readers.epub_file import read_epub_file
from exports.formats.readers.found import Found
from exports.package import LicensedPackage
from translations.formats.zipped import pack

_FONTS: Final = Path(__file__).parent / "fonts"
FONT_FILES: Final = {
    "noto-sans-khmer-400.woff2": "font/woff2",
    "noto-sans-khmer-700.woff2": "font/woff2",
    "OFL.txt": "text/plain",
}
_CONTAINER: Final = """<?xml version="1.0" encoding="UTF-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="story/package.opf" \
media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_FACE: Final = (
    '@font-face{{font-family:"Noto Sans Khmer";font-weight:{weight};'
    "src:url(noto-sans-khmer-{weight}.woff2)}}\n"
)
_STYLE: Final = (
    _FACE.format(weight=400)
    + _FACE.format(weight=700)
    + 'body{font-family:"Noto Sans Khmer",sans-serif;line-height:1.7}\n'
)


class EpubFormat(Format):
    """A book that any reading program opens, without a connection."""

    code: ClassVar[str] = "epub"
    labels: ClassVar[Mapping[str, str]] = {
        "km": "សៀវភៅអេឡិចត្រូនិក (EPUB)",
        "en": "E-book (EPUB)",
    }
    file_extension: ClassVar[str] = ".epub"
    media_type: ClassVar[str] = "application/epub+zip"

    def write(self, package: LicensedPackage) -> bytes:
        """Write the book; the notice stands at the end of its only chapter.

        References:
            EPUB 3.3; Open Container Format §4.2; EPUB Accessibility 1.1 §2.2.
        """
        return pack(_files(package), stored=("mimetype",))

    def read(self, file_bytes: bytes) -> Found:
        """Read a copy back."""
        return read_epub_file(file_bytes)


def _files(package: LicensedPackage) -> Iterator[tuple[str, bytes]]:
    has_fonts = package.story.language == "km"
    fonts = FONT_FILES if has_fonts else {}
    yield "mimetype", EpubFormat.media_type.encode()
    yield "META-INF/container.xml", _CONTAINER.encode()
    yield "story/package.opf", package_document(package, fonts).encode()
    yield "story/contents.xhtml", _contents(package).encode()
    yield "story/story.xhtml", _chapter(package, has_fonts=has_fonts).encode()
    if has_fonts:
        yield "story/style.css", _STYLE.encode()
        for name in fonts:
            yield f"story/{name}", _font(name)


@cache
def _font(name: str) -> bytes:
    return (_FONTS / name).read_bytes()


def _page(package: LicensedPackage, head: str, body: str) -> str:
    language = escape(package.story.language)
    title = xml_text(one_line(package.story.headline))
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            "<!DOCTYPE html>",
            '<html xmlns="http://www.w3.org/1999/xhtml" '
            'xmlns:epub="http://www.idpf.org/2007/ops" '
            f'lang="{language}" xml:lang="{language}">',
            f"<head><title>{title}</title>{head}</head>",
            "<body>",
            body,
            "</body>",
            "</html>",
            "",
        )
    )


def _contents(package: LicensedPackage) -> str:
    title = xml_text(one_line(package.story.headline))
    link = f'<li><a href="story.xhtml">{title}</a></li>'
    toc = f'<nav epub:type="toc"><ol>{link}</ol></nav>'
    return _page(package, "", toc)


def _chapter(package: LicensedPackage, *, has_fonts: bool) -> str:
    style = '<link rel="stylesheet" type="text/css" href="style.css"/>'
    body = xml_element(article(package), package.story.language)
    return _page(package, style if has_fonts else "", body)
