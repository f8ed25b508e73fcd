"""Asks of stored assignments: how far each is, who may be asked, what nobody has."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from articles.models import Origin, Revision, Source, Status, Version
from articles.provenance import annotated
from articles.text.blocks import Block, block_text, body_blocks, from_json
from articles.text.reading_time import amount
from articles.workflow import WRITE
from people.models import Account
from people.permissions import holders
from translations.models import FINISHED, STALE, Assignment, Unit
from translations.readings import what_counts
from translations.stages import Stage, Work, stage_of


@dataclass(frozen=True)
class Waiting:
    """How much of the sources waits to be translated.

    Attributes:
        words: Of sources whose language writes spaces.
        characters: Of the others.
    """

    words: int = 0
    characters: int = 0

    def __add__(self, other: "Waiting") -> "Waiting":
        return Waiting(self.words + other.words, self.characters + other.characters)


def standing_assignment(version: Version) -> Assignment | None:
    """Return the assignment of a version that stands; None where nobody is asked."""
    return (
        version.assignments.open()
        .with_work()
        .select_related("version", "assignee", "offered_by")
        .first()
    )


def stage(assignment: Assignment) -> Stage:
    """Say how far an assignment is.

    Args:
        assignment: Of `Assignment.objects.with_work()`, its version fetched with it.
    """
    version, answered_at = assignment.version, assignment.answered_at
    return stage_of(
        Work(
            agreed=assignment.state,
            status=version.status,
            has_written=annotated(assignment, "has_written"),
            was_returned=annotated(assignment, "was_returned"),
            was_released=answered_at is not None
            and version.released_at is not None
            and version.released_at >= answered_at,
        )
    )


def who_may_be_asked(version: Version) -> QuerySet[Account]:
    """Keep the accounts that may write a version and know of its story, by name."""
    may_write = holders(WRITE, version.language)
    if not version.article.is_restricted:
        return may_write
    cleared = version.article.cleared_people.values("pk")
    return may_write.filter(Q(is_superuser=True) | Q(pk__in=cleared))


def undone(by: Account, languages: Collection[str]) -> QuerySet[Assignment]:
    """Fetch the assignments that somebody still has something to do with.

    Args:
        by: Who looks; what they may not know of is left out.
        languages: BCP 47 tags of the translations.

    Returns:
        The earliest deadline first, those without one last.
    """
    return (
        Assignment.objects.undone()
        .with_work()
        .filter(
            version__in=Version.objects.visible_to(by).filter(language__in=languages)
        )
        .select_related("version", "version__article", "assignee")
        .order_by(F("version__due_at").asc(nulls_last=True), "pk")
    )


def unassigned(by: Account, languages: Collection[str]) -> QuerySet[Version]:
    """Fetch the translations that wait for somebody and that nobody is asked for.

    Those that are out wait where their source has changed.

    Args:
        by: Who looks; what they may not know of is left out.
        languages: BCP 47 tags.

    Returns:
        The earliest deadline first, those without one last, newest first.
    """
    asked = Assignment.objects.undone().filter(version=OuterRef("pk"))
    stale = Unit.objects.stale().filter(version=OuterRef("pk"))
    return (
        Version.objects.visible_to(by)
        .filter(
            Q(status=Status.DRAFT) | (Q(status=Status.PUBLISHED) & Exists(stale)),
            ~Exists(asked),
            language__in=languages,
            origin=Origin.TRANSLATION,
        )
        .select_related("article", "owner")
        .order_by(F("due_at").asc(nulls_last=True), "-pk")
    )


def waiting_in(version_ids: Iterable[int]) -> Mapping[int, Waiting]:
    """Measure what of the sources of some translations is not translated yet.

    Without units that is all of the sources. Two queries.

    Returns:
        By version; one whose sources are not held is missing.
    """
    keys = list(version_ids)
    unfinished = _unfinished(keys)
    links: dict[int, list[Source]] = defaultdict(list)
    held = Source.objects.filter(version__in=keys, source_version__isnull=False)
    for link in held.select_related(
        "source_version__released_revision", "source_revision"
    ):
        links[link.version_id].append(link)
    return {key: _measured(links[key], unfinished.get(key)) for key in links}


def _unfinished(keys: Collection[int]) -> Mapping[int, set[tuple[int | None, str]]]:
    """Return the source blocks that wait, of the translations that have units."""
    waits: dict[int, set[tuple[int | None, str]]] = defaultdict(set)
    units = Unit.objects.filter(version__in=keys, source_version__isnull=False)
    undone_ones = units.annotate(waits=~Q(state__in=FINISHED) | STALE).values_list(
        "version", "source_version", "source_ids", "waits"
    )
    for version_id, source_id, block_ids, is_waiting in undone_ones:
        known = waits[version_id]
        if is_waiting:
            known |= {(source_id, each) for each in block_ids}
    return waits


def _measured(
    links: Iterable[Source], unfinished: set[tuple[int | None, str]] | None
) -> Waiting:
    languages = {
        link.source_version_id: link.source_version.language
        for link in links
        if link.source_version is not None
    }
    total = Waiting()
    for source_id, revision in what_counts(links).items():
        for block in _body_of(revision):
            if unfinished is None or (source_id, block.id) in unfinished:
                total += _size(block, languages[source_id])
    return total


def _body_of(revision: Revision) -> tuple[Block, ...]:
    return body_blocks(from_json(revision.blocks))


def _size(block: Block, language: str) -> Waiting:
    counted = amount(block_text(block), language)
    if counted.is_characters:
        return Waiting(characters=counted.count)
    return Waiting(words=counted.count)
