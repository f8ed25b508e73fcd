"""Forget what closed cases no longer need."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.db import transaction

from articles.models import Article
from exports.actions.pursuing import capture_path
from exports.models import Capture, Case, CaseStep


@transaction.atomic
def erase_cases(*, article: Article, at: datetime) -> int:
    """Erase of closed cases whom to write to, what was noted, and the captures.

    Whoever calls it has asked whether a legal hold stands in the way. That there was a
    case, where and by whom, how it went and the digests of the captures stay.

    Args:
        article: The story.
        at: Timezone-aware; what was closed after it stays.

    Returns:
        How many contacts, notes and captures are gone.
    """
    closed = Case.objects.filter(version__article=article, closed_at__lte=at)
    contacts = closed.exclude(contact="").update(contact="")
    steps = CaseStep.objects.filter(case__in=closed).exclude(words="")
    captures = Capture.objects.filter(case__in=closed, erased_at=None)
    gone = contacts + steps.update(words="") + captures.update(erased_at=at)
    transaction.on_commit(remove_erased_captures)
    return gone


def remove_erased_captures(*, at: datetime | None = None) -> int:
    """Remove the bytes of erased captures, which a crash may have left.

    Args:
        at: Timezone-aware; asked of every chore, and of no use here.

    Returns:
        How many files were removed.
    """
    del at
    removed = 0
    for path in _erased_paths():
        with suppress(FileNotFoundError):
            path.unlink()
            removed += 1
    return removed


def _erased_paths() -> Iterator[Path]:
    for capture in Capture.objects.exclude(erased_at=None).iterator():
        yield capture_path(capture)
