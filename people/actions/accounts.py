"""Open accounts for staff and change what they may be."""

from django.db import transaction
from django.utils.translation import gettext as _

from people.models import Account
from people.permissions import PermissionRefused, require


@transaction.atomic
def open_account(*, account: Account, by: Account) -> Account:
    """Store a new account, its password already set on it.

    Raises:
        PermissionRefused: `by` may not open accounts, or not such a one.
        ValidationError: A field is wrong.
    """
    require(by, "people.add_account")
    _refuse_server_keys(account, None, by)
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
    _refuse_server_keys(account, Account.objects.get(pk=account.pk), by)
    account.full_clean()
    account.save(force_update=True)


def _refuse_server_keys(account: Account, stored: Account | None, by: Account) -> None:
    """Let only those who run the server make or touch such an account."""
    concerned = account.is_superuser or (stored is not None and stored.is_superuser)
    if concerned and not by.is_superuser:
        raise PermissionRefused(
            _("Only somebody who runs the server may make or change such an account.")
        )
