"""Atom: one story in full as an entry, for feed readers and for other newsrooms."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import ClassVar, Final

from exports.formats.base import Format
from exports.formats.html_article import article
from exports.formats.markup_xml import xml_element
from exports.formats.phrases import one_line
from exports.formats.readers.atom_file import read_atom_file
from exports.formats.readers.found import Found
from exports.package import LicensedPackage, VersionLink

_AUTHORS: Final = frozenset({"author", "reporter"})


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
            Dublin Core), §4.2.7.2 relations; RFC 4946 (license).
        """
        return "\n".join(_entry(package)).encode()

    def read(self, file_bytes: bytes) -> Found:
        """Read a copy back."""
        return read_atom_file(file_bytes)


def _tag(name: str, text: str, more: str = "") -> str:
    return f"<{name}{more}>{escape(one_line(text), quote=False)}</{name}>"


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
    yield _tag("id", story.urn)
    yield _tag("title", story.headline)
    yield _tag("published", story.first_published_at.isoformat())
    yield _tag("updated", changed.isoformat())
    yield from _people(package)
    yield f'<category term="{escape(one_line(story.section))}"/>'
    yield _link("alternate", VersionLink(story.canonical_url, story.language))
    for link in story.sources:
        yield _link("http://purl.org/dc/terms/isVersionOf", link)
    for link in story.translations:
        yield _link("http://purl.org/dc/terms/hasVersion", link)
    yield f'<link rel="license" href="{escape(package.license_url)}"/>'
    yield _tag("rights", package.notice_text)
    for tag, text in package.notice.texts.items():
        yield _tag("dc:rights", text.full, f' xml:lang="{escape(tag)}"')
    holder = package.notice.rights_holder[package.notice_language]
    yield _tag("dcterms:rightsHolder", holder)
    yield _tag("dcterms:accessRights", "tdm-reservation: 1")
    yield _tag("dc:publisher", story.outlet)
    yield _tag("dc:type", story.kind)
    yield _tag("dc:identifier", f"revision:{story.revision}")
    yield _tag("dc:identifier", f"trace:{package.trace_code}")
    shown = xml_element(article(package), story.language)
    yield (
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
        f"{shown}</div></content>"
    )
    yield "</entry>"
    yield ""


def _link(relation: str, link: VersionLink) -> str:
    return (
        f'<link rel="{relation}" hreflang="{escape(link.language)}" '
        f'href="{escape(link.url)}"/>'
    )


def _people(package: LicensedPackage) -> Iterator[str]:
    credits = package.story.credits
    roles = {line.role for line in credits}
    # An entry has an author: where nobody wrote, whoever is named first.
    authors = roles & _AUTHORS or {credits[0].role}
    for line in credits:
        kind = "author" if line.role in authors else "contributor"
        for creditor in line.creditors:
            yield f"<{kind}>{_tag('name', creditor.name)}</{kind}>"
