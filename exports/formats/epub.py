"""EPUB 3.3: one story as a small book, one for each language."""

from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import ClassVar, Final

from exports.formats.base import Format
from exports.formats.epub_package import package_document
from exports.formats.markup_xml import xml_element, xml_text
from exports.formats.packing import packed
from exports.formats.phrases import (
    credit_line,
    element,
    lines,
    one_line,
    published_line,
    source_label,
    translation_label,
    updated_line,
)
from exports.formats.readers.epub_file import read_epub_file
from exports.formats.readers.found import Found
from exports.package import LicensedPackage, PhotoFacts

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
    file_extension: ClassVar[str] = ".epub"
    media_type: ClassVar[str] = "application/epub+zip"

    def write(self, package: LicensedPackage) -> bytes:
        """Write the book; the notice stands at the end of its only chapter.

        References:
            EPUB 3.3; Open Container Format §4.2; EPUB Accessibility 1.1 §2.2.
        """
        return packed(_files(package), first_is_stored=True)

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


def _page(package: LicensedPackage, head: str, body: Iterator[str]) -> str:
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
            *body,
            "</body>",
            "</html>",
            "",
        )
    )


def _contents(package: LicensedPackage) -> str:
    title = xml_text(one_line(package.story.headline))
    link = f'<li><a href="story.xhtml">{title}</a></li>'
    toc = f'<nav epub:type="toc"><ol>{link}</ol></nav>'
    return _page(package, "", iter((toc,)))


def _chapter(package: LicensedPackage, *, has_fonts: bool) -> str:
    style = '<link rel="stylesheet" type="text/css" href="style.css"/>'
    return _page(package, style if has_fonts else "", _article(package))


def _article(package: LicensedPackage) -> Iterator[str]:
    story = package.story
    language = escape(story.language)
    yield f'<article lang="{language}" xml:lang="{language}">'
    yield from _header(package)
    if story.photo is not None:
        yield _figure(story.photo, story.language)
    yield from _paragraph(story.dateline, "dateline", story.language)
    for block in story.body:
        yield xml_element(element(block), story.language)
    yield from _after(package)
    yield "</article>"


def _header(package: LicensedPackage) -> Iterator[str]:
    story = package.story
    language = story.language
    place = f"{_shown(story.outlet, language)} · {_shown(story.section, language)}"
    label = f" · <strong>{_shown(story.kind_label, language)}</strong>"
    yield f'<p class="kicker">{place}{label if story.kind_label else ""}</p>'
    yield f"<h1>{_shown(story.headline, language)}</h1>"
    yield from _paragraph(story.standfirst, "standfirst", language)
    for line in story.credits:
        yield f'<p class="credit">{_shown(credit_line(line), language)}</p>'
    yield from _paragraph(story.stale, "stale", language)


def _figure(photo: PhotoFacts, language: str) -> str:
    words = [_shown(text, language) for text in (photo.withheld, photo.caption) if text]
    credit = _shown(photo.credit, language)
    words.append(_link(photo.url, photo.credit, language) if photo.url else credit)
    shown = "<br/>".join(words)
    return f'<figure class="photo"><figcaption>{shown}</figcaption></figure>'


def _after(package: LicensedPackage) -> Iterator[str]:
    story = package.story
    language = story.language
    yield from _paragraph(story.note, "note", language)
    for label, links in (
        (source_label, story.sources),
        (translation_label, story.translations),
    ):
        for link in links:
            text = label(link, language=language)
            yield f'<p class="elsewhere">{_link(link.url, text, language)}</p>'
    published = _link(package.traced_url, published_line(package), language)
    yield f'<p class="published">{published}</p>'
    yield from _paragraph(updated_line(package), "published", language)
    shown_in = package.notice_language
    tag = escape(shown_in)
    yield f'<footer class="rights" lang="{tag}" xml:lang="{tag}">'
    yield f'<p class="licensed">{_shown(package.licensed_line, shown_in)}</p>'
    yield f"<p>{_shown(package.notice_text, shown_in)}</p>"
    yield "</footer>"


def _shown(text: str, language: str) -> str:
    return xml_text(one_line(text), language)


def _paragraph(text: str, name: str, language: str) -> Iterator[str]:
    shown = "<br/>".join(xml_text(line, language) for line in lines(text))
    if shown:
        yield f'<p class="{name}">{shown}</p>'


def _link(url: str, text: str, language: str) -> str:
    return f'<a href="{escape(url)}">{_shown(text, language)}</a>'
