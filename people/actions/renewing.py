"""Change a password: one's own, or a temporary one for somebody who lost theirs."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.actions.recording import record
from people.actions.accounts import refuse_server_keys, runs_out
from people.actions.alarming import alarm
from people.actions.ending import end_sessions
from people.codes import ALPHABET
from people.models import Account, AlarmKind
from people.permissions import PermissionRefused, require

GROUPS, GROUP = 4, 5


@transaction.atomic
def change_own_password(
    *, account: Account, password: str, keep: str | None, at: datetime
) -> None:
    """Store a new password of one's own; every other session ends.

    Args:
        account: Whose; the old password was asked for.
        password: Judged already by the password validators.
        keep: Key of the session that stays open.
        at: Timezone-aware.
    """
    account.set_password(password)
    account.password_until = None
    account.save(update_fields=["password", "password_until"])
    end_sessions(account=account, but=keep)
    alarm(accounts=[account.pk], kind=AlarmKind.PASSWORD, at=at)


@transaction.atomic
def give_temporary_password(*, account: Account, by: Account, at: datetime) -> str:
    """Replace a lost password by one that must be changed, and runs out.

    Args:
        account: Whose; all their sessions end.
        by: A second person.
        at: Timezone-aware.

    Returns:
        The password, to be shown this once.

    Raises:
        PermissionRefused: `by` may not change accounts, or this one, or it is theirs.
    """
    require(by, "people.change_account")
    refuse_server_keys(account, account, by)
    if by == account:
        raise PermissionRefused(_("Change your own password on the page “My sign-in”."))
    password = "-".join(
        "".join(secrets.choice(ALPHABET) for _sign in range(GROUP))
        for _group in range(GROUPS)
    )
    account.set_password(password)
    account.password_until = runs_out(at)
    account.save(update_fields=["password", "password_until"])
    end_sessions(account=account)
    alarm(accounts=[account.pk], kind=AlarmKind.PASSWORD, at=at)
    record(
        kind="account.password_reset",
        subject=f"urn:spean:account:{account.pk}",
        facts={"by": by.pk},
    )
    return password
