"""Find out which paragraphs of two texts belong together, where nobody has said so."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.actions.writing import open_to, working_copy
from articles.models import Source, Status, Version, WorkingBlock
from articles.text.blocks import (
    BODY_KINDS,
    RESERVED,
    Block,
    block_text,
    body_blocks,
    from_json,
)
from people.models import Account
from translations.actions.recounting import recount
from translations.alignment import align
from translations.freshness import SourceText
from translations.lookup import lexicon_for
from translations.models import Anchor, Unit, UnitState
from translations.readings import anchor, carry_draft, linked
from translations.units import Belongs


def unaligned(version: Version) -> QuerySet[Source]:
    """Fetch the links of a translation to held sources of which it has no unit."""
    units = Unit.objects.filter(
        version=OuterRef("version"), source_version=OuterRef("source_version")
    )
    return Source.objects.filter(
        ~Exists(units), version=version, source_version__isnull=False
    ).select_related("version", "source_version", "source_revision")


SETTLED = timedelta(hours=1)
MOST_AT_ONCE = 20
"""So many translations are aligned in one minute of the sweeper."""


def align_waiting(*, at: datetime) -> int:
    """Align translations that came in without anybody saying what belongs together.

    Args:
        at: Timezone-aware; what was begun in the last hour is left to who began it.

    Returns:
        How many were aligned; what has no text on both sides is not among them.
    """
    # A second source of what is aligned already is for people: nothing may be free.
    units = Unit.objects.filter(version=OuterRef("version"))
    written = WorkingBlock.objects.filter(version=OuterRef("version"))
    text = Exists(written.filter(kind__in=BODY_KINDS)) | (
        ~Exists(written) & _has_body("version__current_revision")
    )
    waiting = (
        Source.objects.filter(
            text,
            ~Exists(units),
            _has_body("source_revision"),
            source_version__isnull=False,
            version__created_at__lt=at - SETTLED,
        )
        .exclude(version__status=Status.WITHDRAWN)
        .select_related("version", "source_version", "source_revision")
        .order_by("version", "position", "pk")
    )
    return sum(bool(align_link(link=link)) for link in waiting[:MOST_AT_ONCE])


def _has_body(revision: str) -> Q:
    """Build the condition that a kept text has a paragraph."""
    return reduce(
        or_, (Q(**{f"{revision}__blocks__contains": [{"kind": k}]}) for k in BODY_KINDS)
    )


@transaction.atomic
def align_anew(
    *, version: Version, source: Version, by: Account, at: datetime
) -> tuple[Unit, ...]:
    """Throw the links between two texts away and look for them again.

    What a person had confirmed goes, too.

    Args:
        version: The translation.
        source: What it was made from.
        by: Must be allowed to write the translation.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not write in its language, or in its state.
        WritingRefused: It is approved or withdrawn.
    """
    open_to(version=version, by=by)
    link = (
        version.sources.select_related("version", "source_version", "source_revision")
        .filter(source_version=source)
        .first()
    )
    return () if link is None else align_link(link=link)


@transaction.atomic(savepoint=False)
def align_link(*, link: Source) -> tuple[Unit, ...]:
    """Link the paragraphs of a translation with those that it was made from.

    The links are suggestions until a person confirms them. A paragraph of the source
    with nothing beside it is untranslated: nobody has said that it is left out.

    Args:
        link: To a held source, with both versions and the revision fetched.

    Returns:
        The units, in no order; empty where one of the texts is.
    """
    revision, source = link.source_revision, link.source_version
    if revision is None or source is None:
        return ()
    here = body_blocks(from_json(revision.blocks))
    there = free_of(link, body_blocks(text_of(link.version)))
    if not here or not there:
        return ()
    found = suggested(here, there, source.language, link.version.language)
    return store_links(link=link, links=found, anchored_as=Anchor.ALIGNED)


def suggested(
    source: Sequence[Block], target: Sequence[Block], language: str, into: str
) -> tuple[Belongs, ...]:
    """Say which paragraphs of two bodies seem to belong together.

    Args:
        source: Blocks of the body.
        target: Blocks of the body.
        language: BCP 47 tag of the source.
        into: BCP 47 tag of the translation.
    """
    found = align(
        [block_text(block) for block in source],
        [block_text(block) for block in target],
        source_language=language,
        target_language=into,
        lexicon=lexicon_for(language, into),
    )
    return tuple(
        Belongs(
            tuple(source[at].id for at in bead.source),
            tuple(target[at].id for at in bead.target),
            confidence=round(min(1.0, max(0.0, bead.confidence)), 3),
        )
        for bead in found.beads
    )


@transaction.atomic(savepoint=False)
def store_links(
    *,
    link: Source,
    links: Iterable[Belongs],
    anchored_as: Anchor,
    by: Account | None = None,
    at: datetime | None = None,
) -> tuple[Unit, ...]:
    """Replace the units between two texts; what only the translation has is among them.

    Args:
        link: To a held source, with its version and revision fetched.
        links: Over the linked revision of the source and the text of the translation.
        anchored_as: How it is known that they fit.
        by: Who says so; None for suggestions.
        at: Timezone-aware; None for suggestions.
    """
    revision, source = link.source_revision, link.source_version
    if revision is None or source is None:
        return ()
    # A release of the source waits until the new units are there for it to be seen.
    Version.objects.select_for_update(of=("self",), no_key=True).get(pk=source.pk)
    text, written = SourceText(from_json(revision.blocks)), text_of(link.version)
    former = tuple(map(linked, _of_both(link)))
    units = []
    for each in links:
        unit = Unit(
            version=link.version,
            source_version=source if each.source_ids else None,
            source_ids=list(each.source_ids),
            target_ids=list(each.target_ids),
            is_dropped=each.is_dropped,
            confidence=each.confidence,
        )
        unit.source_now = text.print_of(each.source_ids)
        if each.target_ids or each.is_dropped:
            unit.state = UnitState.TRANSLATED
            anchor(unit, text.seen(each.source_ids))
            unit.shown_from = unit.made_from
            unit.anchored_as, unit.anchored_by, unit.anchored_at = anchored_as, by, at
            carry_draft(unit, former, written)
        units.append(unit)
    _of_both(link).delete()
    Unit.objects.bulk_create(units)
    recount(version=source, translation=link.version)
    return tuple(units)


def text_of(version: Version) -> tuple[Block, ...]:
    """Return what is being written of a version, else what was kept of it."""
    written = working_copy(version)
    if written or version.current_revision is None:
        return written
    return from_json(version.current_revision.blocks)


def free_of(link: Source, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Leave out the paragraphs of a translation that are made from another source.

    Args:
        link: To a held source.
        blocks: Of the body of the translation.
    """
    others = Unit.objects.filter(version=link.version_id).exclude(
        pk__in=_of_both(link).values("pk")
    )
    taken = {
        each for ids in others.values_list("target_ids", flat=True) for each in ids
    }
    return tuple(block for block in blocks if block.id not in taken)


def _of_both(link: Source) -> QuerySet[Unit]:
    own = Q(source_version=link.source_version_id) | Q(source_version=None)
    # Whether headlines are translated is another decision: they are not in the body.
    return Unit.objects.filter(own, version=link.version_id).exclude(
        source_ids__overlap=list(RESERVED)
    )
