"""Which stories are at rest, so that what they no longer need may be forgotten."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import (
    Approval,
    Article,
    LegalHold,
    RetentionCheck,
    Sitting,
    Status,
    Transition,
    Version,
)


def settled(until: datetime) -> QuerySet[Version]:
    """Keep the versions that readers have had, or that were dropped, for long enough.

    Whatever was written, decided or read since then, or still has to be read,
    means that somebody is at work: such a version is left alone.

    Args:
        until: Timezone-aware; what happened later is too young.
    """
    its_own = Q(version=OuterRef("pk"))
    at_work = Sitting.objects.filter(
        its_own, Q(ended_at=None) | Q(last_written_at__gt=until)
    )
    moved = Transition.objects.filter(its_own, at__gt=until)
    unread = Approval.objects.filter(its_own, approved_by=None)
    return (
        Version.objects.filter(
            Q(status=Status.WITHDRAWN, withdrawn_at__lte=until)
            | Q(status=Status.PUBLISHED, published_at__lte=until)
            & (
                Q(article__embargoed_until=None)
                | Q(article__embargoed_until__lte=until)
            )
        )
        .exclude(released_at__gt=until)
        .exclude(current_revision__made_at__gt=until)
        .filter(~Exists(at_work), ~Exists(moved), ~Exists(unread))
    )


def is_settled(article: Article, until: datetime) -> bool:
    """Say whether every language of a story is settled; never without one."""
    versions = set(article.versions.values_list("pk", flat=True))
    mine = settled(until).filter(article=article).values_list("pk", flat=True)
    return bool(versions) and versions == set(mine)


def stories_due(
    *, until: datetime, checked_before: datetime, most: int | None = None
) -> list[Article]:
    """Fetch the stories to look through, each with nothing but its id.

    Two queries that end at the limit: neither has to sort an archive.

    Args:
        until: What is older may go; timezone-aware.
        checked_before: Leaves out those that were looked through since then.
        most: How many; None for all.

    Returns:
        Those that were never looked through, then those that waited longest.
    """
    standing = LegalHold.objects.standing().filter(article=OuterRef("pk"))
    ready = settled(until).filter(article=OuterRef("pk"))
    stories = Article.objects.only("id").filter(Exists(ready), ~Exists(standing))
    again = stories.filter(retention_check__checked_at__lte=checked_before)
    return [
        *stories.filter(retention_check=None).order_by()[:most],
        *again.order_by("retention_check__checked_at")[:most],
    ][:most]


@transaction.atomic
def note_check(*, article: Article, at: datetime) -> None:
    """Remember that a story was looked through, so that others come first."""
    RetentionCheck.objects.update_or_create(
        article=article, defaults={"checked_at": at}
    )
