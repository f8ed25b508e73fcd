"""A file that came back, as its page shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from articles.text.dates import written_number
from articles.text.diff import Change, word_diff
from articles.text.markup import plain_text
from articles.text.tags import cleaned
from newsroom.interchange import words
from newsroom.pair.shown import HEADS
from translations.actions.taking_back_in import print_of_text
from translations.formats.comparing import Compared, Comparison, Verdict
from translations.handed import Desk
from translations.units import Row

CHOICE, MINE = "choice", "mine"


@dataclass(frozen=True)
class Option:
    """Something that can become of a row.

    Attributes:
        value: For the form.
        words: Beside the button.
        is_chosen: It is marked.
    """

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class ShownReturn:
    """A row that came back.

    Attributes:
        id: Name of the row.
        name: What it is, in the interface language.
        standing: How it stands.
        source: Cleaned HTML; of an unknown one plain text.
        source_changes: What the source says otherwise than in the file; mostly empty.
        theirs: What the file changed, word by word; empty where it has nothing.
        mine: What was changed here meanwhile; empty where that is of no interest.
        text: Of the file, plain, where there is no row to compare it with.
        troubles: With its codes, a sentence each.
        options: What can become of it.
        print: Of our text as it is shown.
        is_open: Somebody has to choose.
    """

    id: str
    name: str
    standing: str
    source: str
    source_changes: tuple[Change, ...]
    theirs: tuple[Change, ...]
    mine: tuple[Change, ...]
    text: str
    troubles: tuple[str, ...]
    options: tuple[Option, ...]
    print: str
    is_open: bool


@dataclass(frozen=True)
class ShownFile:
    """All of a file that came back.

    Attributes:
        rows: Those of which there is something to see, in the order of the page.
        unknown: Texts without a place.
        same: How many came back as they are, in words; empty for none.
        absent: How many did not come back, in words; empty for none.
        waiting: How many wait for a choice, in words; empty for none.
    """

    rows: tuple[ShownReturn, ...]
    unknown: tuple[ShownReturn, ...]
    same: str
    absent: str
    waiting: str


def shown_file(
    comparison: Comparison, desk: Desk, sent: Mapping[str, str]
) -> ShownFile:
    """Put a comparison in words.

    Args:
        comparison: Of the file.
        desk: The translation as it is now.
        sent: The form as it was sent; empty at first.
    """
    names = dict(_names(desk))
    rows = {row.key: row for row in desk.rows}
    seen = [
        _shown(row, rows[row.id], names[row.id], desk, sent)
        for row in comparison.rows
        if row.verdict not in {Verdict.UNCHANGED, Verdict.UNKNOWN}
    ]
    return ShownFile(
        rows=tuple(seen),
        unknown=tuple(map(_unknown, comparison.of(Verdict.UNKNOWN))),
        same=_same(len(comparison.of(Verdict.UNCHANGED))),
        absent=_absent(len(comparison.absent)),
        waiting=_waiting(sum(row.is_open for row in seen)),
    )


def chosen_in(sent: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield what was chosen: name of the row, choice, and print of our text."""
    for field, value in sent.items():
        kind, _dash, name = field.partition("-")
        if kind == CHOICE and name:
            yield name, value, sent.get(f"{MINE}-{name}", "")


def _names(desk: Desk) -> Iterator[tuple[str, str]]:
    number, speaking = 0, get_language() or "en"
    for row in desk.rows:
        if row.is_head:
            yield row.key, str(HEADS[(*row.source, *row.target)[0].id])
            continue
        number += 1
        yield (
            row.key,
            _("Paragraph %(number)s") % {"number": written_number(number, speaking)},
        )


def _shown(
    row: Compared, here: Row, name: str, desk: Desk, sent: Mapping[str, str]
) -> ShownReturn:
    language = desk.version.language
    chosen = sent.get(f"{CHOICE}-{row.id}") or (row.choice.value if row.choice else "")
    can_drop = here.unit is not None and bool(here.source)
    base, mine, theirs = map(plain_text, (row.base, row.mine, row.theirs))
    was, now = plain_text(row.was), plain_text(row.source)
    is_beside = row.mine != row.base or not theirs
    return ShownReturn(
        id=row.id,
        name=name,
        standing=words.standing(row),
        source=cleaned(row.source),
        source_changes=word_diff(was, now, desk.source_language) if was != now else (),
        theirs=word_diff(base, theirs, language) if theirs else (),
        mine=word_diff(base, mine, language) if is_beside else (),
        text="",
        troubles=tuple(map(words.trouble, row.troubles)),
        options=tuple(
            Option(choice.value, label, choice.value == chosen)
            for choice, label in words.choices(row, can_drop=can_drop)
        ),
        print=print_of_text(row.mine),
        is_open=not chosen,
    )


def _unknown(row: Compared) -> ShownReturn:
    return ShownReturn(
        id=row.id,
        name="",
        standing=words.standing(row),
        source=row.source,
        source_changes=(),
        theirs=(),
        mine=(),
        text=row.theirs,
        troubles=(),
        options=(),
        print="",
        is_open=False,
    )


def _same(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "%(number)s paragraph came back as it is.",
        "%(number)s paragraphs came back as they are.",
        number,
    ) % {"number": _written(number)}


def _absent(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "%(number)s paragraph is not in the file; it stays as it is.",
        "%(number)s paragraphs are not in the file; they stay as they are.",
        number,
    ) % {"number": _written(number)}


def _waiting(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "%(number)s paragraph waits for your choice.",
        "%(number)s paragraphs wait for your choice.",
        number,
    ) % {"number": _written(number)}


def _written(number: int) -> str:
    return written_number(number, get_language() or "en")
