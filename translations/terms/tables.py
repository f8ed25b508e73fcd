"""The glossary as a table that any spreadsheet opens: one entry a line, in CSV.

Columns: `id` and `edition` (empty for a new entry), `kind`, and for each language its
tag alone for the preferred name, then `km admitted`, `km forbidden`, `km title`,
`km first`, `km second` and `km note`. Several names in one cell stand apart by “|”.
A column that is missing says nothing; an empty cell says that there is nothing.

References:
    RFC 4180 (CSV), with the commas, semicolons or tabs that spreadsheets write.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from articles.languages import LanguageTagError, canonical_tag
from articles.text.khmer import storable
from translations.terms.concepts import BETWEEN, Concept, Kind, Note, Saying
from translations.terms.files import (
    EMPTY,
    FIRST_LANGUAGES,
    MOST_ENTRIES,
    NOT_UTF8,
    PARTS,
    TOO_MANY,
    UNKNOWN_KIND,
    Contents,
    Incoming,
    Part,
    Problem,
    too_large,
)

# Entries of the interface catalogue.
UNKNOWN_COLUMN: Final = (
    "“%(column)s” is no column of the glossary. Write a language tag such as km, alone "
    "or with one of: %(parts)s."
)
TWICE: Final = "The column “%(column)s” stands there twice."
NO_LANGUAGE: Final = "The first line names no language. It has to name the columns."
NO_NUMBER: Final = "“%(edition)s” is no edition: leave the cell as it was, or empty."
TOO_WIDE: Final = "The line has more cells than the first line has columns."
NO_TABLE: Final = "The line cannot be read as part of a table: %(reason)s"

_ID, _EDITION, _KIND = "id", "edition", "kind"
_DELIMITERS: Final = ",;\t"
# A spreadsheet would take it for a formula.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED: Final = re.compile(r"'+[=+\-@\t\r]")


def write_table(concepts: Iterable[Concept]) -> str:
    """Write entries as a table.

    Returns:
        With a column for whatever any of them says; Khmer and English come first.
    """
    rows = [(concept, _cells(concept)) for concept in concepts]
    languages = dict.fromkeys(
        [
            *FIRST_LANGUAGES,
            *(language for _c, cells in rows for language, _part in cells),
        ]
    )
    said = {place for _concept, cells in rows for place in cells}
    places = [
        (language, part)
        for language in languages
        for part in Part
        if part is Part.PREFERRED or (language, part) in said
    ]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([_ID, _EDITION, _KIND, *(_title(*place) for place in places)])
    for concept, cells in rows:
        begin = [concept.code, str(concept.number or ""), concept.kind.value]
        told = [cells.get(place, "") for place in places]
        writer.writerow([safe_cell(cell) for cell in (*begin, *told)])
    return file.getvalue()


def read_table(octets: bytes) -> Contents:
    """Read a table of terms; every line that is wrong is told, with its reason."""
    if problem := too_large(octets):
        return Contents(problems=(problem,))
    try:
        text = octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Contents(problems=(Problem(0, NOT_UTF8),))
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    entries: list[Incoming] = []
    problems: list[Problem] = []
    try:
        columns, problems = _columns(next(rows, []))
        line = rows.line_num + 1
        for row in rows if not problems else ():
            if any(cell.strip() for cell in row):
                problems += _problems_of(row, columns, line, len(entries))
                entries.append(_entry(row, columns, line))
            line = rows.line_num + 1
    except csv.Error as error:
        problems.append(Problem(rows.line_num, NO_TABLE, {"reason": str(error)}))
    if not entries and not problems:
        problems.append(Problem(0, EMPTY))
    return Contents(tuple(entries), tuple(problems))


@dataclass(frozen=True)
class _Columns:
    """What each column of a table says.

    Attributes:
        facts: Places of the columns that are of no language, by their names.
        places: Language and part of the others, by their places.
    """

    facts: Mapping[str, int]
    places: Mapping[int, tuple[str, Part]]

    def fact(self, name: str, row: Sequence[str]) -> str:
        at = self.facts.get(name, len(row))
        return _read(row[at]).strip() if at < len(row) else ""


def _columns(header: Sequence[str]) -> tuple[_Columns, list[Problem]]:
    facts: dict[str, int] = {}
    places: dict[int, tuple[str, Part]] = {}
    problems = []
    seen = set()
    for at, title in enumerate(header):
        name = " ".join(title.lower().split())
        if not name:
            continue
        if name in seen:
            problems.append(Problem(1, TWICE, {"column": title}))
        seen.add(name)
        if name in (_ID, _EDITION, _KIND):
            facts[name] = at
        elif (place := _place(name)) is not None:
            places[at] = place
        else:
            values = {"column": title[:40], "parts": ", ".join([*Part][1:])}
            problems.append(Problem(1, UNKNOWN_COLUMN, values))
    if not places and not problems:
        problems.append(Problem(1, NO_LANGUAGE))
    return _Columns(facts, places), problems


def _place(name: str) -> tuple[str, Part] | None:
    """Read the title of a column; None for one that says nothing."""
    tag, _space, part = name.partition(" ")
    try:
        return canonical_tag(tag), Part(part or Part.PREFERRED)
    except (LanguageTagError, ValueError):
        return None


def _problems_of(
    row: Sequence[str], columns: _Columns, line: int, before: int
) -> Iterator[Problem]:
    if before == MOST_ENTRIES:
        yield Problem(line, TOO_MANY, {"most": str(MOST_ENTRIES)})
    kind, edition = columns.fact(_KIND, row), columns.fact(_EDITION, row)
    if kind and _kind(kind) is None:
        values = {"kind": kind[:40], "kinds": ", ".join(Kind)}
        yield Problem(line, UNKNOWN_KIND, values)
    if edition and _edition(edition) is None:
        yield Problem(line, NO_NUMBER, {"edition": edition[:40]})
    width = max([*columns.facts.values(), *columns.places], default=0) + 1
    if any(cell.strip() for cell in row[width:]):
        yield Problem(line, TOO_WIDE)


def _entry(row: Sequence[str], columns: _Columns, line: int) -> Incoming:
    sayings, notes = [], []
    for at, (language, part) in sorted(columns.places.items()):
        cell = _read(row[at]) if at < len(row) else ""
        if part is Part.NOTE:
            if cell.strip():
                notes.append(Note(language, cell.strip()))
            continue
        form, standing = PARTS[part]
        sayings += [
            Saying(language, name.strip(), form, standing)
            for name in cell.split(BETWEEN)
            if name.strip()
        ]
    concept = Concept(
        code=columns.fact(_ID, row),
        kind=_kind(columns.fact(_KIND, row)) or Kind.TERM,
        sayings=tuple(sayings),
        notes=tuple(notes),
        number=_edition(columns.fact(_EDITION, row)) or 0,
    )
    return Incoming(line, concept, frozenset(columns.places.values()))


def _kind(cell: str) -> Kind | None:
    return next((it for it in Kind if it == cell.lower()), None)


def _edition(cell: str) -> int | None:
    return int(cell[:9]) if cell.isascii() and cell.isdecimal() else None


def _cells(concept: Concept) -> dict[tuple[str, Part], str]:
    """Write what an entry says, by language and part."""
    parts = {sort: part for part, sort in PARTS.items()}
    cells: dict[tuple[str, Part], list[str]] = {}
    for it in concept.sayings:
        place = (it.language, parts[it.form, it.standing])
        cells.setdefault(place, []).append(it.text)
    told = {place: f" {BETWEEN} ".join(texts) for place, texts in cells.items()}
    return told | {(it.language, Part.NOTE): it.text for it in concept.notes}


def _title(language: str, part: Part) -> str:
    return language if part is Part.PREFERRED else f"{language} {part}"


def safe_cell(cell: str) -> str:
    """Write a cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _read(cell: str) -> str:
    text = storable(cell)
    return text[1:] if _ESCAPED.match(text) else text
