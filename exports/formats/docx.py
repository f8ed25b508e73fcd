"""DOCX: the story as a document, its notice at the end and at the foot of each page."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from exports.formats.base import Format
from exports.formats.docx_body import Body
from exports.formats.docx_document import DOCX, document, facts_of, shared_facts
from exports.formats.docx_story import say_after, say_head, say_headline, say_notice
from exports.formats.phrases import element, one_line
from exports.formats.readers.docx_file import read_docx_file
from exports.formats.readers.found import Found
from exports.package import LicensedPackage
from translations.formats.zipped import pack


class DocxFormat(Format):
    """A document for Word, LibreOffice and Google Docs."""

    code: ClassVar[str] = "docx"
    labels: ClassVar[Mapping[str, str]] = {
        "km": "ឯកសារ Word (DOCX)",
        "en": "Word document (DOCX)",
    }
    file_extension: ClassVar[str] = ".docx"
    media_type: ClassVar[str] = DOCX

    def write(self, package: LicensedPackage) -> bytes:
        """Write the document; machines read its custom properties.

        References:
            ECMA-376 Part 1, 5th edition: §17 WordprocessingML, §22.3 custom properties.
        """
        body = _body(package)
        story = package.story
        return pack(
            document(
                body,
                language=story.language,
                title=one_line(story.headline),
                notices=(package,),
                facts=_facts(package),
            )
        )

    def read(self, file_bytes: bytes) -> Found:
        """Read a copy back."""
        return read_docx_file(file_bytes)


def _body(package: LicensedPackage) -> Body:
    body = Body()
    say_headline(body, package)
    say_head(body, package)
    for block in package.story.body:
        body.element(element(block))
    say_after(body, package)
    say_notice(body, package)
    return body


def _facts(package: LicensedPackage) -> Iterator[tuple[str, str]]:
    yield from facts_of(package)
    yield from shared_facts(package)
