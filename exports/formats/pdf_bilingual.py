"""Bilingual PDF: an original beside its translation, as both are printed."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, ClassVar, Final

from articles.languages import interface_language
from exports.formats.base import BilingualFormat
from exports.formats.pdf_document import set_copy
from exports.formats.pdf_metadata import machine_facts
from exports.formats.pdf_story import body_trees, document_words, version_words
from exports.formats.readers.found_pair import FoundPair
from exports.formats.readers.pdf_pair_file import read_pdf_pair
from exports.package import BilingualPackage, LicensedPackage

TEMPLATE: Final = "pair.typ"


class BilingualPdfFormat(BilingualFormat):
    """Two columns for print, a row for what belongs together, tagged for the ear."""

    code: ClassVar[str] = "pdf_bilingual"
    labels: ClassVar[Mapping[str, str]] = {
        "km": "ឯកសារសម្រាប់បោះពុម្ពពីរភាសា (PDF)",
        "en": "Document for print in two languages (PDF)",
    }
    file_extension: ClassVar[str] = ".bilingual.pdf"
    media_type: ClassVar[str] = "application/pdf"

    def write(self, package: BilingualPackage) -> bytes:
        """Set both versions; machines read XMP and `rights.json`, of each its facts.

        Raises:
            SealRefused: It cannot be set; says why.
        """
        return set_copy(
            self.code,
            pair_words(package),
            pair_facts(package),
            name=TEMPLATE,
            sides=package.sides,
        )

    def read(self, file_bytes: bytes) -> FoundPair:
        """Read a copy back."""
        return read_pdf_pair(file_bytes)


def pair_words(package: BilingualPackage) -> dict[str, Any]:
    """Gather everything that people see, in the order of the template."""
    source = _cells(
        package.source, [row.source for row in package.rows], package.only_there
    )
    target = _cells(
        package.target, [row.target for row in package.rows], package.left_out
    )
    return {
        **document_words(package.sides, package.notices),
        "sides": [version_words(side) for side in package.sides],
        "rows": [list(row) for row in zip(source, target, strict=True)],
    }


def pair_facts(package: BilingualPackage) -> dict[str, Any]:
    """Gather what is attached as `rights.json`."""
    return {
        "kind": "licensed copy in two languages",
        "versions": [machine_facts(side) for side in package.sides],
    }


def _cells(
    side: LicensedPackage, column: list[tuple[Any, ...]], absent: str
) -> Iterator[list[dict[str, Any]]]:
    """Yield the nodes of each row; where there are none, words that say so."""
    language = interface_language(side.story.language)
    nowhere = {"tag": "span", "lang": language, "inside": [absent]}
    trees = body_trees(block for blocks in column for block in blocks)
    for blocks in column:
        nodes = [node for tree in islice(trees, len(blocks)) for node in tree]
        yield nodes or [{"tag": "p", "inside": [nowhere]}]
