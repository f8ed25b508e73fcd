"""Keep what units say of their source true, in the moment in which the source moves."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from articles.actions.notifying import Message, notify_each
from articles.models import (
    NotificationKind,
    Origin,
    Revision,
    Source,
    Status,
    Version,
)
from articles.text.blocks import RESERVED, from_json
from people.models import Account
from translations.actions.aligning import align_link, text_of, unaligned
from translations.actions.recounting import (
    made_from_version,
    reading_of,
    recount,
    write_reading,
)
from translations.actions.remembering import forget_link
from translations.actions.resting import throw_away
from translations.drafts import NO_DRAFT
from translations.freshness import NOTHING, Seen, SourceText, Step, follow
from translations.models import Anchor, Unit, UnitState
from translations.models.unit import UnitQuerySet
from translations.readings import (
    Kept,
    anchor,
    kept_between,
    linked,
    steps_of,
    with_links,
)


class UnitsFollower:
    """What translations do when a text is released, or a link is set, goes or turns."""

    def release_moved(
        self, *, version: Version, was_id: int | None, by: Account, at: datetime
    ) -> None:
        """Follow a source; align a translation that nobody has linked by paragraphs."""
        if version.released_revision is None:
            recount(version=version)
            return
        follow_release(version=version, was_id=was_id, by=by, at=at)
        if version.origin == Origin.TRANSLATION:
            for link in unaligned(version):
                align_link(link=link)
            _show_to_readers(version)

    def text_thrown_away(self, *, version: Version) -> None:
        """Take back what was said of paragraphs that are gone."""
        throw_away(version=version)

    def link_set(self, *, link: Source, by: Account) -> None:
        """Take a link for its maker's word that the translation fits the revision."""
        revision = link.source_revision
        if link.source_version is None or revision is None:
            return
        text = SourceText(from_json(revision.blocks))
        for unit in _of_link(link).select_for_update():
            seen = text.seen(unit.source_ids)
            if not seen:
                # It came later than the revision: its translator saw another one.
                continue
            unit.came_with = None
            if unit.made_from != NOTHING:
                _anchor_at(unit, seen, by)
            unit.save()
        recount(version=link.source_version, translation=link.version)

    def link_removed(self, *, link: Source) -> None:
        """Forget which paragraphs belonged together."""
        if link.source_version_id is not None:
            forget_link(link=link)
            _of_link(link).delete()

    def link_turned(self, *, link: Source) -> None:
        """Turn the units of a link round, too."""
        forget_link(link=link)
        if link.source_version is not None and link.source_revision is not None:
            _turn_units(link, link.source_version, link.source_revision)


@transaction.atomic(savepoint=False)
def follow_release(
    *, version: Version, was_id: int | None, by: Account, at: datetime
) -> None:
    """Write into every unit made from a version what its source says from now on.

    A paragraph that is new gets a unit in each translation. Five queries at most, but
    for paragraphs that are gone on both sides.

    Args:
        version: As stored, with a released revision.
        was_id: The revision released before; None for the first release.
        by: Who releases it.
        at: Timezone-aware.
    """
    units = tuple(
        with_links(made_from_version(version)).select_for_update(of=("self",))
    )
    released = version.released_revision
    if not units or released is None:
        return
    starts = {unit.pk: was_id or vars(unit)["linked_id"] for unit in units}
    kept = kept_between(version, set(starts.values()), released)
    steps = {start: _steps_since(kept, start) for start in set(starts.values())}
    moved = [unit for unit in units if _follow(unit, steps[starts[unit.pk]])]
    gone = [unit for unit in moved if _is_over(unit)]
    if gone:
        Unit.objects.filter(pk__in=[unit.pk for unit in gone]).delete()
    Unit.objects.bulk_update(
        [unit for unit in moved if unit not in gone], ["source_now", "is_minor"]
    )
    added = tuple(_added(units, kept))
    Unit.objects.bulk_create(added)
    _notify_holders(units, (*moved, *added), by, at)


def _show_to_readers(version: Version) -> None:
    """Remember from which source the text that readers get now was made."""
    units = Unit.objects.filter(version=version)
    released = version.released_revision
    there = [block["id"] for block in released.blocks] if released else []
    units.filter(source_now=NOTHING).exclude(target_ids__overlap=there).delete()
    units.exclude(shown_from=F("made_from")).update(shown_from=F("made_from"))


