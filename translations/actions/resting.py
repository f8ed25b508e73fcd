"""What becomes of units when a story is at rest and its drafts are forgotten."""

from datetime import datetime

from django.db import transaction

from articles.actions.hiding import lock_article
from articles.actions.settling import settled
from articles.models import Article, Revision, Source, Version
from articles.text.blocks import block_text, from_json
from translations.actions.recounting import recount
from translations.freshness import NOTHING, Seen
from translations.models import Unit, UnitState
from translations.readings import anchor, forget_anchor, kept_until


@transaction.atomic
def erase_seen_sources(*, article: Article, at: datetime) -> int:
    """Forget the words of a source that translators saw and no kept text has.

    Whoever calls it has asked whether a legal hold stands in the way. That the source
    is another one now stays known, by its fingerprint.

    Args:
        article: The story of the source.
        at: Timezone-aware; translations that somebody was at after it are left alone.

    Returns:
        How many units forgot what they were made from.
    """
    stored = lock_article(article)
    gone = 0
    for source in stored.versions.order_by("pk"):
        kept = _paragraphs_kept(source)
        units = Unit.objects.filter(source_version=source, version__in=settled(at))
        forgotten = [
            unit.pk
            for unit in units.exclude(made_from_blocks=[]).order_by("pk")
            if not kept.issuperset(
                (each["id"], each["text"]) for each in unit.made_from_blocks
            )
        ]
        gone += Unit.objects.filter(pk__in=forgotten).update(made_from_blocks=[])
    return gone


@transaction.atomic(savepoint=False)
def throw_away(*, version: Version) -> None:
    """Take back what units say of a text that was written and never released.

    What readers have is the text again: a unit is made from what it was made from, and
    what was translated since waits to be translated.

    Args:
        version: As stored; its text is the released one, or none.
    """
    released = version.released_revision
    there = {block["id"] for block in released.blocks} if released else set()
    sources: set[int] = set()
    for unit in Unit.objects.filter(version=version).order_by("pk").select_for_update():
        if there.issuperset(unit.target_ids) and unit.shown_from == unit.made_from:
            continue
        if unit.source_version_id is not None:
            sources.add(unit.source_version_id)
        unit.target_ids = [each for each in unit.target_ids if each in there]
        if unit.target_ids:
            _as_shown(unit)
            unit.save()
        elif unit.source_version_id is None:
            unit.delete()
        else:
            _as_untranslated(unit)
            unit.save()
    for source in Version.objects.filter(pk__in=sources).order_by("pk"):
        recount(version=source, translation=version)


def _paragraphs_kept(source: Version) -> set[tuple[str, str]]:
    texts = Revision.objects.filter(version=source, erased_at=None)
    return {
        (block.id, block_text(block))
        for blocks in texts.values_list("blocks", flat=True)
        for block in from_json(blocks)
    }


def _as_shown(unit: Unit) -> None:
    """Write into a unit, not yet stored, that it is made from what readers' text is."""
    if unit.made_from == unit.shown_from:
        return
    seen = _seen_as(unit, unit.shown_from)
    anchor(unit, seen)
    unit.made_from = unit.shown_from
    unit.is_minor = False


def _as_untranslated(unit: Unit) -> None:
    """Write into a unit, not yet stored, that it waits for its translation."""
    was_new = unit.made_from != NOTHING and unit.shown_from == NOTHING
    unit.state, unit.is_dropped = UnitState.UNTRANSLATED, False
    if was_new and unit.source_version is not None:
        # It came after the text that readers have.
        unit.came_with = unit.source_version.released_revision
    if unit.shown_from == unit.made_from:
        unit.shown_from = NOTHING
    forget_anchor(unit)


def _seen_as(unit: Unit, fingerprint: str) -> tuple[Seen, ...]:
    """Find the source of a unit with a fingerprint in what is kept; empty if gone."""
    link = (
        Source.objects.filter(
            version=unit.version_id, source_version=unit.source_version_id
        )
        .select_related("source_version__released_revision", "source_revision")
        .first()
    )
    if link is None or link.source_version is None or link.source_revision is None:
        return ()
    latest = link.source_version.released_revision or link.source_revision
    for each in kept_until(link.source_version, latest):
        if each.text.print_of(unit.source_ids) == fingerprint:
            return each.text.seen(unit.source_ids)
    return ()
