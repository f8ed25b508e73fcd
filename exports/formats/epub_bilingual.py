"""Bilingual EPUB 3.3: an original and its translation as one small book."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import ClassVar

from exports.formats.base import BilingualFormat
from exports.formats.epub_book import (
    EPUB,
    FONT_FILES,
    LETTERS_STYLE,
    STYLE_LINK,
    book,
    page,
)
from exports.formats.epub_package import pair_document
from exports.formats.html_pair import PAIR_STYLE, pair_article
from exports.formats.markup_xml import xml_element, xml_text
from exports.formats.phrases import one_line
from exports.formats.readers.epub_pair_file import read_epub_pair
from exports.formats.readers.found_pair import FoundPair
from exports.package import BilingualPackage
from translations.formats.zipped import pack


class BilingualEpubFormat(BilingualFormat):
    """A book for any reading program, each paragraph tagged with its language."""

    code: ClassVar[str] = "epub_bilingual"
    labels: ClassVar[Mapping[str, str]] = {
        "km": "សៀវភៅអេឡិចត្រូនិកពីរភាសា (EPUB)",
        "en": "E-book in two languages (EPUB)",
    }
    file_extension: ClassVar[str] = ".bilingual.epub"
    media_type: ClassVar[str] = EPUB

    def write(self, package: BilingualPackage) -> bytes:
        """Write the book; the notices stand at the end of its only chapter.

        References:
            EPUB 3.3; Open Container Format §4.2; EPUB Accessibility 1.1 §2.2.
        """
        return pack(_files(package), stored=("mimetype",))

    def read(self, file_bytes: bytes) -> FoundPair:
        """Read a copy back."""
        return read_epub_pair(file_bytes)


def _files(package: BilingualPackage) -> Iterator[tuple[str, bytes]]:
    stories = [side.story for side in package.sides]
    language = package.source.story.language
    has_letters = any(story.language == "km" for story in stories)
    title = " · ".join(one_line(story.headline) for story in stories)
    return book(
        pair_document(package, FONT_FILES if has_letters else {}),
        page(language, title, "", _contents(package)),
        page(language, title, STYLE_LINK, pair_article(package, xml_element)),
        FONT_FILES if has_letters else {},
        f"{LETTERS_STYLE if has_letters else ''}{PAIR_STYLE}",
    )


def _contents(package: BilingualPackage) -> str:
    titles = []
    for side in package.sides:
        tag = escape(side.story.language)
        shown = xml_text(one_line(side.story.headline))
        titles.append(f'<span lang="{tag}" xml:lang="{tag}">{shown}</span>')
    link = f'<li><a href="story.xhtml">{" · ".join(titles)}</a></li>'
    return f'<nav epub:type="toc"><ol>{link}</ol></nav>'
