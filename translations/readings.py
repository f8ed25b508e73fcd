"""What the stored units of a translation should say of their source."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import OuterRef, QuerySet, Subquery

from articles.models import Revision, Source, Version
from articles.text.blocks import Block, from_json
from translations.drafts import NO_DRAFT, Drafted, carried_draft, draft_key
from translations.freshness import (
    NOTHING,
    Reading,
    Seen,
    SourceText,
    Step,
    follow,
    print_of,
    steps_between,
)
from translations.models import Draft, Unit
from translations.units import Linked


@dataclass(frozen=True)
class Kept:
    """A revision of a source.

    Attributes:
        pk: Of the revision.
        number: Of the revision in its version, from 1.
        text: What it says.
        is_minor: Its editor said that nothing changes for a translation.
    """

    pk: int
    number: int
    text: SourceText
    is_minor: bool


def kept_between(
    version: Version, earliest: Iterable[int], latest: Revision
) -> tuple[Kept, ...]:
    """Fetch the revisions of a source from the earliest of some to another, in order.

    Args:
        version: The source.
        earliest: Ids of its revisions.
        latest: One of its revisions.
    """
    first = (
        Revision.objects.filter(pk__in=list(earliest))
        .order_by("number")
        .values("number")[:1]
    )
    rows = Revision.objects.filter(
        version=version,
        erased_at=None,
        number__gte=Subquery(first),
        number__lte=latest.number,
    ).order_by("number")
    return tuple(
        Kept(row.pk, row.number, SourceText(from_json(row.blocks)), row.is_minor)
        for row in rows
    )


def kept_until(version: Version, latest: Revision) -> tuple[Kept, ...]:
    """Fetch every revision of a source that is not erased, up to one of them."""
    ids = Revision.objects.filter(version=version).order_by("number").values_list("pk")
    return kept_between(version, ids.values_list("pk", flat=True)[:1], latest)


def steps_of(kept: Sequence[Kept]) -> tuple[Step, ...]:
    """Turn revisions in their order into the steps between them."""
    return steps_between([(each.text, each.is_minor) for each in kept])


def has_gap(kept: Sequence[Kept]) -> bool:
    """Say whether a revision is missing among all up to the last: it was erased."""
    return [each.number for each in kept] != list(range(1, len(kept) + 1))


def reread(unit: Unit, kept: Sequence[Kept]) -> Reading:
    """Work out what a unit says of its source from every revision that is kept.

    Whether changes were minor cannot be told where a revision was erased: there what
    is stored holds, as long as it is about the same text.

    Args:
        unit: As stored.
        kept: All revisions that are not erased, up to the one that counts.
    """
    if not kept:
        return Reading(unit.source_now, unit.is_minor)
    first = Reading(kept[0].text.print_of(unit.source_ids), is_minor=False)
    read = follow(unit.source_ids, unit.made_from, first, steps_of(kept))
    if unit.made_from == NOTHING and unit.came_with_id is None:
        return replace(read, is_minor=False)
    if has_gap(kept) and read.source_now == unit.source_now:
        return replace(read, is_minor=unit.is_minor)
    return read


def with_links(units: QuerySet[Unit]) -> QuerySet[Unit]:
    """Annotate each unit with `linked_id`, the revision that its link names."""
    links = Source.objects.filter(
        version=OuterRef("version"), source_version=OuterRef("source_version")
    )
    return units.annotate(linked_id=Subquery(links.values("source_revision")[:1]))


def linked(unit: Unit) -> Linked:
    """Turn a stored unit into a plain value."""
    return Linked(
        pk=unit.pk,
        source=unit.source_version_id,
        source_ids=tuple(unit.source_ids),
        target_ids=tuple(unit.target_ids),
        state=unit.state,
        is_dropped=unit.is_dropped,
        made_from=unit.made_from,
        made_from_seen=seen_of(unit),
        shown_from=unit.shown_from,
        source_now=unit.source_now,
        is_minor=unit.is_minor,
        has_come=unit.came_with_id is not None,
        confidence=unit.confidence,
        draft=Drafted(tuple(unit.target_ids), unit.drafted_as, unit.drafted_key),
    )


def seen_of(unit: Unit) -> tuple[Seen, ...]:
    """Return what the translator of a unit saw of its source."""
    return tuple(Seen(each["id"], each["text"]) for each in unit.made_from_blocks)


def anchor(unit: Unit, seen: Iterable[Seen], made_from: str | None = None) -> None:
    """Write into a unit, not yet stored, from what it is translated.

    Args:
        unit: Which.
        seen: The source as the translator saw it.
        made_from: Its fingerprint, where that is known; else it is worked out.
    """
    shown = tuple(seen)
    unit.made_from = print_of(shown) if made_from is None else made_from
    unit.made_from_blocks = [{"id": each.block_id, "text": each.text} for each in shown]


def carry_shown(unit: Unit, former: Iterable[Linked]) -> None:
    """Write into a unit, not yet stored, from which source readers have its text.

    Nothing changes for readers by who says that other paragraphs belong together.

    Args:
        unit: Anchored, with the fingerprint of its source.
        former: The units that had its paragraphs before.
    """
    before = tuple(former)
    if all(each.shown_from == each.made_from for each in before):
        unit.shown_from = unit.made_from
        return
    behind = [each.shown_from for each in before if each.is_behind]
    unit.shown_from = behind[0] if behind else unit.source_now


def forget_anchor(unit: Unit) -> None:
    """Write into a unit, not yet stored, that nobody has translated it."""
    # What readers have stays as it was made until the next release.
    unit.made_from, unit.made_from_blocks = NOTHING, []
    unit.is_minor = False
    unit.anchored_by = unit.anchored_at = None
    unit.anchored_as = ""
    unit.drafted_as = unit.drafted_key = NO_DRAFT


def put_in(unit: Unit, draft: Draft, blocks: Iterable[Block]) -> None:
    """Write into a unit, not yet stored, that its text is a draft, of no person.

    Args:
        unit: With the paragraphs of the draft as its own.
        draft: What it is from.
        blocks: Its text as it was put in, in the order of the text; not empty.
    """
    unit.drafted_as, unit.drafted_key = draft, draft_key(blocks)


def carry_draft(unit: Unit, former: Iterable[Linked], text: Sequence[Block]) -> None:
    """Write into a unit, not yet stored, which draft its paragraphs came from.

    Args:
        unit: With the paragraphs that it has from now on.
        former: The units that had them, as they were.
        text: All blocks of the translation, in its order.
    """
    drafts = (each.draft for each in former)
    carried = carried_draft(unit.target_ids, drafts, text)
    unit.drafted_as, unit.drafted_key = carried.kind, carried.key


def what_counts(links: Iterable[Source]) -> Mapping[int, Revision]:
    """Return the revision of each source that a translation is compared with.

    Args:
        links: Held ones, each with `source_version` and its released revision fetched.

    Returns:
        By the key of the source: what readers have, or will have; else what the link
        names.
    """
    return {
        version.pk: revision for link in links for version, revision in _counted(link)
    }


def text_that_counts(link: Source) -> SourceText:
    """Return the text that a translation is compared with; empty if none is held.

    Args:
        link: With `source_version` and its released revision fetched.
    """
    return SourceText(
        block
        for revision in what_counts([link]).values()
        for block in from_json(revision.blocks)
    )


def _counted(link: Source) -> Iterator[tuple[Version, Revision]]:
    if link.source_version is None or link.source_revision is None:
        return
    released = link.source_version.released_revision
    yield link.source_version, released or link.source_revision
