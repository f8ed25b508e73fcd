"""DOCX: the story as a document, its notice at the end and at the foot of each page."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Final

from exports.formats.base import Format
from exports.formats.docx_body import Body
from exports.formats.docx_look import (
    NUMBERING,
    STYLES,
    THEME,
    numbering,
    styles,
    theme,
)
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
from exports.formats.readers.docx_file import read_docx_file
from exports.formats.readers.found import Found
from exports.package import LicensedPackage
from translations.formats import docx_parts as parts
from translations.formats.docx_text import paragraph, runs
from translations.formats.zipped import pack

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


class DocxFormat(Format):
    """A document for Word, LibreOffice and Google Docs."""

    code: ClassVar[str] = "docx"
    labels: ClassVar[Mapping[str, str]] = {
        "km": "ឯកសារ Word (DOCX)",
        "en": "Word document (DOCX)",
    }
    file_extension: ClassVar[str] = ".docx"
    media_type: ClassVar[str] = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )

    def write(self, package: LicensedPackage) -> bytes:
        """Write the document; machines read its custom properties.

        References:
            ECMA-376 Part 1, 5th edition: §17 WordprocessingML, §22.3 custom properties.
        """
        body = _body(package)
        return pack(
            (
                ("[Content_Types].xml", parts.content_types((NUMBERING, THEME))),
                ("_rels/.rels", parts.package_relations()),
                ("word/document.xml", _document(body).encode()),
                (
                    "word/_rels/document.xml.rels",
                    parts.document_relations(body.links(), _MORE_PARTS),
                ),
                ("word/styles.xml", styles(package.story.language)),
                ("word/numbering.xml", numbering(body.ordered)),
                ("word/theme1.xml", theme()),
                ("word/fontTable.xml", parts.font_table()),
                ("word/settings.xml", parts.settings()),
                ("word/footer1.xml", _footer(package).encode()),
                ("docProps/core.xml", parts.core(one_line(package.story.headline))),
                ("docProps/custom.xml", parts.custom(_facts(package))),
            )
        )

    def read(self, file_bytes: bytes) -> Found:
        """Read a copy back."""
        return read_docx_file(file_bytes)


def _document(body: Body) -> str:
    return (
        f'{_HEAD}<w:document xmlns:w="{parts.MAIN}" xmlns:r="{parts.RELATIONS}">'
        f"<w:body>{body.written}{_SECTION}</w:body></w:document>"
    )


def _footer(package: LicensedPackage) -> str:
    """Write what stands at the foot of every page: the notice itself."""
    inside = paragraph(STYLES.foot, runs(one_line(package.notice_text)))
    return f'{_HEAD}<w:ftr xmlns:w="{parts.MAIN}">{inside}</w:ftr>'


def _body(package: LicensedPackage) -> Body:
    story = package.story
    body = Body()
    kicker = (story.outlet, story.section, story.kind_label)
    body.say(STYLES.kicker, " · ".join(filter(None, map(one_line, kicker))))
    body.say(STYLES.title, one_line(story.headline))
    body.say(STYLES.standfirst, *lines(story.standfirst))
    for line in story.credits:
        body.say(STYLES.credit, credit_line(line))
    body.say(STYLES.text, *lines(story.stale))
    if story.photo is not None:
        body.say(STYLES.photo, *lines(story.photo.withheld))
        body.say(STYLES.photo, *lines(story.photo.caption))
        credit = one_line(story.photo.credit)
        if story.photo.url:
            body.link(STYLES.photo, credit, story.photo.url)
        else:
            body.say(STYLES.photo, credit)
    body.say(STYLES.text, *lines(story.dateline))
    for block in story.body:
        body.element(element(block))
    body.say(STYLES.text, *lines(story.note))
    body.say(STYLES.text, *lines(story.machine))
    for link in story.sources:
        label = source_label(link, language=story.language)
        body.link(STYLES.text, label, link.url)
    for link in story.translations:
        label = translation_label(link, language=story.language)
        body.link(STYLES.text, label, link.url)
    body.link(STYLES.text, published_line(package), package.traced_url)
    body.say(STYLES.text, *lines(updated_line(package)))
    body.say(STYLES.rights, one_line(package.licensed_line))
    body.say(STYLES.rights, one_line(package.notice_text))
    return body


def _facts(package: LicensedPackage) -> Iterator[tuple[str, str]]:
    story, notice = package.story, package.notice
    yield "Urn", story.urn
    yield "Revision", str(story.revision)
    yield "Language", story.language
    yield "Trace", package.trace_code
    yield "Address", story.canonical_url
    yield "Published", story.first_published_at.isoformat()
    yield "RightsPage", package.rights_url
    yield "RightsHolder", one_line(notice.rights_holder[package.notice_language])
    yield "TdmReservation", "1"
    people = (each for line in story.credits for each in line.creditors)
    for number, creditor in enumerate(people, 1):
        yield f"Creditor-{number}", one_line(creditor.name)
    for number, link in enumerate(story.sources, 1):
        yield f"Source-{number}", link.url
    for number, link in enumerate(story.translations, 1):
        yield f"Translation-{number}", link.url
    for tag, text in notice.texts.items():
        yield f"RightsNotice-{tag}", one_line(text.full)
