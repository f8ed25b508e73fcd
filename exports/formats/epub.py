"""EPUB 3.3: one story as a small book, one for each language."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from exports.formats.base import Format
from exports.formats.epub_book import (
    EPUB,
    FONT_FILES,
    LETTERS_STYLE,
    STYLE_LINK,
    book,
    page,
)
from exports.formats.epub_package import package_document
from exports.formats.html_article import article
from exports.formats.markup_xml import xml_element, xml_text
from exports.formats.phrases import one_line
from exports.formats.readers.epub_file import read_epub_file
from exports.formats.readers.found import Found
from exports.package import LicensedPackage
from translations.formats.zipped import pack


class EpubFormat(Format):
    """A book that any reading program opens, without a connection."""

    code: ClassVar[str] = "epub"
    labels: ClassVar[Mapping[str, str]] = {
        "km": "សៀវភៅអេឡិចត្រូនិក (EPUB)",
        "en": "E-book (EPUB)",
    }
    file_extension: ClassVar[str] = ".epub"
    media_type: ClassVar[str] = EPUB

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
    story = package.story
    fonts = FONT_FILES if story.language == "km" else {}
    return book(
        package_document(package, fonts),
        page(story.language, one_line(story.headline), "", _contents(package)),
        page(
            story.language,
            one_line(story.headline),
            STYLE_LINK if fonts else "",
            xml_element(article(package), story.language),
        ),
        fonts,
        LETTERS_STYLE if fonts else "",
    )


def _contents(package: LicensedPackage) -> str:
    title = xml_text(one_line(package.story.headline))
    link = f'<li><a href="story.xhtml">{title}</a></li>'
    return f'<nav epub:type="toc"><ol>{link}</ol></nav>'
