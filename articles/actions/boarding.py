"""Keep the lines of the board: when a story moved, and by which words it is found.

Whoever moves or words a story or a version calls this in the same transaction, and
holds the lock of what the line stands for.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from articles.models import Article, Status, Version, WorkingBlock
from articles.models.board_line import STORY
from articles.text.blocks import Block, BlockKind, plain_text
from articles.text.finding import findable

MINUTE = timedelta(minutes=1)
"""A line moves once a minute, however fast somebody writes."""


@transaction.atomic(savepoint=False)
def note_story(*, article: Article, at: datetime) -> None:
    """Bring the line of a story itself up to date.

    Args:
        article: As stored.
        at: Timezone-aware moment at which it moved; a line never moves back.
    """
    _note(article.pk, STORY, at, words=findable(article.slugline))


@transaction.atomic(savepoint=False)
def note_version(
    *, version: Version, at: datetime, written: Iterable[Block] | None = None
) -> None:
    """Bring the line of a version up to date: its headlines, and whether it is out.

    Args:
        version: As stored.
        at: Timezone-aware moment at which it moved; a line never moves back.
        written: Its working copy, where whoever calls has just stored it.
    """
    _note(
        version.article_id,
        version.language,
        at,
        words=words_of(version, written),
        is_out=version.status == Status.PUBLISHED,
        is_unread=_is_unread(version),
    )


@transaction.atomic(savepoint=False)
def note_begun(*, version: Version, at: datetime) -> None:
    """Give a version without any text its line.

    Args:
        version: As stored.
        at: Timezone-aware moment at which it was begun.
    """
    _note(version.article_id, version.language, at)


@transaction.atomic(savepoint=False)
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


def words_of(version: Version, written: Iterable[Block] | None = None) -> str:
    """Read what a version is found by: the headline being written and the released.

    Args:
        version: As stored.
        written: Its working copy, where it is at hand; None to read it.
    """
    if written is None:
        rows = WorkingBlock.objects.filter(version=version, kind=BlockKind.HEADLINE)
        head = rows.values_list("html", flat=True).first() or ""
    else:
        heads = (each.html for each in written if each.kind is BlockKind.HEADLINE)
        head = next(heads, "")
    return findable(plain_text(head), version.headline)


def _is_unread(version: Version) -> bool:
    """Say in Python what WAITING_FOR_A_READER says in SQL."""
    if version.status != Status.PUBLISHED:
        return version.status in {Status.SUBMITTED, Status.IN_EDIT}
    read = (version.released_revision_id, version.approved_revision_id)
    return version.current_revision_id not in read


_LINE = """
INSERT INTO articles_boardline AS line
    (article_id, language, moved_at, words, is_out, is_unread, is_wanted, is_settled)
VALUES (%(article)s, %(language)s, %(at)s, coalesce(%(words)s, ''),
    coalesce(%(is_out)s, false), coalesce(%(is_unread)s, false),
    coalesce(%(is_wanted)s, false), coalesce(%(is_settled)s, false))
ON CONFLICT (article_id, language) DO UPDATE SET
    moved_at = greatest(line.moved_at, excluded.moved_at),
    words = coalesce(%(words)s, line.words),
    is_out = coalesce(%(is_out)s, line.is_out),
    is_unread = coalesce(%(is_unread)s, line.is_unread),
    is_wanted = coalesce(%(is_wanted)s, line.is_wanted),
    is_settled = coalesce(%(is_settled)s, line.is_settled)
WHERE excluded.moved_at - line.moved_at >= %(minute)s
    OR coalesce(%(words)s, line.words) <> line.words
    OR coalesce(%(is_out)s, line.is_out) <> line.is_out
    OR coalesce(%(is_unread)s, line.is_unread) <> line.is_unread
    OR coalesce(%(is_wanted)s, line.is_wanted) <> line.is_wanted
    OR coalesce(%(is_settled)s, line.is_settled) <> line.is_settled
"""
_UNTOLD: Mapping[str, None] = dict.fromkeys(
    ("words", "is_out", "is_unread", "is_wanted", "is_settled")
)


def _note(article_id: UUID, language: str, at: datetime, **facts: str | bool) -> None:
    """Write a line in one statement; what is not told stays as it is."""
    place: dict[str, Any] = {
        "article": article_id,
        "language": language,
        "at": at,
        "minute": MINUTE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LINE, {**_UNTOLD, **facts, **place})
