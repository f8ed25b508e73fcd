"""Asks of stored translations whether they still hold, and which ones are wanted."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from articles.models import Article, Origin, Source, Status, Version
from articles.text.blocks import Block, from_json
from translations.alignment import Lexicon, LexiconError
from translations.models import (
    FINISHED,
    STALE,
    WANTED,
    Decision,
    LanguageDecision,
    StoredLexicon,
    Unit,
)
from translations.readings import linked, what_counts
from translations.units import Row, arrange
from worklist.prepared import Question

DEEPEST = 3
"""A translation of a translation of a translation of an original."""


@dataclass(frozen=True)
class Standing:
    """How far a translation is.

    Attributes:
        done: Units that are translated, approved, or left out on purpose.
        total: Units that have a source.
        stale: Those whose source says something else now.
        unconfirmed: Links that nobody has confirmed.
    """

    done: int
    total: int
    stale: int
    unconfirmed: int


def standing_of(version_ids: Iterable[int]) -> Mapping[int, Standing]:
    """Count the units of some translations, in one query.

    Returns:
        By version; one without units is missing.
    """
    with_source = Q(source_version__isnull=False)
    rows = (
        Unit.objects.filter(version__in=list(version_ids))
        .order_by()
        .values("version")
        .annotate(
            done=Count("pk", filter=with_source & Q(state__in=FINISHED)),
            total=Count("pk", filter=with_source),
            stale=Count("pk", filter=STALE),
            unconfirmed=Count("pk", filter=Q(confidence__isnull=False)),
        )
    )
    return {
        row["version"]: Standing(
            row["done"], row["total"], row["stale"], row["unconfirmed"]
        )
        for row in rows
    }


def is_behind(reference: str = "pk", depth: int = DEEPEST) -> Q:
    """Build the condition that readers are not told what the original says by now.

    A translation is behind as well when what it was made from is a translation that is
    behind. What readers cannot see is no news to them.

    Args:
        reference: The field that leads to the version from where the condition stands.
        depth: How many translations stand one behind the other at most.
    """
    public = Version.objects.public()
    behind = Unit.objects.behind().filter(
        version=OuterRef(reference),
        source_version__in=public.values("pk"),
    )
    if depth == 1:
        return Q(Exists(behind))
    above = Source.objects.filter(
        is_behind("source_version", depth - 1),
        version=OuterRef(reference),
        source_version__in=public.values("pk"),
    )
    return Q(Exists(behind)) | Q(Exists(above))


def readers_are_behind(version: Version) -> bool:
    """Say whether readers of a version are not told what its original says by now."""
    return bool(_BEHIND.ask(version=version.pk).rows)


_BEHIND = Question(
    lambda version: Version.objects.filter(is_behind(), pk=version).only("pk"),
    version=int,
)


def stale_versions() -> QuerySet[Any, Any]:
    """Keep the translations in which a paragraph no longer fits its source, as ids."""
    return Unit.objects.stale().order_by().values("version")


def is_stale(version: Version) -> bool:
    """Say whether a paragraph, as it is being written, no longer fits its source."""
    return Unit.objects.stale().filter(version=version).exists()


def sources_held(version: Version | int) -> QuerySet[Source]:
    """Fetch what a translation was made from, as far as it is held, in order.

    Args:
        version: The translation, or its key.
    """
    return (
        Source.objects.filter(version=version, source_version__isnull=False)
        .select_related(
            "source_version__article",
            "source_version__released_revision",
            "source_revision",
        )
        .order_by("position", "pk")
    )


def rows_of(version: Version, target: Sequence[Block]) -> tuple[Row, ...]:
    """Put a translation beside its sources, as they count.

    Args:
        version: The translation.
        target: All blocks of it.
    """
    counted = what_counts(sources_held(version))
    sources = {key: from_json(each.blocks) for key, each in counted.items()}
    units = Unit.objects.filter(version=version).order_by("pk")
    return arrange(map(linked, units), sources, target)


def units_of(version_ids: Iterable[int]) -> Mapping[int, tuple[Unit, ...]]:
    """Fetch the units of some translations, in one query.

    Returns:
        By version, as they were made; one without units is missing.
    """
    found: dict[int, list[Unit]] = {}
    for unit in Unit.objects.filter(version__in=list(version_ids)).order_by("pk"):
        found.setdefault(unit.version_id, []).append(unit)
    return {key: tuple(units) for key, units in found.items()}


def rows_between(
    source: Version,
    source_blocks: Sequence[Block],
    units: Iterable[Unit],
    target_blocks: Sequence[Block],
) -> tuple[Row, ...]:
    """Put a text of a translation beside a text of its source, both as given.

    Args:
        source: What it was translated from.
        source_blocks: All blocks of one of its texts.
        units: Of the translation: they say what belongs together.
        target_blocks: All blocks of one of its texts.
    """
    return arrange(map(linked, units), {source.pk: source_blocks}, target_blocks)


def place_of(unit: Unit, target: Sequence[Block]) -> str:
    """Return the block of a translation that the first paragraph of a unit follows."""
    rows = rows_of(unit.version, target)
    return next((row.after for row in rows if row.unit and row.unit.pk == unit.pk), "")


def language_pair(first: str, second: str) -> str:
    """Name two languages, whichever is translated into the other.

    Args:
        first: BCP 47 tag in its canonical form, as is the other.
        second: Of another language.

    >>> language_pair("km", "en"), language_pair("en", "km")
    ('en km', 'en km')
    """
    return " ".join(sorted((first, second)))


def lexicon_for(source_language: str, target_language: str) -> Lexicon | None:
    """Fetch what the newsroom's own translations taught, in one query.

    Args:
        source_language: BCP 47 tag in its canonical form, as is the other.
        target_language: Of the translation.

    Returns:
        In either direction; None where there was too little to learn from.
    """
    pair = language_pair(source_language, target_language)
    stored = StoredLexicon.objects.filter(languages=pair).first()
    if stored is None or not stored.entries:
        return None
    with suppress(LexiconError):
        return Lexicon.from_json(stored.entries)
    # An older Spean wrote it: until it is learnt anew, there is none.
    return None


def decisions_of(
    article_ids: Iterable[UUID], language: str
) -> Mapping[UUID, LanguageDecision]:
    """Fetch what was decided about some stories in a language, in one query.

    Args:
        article_ids: Of stories that whoever looks may know of; the one that a story
            is merged with may be restricted all the same.
        language: BCP 47 tag in its canonical form.

    Returns:
        By story; a story that nobody decided about is missing.
    """
    decided = LanguageDecision.objects.filter(
        article__in=list(article_ids), language=language
    ).select_related("decided_by", "merge_with")
    return {each.article_id: each for each in decided}


def waiting(language: str) -> QuerySet[Article]:
    """Keep the stories that are wanted in a language and not yet published in it.

    Undecided ones are `undecided`; what is merged or not wanted never waits, nor
    does what was taken down.

    Args:
        language: BCP 47 tag in its canonical form.
    """
    return _unpublished(language).filter(_decided(language, WANTED))


def undecided(language: str) -> QuerySet[Article]:
    """Keep the stories about which nobody has decided in a language.

    Neither those that were written in it count, nor those that readers have in it
    already, nor what was taken down.

    Args:
        language: BCP 47 tag in its canonical form.
    """
    settled = tuple(each for each in Decision if each != Decision.UNDECIDED)
    originals = _versions(language=language, origin=Origin.ORIGINAL)
    return _unpublished(language).filter(~_decided(language, settled), ~originals)


def _unpublished(language: str) -> QuerySet[Article]:
    taken_down = _versions(status=Status.WITHDRAWN, released_revision__isnull=False)
    published = _versions(language=language, status=Status.PUBLISHED)
    return Article.objects.filter(~published, ~taken_down)


def _decided(language: str, decisions: Iterable[Decision]) -> Exists:
    return Exists(
        LanguageDecision.objects.filter(
            article=OuterRef("pk"), language=language, decision__in=decisions
        )
    )


def _versions(**facts: object) -> Exists:
    return Exists(Version.objects.filter(article=OuterRef("pk"), **facts))
