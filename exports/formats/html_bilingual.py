"""Bilingual HTML: a page with an original and its translation side by side."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import ClassVar

from exports.formats.base import BilingualFormat
from exports.formats.html_jsonld import script_text
from exports.formats.html_pair import PAIR_STYLE, pair_article
from exports.formats.phrases import one_line
from exports.formats.readers.found_pair import FoundPair
from exports.formats.readers.html_pair_page import read_html_pair
from exports.package import BilingualPackage


class BilingualHtmlFormat(BilingualFormat):
    """A whole page that loads nothing; one style says what stands side by side."""

    code: ClassVar[str] = "html_bilingual"
    labels: ClassVar[Mapping[str, str]] = {
        "km": "ទំព័រវែបពីរភាសា (HTML)",
        "en": "Web page in two languages (HTML)",
    }
    file_extension: ClassVar[str] = ".bilingual.html"
    media_type: ClassVar[str] = "text/html; charset=utf-8"

    def write(self, package: BilingualPackage) -> bytes:
        """Write head and article; the notices come last.

        References:
            TDM Reservation Protocol (W3C Community Group), HTML meta elements.
        """
        parts = (
            "<!doctype html>",
            f'<html lang="{escape(package.source.story.language)}">',
            "<head>",
            *_head(package),
            "</head>",
            "<body>",
            pair_article(package),
            "</body>",
            "</html>",
            "",
        )
        return "\n".join(parts).encode()

    def read(self, file_bytes: bytes) -> FoundPair:
        """Read a copy back."""
        return read_html_pair(file_bytes)


def _head(package: BilingualPackage) -> Iterator[str]:
    stories = [side.story for side in package.sides]
    title = " · ".join(one_line(story.headline) for story in stories)
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title, quote=False)}</title>"
    for story in stories:
        yield (
            f'<link rel="alternate" hreflang="{escape(story.language)}" '
            f'href="{escape(story.canonical_url)}">'
        )
    for side in package.sides:
        yield f'<link rel="license" href="{escape(side.license_url)}">'
    yield '<meta name="tdm-reservation" content="1">'
    yield f'<meta name="tdm-policy" content="{escape(package.source.rights_url)}">'
    for side in package.sides:
        yield f'<script type="application/ld+json">{script_text(side)}</script>'
    yield f"<style>\n{PAIR_STYLE}</style>"
