"""Hide a story in a second; a second person shows it again or makes it hold."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions import boarding
from articles.models import Article, Hiding, HidingOutcome, Status
from articles.permissions import require_in_one_language
from people.models import Account

HIDE = "articles.hide_version"


class HidingRefused(Exception):  # noqa: N818 - refusals are not errors
    """A story cannot be hidden, or its hiding cannot be judged; lists every reason."""


@transaction.atomic
def hide(*, article: Article, by: Account, at: datetime) -> Hiding:
    """Stop a story in every language at once, on one person's word.

    Args:
        article: The story.
        by: Who hides it; may not be the one who judges it later.
        at: Timezone-aware.

    Returns:
        The open hiding.

    Raises:
        PermissionRefused: `by` may hide in none of its languages.
        HidingRefused: It is hidden already, or no language is published.
    """
    stored = lock_article(article)
    require_in_one_language(by, (HIDE,), stored)
    if stored.is_hidden:
        raise HidingRefused(_("The story is hidden already."))
    # A story on the schedule can be stopped before its hour.
    if not stored.versions.filter(status=Status.PUBLISHED).exists():
        raise HidingRefused(
            _("No language of the story is published, so there is nothing to hide.")
        )
    _flag(article, is_hidden=True)
    boarding.note_story(article=stored, at=at)
    return Hiding.objects.create(article=stored, hidden_by=by, hidden_at=at)


@transaction.atomic
def hold_hiding(*, article: Article, by: Account, at: datetime) -> Hiding:
    """Agree, as a second person, that a story stays hidden.

    Raises:
        PermissionRefused: `by` may hide in none of its languages.
        HidingRefused: It is not hidden, `by` hid it, or it holds already.
    """
    stored = lock_article(article)
    require_in_one_language(by, (HIDE,), stored)
    hiding = _judged(open_hiding(stored), by)
    if hiding.held_by_id is not None:
        raise HidingRefused(_("A second person made it hold already."))
    hiding.held_by, hiding.held_at = by, at
    hiding.save(update_fields=["held_by", "held_at"])
    boarding.note_story(article=stored, at=at)
    return hiding


@transaction.atomic
def lift_hiding(*, article: Article, by: Account, at: datetime) -> Hiding:
    """Show a hidden story again, as a second person.

    Raises:
        PermissionRefused: `by` may hide in none of its languages.
        HidingRefused: It is not hidden, or `by` hid it.
    """
    stored = lock_article(article)
    require_in_one_language(by, (HIDE,), stored)
    return end_hiding(article=article, by=by, at=at, outcome=HidingOutcome.LIFTED)


@transaction.atomic
def end_hiding(
    *, article: Article, by: Account, at: datetime, outcome: HidingOutcome
) -> Hiding:
    """End a hiding on behalf of an action that has asked for permission.

    Raises:
        HidingRefused: The story is not hidden, or `by` hid it.
    """
    stored = lock_article(article)
    hiding = _judged(open_hiding(stored), by)
    hiding.ended_by, hiding.ended_at, hiding.outcome = by, at, outcome
    hiding.save(update_fields=["ended_by", "ended_at", "outcome"])
    _flag(article, is_hidden=False)
    boarding.note_story(article=stored, at=at)
    return hiding


def lock_article(article: Article) -> Article:
    """Return a story as stored, locked until the transaction ends."""
    return Article.objects.select_for_update().get(pk=article.pk)


def open_hiding(article: Article) -> Hiding | None:
    """Return the hiding of a story that nobody has ended."""
    return (
        article.hidings.select_related("hidden_by", "held_by")
        .filter(ended_at=None)
        .first()
    )


def objections_to_judging(hiding: Hiding | None, by: Account) -> Iterator[str]:
    """Yield why somebody may not judge a hiding, a sentence each.

    Args:
        hiding: The open one; None where the story is not hidden.
        by: Who would.
    """
    if hiding is None:
        yield _("The story is not hidden. Hide it first; a second person judges then.")
    elif hiding.hidden_by_id == by.pk:
        yield _("You hid the story yourself. A second person must judge it.")


def _judged(hiding: Hiding | None, by: Account) -> Hiding:
    against = tuple(objections_to_judging(hiding, by))
    if hiding is None or against:
        raise HidingRefused("\n".join(against))
    return hiding


def _flag(article: Article, *, is_hidden: bool) -> None:
    Article.objects.filter(pk=article.pk).update(is_hidden=is_hidden)
    article.is_hidden = is_hidden
