"""For WordPress: blocks to paste, and a file for its importer."""

from collections.abc import Iterator, Mapping
from datetime import UTC
from html import escape
from typing import ClassVar

from exports.formats.base import Format
from exports.formats.readers.found import Found
from exports.formats.readers.wordpress_file import read_blocks, read_wxr_file
from exports.formats.syndicated import moment_of_mail, tag
from exports.formats.wordpress_blocks import blocks
from exports.package import LicensedPackage


class WordPressFormat(Format):
    """Blocks for the code editor of a post."""

    code: ClassVar[str] = "wordpress"
    labels: ClassVar[Mapping[str, str]] = {
        "km": "ប្លុកសម្រាប់ WordPress",
        "en": "Blocks for WordPress",
    }
    file_extension: ClassVar[str] = ".blocks.html"
    media_type: ClassVar[str] = "text/html; charset=utf-8"

    def write(self, package: LicensedPackage) -> bytes:
        """Write blocks, the headline first."""
        return blocks(package, has_title=True).encode()

    def read(self, file_bytes: bytes) -> Found:
        """Read a copy back."""
        return read_blocks(file_bytes)


class WxrFormat(Format):
    """WordPress eXtended RSS: one post, as a draft, for the importer."""

    code: ClassVar[str] = "wxr"
    labels: ClassVar[Mapping[str, str]] = {
        "km": "ឯកសារនាំចូលរបស់ WordPress (WXR)",
        "en": "Import file for WordPress (WXR)",
    }
    file_extension: ClassVar[str] = ".wxr.xml"
    media_type: ClassVar[str] = "application/rss+xml; charset=utf-8"

    def write(self, package: LicensedPackage) -> bytes:
        """Write a feed with one post; it waits as a draft for whoever imports it.

        References:
            WordPress Importer, WXR 1.2; Dublin Core elements; Polylang and WPML read
            the language from post meta.
        """
        return "\n".join(_feed(package)).encode()

    def read(self, file_bytes: bytes) -> Found:
        """Read a copy back."""
        return read_wxr_file(file_bytes)


def _feed(package: LicensedPackage) -> Iterator[str]:
    story = package.story
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:wp="http://wordpress.org/export/1.2/">'
    )
    yield "<channel>"
    yield tag("title", story.outlet)
    yield tag("link", story.canonical_url)
    yield tag("language", story.language)
    yield tag("wp:wxr_version", "1.2")
    yield "<item>"
    yield from _item(package)
    yield "</item>"
    yield "</channel>"
    yield "</rss>"
    yield ""


def _item(package: LicensedPackage) -> Iterator[str]:
    story, notice = package.story, package.notice
    first = story.first_published_at
    yield tag("title", story.headline)
    yield tag("link", story.canonical_url)
    yield tag("pubDate", moment_of_mail(first))
    for line in story.credits:
        for creditor in line.creditors:
            yield tag("dc:creator", creditor.name)
    for language, text in notice.texts.items():
        yield tag("dc:rights", text.full, f' xml:lang="{escape(language)}"')
    yield tag("guid", story.urn, ' isPermaLink="false"')
    content = escape(blocks(package, has_title=False), quote=False)
    yield f"<content:encoded>{content}</content:encoded>"
    yield tag("wp:post_date_gmt", f"{first.astimezone(UTC):%Y-%m-%d %H:%M:%S}")
    yield tag("wp:status", "draft")
    yield tag("wp:post_type", "post")
    yield tag("category", story.section, ' domain="category"')
    for name, value in (
        ("_spean_trace", package.trace_code),
        ("_spean_rights_page", package.rights_url),
        ("_spean_language", story.language),
        ("_spean_revision", str(story.revision)),
        *(("_spean_source", link.url) for link in story.sources),
        *(("_spean_translation", link.url) for link in story.translations),
    ):
        yield "<wp:postmeta>"
        yield tag("wp:meta_key", name)
        yield tag("wp:meta_value", value)
        yield "</wp:postmeta>"
