"""Hold what a court may ask for: nothing of the story is erased until it is lifted."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.hiding import lock_article
from articles.models import Article, LegalHold
from articles.permissions import require_in_one_language
from people.models import Account

HOLD = "articles.hold_version"


class HoldRefused(Exception):  # noqa: N818 - refusals are not errors
    """A legal hold cannot be set or lifted; lists every reason."""


@transaction.atomic
def set_hold(*, article: Article, by: Account, at: datetime) -> LegalHold:
    """Keep drafts, questions and reasons of a story from being erased.

    Args:
        article: The story.
        by: Who sets it; may not be the one who lifts it.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may hold in none of its languages, or is not cleared.
        HoldRefused: It is held already.
    """
    # Erasing locks the same row: it has ended, or it will see the hold.
    stored = lock_article(article)
    require_in_one_language(by, (HOLD,), stored)
    if is_held(stored):
        raise HoldRefused(_("The story is under a legal hold already."))
    return LegalHold.objects.create(article=stored, set_by=by, set_at=at)


@transaction.atomic
def lift_hold(*, hold: LegalHold, by: Account, at: datetime) -> LegalHold:
    """Let what is old enough be erased again, as a second person.

    Raises:
        PermissionRefused: `by` may hold in none of its languages, or is not cleared.
        HoldRefused: It was lifted already, or `by` set it; every reason.
    """
    article = lock_article(hold.article)
    require_in_one_language(by, (HOLD,), article)
    stored = LegalHold.objects.select_for_update().get(pk=hold.pk)
    against = tuple(objections_to_lifting(stored, by))
    if against:
        raise HoldRefused("\n".join(against))
    stored.lifted_by, stored.lifted_at = by, at
    stored.save(update_fields=["lifted_by", "lifted_at"])
    return stored


def is_held(article: Article) -> bool:
    """Say whether a legal hold stands on a story."""
    return standing_hold(article) is not None


def standing_hold(article: Article) -> LegalHold | None:
    """Return the hold of a story that nobody has lifted."""
    return (
        LegalHold.objects.standing()
        .select_related("set_by")
        .filter(article=article)
        .first()
    )


def objections_to_lifting(hold: LegalHold, by: Account) -> Iterator[str]:
    """Yield why somebody may not lift a hold, a sentence each."""
    if hold.lifted_at is not None:
        yield _("The legal hold was lifted already.")
    if hold.set_by_id == by.pk:
        yield _("You set this legal hold yourself. A second person must lift it.")