def _of_link(link: Source) -> UnitQuerySet:
    return Unit.objects.filter(
        version=link.version_id, source_version=link.source_version_id
    )


def _anchor_at(unit: Unit, seen: Iterable[Seen], by: Account) -> None:
    """Write into a unit, not yet stored, that its text is made from what was seen."""
    anchor(unit, seen)
    unit.anchored_by, unit.anchored_at = by, timezone.now()
    unit.anchored_as = Anchor.STILL_RIGHT
    unit.source_now, unit.is_minor = unit.made_from, False
    unit.shown_from = unit.made_from


def _steps_since(kept: Sequence[Kept], start: int) -> Sequence[Step]:
    at = next((at for at, each in enumerate(kept) if each.pk == start), 0)
    return steps_of(kept[at:])


def _follow(unit: Unit, steps: Iterable[Step]) -> bool:
    """Write into a unit what its source says now; say whether that is something new."""
    now = follow(unit.source_ids, unit.made_from, reading_of(unit), steps)
    return write_reading(unit, now)


def _is_over(unit: Unit) -> bool:
    """Say whether nothing is left on either side."""
    return unit.source_now == NOTHING and not unit.target_ids


def _added(units: Sequence[Unit], kept: Sequence[Kept]) -> Iterator[Unit]:
    """Make a unit for each paragraph of a source that a translation does not know."""
    first, latest, steps = kept[0], kept[-1], steps_of(kept)
    known: dict[int, set[str]] = {}
    for unit in units:
        known.setdefault(unit.version_id, set()).update(unit.source_ids)
    begun = {unit.version_id for unit in units if unit.made_from != NOTHING}
    for version_id, ids in known.items():
        has_heads = not ids.isdisjoint(RESERVED)
        for block in latest.text.blocks.values():
            if block.id not in ids and (has_heads or not block.kind.is_reserved):
                unit = Unit(
                    version_id=version_id,
                    source_version_id=units[0].source_version_id,
                    source_ids=[block.id],
                    source_now=first.text.print_of([block.id]),
                )
                _follow(unit, steps)
                # Where nobody has translated anything, it waits as all the others do.
                unit.came_with_id = latest.pk if version_id in begun else None
                unit.is_minor = unit.is_minor and version_id in begun
                yield unit


def _notify_holders(
    units: Iterable[Unit], touched: Iterable[Unit], by: Account, at: datetime
) -> None:
    """Tell those who translated something, or hold it, how much of it is stale now."""
    stale = Counter(unit.version_id for unit in touched if linked(unit).is_stale)
    told = {
        (person, unit.version_id)
        for unit in units
        if unit.version.status != Status.WITHDRAWN
        for person in (unit.anchored_by_id, unit.version.owner_id)
        if person is not None and stale[unit.version_id]
    }
    notify_each(
        messages=[
            Message(person, version_id, stale[version_id])
            for person, version_id in sorted(told)
        ],
        kind=NotificationKind.SOURCE_CHANGED,
        by=by,
        at=at,
    )


def _turn_units(link: Source, source: Version, revision: Revision) -> None:
    """Swap the sides of the units between two versions.

    What was left out is now a paragraph of the translation alone, and the other way
    round.
    """
    text = SourceText(from_json(revision.blocks))
    written = {block.id for block in text_of(link.version)}
    units = Unit.objects.filter(version=source).filter(
        Q(source_version=link.version_id) | Q(source_version=None)
    )
    for unit in units.select_for_update():
        unit.source_ids, unit.target_ids = (
            [each for each in unit.target_ids if each in text.blocks],
            [each for each in unit.source_ids if each in written],
        )
        if not unit.source_ids and not unit.target_ids:
            unit.delete()
            continue
        unit.version_id = link.version_id
        unit.source_version = source if unit.source_ids else None
        unit.came_with = None
        unit.is_dropped = not unit.target_ids
        # What was drafted is the source now.
        unit.drafted_as = unit.drafted_key = NO_DRAFT
        if unit.state == UnitState.UNTRANSLATED:
            unit.state = UnitState.NEEDS_WORK
        anchor(unit, text.seen(unit.source_ids))
        unit.source_now, unit.is_minor = unit.made_from, False
        unit.shown_from = unit.made_from
        unit.save()
