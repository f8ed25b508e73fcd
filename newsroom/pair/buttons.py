"""Which buttons a row of a pair has, for whoever looks."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from newsroom.pair.rights import Hand
from translations.freshness import Freshness
from translations.units import Row

Words = str | Promise


@dataclass(frozen=True)
class Button:
    """One that can be pressed.

    Attributes:
        name: Of the deed.
        label: On it.
        is_main: It is the one most likely wanted.
    """

    name: str
    label: Words
    is_main: bool = False


def buttons_of(row: Row, hand: Hand) -> Iterator[Button]:
    """Yield the buttons below the text of a row, but for saving."""
    unit = row.unit
    if unit is None:
        yield from _without_unit(row, hand)
        return
    if hand.writes and unit.confidence is not None:
        yield Button("confirm", gettext_lazy("Confirm"), is_main=True)
    if hand.answers and row.freshness is not Freshness.FRESH and unit.made_from:
        is_gone = row.freshness is Freshness.REMOVED
        keep = gettext_lazy("Keep it in the translation")
        yield Button("still_right", keep if is_gone else gettext_lazy("Still right"))
    if not hand.writes:
        return
    if unit.is_dropped:
        yield Button("take_up", gettext_lazy("Translate after all"), is_main=True)
        return
    is_changed = row.freshness is Freshness.CHANGED
    done = gettext_lazy("Updated, next") if is_changed else None
    label = done or gettext_lazy("Translated, next")
    yield Button("translated", label, is_main=unit.confidence is None)
    if hand.approves:
        yield Button("approved", gettext_lazy("Approve, next"))


def _without_unit(row: Row, hand: Hand) -> Iterator[Button]:
    if not hand.writes or row.is_head:
        return
    if row.target:
        yield Button("belongs_before", gettext_lazy("To the paragraph before it"))
        yield Button("alone", gettext_lazy("Only in the translation"))
    else:
        yield Button("begin", gettext_lazy("Translate this"), is_main=True)


def more_of(row: Row, hand: Hand) -> Iterator[Button]:
    """Yield those that are needed less often."""
    unit = row.unit
    if not hand.writes:
        return
    if row.source and not (unit and unit.is_dropped) and (unit or row.is_head):
        yield Button("copy", gettext_lazy("Copy the source"))
    if unit is not None and not unit.is_dropped:
        yield Button("needs_work", gettext_lazy("Needs work"))
        if not row.target:
            yield Button("drop", gettext_lazy("Leave out"))
    if unit is not None and not row.is_head:
        yield from _arranging(row)


def _arranging(row: Row) -> Iterator[Button]:
    yield Button("merge", gettext_lazy("Join with the next"))
    if row.target:
        yield Button("earlier", gettext_lazy("Tell it earlier"))
        yield Button("later", gettext_lazy("Tell it later"))
    if row.is_moved:
        yield Button("in_order", gettext_lazy("Tell it where the source does"))
