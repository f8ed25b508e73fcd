"""Keep fingerprints true where words were replaced in everything that is kept."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from articles.models import Version
from translations.actions.recounting import recount
from translations.freshness import SourceText
from translations.lookup import sources_held
from translations.models import Unit
from translations.readings import anchor, seen_of, text_that_counts


@transaction.atomic
def reanchor(*, articles: Collection[UUID]) -> None:
    """Work out the fingerprints of units anew after a name was removed from words.

    What was fresh stays fresh, and what was stale stays stale, because the same words
    were replaced on both sides; but where nothing else than the name had changed.

    Args:
        articles: Stories in whose words something was replaced.
    """
    units = Unit.objects.filter(source_version__article__in=articles)
    pairs = units.order_by("version", "source_version").values_list(
        "version", "source_version"
    )
    for version_id, source_id in sorted(set(pairs)):
        _reanchor_pair(version_id, source_id)


def _reanchor_pair(version_id: int, source_id: int) -> None:
    version = Version.objects.get(pk=version_id)
    link = sources_held(version).filter(source_version=source_id).first()
    text = text_that_counts(link) if link else SourceText(())
    units = Unit.objects.filter(version=version, source_version=source_id)
    for unit in units.order_by("pk").select_for_update():
        _reanchor(unit, text)
        unit.save()
    recount(version=Version.objects.get(pk=source_id), translation=version)


def _reanchor(unit: Unit, text: SourceText) -> None:
    """Write the fingerprints of other words into a unit, not yet stored."""
    made_from, source_now = unit.made_from, unit.source_now
    unit.source_now = text.print_of(unit.source_ids)
    if made_from == source_now:
        anchor(unit, text.seen(unit.source_ids))
    elif unit.made_from_blocks:
        # Where the words were forgotten, the fingerprint of another text stays one.
        anchor(unit, seen_of(unit))
    if unit.shown_from == made_from:
        unit.shown_from = unit.made_from
    elif unit.shown_from == source_now:
        unit.shown_from = unit.source_now
    unit.is_minor = unit.is_minor and unit.made_from != unit.source_now
