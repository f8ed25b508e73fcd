"""Work out anew what units say of their source."""

from collections.abc import Collection

from django.db import connection, transaction

from articles.models import Revision, Source, Version
from translations.freshness import Reading
from translations.models import Unit
from translations.models.unit import UnitQuerySet
from translations.readings import kept_until, linked, reread, with_links

# A release waits for it; Django's bulk_update writes a longer statement, in more time.
_STORE = """
UPDATE translations_unit AS unit
SET source_now = new.source_now, is_minor = new.is_minor
FROM unnest(%s::bigint[], %s::text[], %s::boolean[]) AS new (id, source_now, is_minor)
WHERE unit.id = new.id
"""
_STORED = ("pk", "source_now", "is_minor")


@transaction.atomic(savepoint=False)
def recount(*, version: Version, translation: Version | None = None) -> None:
    """Work out anew what units say of a source: for what is no simple release.

    Args:
        version: The source.
        translation: Only of this one; None for all.
    """
    units = made_from_version(version)
    if translation is not None:
        units = units.filter(version=translation)
    by_end: dict[int, list[Unit]] = {}
    for unit in with_links(units).select_for_update(of=("self",)):
        end = version.released_revision_id or vars(unit)["linked_id"]
        by_end.setdefault(end, []).append(unit)
    for end, those in by_end.items():
        kept = kept_until(version, Revision.objects.get(pk=end))
        moved = [unit for unit in those if write_reading(unit, reread(unit, kept))]
        store_readings(moved)


def judge_minor(unit: Unit) -> None:
    """Write into a unit, not yet stored, whether its source changed by little alone.

    For units that were joined or taken apart: which changes each part saw is told by
    the revisions alone.

    Args:
        unit: Anchored, with the fingerprint of its source.
    """
    unit.is_minor = False
    if not linked(unit).freshness.is_stale:
        return
    link = Source.objects.select_related("source_version").get(
        version=unit.version_id, source_version=unit.source_version_id
    )
    source, revision = link.source_version, link.source_revision
    if source is None or revision is None:
        return
    latest = source.released_revision or revision
    unit.is_minor = reread(unit, kept_until(source, latest)).is_minor


def made_from_version(version: Version) -> UnitQuerySet:
    """Return the units that are made from a version, in a fixed order for locks."""
    return Unit.objects.filter(source_version=version).order_by("pk")


def reading_of(unit: Unit) -> Reading:
    """Return what is stored of a unit's source."""
    return Reading(unit.source_now, unit.is_minor)


def write_reading(unit: Unit, reading: Reading) -> bool:
    """Write a reading into a unit, not yet stored; say whether it is another one."""
    was = reading_of(unit)
    unit.source_now, unit.is_minor = reading.source_now, reading.is_minor
    return reading != was


def store_readings(units: Collection[Unit]) -> None:
    """Store what was written into some units of their source, in one statement."""
    if not units:
        return
    with connection.cursor() as cursor:
        columns = ([getattr(unit, name) for unit in units] for name in _STORED)
        cursor.execute(_STORE, list(columns))
