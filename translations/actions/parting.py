"""Give units their part of what was seen, when paragraphs go from one to another."""

from collections.abc import Iterable, Sequence

from articles.models import Version
from articles.text.blocks import Block
from translations.actions.anchoring import source_text_of
from translations.actions.recounting import judge_minor
from translations.freshness import NOTHING, Seen, SourceText
from translations.models import Unit, UnitState
from translations.readings import (
    anchor,
    carry_draft,
    carry_shown,
    forget_anchor,
    linked,
    seen_of,
)
from translations.units import Linked

_FINISHED_FIRST = (
    UnitState.NEEDS_WORK,
    UnitState.TRANSLATED,
    UnitState.APPROVED,
)


def take_away(
    version: Version,
    source: Version | None,
    source_ids: Sequence[str],
    target_ids: Sequence[str],
    written: Sequence[Block],
) -> list[Linked]:
    """Take paragraphs out of the units that have them; what is left of those stays.

    Args:
        version: The translation.
        source: What it was made from; None for paragraphs of the translation alone.
        source_ids: Blocks of the source.
        target_ids: Blocks of the translation.
        written: The text of the translation.

    Returns:
        The units that had paragraphs of the translation, as they were.
    """
    gone_here, gone_there = {*source_ids}, {*target_ids}
    former = []
    units = Unit.objects.filter(version=version).select_for_update(of=("self",))
    for unit in units:
        loses = unit.source_version == source and gone_here & {*unit.source_ids}
        if not loses and gone_there.isdisjoint(unit.target_ids):
            continue
        was, text = linked(unit), source_text_of(unit)
        seen = saw(unit, text)
        if not gone_there.isdisjoint(unit.target_ids):
            former.append(was)
        if loses:
            unit.source_ids = [e for e in unit.source_ids if e not in gone_here]
        unit.target_ids = [e for e in unit.target_ids if e not in gone_there]
        if not unit.source_ids and not unit.target_ids:
            unit.delete()
            continue
        if not unit.source_ids:
            unit.source_version = None
        unit.is_dropped = unit.is_dropped and bool(unit.source_ids)
        unit.state = state_of(unit, [unit.state] if unit.target_ids else [])
        share(unit, seen, text, was)
        carry_draft(unit, [was], written)
        unit.save()
    return former


def saw(unit: Unit, text: SourceText) -> tuple[Seen, ...]:
    """Return what the translator of a unit saw, or sees who joins or parts it now.

    Nothing where that was forgotten, or came after the translation was begun.
    """
    if unit.made_from_blocks:
        return seen_of(unit)
    return () if linked(unit).freshness.is_stale else text.seen(unit.source_ids)


def share(unit: Unit, seen: Iterable[Seen], text: SourceText, former: Linked) -> None:
    """Give a unit its part of what a translator saw; nothing where it has no text."""
    unit.source_now = text.print_of(unit.source_ids)
    if not unit.target_ids and not unit.is_dropped:
        forget_anchor(unit)
        unit.shown_from = NOTHING
        return
    mine = tuple(each for each in seen if each.block_id in unit.source_ids)
    # What was forgotten is another text than that of now, and stays so.
    if mine or not unit.source_ids or unit.came_with_id is not None:
        anchor(unit, mine)
    judge_minor(unit)
    carry_shown(unit, [former])


def state_of(unit: Unit, states: Sequence[str]) -> UnitState:
    """Choose the least finished of some states; what has no text has none."""
    if unit.is_dropped:
        return UnitState.TRANSLATED
    if not unit.target_ids:
        return UnitState.UNTRANSLATED
    return next(
        (each for each in _FINISHED_FIRST if each in states), UnitState.NEEDS_WORK
    )


def in_order(ids: Iterable[str], places: dict[str, int]) -> list[str]:
    """Return each id once, in the order of a text; what is not there comes last."""
    return sorted({*ids}, key=lambda each: (places.get(each, len(places)), each))
