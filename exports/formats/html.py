"""HTML: a page that loads nothing, runs nothing and takes the look of its host."""

from collections.abc import Iterator
from html import escape
from typing import ClassVar

from exports.formats.base import Format
from exports.formats.html_jsonld import script_text
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
from exports.formats.readers.found import Found
from exports.formats.readers.html_page import read_html_page
from exports.package import LicensedPackage, PhotoFacts, VersionLink


class HtmlFormat(Format):
    """A whole page around one article, to be put on a site or pasted into one."""

    code: ClassVar[str] = "html"
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
            f'<article lang="{language}">',
            *_header(package),
            *_body(package),
            *_after(package),
            *_notice(package),
            "</article>",
            "</body>",
            "</html>",
            "",
        )
        return "\n".join(parts).encode()

    def read(self, file_bytes: bytes) -> Found:
        """Read a copy back."""
        return read_html_page(file_bytes)


def _shown(text: str) -> str:
    return escape(one_line(text), quote=False)


def _paragraph(text: str, name: str) -> Iterator[str]:
    # A line break must not close up two words of a language that has spaces.
    shown = "<br>\n".join(escape(line, quote=False) for line in lines(text))
    if shown:
        yield f'<p class="{name}">{shown}</p>'


def _link(url: str, text: str, language: str = "") -> str:
    there = f' hreflang="{escape(language)}"' if language else ""
    return f'<a href="{escape(url)}"{there}>{_shown(text)}</a>'


def _head(package: LicensedPackage) -> Iterator[str]:
    story = package.story
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_shown(story.headline)}</title>"
    yield f'<link rel="canonical" href="{escape(story.canonical_url)}">'
    for link in (*story.sources, *story.translations):
        yield (
            f'<link rel="alternate" hreflang="{escape(link.language)}" '
            f'href="{escape(link.url)}">'
        )
    yield f'<link rel="license" href="{escape(package.rights_url)}">'
    yield '<meta name="tdm-reservation" content="1">'
    yield f'<meta name="tdm-policy" content="{escape(package.rights_url)}">'
    yield f'<script type="application/ld+json">{script_text(package)}</script>'


def _header(package: LicensedPackage) -> Iterator[str]:
    story = package.story
    label = f" · <strong>{_shown(story.kind_label)}</strong>"
    yield "<header>"
    yield (
        f'<p class="kicker">{_shown(story.outlet)} · {_shown(story.section)}'
        f"{label if story.kind_label else ''}</p>"
    )
    yield f"<h1>{_shown(story.headline)}</h1>"
    yield from _paragraph(story.standfirst, "standfirst")
    for line in story.credits:
        yield f'<p class="credit">{_shown(credit_line(line))}</p>'
    yield from _paragraph(story.stale, "stale")
    yield "</header>"
    if story.photo is not None:
        yield _figure(story.photo)


def _figure(photo: PhotoFacts) -> str:
    words = [_shown(text) for text in (photo.withheld, photo.caption) if text]
    credit = _shown(photo.credit)
    words.append(_link(photo.url, photo.credit) if photo.url else credit)
    caption = "<br>\n".join(words)
    return f'<figure class="photo"><figcaption>{caption}</figcaption></figure>'


def _body(package: LicensedPackage) -> Iterator[str]:
    yield from _paragraph(package.story.dateline, "dateline")
    for block in package.story.body:
        yield element(block)


def _after(package: LicensedPackage) -> Iterator[str]:
    story = package.story
    yield from _paragraph(story.note, "note")
    yield from _paragraph(story.machine, "machine")
    for link in story.sources:
        yield _elsewhere(link, source_label(link, language=story.language))
    for link in story.translations:
        yield _elsewhere(link, translation_label(link, language=story.language))
    moment = story.first_published_at.isoformat()
    yield (
        f'<p class="published"><time datetime="{escape(moment)}">'
        f"{_link(package.traced_url, published_line(package))}</time></p>"
    )
    yield from _paragraph(updated_line(package), "published")


def _elsewhere(link: VersionLink, label: str) -> str:
    return f'<p class="elsewhere">{_link(link.url, label, link.language)}</p>'


def _notice(package: LicensedPackage) -> Iterator[str]:
    yield f'<footer class="rights" lang="{escape(package.notice_language)}">'
    yield f'<p class="licensed">{_shown(package.licensed_line)}</p>'
    yield f"<p>{_shown(package.notice_text)}</p>"
    yield "</footer>"
