"""Atom: one story in full as an entry, for feed readers and for other newsrooms."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import ClassVar

from exports.formats.base import Format
from exports.formats.html_article import article
from exports.formats.markup_xml import xml_element
from exports.formats.phrases import one_line
from exports.formats.readers.atom_file import read_atom_file
from exports.formats.readers.found import Found
from exports.formats.syndicated import dublin_core, links, makers, tag
from exports.package import LicensedPackage


class AtomFormat(Format):
    """An Atom Entry Document."""

    code: ClassVar[str] = "atom"
    labels: ClassVar[Mapping[str, str]] = {"km": "ធាតុ Atom", "en": "Atom entry"}
    file_extension: ClassVar[str] = ".atom"
    media_type: ClassVar[str] = "application/atom+xml;type=entry;charset=utf-8"

    def write(self, package: LicensedPackage) -> bytes:
        """Write the entry; its content ends with the notice.

        References:
            RFC 4287 §4.1.2 (one `rights` for an entry: the other languages are of
            Dublin Core).
        """
        return "\n".join(_entry(package)).encode()

    def read(self, file_bytes: bytes) -> Found:
        """Read a copy back."""
        return read_atom_file(file_bytes)


def _entry(package: LicensedPackage) -> Iterator[str]:
    story = package.story
    changed = story.updated_at or story.first_published_at
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<entry xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xml:lang="{escape(story.language)}">'
    )
    yield tag("id", story.urn)
    yield tag("title", story.headline)
    yield tag("published", story.first_published_at.isoformat())
    yield tag("updated", changed.isoformat())
    for is_author, name in makers(package):
        kind = "author" if is_author else "contributor"
        yield f"<{kind}>{tag('name', name)}</{kind}>"
    yield f'<category term="{escape(one_line(story.section))}"/>'
    yield from links(package, name="link")
    yield tag("rights", package.notice_text)
    yield from dublin_core(package)
    shown = xml_element(article(package), story.language)
    yield (
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
        f"{shown}</div></content>"
    )
    yield "</entry>"
    yield ""
