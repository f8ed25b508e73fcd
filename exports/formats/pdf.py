"""PDF: a story as it is printed, its notice at the end and at the foot of each page."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, Final

from exports.formats.base import Format
from exports.formats.faults import (
    LettersUnknownError,
    SealRefused,
    UnsettableError,
)
from exports.formats.pdf_metadata import machine_facts, with_metadata
from exports.formats.pdf_story import PICTURE, story_words
from exports.formats.readers.found import Found
from exports.formats.readers.pdf_file import read_pdf_file
from exports.formats.typesetting import (
    LettersMissingError,
    Standard,
    StandardMissedError,
    typeset,
)
from exports.package import LicensedPackage

TEMPLATE: Final = Path(__file__).with_name("story.typ")
STANDARDS: Final[tuple[Standard, ...]] = ("a-3a", "ua-1")


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
            SealRefused: The story has letters that no font has, or lacks a part that
                the standards want; names them.

        References:
            PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1).
        """
        photo = package.story.photo
        picture = photo.picture if photo else b""
        try:
            pdf = typeset(
                TEMPLATE.read_bytes(),
                {"story": story_words(package), "rights": machine_facts(package)},
                standards=STANDARDS,
                pictures={PICTURE: picture} if picture else {},
            )
        except LettersMissingError as error:
            fault = LettersUnknownError(
                f"no font here has {error}: write them otherwise, or install a font"
            )
            raise SealRefused(self.code, (fault,)) from error
        except StandardMissedError as error:
            raise SealRefused(self.code, (UnsettableError(str(error)),)) from error
        return with_metadata(pdf, package)

    def read(self, file_bytes: bytes) -> Found:
        """Read a copy back."""
        return read_pdf_file(file_bytes)
