"""What every document is packed of: its parts, its foot, its custom properties."""

from collections.abc import Iterable, Iterator
from typing import Final

from exports.formats.docx_body import Body
from exports.formats.docx_look import (
    NUMBERING,
    STYLES,
    THEME,
    numbering,
    styles,
    theme,
)
from exports.formats.phrases import one_line
from exports.package import LicensedPackage
from translations.formats import docx_parts as parts
from translations.formats.docx_text import paragraph, runs

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MORE_PARTS: Final = (
    ("rId5", "numbering", "numbering.xml"),
    ("rId6", "theme", "theme1.xml"),
)
_SECTION: Final = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" '
    'w:bottom="1134" w:left="1134" w:header="600" w:footer="500" w:gutter="0"/>'
    "</w:sectPr>"
)


def document(
    body: Body,
    *,
    language: str,
    title: str,
    notices: Iterable[LicensedPackage],
    facts: Iterable[tuple[str, str]],
) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of a document in their order.

    Args:
        body: All that people see above the foot.
        language: BCP 47 tag of the text, where a run does not say another.
        title: On one line.
        notices: Whose notices stand at the foot of every page.
        facts: Names and texts of the custom properties.
    """
    yield "[Content_Types].xml", parts.content_types((NUMBERING, THEME))
    yield "_rels/.rels", parts.package_relations()
    yield (
        "word/document.xml",
        f'{_HEAD}<w:document xmlns:w="{parts.MAIN}" xmlns:r="{parts.RELATIONS}">'
        f"<w:body>{body.written}{_SECTION}</w:body></w:document>".encode(),
    )
    yield (
        "word/_rels/document.xml.rels",
        parts.document_relations(body.links(), _MORE_PARTS),
    )
    yield "word/styles.xml", styles(language)
    yield "word/numbering.xml", numbering(body.ordered)
    yield "word/theme1.xml", theme()
    yield "word/fontTable.xml", parts.font_table()
    yield "word/settings.xml", parts.settings()
    yield "word/footer1.xml", _footer(notices).encode()
    yield "docProps/core.xml", parts.core(title)
    yield "docProps/custom.xml", parts.custom(facts)


def _footer(notices: Iterable[LicensedPackage]) -> str:
    """Write what stands at the foot of every page: the notice itself."""
    inside = "".join(
        paragraph(STYLES.foot, runs(one_line(package.notice_text)))
        for package in notices
    )
    return f'{_HEAD}<w:ftr xmlns:w="{parts.MAIN}">{inside}</w:ftr>'


def facts_of(package: LicensedPackage) -> Iterator[tuple[str, str]]:
    """Yield the custom properties that are about one language."""
    story = package.story
    yield "Revision", str(story.revision)
    yield "Language", story.language
    yield "Address", story.canonical_url
    yield "Published", story.first_published_at.isoformat()
    yield "RightsPage", package.rights_url
    people = (each for line in story.credits for each in line.creditors)
    for number, creditor in enumerate(people, 1):
        yield f"Creditor-{number}", one_line(creditor.name)
    for number, link in enumerate(story.sources, 1):
        yield f"Source-{number}", link.url
    for number, link in enumerate(story.translations, 1):
        yield f"Translation-{number}", link.url


def shared_facts(package: LicensedPackage) -> Iterator[tuple[str, str]]:
    """Yield the custom properties that hold for every language of a copy."""
    notice = package.notice
    yield "Urn", package.story.urn
    yield "Trace", package.trace_code
    yield "RightsHolder", one_line(notice.rights_holder[package.notice_language])
    yield "TdmReservation", "1"
    for tag, text in notice.texts.items():
        yield f"RightsNotice-{tag}", one_line(text.full)
