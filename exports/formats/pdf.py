"""PDF: a story as it is printed, its notice at the end and at the foot of each page."""

from collections.abc import Mapping
from typing import ClassVar, Final

from exports.formats.base import Format
from exports.formats.pdf_document import set_copy
from exports.formats.pdf_metadata import machine_facts
from exports.formats.pdf_story import PICTURE, story_words
from exports.formats.readers.found import Found
from exports.formats.readers.pdf_file import read_pdf_file
from exports.package import LicensedPackage

TEMPLATE: Final = "story.typ"


class PdfFormat(Format):
    """A document that looks the same everywhere, on paper too."""

    code: ClassVar[str] = "pdf"
    labels: ClassVar[Mapping[str, str]] = {
        "km": "ឯកសារសម្រាប់បោះពុម្ព (PDF)",
        "en": "Document for print (PDF)",
    }
    file_extension: ClassVar[str] = ".pdf"
    media_type: ClassVar[str] = "application/pdf"
    packs_pictures: ClassVar[bool] = True

    def write(self, package: LicensedPackage) -> bytes:
        """Set the story; machines read its XMP and the attached `rights.json`.

        Raises:
            SealRefused: It cannot be set; says why.
        """
        photo = package.story.photo
        picture = photo.picture if photo else b""
        return set_copy(
            self.code,
            story_words(package),
            machine_facts(package),
            name=TEMPLATE,
            sides=(package,),
            pictures={PICTURE: picture} if picture else None,
        )

    def read(self, file_bytes: bytes) -> Found:
        """Read a copy back."""
        return read_pdf_file(file_bytes)
