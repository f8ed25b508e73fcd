"""Reads a PDF copy of two languages: columns, notices below, what machines read.

Which cell belongs to which language is told by the tags, and must be where people see
it: the original in the left column, the translation in the right one.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from exports.formats.readers.found import (
    Found,
    UnreadableError,
    headline,
    is_picture_address,
)
from exports.formats.readers.found_pair import FoundPair
from exports.formats.readers.pdf_document import opened
from exports.formats.readers.pdf_file import credits_in, headings, seen
from exports.formats.readers.pdf_objects import Pdf
from exports.formats.readers.pdf_pieces import said
from exports.formats.readers.pdf_shown import Part, Shown, shown_by
from exports.formats.readers.pdf_told import (
    Told,
    names_in,
    same,
    text_of,
    texts_of,
    told_by,
)
from exports.formats.readers.xmp_packet import DC

# Half of a page of A4, in points.
_MIDDLE: Final = 297.64
_SIDES: Final = 2
_FACTS: Final = frozenset({"kind", "versions"})
_FALLBACK: Final = "en"
_BETWEEN: Final = " · "
# Of the rows: headlines and what stands below them; what follows the body.
_BEFORE, _AFTER = 2, 1
_A_NOTICE: Final = 2

Cell = list[Part]


def read_pdf_pair(file_bytes: bytes) -> FoundPair:
    """Read a bilingual copy.

    The left column is the original, the right one the translation, a row for what
    belongs together; the notices are what follows the last heading, and again stand
    at the foot of each page. Machines read the facts of either version in
    `rights.json`, and the XMP.

    Raises:
        UnreadableError: No PDF of this form, or one with anything more in it.
    """
    with opened(file_bytes) as pdf:
        return _found(pdf)


def _found(pdf: Pdf) -> FoundPair:
    told, shown = told_by(pdf), shown_by(pdf, (0.0, _MIDDLE))
    facts = _facts(told)
    rows, below = _parted(shown.parts)
    columns = [[part for row in rows for part in row[at]] for at in range(_SIDES)]
    titles = [" ".join(headings(column)) for column in columns]
    if headline((_BETWEEN.join(titles),)) != headline(told.titles):
        message = "properties with another title than the two headlines"
        raise UnreadableError(message)
    languages = [
        same(text_of(own, "language"), *each)
        for own, each in zip(facts, _languages(told), strict=True)
    ]
    notices = _notices(below, told.language, languages)
    feet = _feet(shown, list(notices))
    forbidden = tuple(
        dict.fromkeys(
            (
                *shown.forbidden,
                *(fault for own in facts for fault in told.lacks(own)),
                *_faults(rows, notices, told.language, languages),
            )
        )
    )
    unpacked = "\n".join(
        (*seen(shown.parts), *(link.url for link in shown.links), *told.unpacked)
    )
    elsewhere = _elsewhere(told, facts)
    source, target = (
        _side(
            told,
            own,
            language=language,
            headline=headline((title, text_of(own, "headline"))),
            column=column,
            notice=notices.get(language, notices.get(_FALLBACK, [])),
            feet=feet.get(language, feet.get(_FALLBACK, ())),
            links=tuple(
                link.url for link in shown.links if (link.left >= _MIDDLE) == at
            ),
            forbidden=forbidden,
            pictures=tuple(shown.pictures),
            unpacked=unpacked.encode(),
            elsewhere=elsewhere,
        )
        for at, (own, language, title, column) in enumerate(
            zip(facts, languages, titles, columns, strict=True)
        )
    )
    return FoundPair(
        source=source,
        target=target,
        rows=tuple(
            ("\n".join(seen(left)), "\n".join(seen(right)))
            for left, right in rows[_BEFORE:-_AFTER]
        ),
        visible_text="\n".join(seen(shown.parts)),
    )


def _facts(told: Told) -> list[dict[str, Any]]:
    versions = told.facts.get("versions")
    if (
        told.facts.keys() != _FACTS
        or not isinstance(versions, list)
        or len(versions) != _SIDES
        or not all(isinstance(each, dict) for each in versions)
    ):
        message = "facts that are not those of two versions"
        raise UnreadableError(message)
    return versions


def _languages(told: Told) -> list[tuple[str, ...]]:
    """Return what the file says of the language of either side, beside the facts."""
    named = told.packet.items(f"{DC}language")
    if len(named) != _SIDES:
        message = "properties that do not name two languages"
        raise UnreadableError(message)
    return [(told.language, named[0]), (named[1],)]


def _parted(parts: Sequence[Part]) -> tuple[list[tuple[Cell, Cell]], Cell]:
    """Take rows of two cells apart from what stands below them."""
    groups = [
        (within, list(group))
        for within, group in groupby(parts, lambda part: part.block.within[:2])
    ]
    cells = [group for within, group in groups if len(within) == _SIDES]
    grids = {within[0] for within, _group in groups if within}
    rows = list(zip(cells[::2], cells[1::2], strict=False))
    is_grid = (
        [bool(within) for within, _group in groups] == [True] * len(cells) + [False]
        and len(grids) == 1
        and len(rows) * _SIDES == len(cells)
        and len(rows) >= _BEFORE + _AFTER
    )
    if not is_grid:
        message = "anything beside rows of two languages and the notices below them"
        raise UnreadableError(message)
    return rows, groups[-1][1]


def _notices(below: Cell, spoken: str, languages: Sequence[str]) -> dict[str, Cell]:
    """Return the notices that stand below the rows, by the language of each.

    Args:
        below: Their headings, then two paragraphs each.
        spoken: The language of the document.
        languages: Of both sides.
    """
    count = sum(part.block.role == "/H2" for part in below)
    roles = ["/H2"] * count + ["/P"] * (_A_NOTICE * count)
    if not 0 < count <= _SIDES or [part.block.role for part in below] != roles:
        message = "anything but the notices below the rows"
        raise UnreadableError(message)
    notices = {}
    for at in range(count, len(below), _A_NOTICE):
        told = below[at : at + _A_NOTICE]
        tag = told[-1].block.language or spoken
        known = (each for each in languages if _is_alike(each, tag))
        notices[next(known, tag)] = told
    return notices


def _is_alike(tag: str, other: str) -> bool:
    # The typesetter names a script by a region that it is used in.
    return tag.partition("-")[0] == other.partition("-")[0]


def _feet(shown: Shown, tags: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the feet of all pages by language: two stand in columns of their own."""
    if len(tags) == 1:
        return {tags[0]: tuple(map(said, shown.feet))}
    return {
        tag: tuple(
            said(piece for piece in foot if piece.column == at) for foot in shown.feet
        )
        for at, tag in enumerate(tags)
    }


