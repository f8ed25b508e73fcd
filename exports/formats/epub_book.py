"""What every EPUB is packed of, in any number of languages: files, pages, letters."""

from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from exports.formats.markup_xml import xml_text

EPUB: Final = "application/epub+zip"
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
LETTERS_STYLE: Final = (
    _FACE.format(weight=400)
    + _FACE.format(weight=700)
    + 'body{font-family:"Noto Sans Khmer",sans-serif;line-height:1.7}\n'
)
STYLE_LINK: Final = '<link rel="stylesheet" type="text/css" href="style.css"/>'


def book(
    package_document: str,
    contents: str,
    chapter: str,
    fonts: Mapping[str, str],
    style: str,
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a book with one chapter, in the order in which they stand.

    Args:
        package_document: Of the book.
        contents: Page of its table of contents.
        chapter: Page of its only chapter.
        fonts: Media type by name of the files of letters.
        style: Style sheet; empty for none.
    """
    yield "mimetype", EPUB.encode()
    yield "META-INF/container.xml", _CONTAINER.encode()
    yield "story/package.opf", package_document.encode()
    yield "story/contents.xhtml", contents.encode()
    yield "story/story.xhtml", chapter.encode()
    if style:
        yield "story/style.css", style.encode()
    for name in fonts:
        yield f"story/{name}", _font(name)


def page(language: str, title: str, head: str, body: str) -> str:
    """Write a page.

    Args:
        language: BCP 47 tag.
        title: Plain.
        head: XML of what its head holds beside the title.
        body: XML.
    """
    tag = escape(language)
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            "<!DOCTYPE html>",
            '<html xmlns="http://www.w3.org/1999/xhtml" '
            'xmlns:epub="http://www.idpf.org/2007/ops" '
            f'lang="{tag}" xml:lang="{tag}">',
            f"<head><title>{xml_text(title)}</title>{head}</head>",
            "<body>",
            body,
            "</body>",
            "</html>",
            "",
        )
    )


@cache
def _font(name: str) -> bytes:
    return (_FONTS / name).read_bytes()
