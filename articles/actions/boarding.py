"""Keep the lines of the board: when a story moved, and by which words it is found.

Whoever moves or words a story or a version calls this in the same transaction, and
holds the lock of what the line stands for.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Greatest

from articles.models import Article, BoardLine, Status, Version, WorkingBlock
from articles.models.board_line import STORY
from articles.text.blocks import BlockKind, plain_text
from articles.text.finding import findable

MINUTE = timedelta(minutes=1)
"""A line moves once a minute, however fast somebody writes."""


@transaction.atomic
def note_story(*, article: Article, at: datetime) -> None:
    """Bring the line of a story itself up to date.

    Args:
        article: As stored.
        at: Timezone-aware moment at which it moved; a line never moves back.
    """
    _note(article.pk, STORY, at, words=findable(article.slugline))


@transaction.atomic
def note_version(*, version: Version, at: datetime) -> None:
    """Bring the line of a version up to date: its headlines, and whether it is out.

    Args:
        version: As stored.
        at: Timezone-aware moment at which it moved; a line never moves back.
    """
    _note(
        version.article_id,
        version.language,
        at,
        words=words_of(version),
        is_out=version.status == Status.PUBLISHED,
        is_unread=_is_unread(version),
    )


@transaction.atomic
def note_wish(
    *, article: Article, language: str, is_wanted: bool, is_settled: bool, at: datetime
) -> None:
    """Remember what a desk decided about a story in its language.

    Args:
        article: As stored.
        language: BCP 47 tag in its canonical form.
        is_wanted: Whether work is left to do until it is out.
        is_settled: Whether anything was decided.
        at: Timezone-aware moment of the decision.
    """
    _note(article.pk, language, at, is_wanted=is_wanted, is_settled=is_settled)


@transaction.atomic
def reword_story(*, article: Article) -> None:
    """Find a story by its words of today alone; for what redacts or erases words.

    Args:
        article: As stored.
    """
    note_story(article=article, at=article.created_at)
    for version in article.versions.order_by("pk"):
        note_version(version=version, at=version.created_at)


def words_of(version: Version) -> str:
    """Read what a version is found by: the headline being written and the released."""
    written = (
        WorkingBlock.objects.filter(version=version, kind=BlockKind.HEADLINE)
        .values_list("html", flat=True)
        .first()
    )
    return findable(plain_text(written or ""), version.headline)


def _is_unread(version: Version) -> bool:
    """Say in Python what WAITING_FOR_A_READER says in SQL."""
    if version.status != Status.PUBLISHED:
        return version.status in {Status.SUBMITTED, Status.IN_EDIT}
    read = (version.released_revision_id, version.approved_revision_id)
    return version.current_revision_id not in read


def _note(article_id: UUID, language: str, at: datetime, **facts: str | bool) -> None:
    lines = BoardLine.objects.filter(article=article_id, language=language)
    line = lines.first()
    if line is None:
        fresh = BoardLine(
            article_id=article_id, language=language, moved_at=at, **facts
        )
        # A desk may want a language in the moment in which somebody starts it.
        BoardLine.objects.bulk_create([fresh], ignore_conflicts=True)
    elif at - line.moved_at < MINUTE and all(
        getattr(line, name) == fact for name, fact in facts.items()
    ):
        return
    lines.update(moved_at=Greatest("moved_at", Value(at)), **facts)
