"""Tell accounts what happened to their sign-in; forget it, and devices, on time."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from people.clients import device_of, wide_network
from people.models import Account, Alarm, AlarmKind, KnownClient
from people.sign_in_secrets import digest

_ALARM = """
INSERT INTO people_alarm AS told (account_id, kind, number, made_at)
SELECT account.id, %(kind)s, %(number)s, %(at)s
FROM people_account account WHERE account.id = ANY(%(accounts)s)
ORDER BY account.id
ON CONFLICT (account_id, kind) WHERE seen_at IS NULL
DO UPDATE SET
    made_at = EXCLUDED.made_at,
    number = CASE WHEN %(adds_up)s THEN told.number ELSE 0 END + EXCLUDED.number
"""


@transaction.atomic(savepoint=False)
def alarm(
    *, accounts: Iterable[int], kind: AlarmKind, at: datetime, number: int = 1
) -> None:
    """Tell some accounts, in one statement; until somebody looked, the same is one.

    Args:
        accounts: Keys, in any order.
        kind: What happened.
        at: Timezone-aware.
        number: How often; 1 or more.
    """
    told: dict[str, Any] = {
        "accounts": sorted(set(accounts)),
        "kind": kind.value,
        "number": number,
        "at": at,
        "adds_up": kind.adds_up,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ALARM, told)


@transaction.atomic
def see_alarms(*, account: Account, until: datetime, at: datetime) -> int:
    """Remember that somebody has looked at their notices; return at how many.

    Args:
        account: Who looked.
        until: What happened later stays unseen.
        at: Timezone-aware.
    """
    unseen = Alarm.objects.unseen().filter(account=account, made_at__lte=until)
    return unseen.update(seen_at=at)


@transaction.atomic
def note_client(
    *, account: Account, user_agent: str, address: str, at: datetime
) -> bool:
    """Remember where somebody signed in; tell them where it is not known.

    Args:
        account: Who signed in.
        user_agent: As the browser calls itself.
        address: Of the client; only a digest of its network is kept.
        at: Timezone-aware.

    Returns:
        Whether it is known already, or the first one.
    """
    device, network = device_of(user_agent), wide_network(address)
    client = digest("client", str(account.pk), device, network)
    had_any = KnownClient.objects.filter(account=account).exists()
    _client, is_new = KnownClient.objects.update_or_create(
        client=client,
        defaults={"last_seen_at": at},
        create_defaults={
            "account": account,
            "place": place_digest(account.pk, address),
            "last_seen_at": at,
        },
    )
    is_strange = is_new and had_any
    if is_strange:
        alarm(accounts=[account.pk], kind=AlarmKind.NEW_DEVICE, at=at)
    return not is_strange


def place_digest(account_id: int, address: str) -> str:
    """Digest the network in which an account signs in."""
    return digest("place", str(account_id), wide_network(address))


@transaction.atomic
def forget(*, at: datetime) -> int:
    """Forget notices that were seen, and devices not used, for as long as drafts.

    Args:
        at: Timezone-aware.

    Returns:
        How many rows.
    """
    kept_from = at - timedelta(days=settings.RETENTION_DAYS)
    seen = Alarm.objects.filter(seen_at__lt=kept_from).delete()[0]
    unused = KnownClient.objects.filter(last_seen_at__lt=kept_from).delete()[0]
    return seen + unused
