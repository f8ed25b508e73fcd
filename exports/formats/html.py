"""HTML: a page that loads nothing, runs nothing and takes the look of its host."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import ClassVar

from exports.formats.base import Format
from exports.formats.html_article import article
from exports.formats.html_jsonld import script_text
from exports.formats.phrases import one_line
from exports.formats.readers.found import Found
from exports.formats.readers.html_page import read_html_page
from exports.package import LicensedPackage


class HtmlFormat(Format):
    """A whole page around one article, to be put on a site or pasted into one."""

    code: ClassVar[str] = "html"
    labels: ClassVar[Mapping[str, str]] = {
        "km": "ទំព័រវែប (HTML)",
        "en": "Web page (HTML)",
    }
    file_extension: ClassVar[str] = ".html"
    media_type: ClassVar[str] = "text/html; charset=utf-8"

    def write(self, package: LicensedPackage) -> bytes:
        """Write head and article, an element a line; the notice comes last.

        References:
            TDM Reservation Protocol (W3C Community Group), HTML meta elements.
        """
        language = escape(package.story.language)
        parts = (
            "<!doctype html>",
            f'<html lang="{language}">',
            "<head>",
            *_head(package),
            "</head>",
            "<body>",
            article(package),
            "</body>",
            "</html>",
            "",
        )
        return "\n".join(parts).encode()

    def read(self, file_bytes: bytes) -> Found:
        """Read a copy back."""
        return read_html_page(file_bytes)


def _head(package: LicensedPackage) -> Iterator[str]:
    story = package.story
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(one_line(story.headline), quote=False)}</title>"
    yield f'<link rel="canonical" href="{escape(story.canonical_url)}">'
    for link in (*story.sources, *story.translations):
        yield (
            f'<link rel="alternate" hreflang="{escape(link.language)}" '
            f'href="{escape(link.url)}">'
        )
    yield f'<link rel="license" href="{escape(package.license_url)}">'
    yield '<meta name="tdm-reservation" content="1">'
    yield f'<meta name="tdm-policy" content="{escape(package.rights_url)}">'
    yield f'<script type="application/ld+json">{script_text(package)}</script>'
