"""What an entry of Atom and an item of RSS say and WordPress say alike of a story."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import Final

from exports.formats.phrases import one_line
from exports.package import LicensedPackage, VersionLink

_AUTHORS: Final = frozenset({"author", "reporter"})


def tag(name: str, text: str, more: str = "") -> str:
    """Write an element that holds one line of text."""
    return f"<{name}{more}>{escape(one_line(text), quote=False)}</{name}>"


def moment_of_mail(moment: datetime) -> str:
    """Write a moment as RSS has it, in universal time.

    References:
        RFC 822 §5, with the four figures of a year that RSS 2.0 asks for.
    """
    return format_datetime(moment.astimezone(UTC))


def makers(package: LicensedPackage) -> Iterator[tuple[bool, str]]:
    """Yield whether somebody is an author, and the printed name, in their order.

    A story has an author: where nobody wrote, whoever is named first.
    """
    credits = package.story.credits
    roles = {line.role for line in credits}
    authors = roles & _AUTHORS or {credits[0].role}
    for line in credits:
        for creditor in line.creditors:
            yield line.role in authors, creditor.name


def links(package: LicensedPackage, *, name: str) -> Iterator[str]:
    """Yield where a story is, in which languages else, and by which terms it goes.

    Args:
        package: The story.
        name: Of Atom's element `link`, with its prefix.

    References:
        RFC 4287 §4.2.7.2 (relations), §4.2.7.4 (`hreflang`); RFC 4946 (`license`).
    """
    story = package.story
    yield _link(name, "alternate", VersionLink(story.canonical_url, story.language))
    for link in story.sources:
        yield _link(name, "http://purl.org/dc/terms/isVersionOf", link)
    for link in story.translations:
        yield _link(name, "http://purl.org/dc/terms/hasVersion", link)
    yield f'<{name} rel="license" href="{escape(package.license_url)}"/>'


def _link(name: str, relation: str, link: VersionLink) -> str:
    return (
        f'<{name} rel="{relation}" hreflang="{escape(link.language)}" '
        f'href="{escape(link.url)}"/>'
    )


def dublin_core(package: LicensedPackage) -> Iterator[str]:
    """Yield the rights in every language, and what tells this copy from others."""
    story = package.story
    for language, text in package.notice.texts.items():
        yield tag("dc:rights", text.full, f' xml:lang="{escape(language)}"')
    holder = package.notice.rights_holder[package.notice_language]
    yield tag("dcterms:rightsHolder", holder)
    yield tag("dcterms:accessRights", "tdm-reservation: 1")
    yield tag("dc:publisher", story.outlet)
    yield tag("dc:type", story.kind)
    yield tag("dc:identifier", f"revision:{story.revision}")
    yield tag("dc:identifier", f"trace:{package.trace_code}")
