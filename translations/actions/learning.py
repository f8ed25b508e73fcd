"""Learn from what was published which word translates which, and forget it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.db.models import F, Q

from articles.models import Revision, Source, Version
from articles.text.blocks import block_text, from_json
from translations.actions.proposing_terms import look_for_terms
from translations.alignment import learn
from translations.glossary import KHMER, LATIN
from translations.lookup import language_pair
from translations.models import StoredLexicon, Unit
from translations.remembered import joined

LEARNT_AGAIN_AFTER: Final = timedelta(days=1)
MOST_LINKS: Final = 2_000
"""The newest; the doorbell waits while they are learnt from."""
LEAST_LINKS: Final = 100
"""Fewer mislead more often than they help."""

_Row = tuple[str, int, int, list[str], list[str]]


def learn_when_due(*, at: datetime) -> bool:
    """Learn two languages anew once a day, the next ones a minute later.

    With the words of Khmer and English the names that are repeated are looked for.

    Args:
        at: Timezone-aware.

    Returns:
        Whether anything was due.
    """
    due = _due(at)
    if due:
        first, second = due[0].split(" ")
        learn_from_published(first=first, second=second, at=at)
        if due[0] == language_pair(KHMER, LATIN):
            look_for_terms(at=at)
    return bool(due)


@transaction.atomic
def learn_from_published(*, first: str, second: str, at: datetime) -> StoredLexicon:
    """Learn from the links between two languages, and store it.

    Only what every reader may see is learnt from, on both sides, and only where a
    person has said that it belongs together.

    Args:
        first: BCP 47 tag, as is the other; their order does not matter.
        second: Of another language.
        at: Timezone-aware.
    """
    _wait_for_others()
    pair = language_pair(first, second)
    source_language, target_language = pair.split(" ")
    pairs = list(_pairs(source_language, target_language))
    lexicon = learn(
        pairs, source_language=source_language, target_language=target_language
    )
    stored, _is_new = StoredLexicon.objects.update_or_create(
        languages=pair,
        defaults={
            "entries": lexicon.as_json() if len(pairs) >= LEAST_LINKS else {},
            "pairs": len(pairs),
            "learnt_at": at,
        },
    )
    return stored


@transaction.atomic(savepoint=False)
def forget_lexicons() -> None:
    """Drop all that was learnt: it is learnt anew from what is published then.

    Until the transaction ends nothing is learnt, so that what it removes elsewhere
    does not come back.
    """
    _wait_for_others()
    StoredLexicon.objects.all().delete()


def _due(at: datetime) -> list[str]:
    """List the pairs of languages to be learnt, those never learnt first."""
    links = Source.objects.filter(source_version__isnull=False).exclude(
        source_version__language=F("version__language")
    )
    languages = links.order_by().values_list(
        "source_version__language", "version__language"
    )
    known = dict(StoredLexicon.objects.values_list("languages", "learnt_at"))
    there = {language_pair(*each) for each in languages.distinct()}
    waiting = [
        (known.get(pair), pair)
        for pair in there | known.keys()
        if pair not in known or known[pair] <= at - LEARNT_AGAIN_AFTER
    ]
    waiting.sort(key=lambda each: (each[0] is not None, each))
    return [pair for _learnt_at, pair in waiting]


def _wait_for_others() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('stored_lexicon', 0))"
        )


def _pairs(first: str, second: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of the links between two languages, oldest first."""
    rows = list(_rows(first, second))
    revisions = {each for row in rows for each in row[1:3]}
    texts = _texts(revisions)
    for language, source, target, source_ids, target_ids in rows:
        here = joined(source_ids, texts[source])
        there = joined(target_ids, texts[target])
        if here and there:
            yield (here, there) if language == first else (there, here)


def _rows(first: str, second: str) -> Iterable[_Row]:
    public = Version.objects.public().values("pk")
    languages = Q(source_version__language=first, version__language=second) | Q(
        source_version__language=second, version__language=first
    )
    # What readers have was made from what the source says now.
    fits = ~Q(shown_from="") & Q(shown_from=F("source_now"), is_dropped=False)
    rows = Unit.objects.filter(
        languages,
        fits,
        confidence=None,
        version__in=public,
        source_version__in=public,
    )
    newest = rows.order_by("-pk").values_list(
        "source_version__language",
        "source_version__released_revision",
        "version__released_revision",
        "source_ids",
        "target_ids",
    )
    return reversed(newest[:MOST_LINKS])


def _texts(revisions: Iterable[int]) -> Mapping[int, Mapping[str, str]]:
    """Read the paragraphs of some revisions, by revision and block."""
    stored = Revision.objects.filter(pk__in=list(revisions)).values_list("pk", "blocks")
    return {
        pk: {block.id: block_text(block) for block in from_json(blocks)}
        for pk, blocks in stored.iterator(chunk_size=100)
    }
