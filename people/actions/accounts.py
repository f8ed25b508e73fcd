"""Open accounts for staff and change what they may be."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from people.actions.ending import end_sessions
from people.models import Account, Freeze
from people.permissions import PermissionRefused, require


@transaction.atomic
def open_account(*, account: Account, by: Account, at: datetime) -> Account:
    """Store a new account; the password that is set on it has to be changed.

    Args:
        account: Not stored yet, its password already set on it.
        by: Who opens it, and knows the password.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not open accounts, or not such a one.
        ValidationError: A field is wrong.
    """
    require(by, "people.add_account")
    refuse_server_keys(account, None, by)
    account.password_until = runs_out(at)
    account.full_clean()
    account.save(force_insert=True)
    return account


@transaction.atomic
def change_account(*, account: Account, by: Account) -> None:
    """Store changed facts of an account: names, language, whether it may enter.

    Raises:
        PermissionRefused: `by` may not change accounts, or not this one.
        ValidationError: A field is wrong.
    """
    require(by, "people.change_account")
    stored = Account.objects.select_for_update().get(pk=account.pk)
    refuse_server_keys(account, stored, by)
    is_frozen = Freeze.objects.filter(account=account, lifted_at=None).exists()
    if account.is_active and is_frozen:
        raise PermissionRefused(
            _("The account is frozen. Open it again on the page of accounts.")
        )
    account.full_clean()
    account.save(force_update=True)
    if not (account.is_active and account.is_staff):
        end_sessions(account=account)


def runs_out(at: datetime) -> datetime:
    """Return until when a temporary password opens the door."""
    return at + timedelta(hours=settings.TEMPORARY_PASSWORD_HOURS)


def refuse_server_keys(account: Account, stored: Account | None, by: Account) -> None:
    """Let only those who run the server make or touch such an account.

    Raises:
        PermissionRefused: It is such an account, and `by` does not run the server.
    """
    concerned = account.is_superuser or (stored is not None and stored.is_superuser)
    if concerned and not by.is_superuser:
        raise PermissionRefused(
            _("Only somebody who runs the server may make or change such an account.")
        )
