"""The package document of an EPUB: what the book is, whose, and what may be done."""

from collections.abc import Iterator, Mapping
from datetime import UTC
from html import escape
from typing import Final

from exports.formats.phrases import one_line
from exports.package import LicensedPackage

# MARC code list for relators.
ROLES: Final[Mapping[str, str]] = {
    "author": "aut",
    "reporter": "rpt",
    "additional_reporting": "rpt",
    "translator": "trl",
    "editor": "edt",
    "copy_editor": "edt",
    "fact_checker": "ctb",
    "photographer": "pht",
    "voice": "nrt",
}
_AUTHORS: Final = frozenset({"author", "reporter"})
_STORY: Final = "application/xhtml+xml"
# The words of schema.org that EPUB Accessibility asks for.
_ACCESS: Final = (
    ("accessMode", "textual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityHazard", "none"),
)


def package_document(package: LicensedPackage, fonts: Mapping[str, str]) -> str:
    """Write the package document.

    Args:
        package: What the book is made of.
        fonts: Media type by name of the files that a Khmer book brings along.

    References:
        EPUB 3.3 §5.5 metadata, §5.5.7 link; MARC relators; TDM Reservation Protocol
        §7 (EPUB).
    """
    language = escape(package.story.language)
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
            f'unique-identifier="urn" xml:lang="{language}" '
            'prefix="tdm: http://www.w3.org/ns/tdmrep#">',
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
            *_metadata(package),
            "</metadata>",
            "<manifest>",
            *_manifest(fonts),
            "</manifest>",
            '<spine><itemref idref="story"/></spine>',
            "</package>",
            "",
        )
    )


def _text(text: str) -> str:
    return escape(one_line(text), quote=False)


def _meta(name: str, value: str) -> str:
    return f'<meta property="{name}">{_text(value)}</meta>'


def _metadata(package: LicensedPackage) -> Iterator[str]:
    story = package.story
    changed = story.updated_at or story.first_published_at
    yield f'<dc:identifier id="urn">{_text(story.urn)}</dc:identifier>'
    yield f'<dc:identifier id="trace">{_text(package.trace_code)}</dc:identifier>'
    yield f"<dc:title>{_text(story.headline)}</dc:title>"
    yield f"<dc:language>{_text(story.language)}</dc:language>"
    yield from _people(package)
    yield f"<dc:publisher>{_text(story.outlet)}</dc:publisher>"
    yield f"<dc:subject>{_text(story.section)}</dc:subject>"
    yield f"<dc:type>{_text(story.kind)}</dc:type>"
    yield f"<dc:date>{story.first_published_at.isoformat()}</dc:date>"
    yield f"<dc:source>{_text(story.canonical_url)}</dc:source>"
    yield _meta("dcterms:modified", f"{changed.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    yield _meta("schema:version", str(story.revision))
    yield from _rights(package)
    yield from (_meta(f"schema:{name}", value) for name, value in _ACCESS)
    for relation, links in (
        ("dcterms:isVersionOf", story.sources),
        ("dcterms:hasVersion", story.translations),
    ):
        for link in links:
            yield (
                f'<link rel="{relation}" href="{escape(link.url)}" '
                f'hreflang="{escape(link.language)}"/>'
            )


def _people(package: LicensedPackage) -> Iterator[str]:
    number = 0
    for line in package.story.credits:
        kind = "creator" if line.role in _AUTHORS else "contributor"
        for creditor in line.creditors:
            number += 1
            role = ROLES.get(line.role, "ctb")
            yield f'<dc:{kind} id="by{number}">{_text(creditor.name)}</dc:{kind}>'
            yield (
                f'<meta refines="#by{number}" property="role" '
                f'scheme="marc:relators">{role}</meta>'
            )


def _rights(package: LicensedPackage) -> Iterator[str]:
    notice = package.notice
    for tag, text in notice.texts.items():
        yield f'<dc:rights xml:lang="{escape(tag)}">{_text(text.full)}</dc:rights>'
    yield _meta("dcterms:rightsHolder", notice.rights_holder[package.notice_language])
    yield _meta("dcterms:dateCopyrighted", str(notice.year))
    yield f'<link rel="dcterms:license" href="{escape(package.rights_url)}"/>'
    yield _meta("tdm:reservation", "1")
    yield _meta("tdm:policy", package.rights_url)


def _manifest(fonts: Mapping[str, str]) -> Iterator[str]:
    yield _item("story", "story.xhtml", _STORY)
    yield _item("contents", "contents.xhtml", _STORY, ' properties="nav"')
    if fonts:
        yield _item("style", "style.css", "text/css")
    for number, (name, media_type) in enumerate(fonts.items(), 1):
        yield _item(f"letters{number}", name, media_type)


def _item(name: str, path: str, media_type: str, more: str = "") -> str:
    return f'<item id="{name}" href="{path}" media-type="{media_type}"{more}/>'
