"""The package document of an EPUB: what the book is, whose, and what may be done."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC
from html import escape
from typing import Final

from exports.formats.phrases import one_line
from exports.package import BilingualPackage, LicensedPackage

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
    metadata = (
        *_identity(package),
        *_about(package),
        *_dates(package),
        *_rights(package),
        *_access(),
    )
    return _document(package, metadata, fonts, has_style=bool(fonts))


def pair_document(package: BilingualPackage, fonts: Mapping[str, str]) -> str:
    """Write the package document of a book in two languages, the original's first.

    Args:
        package: What the book is made of.
        fonts: Media type by name of the files that a Khmer book brings along.

    References:
        EPUB 3.3 §5.5.3.3: the first language is the one that a book is read in first.
    """
    source = package.source
    metadata = (
        *_identity(source),
        *_about(source, "source-"),
        *_about(package.target, "target-"),
        *_dates(package.target),
        *_rights(source),
        *_access(),
    )
    return _document(source, metadata, fonts, has_style=True)


def _document(
    package: LicensedPackage,
    metadata: Iterable[str],
    fonts: Mapping[str, str],
    *,
    has_style: bool,
) -> str:
    language = escape(package.story.language)
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
            f'unique-identifier="urn" xml:lang="{language}" '
            'prefix="tdm: http://www.w3.org/ns/tdmrep#">',
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
            *metadata,
            "</metadata>",
            "<manifest>",
            *_manifest(fonts, has_style=has_style),
            "</manifest>",
            '<spine><itemref idref="story"/></spine>',
            "</package>",
            "",
        )
    )


def _text(text: str) -> str:
    return escape(one_line(text), quote=False)


def _meta(name: str, value: str, more: str = "") -> str:
    return f'<meta{more} property="{name}">{_text(value)}</meta>'


def _identity(package: LicensedPackage) -> Iterator[str]:
    yield f'<dc:identifier id="urn">{_text(package.story.urn)}</dc:identifier>'
    yield f'<dc:identifier id="trace">{_text(package.trace_code)}</dc:identifier>'


def _about(package: LicensedPackage, side: str = "") -> Iterator[str]:
    """Yield what is about one language; with a side, every element says whose it is."""
    story = package.story

    def named(name: str) -> str:
        return f' id="{side}{name}"' if side else ""

    spoken = f' xml:lang="{escape(story.language)}"' if side else ""
    yield f"<dc:title{named('title')}{spoken}>{_text(story.headline)}</dc:title>"
    yield f"<dc:language{named('language')}>{_text(story.language)}</dc:language>"
    yield from _people(package, side, spoken)
    yield f"<dc:publisher{spoken}>{_text(story.outlet)}</dc:publisher>"
    yield f"<dc:subject{spoken}>{_text(story.section)}</dc:subject>"
    yield f"<dc:type>{_text(story.kind)}</dc:type>"
    yield f"<dc:source>{_text(story.canonical_url)}</dc:source>"
    yield _meta("schema:version", str(story.revision), named("version"))
    number = 0
    for relation, links in (
        ("dcterms:isVersionOf", story.sources),
        ("dcterms:hasVersion", story.translations),
    ):
        for link in links:
            number += 1
            yield (
                f'<link{named(f"link{number}")} rel="{relation}" '
                f'href="{escape(link.url)}" hreflang="{escape(link.language)}"/>'
            )
    address = escape(package.license_url)
    yield f'<link{named("rights")} rel="dcterms:license" href="{address}"/>'


def _dates(package: LicensedPackage) -> Iterator[str]:
    story = package.story
    changed = story.updated_at or story.first_published_at
    yield f"<dc:date>{story.first_published_at.isoformat()}</dc:date>"
    yield _meta("dcterms:modified", f"{changed.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")


def _people(package: LicensedPackage, side: str, spoken: str) -> Iterator[str]:
    number = 0
    for line in package.story.credits:
        kind = "creator" if line.role in _AUTHORS else "contributor"
        for creditor in line.creditors:
            number += 1
            role = ROLES.get(line.role, "ctb")
            name = f"{side}by{number}"
            yield (f'<dc:{kind} id="{name}"{spoken}>{_text(creditor.name)}</dc:{kind}>')
            yield (
                f'<meta refines="#{name}" property="role" '
                f'scheme="marc:relators">{role}</meta>'
            )


def _rights(package: LicensedPackage) -> Iterator[str]:
    notice = package.notice
    for tag, text in notice.texts.items():
        yield f'<dc:rights xml:lang="{escape(tag)}">{_text(text.full)}</dc:rights>'
    yield _meta("dcterms:rightsHolder", notice.rights_holder[package.notice_language])
    yield _meta("dcterms:dateCopyrighted", str(notice.year))
    yield _meta("tdm:reservation", "1")
    yield _meta("tdm:policy", package.rights_url)


def _access() -> Iterator[str]:
    yield from (_meta(f"schema:{name}", value) for name, value in _ACCESS)


def _manifest(fonts: Mapping[str, str], *, has_style: bool) -> Iterator[str]:
    yield _item("story", "story.xhtml", _STORY)
    yield _item("contents", "contents.xhtml", _STORY, ' properties="nav"')
    if has_style:
        yield _item("style", "style.css", "text/css")
    for number, (name, media_type) in enumerate(fonts.items(), 1):
        yield _item(f"letters{number}", name, media_type)


def _item(name: str, path: str, media_type: str, more: str = "") -> str:
    return f'<item id="{name}" href="{path}" media-type="{media_type}"{more}/>'