def _faults(
    rows: Sequence[tuple[Cell, Cell]],
    notices: Mapping[str, Cell],
    document: str,
    languages: Sequence[str],
) -> Iterator[str]:
    ended = (-1, 0.0)
    for row in rows:
        drawn = [[each for part in cell for each in part.drawn] for cell in row]
        for at, pieces in enumerate(drawn):
            if any(piece.column != at for _page, piece in pieces):
                yield "a text beside its column"
        places = [(page, -piece.height) for each in drawn for page, piece in each]
        if not places or min(places) <= ended:
            yield "a row that does not stand below the one before"
        ended = max(places, default=ended)
    spoken = [(cell, tag) for tag, cell in notices.items()]
    for row in (*rows[:_BEFORE], *rows[-_AFTER:]):
        spoken += zip(row, languages, strict=True)
    for cell, tag in spoken:
        if not all(_is_alike(part.block.language or document, tag) for part in cell):
            yield "a text that is read aloud as of another language"


def _elsewhere(told: Told, facts: Sequence[Mapping[str, Any]]) -> tuple[bool, bool]:
    """Say whether the XMP names the same people and versions as the facts."""
    names = [name for own in facts for name in names_in(own)]
    urls = [
        url
        for own in facts
        for url in (*texts_of(own, "sources"), *texts_of(own, "translations"))
    ]
    contributors = told.packet.items(f"{DC}contributor")
    return names == [*contributors], urls == [*told.elsewhere()]


def _side(
    told: Told,
    own: Mapping[str, Any],
    *,
    column: Cell,
    notice: Cell,
    links: tuple[str, ...],
    elsewhere: tuple[bool, bool],
    **found: Any,
) -> Found:
    """Return what was found of one language."""
    knows_names, knows_urls = elsewhere
    return Found(
        urn=same(text_of(own, "urn"), told.packet.text(f"{DC}identifier")),
        revision=str(own.get("revision", "")),
        trace_code=text_of(own, "trace"),
        visible_text="\n".join(seen((*column, *notice))),
        notice_visible="\n".join(seen(notice)),
        notice_slots=told.slots(own),
        credits=tuple(credits_in(column)),
        creditors=names_in(own) if knows_names else (*names_in(own), ""),
        source_urls=texts_of(own, "sources")
        if knows_urls
        else (*texts_of(own, "sources"), ""),
        translation_urls=texts_of(own, "translations"),
        links=links,
        photo_urls=tuple(filter(is_picture_address, links)),
        **found,
    )
