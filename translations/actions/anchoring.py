"""Say that the translation of a unit fits its source as it is, and lock units."""

from datetime import datetime

from django.db.models import Exists
from django.utils.translation import gettext as _

from articles.actions.writing import working_copy
from articles.models import Source, Version
from articles.text.blocks import from_json
from people.models import Account
from translations.freshness import NOTHING, SourceText
from translations.models import Anchor, Unit
from translations.readings import anchor, linked, what_counts


class UnitRefused(Exception):  # noqa: N818 - refusals are not errors
    """A unit cannot be changed so; says why and what to do."""


class SourceMoved(UnitRefused):
    """The source changed since the page was opened; nothing was written."""


def locked(unit: Unit, version: Version) -> Unit:
    """Lock a unit of a locked version, as it is stored now.

    Raises:
        UnitRefused: It is gone: joined with another one, or aligned anew.
    """
    stored = (
        Unit.objects.select_for_update(of=("self",))
        .filter(pk=unit.pk, version=version)
        .first()
    )
    if stored is None:
        raise UnitRefused(
            _("Somebody joined or linked these paragraphs anew. Open the page again.")
        )
    stored.version = version
    return stored


def source_text_of(unit: Unit) -> SourceText:
    """Fetch the source of a unit as it counts; an empty one where it has none."""
    links = Source.objects.filter(
        version=unit.version_id, source_version=unit.source_version_id
    ).select_related("source_version__released_revision", "source_revision")
    counted = what_counts(links if unit.source_version_id else ())
    return SourceText(
        block for revision in counted.values() for block in from_json(revision.blocks)
    )


def anchor_now(
    unit: Unit,
    *,
    seen: str,
    how: Anchor,
    by: Account,
    at: datetime,
    text: SourceText | None = None,
) -> None:
    """Write into a locked unit, not yet stored, that it fits the source as it is.

    Paragraphs that are gone from the source leave the unit.

    Args:
        unit: Which.
        seen: Fingerprint of the source that the person had before them.
        how: They came to say so.
        by: Who says so.
        at: Timezone-aware.
        text: The source as it counts, where it was fetched for many units.

    Raises:
        SourceMoved: The source is another one than the person had before them.
    """
    refuse_moved(unit, seen)
    lags = linked(unit).is_behind and not readers_have(unit)
    shown = (text or source_text_of(unit)).seen(unit.source_ids)
    unit.source_ids = [each.block_id for each in shown]
    if not shown:
        unit.source_version = None
    # Whatever changes a source works its fingerprints out: this is the one of `shown`.
    anchor(unit, shown, made_from=seen if shown else NOTHING)
    unit.source_now, unit.is_minor, unit.came_with = unit.made_from, False, None
    unit.confidence = None
    if not lags:
        unit.shown_from = unit.made_from
    unit.anchored_as, unit.anchored_by, unit.anchored_at = how, by, at


def settle_link(unit: Unit, source_version: int | None = None) -> None:
    """Move a translation's link to what readers have, once all of it follows that."""
    source = source_version or unit.source_version_id
    if source is None:
        return
    stale = Unit.objects.stale().filter(version=unit.version_id, source_version=source)
    link = (
        Source.objects.filter(
            ~Exists(stale), version=unit.version_id, source_version=source
        )
        .select_related("source_version")
        .first()
    )
    released = link and link.source_version and link.source_version.released_revision_id
    if link and released and link.source_revision_id != released:
        link.source_revision_id = released
        link.save(update_fields=["source_revision"])


def readers_have(unit: Unit) -> bool:
    """Say whether readers have the translation of a unit as it is written."""
    if not unit.target_ids:
        return unit.shown_from == NOTHING
    released = unit.version.released_revision
    ids = {*unit.target_ids}
    texts = (
        working_copy(unit.version),
        from_json(released.blocks) if released else (),
    )
    written, read = ([b for b in text if b.id in ids] for text in texts)
    return written == read


def refuse_moved(unit: Unit, seen: str) -> None:
    """Refuse unless the source is what somebody had before them.

    Raises:
        SourceMoved: It is another one.
    """
    if seen != unit.source_now:
        raise SourceMoved(
            _(
                "The source changed while this page was open. "
                "Look at the change first; your text is safe."
            )
        )
