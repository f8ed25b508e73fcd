"""RSS: one story in full as a channel with one item, for readers that know no Atom."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import ClassVar

from exports.formats.base import Format
from exports.formats.html_article import article
from exports.formats.phrases import one_line
from exports.formats.readers.found import Found
from exports.formats.readers.rss_file import read_rss_file
from exports.formats.syndicated import dublin_core, links, makers, moment_of_mail, tag
from exports.package import LicensedPackage


class RssFormat(Format):
    """An RSS document with one item."""

    code: ClassVar[str] = "rss"
    labels: ClassVar[Mapping[str, str]] = {
        "km": "RSS មានអត្ថបទពេញ",
        "en": "RSS, full text",
    }
    file_extension: ClassVar[str] = ".rss"
    media_type: ClassVar[str] = "application/rss+xml; charset=utf-8"

    def write(self, package: LicensedPackage) -> bytes:
        """Write the channel; the content of its item ends with the notice.

        The item has no `description`: what readers show beside the content would be
        words without a notice.

        References:
            rssboard.org, RSS 2.0 specification (`copyright` of a channel; either
            title or description of an item) and "RSS Best Practices Profile"
            (`content:encoded`, `dc:creator`).
        """
        return "\n".join(_channel(package)).encode()

    def read(self, file_bytes: bytes) -> Found:
        """Read a copy back."""
        return read_rss_file(file_bytes)


def _channel(package: LicensedPackage) -> Iterator[str]:
    story = package.story
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/">'
    )
    yield "<channel>"
    yield tag("title", story.outlet)
    yield tag("link", story.canonical_url)
    yield tag("description", f"{one_line(story.outlet)} · {one_line(story.section)}")
    yield tag("language", story.language)
    yield tag("copyright", package.notice_text)
    yield "<item>"
    yield from _item(package)
    yield "</item>"
    yield "</channel>"
    yield "</rss>"
    yield ""


def _item(package: LicensedPackage) -> Iterator[str]:
    story = package.story
    changed = story.updated_at or story.first_published_at
    yield tag("title", story.headline)
    yield tag("link", story.canonical_url)
    yield tag("guid", story.urn, ' isPermaLink="false"')
    yield tag("pubDate", moment_of_mail(story.first_published_at))
    yield tag("dcterms:modified", changed.isoformat())
    for is_author, name in makers(package):
        yield tag("dc:creator" if is_author else "dc:contributor", name)
    yield tag("category", story.section)
    yield from links(package, name="atom:link")
    yield from dublin_core(package)
    content = escape(article(package), quote=False)
    yield f"<content:encoded>{content}</content:encoded>"
