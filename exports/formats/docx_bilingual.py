"""Bilingual DOCX: an original and its translation as the columns of a table."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import ClassVar, Final

from exports.formats.base import BilingualFormat
from exports.formats.docx_body import Body
from exports.formats.docx_document import DOCX, document, facts_of, shared_facts
from exports.formats.docx_look import STYLES
from exports.formats.docx_story import say_after, say_head, say_headline, say_notice
from exports.formats.phrases import element, one_line
from exports.formats.readers.docx_pair_file import read_docx_pair
from exports.formats.readers.found_pair import FoundPair
from exports.package import BilingualPackage, BodyBlock, LicensedPackage
from translations.formats.zipped import pack

_WIDTH: Final = 4819
_TABLE: Final = (
    '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>'
    '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="767676"/></w:tblBorders>'
    '<w:tblLayout w:type="fixed"/></w:tblPr>'
    f'<w:tblGrid><w:gridCol w:w="{_WIDTH}"/><w:gridCol w:w="{_WIDTH}"/></w:tblGrid>'
)
_REPEATED: Final = "<w:trPr><w:tblHeader/></w:trPr>"


class BilingualDocxFormat(BilingualFormat):
    """A document for any word processor, a row of a table for what belongs together.

    The first row holds both headlines and stands on every page again, as the header
    that programs read aloud with each cell.
    """

    code: ClassVar[str] = "docx_bilingual"
    labels: ClassVar[Mapping[str, str]] = {
        "km": "ឯកសារ Word ពីរភាសា (DOCX)",
        "en": "Word document in two languages (DOCX)",
    }
    file_extension: ClassVar[str] = ".bilingual.docx"
    media_type: ClassVar[str] = DOCX

    def write(self, package: BilingualPackage) -> bytes:
        """Write the document; machines read its custom properties.

        References:
            ECMA-376 Part 1, 5th edition: §17.4 tables, §17.4.49 tblHeader.
        """
        languages = [side.story.language for side in package.sides]
        latin = next((tag for tag in languages if tag != "km"), "km")
        titles = (one_line(side.story.headline) for side in package.sides)
        return pack(
            document(
                _body(package),
                language=latin,
                title=" · ".join(titles),
                notices=package.notices,
                facts=_facts(package),
            )
        )

    def read(self, file_bytes: bytes) -> FoundPair:
        """Read a copy back."""
        return read_docx_pair(file_bytes)


def _body(package: BilingualPackage) -> Body:
    body = Body()
    rows = [
        _both(body, package, say_headline, _REPEATED),
        _both(body, package, say_head),
        *_rows(body, package),
        _both(body, package, say_after),
    ]
    body.language = ""
    body.written = f"{_TABLE}{''.join(rows)}</w:tbl>"
    for side in package.notices:
        say_notice(body, side)
    return body


def _both(
    body: Body,
    package: BilingualPackage,
    say: Callable[[Body, LicensedPackage], None],
    more: str = "",
) -> str:
    cells = []
    for side in package.sides:
        _speak(body, side)
        say(body, side)
        cells.append(body.taken())
    return _row(cells, more)


def _rows(body: Body, package: BilingualPackage) -> Iterator[str]:
    for row in package.rows:
        _speak(body, package.source)
        source = _cell(body, row.source, package.only_there)
        _speak(body, package.target)
        target = _cell(body, row.target, package.left_out)
        yield _row((source, target))


def _speak(body: Body, side: LicensedPackage) -> None:
    language = side.story.language
    body.language = "" if language == "km" else language


def _cell(body: Body, blocks: Iterable[BodyBlock], absent: str) -> str:
    for block in blocks:
        body.element(element(block))
    if not body.written:
        body.say(STYLES.text, absent)
    return body.taken()


def _row(cells: Iterable[str], more: str = "") -> str:
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{_WIDTH}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell in cells
    )
    return f"<w:tr>{more}{written}</w:tr>"


def _facts(package: BilingualPackage) -> Iterator[tuple[str, str]]:
    yield from shared_facts(package.source)
    for name, side in zip(("Original", "Translated"), package.sides, strict=True):
        yield from ((f"{name}-{fact}", value) for fact, value in facts_of(side))
