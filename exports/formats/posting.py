"""A posting kit: texts and cards for our own posts, with the story that they tell."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Final

from exports.formats.base import Format
from exports.formats.faults import LettersUnknownError, SealError, SealRefused
from exports.formats.poster import refuse_unknown_letters
from exports.formats.posting_cards import CARD_SHAPES, cards_of, poster_of_story
from exports.formats.posting_texts import POST_KINDS, post_text
from exports.formats.proof_posting import faults_of_posting
from exports.formats.readers.found import Found
from exports.formats.readers.posting_file import read_posting_file
from exports.formats.text import TextFormat
from exports.formats.typesetting import LettersMissingError
from exports.package import LicensedPackage
from translations.formats.zipped import pack

STORY: Final = "story.txt"


class PostingFormat(Format):
    """A folder for the outlet's own posts; the whole notice lies beside."""

    code: ClassVar[str] = "posting"
    labels: ClassVar[Mapping[str, str]] = {
        "km": "កញ្ចប់សម្រាប់បង្ហោះ (ZIP)",
        "en": "Posting kit (ZIP)",
    }
    file_extension: ClassVar[str] = ".posts.zip"
    media_type: ClassVar[str] = "application/zip"

    def write(self, package: LicensedPackage) -> bytes:
        """Write the folder; no photo is in it, whoever's it is.

        Raises:
            SealRefused: The words of the cards have letters that no font has.
        """
        try:
            refuse_unknown_letters(poster_of_story(package))
        except LettersMissingError as error:
            fault = LettersUnknownError(
                f"no font here has {error}: write them otherwise, or install a font"
            )
            raise SealRefused(self.code, (fault,)) from error
        return pack(_files(package), stored=CARD_SHAPES)

    def read(self, file_bytes: bytes) -> Found:
        """Read a copy back."""
        return read_posting_file(file_bytes)

    def faults_of(
        self, package: LicensedPackage, found: Found, file_bytes: bytes
    ) -> tuple[SealError, ...]:
        """List everything that is wrong with the story, the texts and the cards."""
        return (
            *super().faults_of(package, found, file_bytes),
            *faults_of_posting(package, found),
        )


def _files(package: LicensedPackage) -> Iterator[tuple[str, bytes]]:
    yield STORY, TextFormat().write(package)
    for kind in POST_KINDS:
        yield kind.name, post_text(package, kind.limit).encode()
    yield from cards_of(package).items()
