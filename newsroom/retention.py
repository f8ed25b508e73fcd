"""Forget on time: what the sweeper erases each minute, and `erase_old` all at once."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Protocol

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from articles.actions.erasing import erase_story
from articles.actions.settling import is_settled, note_check, stories_due
from articles.models import Article
from ledger.actions.recording import record
from people.models import Session

# A minute's share: the doorbell must not wait long for it.
STORIES_A_MINUTE = 10
CHECKED_AGAIN_AFTER = timedelta(days=1)


class Eraser(Protocol):
    """What a room does to forget what it keeps with a story."""

    def __call__(self, *, article: Article, at: datetime) -> object:
        """Erase what is no longer needed; returns how much, or nothing."""


def erase_due(*, at: datetime) -> Counter[str]:
    """Erase what is old enough of the stories that waited longest, a few at a time.

    A story that cannot be erased holds up no other.

    Args:
        at: Timezone-aware.

    Returns:
        How much of each kind was erased.

    Raises:
        DatabaseError: Of the last story that could not be erased.
    """
    due = stories_due(
        until=kept_from(at),
        checked_before=at - CHECKED_AGAIN_AFTER,
        most=STORIES_A_MINUTE,
    )
    erased = Counter(sessions=end_sessions(at=at))
    return erased + _erase_each(due, at=at, erase=erase_whole_story)


def erase_all(*, at: datetime, is_rehearsal: bool) -> Counter[str]:
    """Erase at once what is old enough of every story.

    Args:
        at: Timezone-aware.
        is_rehearsal: Only count: everything is done and taken back.

    Returns:
        How much of each kind.

    Raises:
        DatabaseError: Of the last story that could not be erased.
    """
    erase = rehearse if is_rehearsal else erase_whole_story
    due = stories_due(until=kept_from(at), checked_before=at)
    erased = _erase_each(due, at=at, erase=erase)
    ended = _ended_sessions(at).count() if is_rehearsal else end_sessions(at=at)
    return erased + Counter(sessions=ended)


def kept_from(at: datetime) -> datetime:
    """Return the moment from which on everything is still kept."""
    return at - timedelta(days=settings.RETENTION_DAYS)


@transaction.atomic
def erase_whole_story(*, article: Article, at: datetime) -> Counter[str]:
    """Erase what every room keeps with a story and no longer needs.

    The ledger says how much of which kind, in the same transaction.

    Args:
        article: The story.
        at: Timezone-aware.
    """
    until = kept_from(at)
    erased = Counter(erase_story(article=article, until=until, at=at))
    if is_settled(article, until) and not article.legal_holds.standing().exists():
        for name, erase in erasers(tuple(settings.ERASERS)):
            erased[name] += _count(erase(article=article, at=until))
    erased = +erased
    if erased:
        record(kind="story.drafts_erased", subject=article.urn, facts=dict(erased))
    return erased


@transaction.atomic
def rehearse(*, article: Article, at: datetime) -> Counter[str]:
    """Count what would be erased of a story: do it, and take it back."""
    erased = erase_whole_story(article=article, at=at)
    transaction.set_rollback(True)
    return erased


@transaction.atomic
def end_sessions(*, at: datetime) -> int:
    """Delete the sessions that have expired; return how many."""
    gone, _per_model = _ended_sessions(at).delete()
    return gone


@cache
def erasers(paths: tuple[str, ...]) -> tuple[tuple[str, Eraser], ...]:
    """Find what other rooms erase, each with the name under which it is counted.

    Args:
        paths: As ERASERS has them; the function's name is the kind:
            "translations.actions.erasing.erase_questions" counts "questions".
    """
    return tuple(
        (path.rpartition(".")[2].removeprefix("erase_"), import_string(path))
        for path in paths
    )


def _ended_sessions(at: datetime) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=at)


def _count(answer: object) -> int:
    return answer if isinstance(answer, int) else 0


def _erase_each(
    stories: Iterable[Article],
    *,
    at: datetime,
    erase: Callable[..., Counter[str]],
) -> Counter[str]:
    erased: Counter[str] = Counter()
    failure: DatabaseError | None = None
    for article in stories:
        try:
            erased += erase(article=article, at=at)
        except DatabaseError as error:
            failure = error
            # It comes again, but after the others.
            note_check(article=article, at=at)
    if failure is not None:
        raise failure
    return erased
