"""Reads a DOCX copy of two languages: the columns of its table, the notices below."""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Final

from exports.formats.readers.docx_house import PAIR_HOUSES, WORD
from exports.formats.readers.docx_parts import (
    ONCE,
    Document,
    Paragraph,
    is_numbered,
    lacks,
    numbered,
    opened,
    paragraphs,
    slots,
    styled,
)
from exports.formats.readers.found import Found, UnreadableError, headline
from exports.formats.readers.found_pair import FoundPair
from exports.formats.readers.xml_tree import Element

_SIDES: Final = ("Original", "Translated")
_SHARED: Final = frozenset({"Urn", "Trace", "RightsHolder", "TdmReservation"})
_FALLBACK: Final = "en"
_BETWEEN: Final = " · "
# Of the rows: headlines and what stands below them; what follows the body.
_BEFORE, _AFTER = 2, 1
# What a table says of itself before its rows.
_ABOUT: Final = (f"{WORD}tblPr", f"{WORD}tblGrid")
_A_NOTICE: Final = 2

Cell = tuple[Paragraph, ...]


def read_docx_pair(file_bytes: bytes) -> FoundPair:
    """Read a bilingual document.

    The left column is the original, the right one the translation; the notices are
    what people see below the table, and again at the foot of each page. Machines read
    the custom properties.

    Raises:
        UnreadableError: No document of this form, or one with anything more in it.
    """
    document = opened(file_bytes, PAIR_HOUSES, _is_fact)
    table, below = _parted(document)
    rows = _rows(table, document.targets)
    facts = [dict(_own(document.facts, side)) for side in _SIDES]
    shown = _languages(facts, slots(document.facts))
    notices = _by_language(shown, below, "RightsNotice", _A_NOTICE)
    feet = _by_language(shown, document.foot, "RightsFoot", 1)
    forbidden = tuple(lacks(document.facts, feet))
    columns = list(zip(*rows, strict=True))
    titles = [_text(cell) for cell in rows[0]]
    if not document.title or not _BETWEEN.join(titles).startswith(document.title):
        message = "properties with another title than the two headlines"
        raise UnreadableError(message)
    elsewhere = [_links(column) for column in reversed(columns)]
    source, target = (
        _found(document, own, column, notices, others, forbidden)
        for own, column, others in zip(facts, columns, elsewhere, strict=True)
    )
    told = [cell for row in rows for cell in row]
    return FoundPair(
        source=source,
        target=target,
        rows=tuple(
            (_text(left), _text(right)) for left, right in rows[_BEFORE:-_AFTER]
        ),
        visible_text="\n".join(map(_text, (*told, below))),
    )


def _is_fact(name: str) -> bool:
    side, _dash, own = name.partition("-")
    if side in _SIDES:
        return (own in ONCE - _SHARED) or is_numbered(own)
    return name in _SHARED or name.startswith("RightsNotice-")


def _own(facts: Mapping[str, str], side: str) -> Mapping[str, str]:
    return {
        name.removeprefix(f"{side}-"): value
        for name, value in facts.items()
        if name.startswith(f"{side}-")
    }


def _parted(document: Document) -> tuple[Element, Cell]:
    if len(document.body.children) < len(_SIDES):
        message = "no table with a notice below it"
        raise UnreadableError(message)
    table, *below, section = document.body.children
    paragraphs_only = all(each.name == f"{WORD}p" for each in below)
    if (
        table.name != f"{WORD}tbl"
        or not paragraphs_only
        or section.name != f"{WORD}sectPr"
    ):
        message = "anything beside a table and the notices below it"
        raise UnreadableError(message)
    return table, tuple(
        paragraph for each in below for paragraph in _paragraph(each, document.targets)
    )


def _paragraph(element: Element, targets: Mapping[str, str]) -> Cell:
    return tuple(paragraphs(Element("", {}, [element]), targets))


def _rows(table: Element, targets: Mapping[str, str]) -> list[tuple[Cell, Cell]]:
    about, lines = table.children[: len(_ABOUT)], table.children[len(_ABOUT) :]
    is_table = (
        tuple(each.name for each in about) == _ABOUT
        and len(about[1].children) == len(_SIDES)
        and len(lines) >= _BEFORE + _AFTER
    )
    if not is_table:
        message = "a table of another form"
        raise UnreadableError(message)
    return [_row(line, targets, is_first=line is lines[0]) for line in lines]


def _row(
    line: Element, targets: Mapping[str, str], *, is_first: bool
) -> tuple[Cell, Cell]:
    names = [each.name for each in line.children]
    wanted = [*([f"{WORD}trPr"] if is_first else []), *[f"{WORD}tc"] * len(_SIDES)]
    cells = [each for each in line.children if each.name == f"{WORD}tc"]
    inside = [[each.name for each in cell.children] for cell in cells]
    is_plain = all(
        found[:1] == [f"{WORD}tcPr"] and set(found[1:]) == {f"{WORD}p"}
        for found in inside
    )
    if line.name != f"{WORD}tr" or names != wanted or not is_plain:
        message = "a row that is not two cells of paragraphs"
        raise UnreadableError(message)
    left, right = (tuple(paragraphs(cell, targets)) for cell in cells)
    return left, right


def _languages(
    facts: Sequence[Mapping[str, str]], known: Container[str]
) -> tuple[str, ...]:
    """Return the languages of the notices that people see, each once."""
    own = [each.get("Language", "") for each in facts]
    return tuple(dict.fromkeys(tag if tag in known else _FALLBACK for tag in own))


def _by_language(
    languages: Sequence[str], told: Cell, style: str, count: int
) -> dict[str, Cell]:
    if [each.style for each in told] != [style] * (count * len(languages)):
        message = f"anything but the notices where {style} stands"
        raise UnreadableError(message)
    return {
        tag: told[at * count : (at + 1) * count] for at, tag in enumerate(languages)
    }


def _links(column: Iterable[Cell]) -> set[str]:
    return {link for cell in column for each in cell for link in each.links}


def _text(told: Cell) -> str:
    return "\n".join(each.text for each in told)


def _found(
    document: Document,
    own: Mapping[str, str],
    column: Sequence[Cell],
    notices: Mapping[str, Cell],
    others: set[str],
    forbidden: tuple[str, ...],
) -> Found:
    facts = document.facts
    language = own.get("Language", "")
    notice = notices.get(language, notices.get(_FALLBACK, ()))
    shown = tuple(each for cell in (*column, notice) for each in cell)
    return Found(
        urn=facts.get("Urn", ""),
        revision=own.get("Revision", ""),
        language=language,
        headline=headline(styled(shown, "Title")),
        trace_code=facts.get("Trace", ""),
        visible_text=_text(shown),
        notice_visible=_text(notice),
        notice_slots=slots(facts),
        credits=tuple(styled(shown, "StoryCredit")),
        creditors=tuple(name for _at, name in numbered(own, "Creditor")),
        source_urls=tuple(url for _at, url in numbered(own, "Source")),
        translation_urls=tuple(url for _at, url in numbered(own, "Translation")),
        links=tuple(link for each in shown for link in each.links),
        photo_urls=tuple(
            url for url in document.photo_urls if url not in others - _links(column)
        ),
        forbidden=forbidden,
        unpacked=document.unpacked,
    )
