"""Translate unit by unit: write, mark as done, answer that it is still right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.writing import open_to, working_copy, write_working_copy
from articles.models import Status, Version
from articles.permissions import require_on
from articles.text.blocks import (
    RESERVED,
    Block,
    BlockKind,
    carry_ids,
    parse_body,
    parse_inline,
)
from articles.workflow import EDIT, WRITE
from people.models import Account
from translations.actions.anchoring import (
    SourceMoved,
    UnitRefused,
    anchor_now,
    locked,
    refuse_moved,
    settle_link,
    source_text_of,
)
from translations.actions.remembering import look_again
from translations.freshness import NOTHING
from translations.lookup import place_of
from translations.models import FINISHED, Anchor, Unit, UnitState
from translations.readings import forget_anchor
from translations.units import with_blocks

__all__ = [
    "SourceMoved",
    "UnitRefused",
    "WrittenUnit",
    "carried",
    "drop",
    "locked",
    "mark",
    "source_text_of",
    "still_right",
    "take_up",
    "write_head",
    "write_unit",
]


@dataclass(frozen=True)
class WrittenUnit:
    """What became of the text of a unit.

    Attributes:
        unit: As stored; None of what is written per language.
        base: Its blocks as the writer knows them: the base of what they write next.
        others_wrote: Somebody else wrote in the same unit, too.
    """

    unit: Unit | None
    base: tuple[Block, ...]
    others_wrote: bool


@transaction.atomic
def write_unit(
    *,
    unit: Unit,
    html: str,
    base: Sequence[Block],
    seen: str,
    by: Account,
    at: datetime,
) -> WrittenUnit:
    """Write the translation of a unit into the working copy; other units stay.

    Args:
        unit: What is written.
        html: All of its translation, any number of paragraphs; empty to empty it.
        base: Its blocks as the writer found them.
        seen: Fingerprint of the source that the writer had before them.
        by: Who writes.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not write it in the state it is in.
        WritingRefused: Nobody may: it is approved or withdrawn.
        UnitRefused: Somebody joined or split the unit meanwhile.
        EditConflict: Somebody else changed the same paragraph in another way.
        MarkupError: The text is too long.
    """
    version = open_to(version=unit.version, by=by)
    stored = locked(unit, version)
    _refuse_strangers(stored, base)
    heads = [each for each in stored.source_ids if each in RESERVED]
    fresh = _head(heads[0], html) if heads else parse_body(html)
    written = _write(version, stored, base, fresh, by, at)
    ids = {block.id for block in working_copy(version)}
    mine = [block.id for block in written if block.id in ids]
    found = {block.id for block in base}
    theirs = [each for each in stored.target_ids if each in ids and each not in found]
    left = [*mine, *(each for each in theirs if each not in mine)]
    # What only the translation has can be written anew while the page is open; it
    # goes with the next release.
    stored.target_ids = left if left or stored.source_ids else stored.target_ids
    is_changed = tuple(written) != tuple(base)
    if is_changed:
        _after_writing(stored, seen, by, at)
    stored.save()
    return WrittenUnit(stored, written, others_wrote=bool(theirs))


@transaction.atomic
def write_head(
    *,
    version: Version,
    name: str,
    html: str,
    base: Sequence[Block],
    by: Account,
    at: datetime,
) -> WrittenUnit:
    """Write the headline, standfirst, dateline or caption of a translation.

    Args:
        version: The translation.
        name: Which, as in RESERVED.
        html: Inline; empty to take it away.
        base: The block as the writer found it; empty where there was none.
        by: Who writes.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not write it in the state it is in.
        WritingRefused: Nobody may: it is approved or withdrawn.
        UnitRefused: There is no such part of a text.
        EditConflict: Somebody else changed it in another way.
        MarkupError: The text is too long.
    """
    if name not in RESERVED:
        raise UnitRefused(_("A text has no such part."))
    stored = open_to(version=version, by=by)
    whole = working_copy(stored)
    mine = _head(name, html)
    known = write_working_copy(
        version=stored,
        blocks=_with_head(whole, name, mine),
        by=by,
        at=at,
        base=_with_head(whole, name, base),
    )
    return WrittenUnit(
        None, tuple(block for block in known if block.id == name), others_wrote=False
    )


@transaction.atomic
def mark(*, unit: Unit, state: UnitState, seen: str, by: Account, at: datetime) -> Unit:
    """Say how far the translation of a unit is.

    Translated means: it says what the source says, as the person had it before them.

    Args:
        unit: Which.
        state: Translated, needs work or approved.
        seen: Fingerprint of the source that the person had before them.
        by: Who says so.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not write it, or not approve.
        WritingRefused: Nobody may: it is approved or withdrawn.
        UnitRefused: There is no text, or `by` approves what they translated.
        SourceMoved: The source is another one than the person had before them.
    """
    version = open_to(version=unit.version, by=by)
    if state == UnitState.APPROVED:
        require_on(by, EDIT, version)
    stored = locked(unit, version)
    _refuse_marking(stored, state, by)
    if state == UnitState.TRANSLATED:
        was_stale = stored.made_from not in {NOTHING, stored.source_now}
        how = Anchor.UPDATED if was_stale else Anchor.TRANSLATED
        anchor_now(stored, seen=seen, how=how, by=by, at=at)
    elif state == UnitState.APPROVED:
        refuse_moved(stored, seen)
        if stored.made_from != stored.source_now:
            raise UnitRefused(
                _(
                    "The source changed since this was translated. "
                    "Update the translation, or say that it is still right."
                )
            )
    stored.state = state
    stored.save()
    settle_link(stored)
    return stored


@transaction.atomic
def still_right(*, unit: Unit, seen: str, by: Account, at: datetime) -> Unit:
    """Say that a translation still holds although its source changed.

    No text changes, so it may be said of a published version, too. What lost its
    source stays as a paragraph of the translation alone.

    Args:
        unit: Which.
        seen: Fingerprint of the source that the person had before them.
        by: Who says so.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not write in the language of the translation.
        UnitRefused: Nothing is translated yet, or the version was withdrawn.
        SourceMoved: The source is another one than the person had before them.
    """
    version = _answerable(unit, by)
    stored = locked(unit, version)
    if stored.state == UnitState.UNTRANSLATED:
        raise UnitRefused(_("Nothing is translated here yet."))
    source_version = stored.source_version_id
    anchor_now(stored, seen=seen, how=Anchor.STILL_RIGHT, by=by, at=at)
    if not stored.source_ids and not stored.target_ids:
        stored.delete()
    else:
        stored.save()
    look_again(version=version)
    settle_link(stored, source_version)
    return stored


@transaction.atomic
def drop(*, unit: Unit, seen: str, by: Account, at: datetime) -> Unit:
    """Leave paragraphs of a source out of the translation, on purpose.

    Args:
        unit: One without any translation.
        seen: Fingerprint of the source that the person had before them.
        by: Who decides it.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not write it in the state it is in.
        WritingRefused: Nobody may: it is approved or withdrawn.
        UnitRefused: There is a translation: it must be emptied first.
        SourceMoved: The source is another one than the person had before them.
    """
    version = open_to(version=unit.version, by=by)
    stored = locked(unit, version)
    if stored.target_ids:
        raise UnitRefused(
            _("There is a translation. Empty it first; then the paragraph can go.")
        )
    anchor_now(stored, seen=seen, how=Anchor.TRANSLATED, by=by, at=at)
    stored.is_dropped, stored.state = True, UnitState.TRANSLATED
    stored.save()
    settle_link(stored)
    return stored


@transaction.atomic
def take_up(*, unit: Unit, by: Account, at: datetime) -> Unit:
    """Translate after all what was left out.

    Raises:
        PermissionRefused: `by` may not write it in the state it is in.
        WritingRefused: Nobody may: it is approved or withdrawn.
        UnitRefused: It is not left out.
    """
    version = open_to(version=unit.version, by=by)
    stored = locked(unit, version)
    if not stored.is_dropped:
        raise UnitRefused(_("The paragraph is not left out."))
    stored.is_dropped, stored.state = False, UnitState.UNTRANSLATED
    forget_anchor(stored)
    stored.save()
    return stored


def _answerable(unit: Unit, by: Account) -> Version:
    version = (
        Version.objects.select_for_update(of=("self",), no_key=True)
        .select_related("article")
        .get(pk=unit.version_id)
    )
    require_on(by, WRITE, version)
    if version.status == Status.WITHDRAWN:
        raise UnitRefused(_("The version was withdrawn. Nothing is answered any more."))
    return version


def _refuse_marking(unit: Unit, state: UnitState, by: Account) -> None:
    if state == UnitState.UNTRANSLATED:
        raise UnitRefused(_("Empty the translation to begin anew."))
    if not unit.target_ids and not unit.is_dropped:
        raise UnitRefused(_("There is no translation yet. Write one, or leave it out."))
    if unit.is_dropped and state == UnitState.NEEDS_WORK:
        raise UnitRefused(_("It is left out. Take it up again to translate it."))
    if state == UnitState.APPROVED and by.pk == unit.anchored_by_id:
        raise UnitRefused(_("You translated this. Somebody else must approve it."))


def _after_writing(unit: Unit, seen: str, by: Account, at: datetime) -> None:
    """Write the state that follows from a changed text into a unit, not yet stored."""
    if not unit.target_ids:
        unit.state = UnitState.UNTRANSLATED
        forget_anchor(unit)
        return
    unit.is_dropped = False
    if unit.state == UnitState.UNTRANSLATED:
        unit.state = UnitState.NEEDS_WORK
        if seen == unit.source_now:
            anchor_now(unit, seen=seen, how=Anchor.TRANSLATED, by=by, at=at)
    elif unit.state in FINISHED:
        unit.state = UnitState.TRANSLATED


def _write(
    version: Version,
    unit: Unit,
    base: Sequence[Block],
    fresh: Sequence[Block],
    by: Account,
    at: datetime,
) -> tuple[Block, ...]:
    """Write the blocks of a unit between those of the others; return them as known."""
    whole = working_copy(version)
    there = {block.id for block in whole}
    is_placed = not there.isdisjoint((*unit.target_ids, *(each.id for each in base)))
    after = "" if is_placed else place_of(unit, whole)
    mine = carried(base, fresh)
    near = unit.target_ids
    found = with_blocks(whole, mine, base, near=near, after=after)
    wanted = with_blocks(whole, base, mine, near=near, after=after)
    known = write_working_copy(
        version=version, blocks=wanted.blocks, by=by, at=at, base=found.blocks
    )
    return known[wanted.begins : wanted.begins + len(mine)]


def _refuse_strangers(unit: Unit, base: Sequence[Block]) -> None:
    """Refuse to write paragraphs that went to another unit since they were found."""
    strange = [block.id for block in base if block.id not in unit.target_ids]
    others = Unit.objects.filter(
        version=unit.version, target_ids__overlap=strange
    ).exclude(pk=unit.pk)
    if strange and others.exists():
        raise UnitRefused(
            _("Somebody joined or linked these paragraphs anew. Open the page again.")
        )


def carried(base: Sequence[Block], fresh: Sequence[Block]) -> tuple[Block, ...]:
    """Give paragraphs their ids, also where every word of one was replaced.

    Args:
        base: As the writer found them.
        fresh: As they are written now.
    """
    carried = carry_ids(base, fresh)
    found = {block.id for block in base}
    kept = {block.id for block in carried}
    left = iter([block.id for block in base if block.id not in kept])
    return tuple(
        block if block.id in found else replace(block, id=next(left, block.id))
        for block in carried
    )


def _head(name: str, html: str) -> tuple[Block, ...]:
    text = parse_inline(html)
    return (Block(id=name, kind=BlockKind(name), html=text),) if text else ()


def _with_head(
    whole: Sequence[Block], name: str, head: Sequence[Block]
) -> tuple[Block, ...]:
    """Put a part that stands apart into its place among the others."""
    order = {each: at for at, each in enumerate(RESERVED)}
    rest = [block for block in whole if block.id != name]
    before = [b for b in rest if order.get(b.id, len(order)) < order[name]]
    return (*before, *head, *rest[len(before) :])
