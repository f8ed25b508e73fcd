"""Tell staff what happened to a text, remember what they have looked at, forget it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from articles.models import (
    Notification,
    NotificationChoice,
    NotificationKind,
    Version,
    Way,
)
from people.models import Account

DUE_SOON = timedelta(days=1)
"""So long before a deadline its holder is reminded."""

_TELL = """
INSERT INTO articles_notification AS told
    (account_id, kind, version_id, by_id, number, made_at)
SELECT account.id, %(kind)s, version.id, %(by)s, message.number, %(at)s
FROM unnest(%(accounts)s::bigint[], %(versions)s::bigint[], %(numbers)s::int[])
    AS message (account, version, number)
JOIN people_account account ON account.id = message.account
JOIN articles_version version ON version.id = message.version
JOIN articles_article article ON article.id = version.article_id
LEFT JOIN articles_notificationchoice choice
    ON choice.account_id = account.id AND choice.kind = %(kind)s
WHERE account.id IS DISTINCT FROM %(by)s
  AND account.is_active
  AND choice.way IS DISTINCT FROM 'nowhere'
  AND (NOT article.is_restricted OR account.is_superuser OR EXISTS (
       SELECT FROM articles_article_cleared_people cleared
       WHERE cleared.article_id = article.id AND cleared.account_id = account.id))
ORDER BY version.id, account.id
ON CONFLICT (account_id, version_id, kind) WHERE seen_at IS NULL
DO UPDATE SET
    by_id = EXCLUDED.by_id,
    made_at = EXCLUDED.made_at,
    number = LEAST(32767, EXCLUDED.number
        + CASE WHEN %(adds_up)s THEN told.number ELSE 0 END)
"""


@dataclass(frozen=True)
class Message:
    """What one person is told of one version.

    Attributes:
        account: Key of the account.
        version: Key of the version.
        number: How many paragraphs or comments; 1 or more.
    """

    account: int
    version: int
    number: int = 1


@transaction.atomic(savepoint=False)
def notify(
    *,
    accounts: Iterable[int | None],
    kind: NotificationKind,
    version: Version,
    by: Account | None,
    at: datetime,
    number: int = 1,
) -> None:
    """Tell some people that something happened to a version, in one statement.

    Nobody is told what they did themselves, what they chose not to be told, nor who
    cannot sign in any more or may not know of the story. Until somebody has looked, the
    same is told once, and refreshed.

    Args:
        accounts: Keys of accounts, in any order; None for nobody, so that an owner can
            be named as it is.
        kind: What happened.
        version: To which text.
        by: Who did it; None for what time does.
        at: Timezone-aware.
        number: How many paragraphs or comments; 1 or more.
    """
    told = sorted({account for account in accounts if account is not None})
    messages = [Message(account, version.pk, number) for account in told]
    notify_each(messages=messages, kind=kind, by=by, at=at)


@transaction.atomic(savepoint=False)
def notify_each(
    *,
    messages: Iterable[Message],
    kind: NotificationKind,
    by: Account | None,
    at: datetime,
) -> None:
    """Tell people that something happened to several versions, in one statement.

    Args:
        messages: Each account and version once, in any order.
        kind: What happened.
        by: Who did it; None for what time does.
        at: Timezone-aware.
    """
    told = tuple(messages)
    if not told:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            _TELL,
            {
                "accounts": [each.account for each in told],
                "versions": [each.version for each in told],
                "numbers": [each.number for each in told],
                "kind": kind.value,
                "by": by.pk if by else None,
                "at": at,
                "adds_up": kind.adds_up,
            },
        )


@transaction.atomic
def see(
    *,
    by: Account,
    at: datetime,
    until: datetime | None = None,
    notification: Notification | None = None,
) -> int:
    """Remember that somebody has looked at what they were told.

    Args:
        by: Who looked; what others were told stays as it is.
        at: Timezone-aware.
        until: What happened later stays unseen; None for no limit.
        notification: Only this one; None for all.

    Returns:
        How many were unseen until now.
    """
    unseen = Notification.objects.filter(account=by).unseen()
    if until is not None:
        unseen = unseen.filter(made_at__lte=until)
    if notification is not None:
        unseen = unseen.filter(pk=notification.pk)
    return unseen.update(seen_at=at)


def remind_of_deadlines(*, at: datetime) -> int:
    """Tell the holders of texts whose deadline is near, once a deadline.

    Args:
        at: Timezone-aware.

    Returns:
        How many deadlines were new.
    """
    told = Notification.objects.filter(
        version=OuterRef("pk"),
        account=OuterRef("owner"),
        kind=NotificationKind.DUE_SOON,
        made_at__gte=OuterRef("due_at") - DUE_SOON,
    )
    silenced = NotificationChoice.objects.filter(
        account=OuterRef("owner"), kind=NotificationKind.DUE_SOON, way=Way.NOWHERE
    )
    due = list(
        Version.objects.still_due()
        .filter(
            ~Exists(told), ~Exists(silenced), due_at__gt=at, due_at__lte=at + DUE_SOON
        )
        .filter(owner__isnull=False)
        .order_by("pk")
    )
    for version in due:
        notify(
            accounts=[version.owner_id],
            kind=NotificationKind.DUE_SOON,
            version=version,
            by=None,
            at=at,
        )
    return len(due)


@transaction.atomic
def forget_seen(*, at: datetime) -> int:
    """Forget who was told what, so long after they looked as drafts are kept.

    Args:
        at: Timezone-aware.

    Returns:
        How many were forgotten.
    """
    kept_from = at - timedelta(days=settings.RETENTION_DAYS)
    return Notification.objects.filter(seen_at__lt=kept_from).delete()[0]
