"""Say which paragraphs of a translation belong to which of its source."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.writing import open_to, working_copy, write_working_copy
from articles.models import Revision, Version
from articles.text.blocks import RESERVED, from_json
from people.models import Account
from translations.actions.anchoring import (
    UnitRefused,
    locked,
    readers_have,
    source_text_of,
)
from translations.actions.parting import in_order, saw, share, state_of, take_away
from translations.actions.recounting import judge_minor
from translations.actions.remembering import look_again
from translations.freshness import SourceText
from translations.lookup import sources_held
from translations.models import Anchor, Unit, UnitState
from translations.readings import (
    anchor,
    carry_draft,
    carry_shown,
    linked,
    what_counts,
)


@transaction.atomic
def merge(*, unit: Unit, other: Unit, by: Account, at: datetime) -> Unit:
    """Join two units: their paragraphs say together what their sources say together.

    Args:
        unit: Stays.
        other: Of the same translation and source; goes.
        by: Who joins them.
        at: Timezone-aware.

    Returns:
        The joined unit. What was stale in one is stale in it.

    Raises:
        PermissionRefused: `by` may not write it in the state it is in.
        WritingRefused: Nobody may: it is approved or withdrawn.
        UnitRefused: They are made from two sources, or one is a headline; every reason.
    """
    version = open_to(version=unit.version, by=by)
    one, two = locked(unit, version), locked(other, version)
    _refuse_joining(one, two)
    written = working_copy(version)
    places = {block.id: place for place, block in enumerate(written)}
    joined = one if one.source_ids else two
    gone = two if joined is one else one
    text = source_text_of(joined)
    seen = (*saw(one, text), *saw(two, text))
    order = {each: place for place, each in enumerate(text.blocks)}
    former = [linked(one), linked(two)]
    states = [each.state for each in (one, two) if each.target_ids]
    joined.source_ids = in_order({*one.source_ids, *two.source_ids}, order)
    joined.target_ids = in_order({*one.target_ids, *two.target_ids}, places)
    joined.is_dropped = not joined.target_ids and one.is_dropped and two.is_dropped
    joined.source_now = text.print_of(joined.source_ids)
    anchor(joined, sorted(seen, key=lambda each: order.get(each.block_id, len(order))))
    joined.came_with = one.came_with or two.came_with
    judge_minor(joined)
    carry_shown(joined, former)
    joined.state = state_of(joined, states)
    carry_draft(joined, former, written)
    joined.confidence = None
    gone.delete()
    joined.save()
    look_again(version=version)
    return joined


@transaction.atomic
def split(
    *, unit: Unit, sources: int, targets: int, by: Account, at: datetime
) -> tuple[Unit, Unit]:
    """Take a unit apart; what comes after some paragraphs makes a unit of its own.

    Args:
        unit: Which.
        sources: How many paragraphs of the source stay in it.
        targets: How many paragraphs of the translation stay in it.
        by: Who takes it apart.
        at: Timezone-aware.

    Returns:
        Both, in their order.

    Raises:
        PermissionRefused: `by` may not write it in the state it is in.
        WritingRefused: Nobody may: it is approved or withdrawn.
        UnitRefused: One of the parts would be empty.
    """
    version = open_to(version=unit.version, by=by)
    one = locked(unit, version)
    text, former = source_text_of(one), linked(one)
    seen, written = saw(one, text), working_copy(version)
    rest = Unit(
        version=version,
        source_version_id=one.source_version_id,
        source_ids=one.source_ids[sources:],
        target_ids=one.target_ids[targets:],
        made_from=one.made_from,
        came_with=one.came_with,
        anchored_by=one.anchored_by,
        anchored_at=one.anchored_at,
        anchored_as=one.anchored_as,
    )
    one.source_ids = one.source_ids[:sources]
    one.target_ids = one.target_ids[:targets]
    state = one.state
    for part in (one, rest):
        if not part.source_ids and not part.target_ids:
            raise UnitRefused(_("One of the parts would be empty. Choose otherwise."))
        part.confidence = None
        part.is_dropped = False
        if not part.source_ids:
            part.source_version = None
        part.state = state_of(part, [state] if part.target_ids else [])
        share(part, seen, text, former)
        carry_draft(part, [former], written)
        part.save()
    look_again(version=version)
    return one, rest


@transaction.atomic
def relink(
    *,
    version: Version,
    source: Version | None,
    source_ids: Sequence[str],
    target_ids: Sequence[str],
    by: Account,
    at: datetime,
) -> Unit:
    """Say that just these paragraphs belong together; other units lose them.

    Args:
        version: The translation.
        source: What it was made from; None for paragraphs of the translation alone.
        source_ids: Blocks of the source; empty exactly where `source` is None.
        target_ids: Blocks of the translation; may be empty.
        by: Who says so.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not write it in the state it is in.
        WritingRefused: Nobody may: it is approved or withdrawn.
        UnitRefused: A paragraph is not there (any more), or none is named.
    """
    stored = open_to(version=version, by=by)
    text = _text(stored, source)
    written = working_copy(stored)
    places = {block.id: place for place, block in enumerate(written)}
    _refuse_unknown(source_ids, target_ids, text, places)
    former = take_away(stored, source, source_ids, target_ids, written)
    order = {each: place for place, each in enumerate(text.blocks)}
    unit = Unit(
        version=stored,
        source_version=source,
        source_ids=in_order(source_ids, order),
        target_ids=in_order(target_ids, places),
    )
    unit.source_now = text.print_of(unit.source_ids)
    unit.state = state_of(unit, [UnitState.TRANSLATED] if unit.target_ids else [])
    if unit.target_ids:
        anchor(unit, text.seen(unit.source_ids))
        unit.anchored_as, unit.anchored_by, unit.anchored_at = (
            Anchor.TRANSLATED,
            by,
            at,
        )
        carry_shown(unit, former)
        carry_draft(unit, former, written)
        if readers_have(unit):
            unit.shown_from = unit.made_from
    unit.save()
    look_again(version=stored)
    return unit


@transaction.atomic
def confirm(
    *, version: Version, by: Account, at: datetime, units: Iterable[Unit] | None = None
) -> int:
    """Make links that were found by themselves a person's own.

    What was found is confirmed as it is: a paragraph that changed since stays stale.

    Args:
        version: The translation.
        by: Who looked at them.
        at: Timezone-aware.
        units: Only these; None for all.

    Returns:
        How many were suggestions until now.

    Raises:
        PermissionRefused: `by` may not write it in the state it is in.
        WritingRefused: Nobody may: it is approved or withdrawn.
    """
    stored = open_to(version=version, by=by)
    waiting = Unit.objects.filter(version=stored, confidence__isnull=False)
    if units is not None:
        waiting = waiting.filter(pk__in=[unit.pk for unit in units])
    waiting.filter(anchored_as=Anchor.ALIGNED).update(anchored_by=by, anchored_at=at)
    look_again(version=stored)
    return waiting.update(confidence=None)


@transaction.atomic
def move(*, unit: Unit, after: Unit | None, by: Account, at: datetime) -> None:
    """Tell a unit at another place of the translation.

    Args:
        unit: One with text.
        after: The unit that it follows there; None for the beginning of the body.
        by: Who moves it.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not write it in the state it is in.
        WritingRefused: Nobody may: it is approved or withdrawn.
        UnitRefused: One of them has no text to move.
    """
    version = open_to(version=unit.version, by=by)
    moved = {*locked(unit, version).target_ids}
    whole = working_copy(version)
    rest = [block for block in whole if block.id not in moved]
    before = {*locked(after, version).target_ids} if after else {*RESERVED}
    places = [place for place, block in enumerate(rest, 1) if block.id in before]
    ours = [block for block in whole if block.id in moved]
    if not ours or (after and not places):
        raise UnitRefused(_("There is no text to be moved. Write it first."))
    at_place = places[-1] if places else 0
    blocks = (*rest[:at_place], *ours, *rest[at_place:])
    write_working_copy(version=version, blocks=blocks, by=by, at=at, base=whole)


@transaction.atomic
def translate_heads(
    *, version: Version, is_wanted: bool, by: Account, at: datetime
) -> None:
    """Have headline, standfirst, dateline and caption translated, or written anew.

    Args:
        version: The translation.
        is_wanted: Translated, and watched for changes; else written per language.
        by: Who decides it.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not write it in the state it is in.
        WritingRefused: Nobody may: it is approved or withdrawn.
    """
    stored = open_to(version=version, by=by)
    heads = Unit.objects.filter(version=stored, source_ids__overlap=list(RESERVED))
    if not is_wanted:
        heads.delete()
    link = sources_held(stored).first() if is_wanted else None
    if link is None:
        return
    (text,) = _texts(what_counts([link]).values())
    written = {block.id for block in working_copy(stored)}
    known = {each for unit in heads for each in unit.source_ids}
    for name in RESERVED:
        if name in text.blocks and name not in known:
            unit = Unit(
                version=stored,
                source_version=link.source_version,
                source_ids=[name],
                source_now=text.print_of([name]),
            )
            if name in written:
                unit.target_ids, unit.state = [name], UnitState.TRANSLATED
                anchor(unit, text.seen([name]))
                unit.anchored_as = Anchor.TRANSLATED
                unit.anchored_by, unit.anchored_at = by, at
                unit.shown_from = unit.made_from
            unit.save()


def _texts(revisions: Iterable[Revision]) -> list[SourceText]:
    return [SourceText(from_json(revision.blocks)) for revision in revisions]


def _text(version: Version, source: Version | None) -> SourceText:
    links = [
        link
        for link in sources_held(version)
        if source is not None and link.source_version_id == source.pk
    ]
    texts = _texts(what_counts(links).values())
    return texts[0] if texts else SourceText(())


def _refuse_unknown(
    source_ids: Sequence[str],
    target_ids: Sequence[str],
    text: SourceText,
    places: dict[str, int],
) -> None:
    heads = {*RESERVED}
    is_known = {*source_ids} <= text.blocks.keys() and {*target_ids} <= places.keys()
    if not is_known or not heads.isdisjoint((*source_ids, *target_ids)):
        raise UnitRefused(
            _("A paragraph is not there any more. Open the page again and choose.")
        )
    if not source_ids and not target_ids:
        raise UnitRefused(_("Choose at least one paragraph."))


def _refuse_joining(one: Unit, two: Unit) -> None:
    sources = {each.source_version_id for each in (one, two)} - {None}
    heads = {*RESERVED}.isdisjoint(
        (*one.source_ids, *two.source_ids, *one.target_ids, *two.target_ids)
    )
    against = [
        words
        for stands, words in (
            (one.pk == two.pk, _("A unit cannot be joined with itself.")),
            (len(sources) > 1, _("They are made from two sources.")),
            (not heads, _("Headlines and captions stay for themselves.")),
        )
        if stands
    ]
    if against:
        raise UnitRefused("\n".join(against))
