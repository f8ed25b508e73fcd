"""Proves that the lines of the board say what the stories say, and mends what does not.

Moments may be erased from what happened to a story, so a line may be later than what
is left to prove it by; it is never earlier by more than a minute of writing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import (
    Case,
    F,
    Max,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Greatest

from articles.actions import boarding
from articles.actions.hiding import lock_article
from articles.models import (
    Article,
    BoardLine,
    Hiding,
    Sitting,
    Status,
    Transition,
    Version,
    WorkingBlock,
)
from articles.models.board_line import STORY
from articles.models.version import WAITING_FOR_A_READER
from articles.text.blocks import BlockKind, plain_text
from articles.text.finding import findable
from translations.models import WANTED, Decision, LanguageDecision

CHUNK = 1_000
FACTS = ("words", "is_out", "is_unread", "is_wanted", "is_settled")

_Key = tuple[UUID, str]


@dataclass(frozen=True)
class Difference:
    """A line that does not say what its story says; never any words of it.

    Attributes:
        article: Of the story.
        language: BCP 47; empty for the story's own line.
        what: "missing", "surplus", "moved_at", or one of FACTS.
    """

    article: UUID
    language: str
    what: str

    def __str__(self) -> str:
        return f"{self.article} {self.language or '–'}: {self.what}"


@dataclass(frozen=True)
class _Truth:
    moved_at: datetime
    words: str = ""
    is_out: bool = False
    is_unread: bool = False
    is_wanted: bool = False
    is_settled: bool = False


def differences() -> Iterator[Difference]:
    """Compute every line anew and yield what is different, a story after the other."""
    for articles in _chunks():
        truths = _truths(articles)
        lines = {
            (line.article_id, line.language): line
            for line in BoardLine.objects.filter(article__in=articles)
        }
        for key in sorted(truths.keys() | lines.keys(), key=str):
            for what in _compared(truths.get(key), lines.get(key)):
                yield Difference(*key, what)


@transaction.atomic
def mend(*, article: UUID) -> None:
    """Write the lines of a story anew.

    Args:
        article: Its id.
    """
    stored = lock_article(Article(pk=article))
    versions = list(stored.versions.select_for_update().order_by("pk"))
    truths = _truths([article])
    lines = BoardLine.objects.filter(article=article)
    known = [language for _article, language in truths]
    lines.exclude(language__in=known).delete()
    boarding.note_story(article=stored, at=truths[article, STORY].moved_at)
    for version in versions:
        at = truths[article, version.language].moved_at
        boarding.note_version(version=version, at=at)
    for (_article, language), truth in truths.items():
        boarding.note_wish(
            article=stored,
            language=language,
            is_wanted=truth.is_wanted,
            is_settled=truth.is_settled,
            at=truth.moved_at,
        )


def _chunks() -> Iterator[list[UUID]]:
    known = Article.objects.order_by("pk").values_list("pk", flat=True)
    chunk = list(known[:CHUNK])
    while chunk:
        yield chunk
        chunk = list(known.filter(pk__gt=chunk[-1])[:CHUNK])


def _compared(truth: _Truth | None, line: BoardLine | None) -> Iterator[str]:
    if truth is None or line is None:
        yield "missing" if line is None else "surplus"
        return
    for name in FACTS:
        if getattr(line, name) != getattr(truth, name):
            yield name
    if truth.moved_at - line.moved_at >= boarding.MINUTE:
        yield "moved_at"


def _truths(articles: Sequence[UUID]) -> Mapping[_Key, _Truth]:
    truths = {**_stories(articles), **_versions(articles)}
    decided = LanguageDecision.objects.filter(article__in=articles).values_list(
        "article", "language", "decision", "decided_at"
    )
    for article, language, decision, decided_at in decided:
        before = truths.get((article, language), _Truth(decided_at))
        truths[article, language] = replace(
            before,
            moved_at=max(before.moved_at, decided_at),
            is_wanted=decision in WANTED,
            is_settled=decision != Decision.UNDECIDED,
        )
    return truths


def _stories(articles: Sequence[UUID]) -> Mapping[_Key, _Truth]:
    hidings = Hiding.objects.filter(article=OuterRef("pk"))
    moments = Greatest(F("hidden_at"), F("held_at"), F("ended_at"))
    read = Article.objects.filter(pk__in=articles).values_list(
        "pk",
        "slugline",
        Greatest(F("created_at"), _latest(hidings, "article", moments)),
    )
    return {
        (pk, STORY): _Truth(moved_at, findable(slugline))
        for pk, slugline, moved_at in read
    }


def _versions(articles: Sequence[UUID]) -> Mapping[_Key, _Truth]:
    sittings = Sitting.objects.filter(version=OuterRef("pk"))
    steps = Transition.objects.filter(version=OuterRef("pk"))
    headline = WorkingBlock.objects.filter(
        version=OuterRef("pk"), kind=BlockKind.HEADLINE
    )
    read = Version.objects.filter(
        article__in=articles
    ).values_list(
        "article",
        "language",
        "status",
        "headline",
        Case(
            When(WAITING_FOR_A_READER, then=Value(True)),  # noqa: FBT003 - SQL
            default=Value(False),  # noqa: FBT003 - SQL
        ),
        Subquery(headline.values("html")[:1]),
        Greatest(
            F("created_at"),
            _latest(sittings, "version", F("last_written_at")),
            _latest(steps, "version", F("at")),
        ),
    )
    return {
        (article, language): _Truth(
            moved_at,
            findable(plain_text(written or ""), released),
            is_out=status == Status.PUBLISHED,
            is_unread=is_unread,
        )
        for article, language, status, released, is_unread, written, moved_at in read
    }


def _latest(rows: QuerySet[Any], of: str, moment: Any) -> Subquery:
    grouped = rows.order_by().values(of).annotate(latest=Max(moment))
    return Subquery(grouped.values("latest"))
