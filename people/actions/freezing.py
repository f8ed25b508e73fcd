"""Freeze the account of a colleague who may no longer hold it alone, and undo that.

Nothing else is touched: texts, assignments and roles stay as they are.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ledger.actions.recording import record
from people.actions.alarming import alarm
from people.actions.ending import end_sessions
from people.models import Account, AlarmKind, Freeze, RoleGrant
from people.permissions import require

FREEZE, UNFREEZE = "people.freeze_account", "people.unfreeze_account"
# So many in a day are an emergency; more are an intruder who locks everybody out.
FREEZES_A_DAY = 3
DAY = timedelta(days=1)


class FreezeRefused(Exception):  # noqa: N818 - refusals are not errors
    """An account cannot be frozen or opened; lists every reason, a line each."""


@transaction.atomic
def freeze(*, account: Account, by: Account, at: datetime) -> Freeze:
    """Shut an account at once: its sessions end, and nobody signs in to it.

    Anybody's may be frozen, also one's own and that of whoever runs the server.

    Args:
        account: Whose.
        by: Who stands for it.
        at: Timezone-aware.

    Raises:
        PermissionRefused: No role of `by` carries the act.
        FreezeRefused: It is shut already, or `by` froze too many today.
    """
    require(by, FREEZE)
    # In order of their keys, so that two who freeze each other do not wait for ever.
    both = Account.objects.select_for_update().filter(pk__in={account.pk, by.pk})
    locked = {each.pk: each for each in both.order_by("pk")}
    reasons = list(objections_to_freezing(account=locked[account.pk], by=by, at=at))
    if not locked[by.pk].is_active:
        reasons.append(_("Your own account was shut in this moment."))
    if reasons:
        raise FreezeRefused("\n".join(reasons))
    made = Freeze.objects.create(account=account, frozen_by=by, frozen_at=at)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    end_sessions(account=account)
    everybody = Account.objects.filter(is_active=True).values_list("pk", flat=True)
    alarm(accounts=everybody, kind=AlarmKind.ACCOUNT_FROZEN, at=at)
    record(
        kind="account.frozen",
        subject=f"urn:spean:account:{account.pk}",
        facts={"by": by.pk},
    )
    return made


@transaction.atomic
def unfreeze(*, account: Account, by: Account | None, at: datetime) -> None:
    """Open a frozen account again.

    Args:
        account: Whose.
        by: An administrator; None for a command of the server.
        at: Timezone-aware.

    Raises:
        PermissionRefused: No role of `by` carries the act.
        FreezeRefused: It is not frozen.
    """
    if by is not None:
        require(by, UNFREEZE)
    standing = open_freezes().select_for_update().filter(account=account).first()
    if standing is None:
        raise FreezeRefused(_("The account is not frozen."))
    standing.lifted_by, standing.lifted_at = by, at
    standing.save(update_fields=["lifted_by", "lifted_at"])
    Account.objects.filter(pk=account.pk).update(is_active=True)
    record(
        kind="account.unfrozen",
        subject=f"urn:spean:account:{account.pk}",
        facts={"by": by.pk} if by is not None else {},
    )


def objections_to_freezing(
    *, account: Account, by: Account, at: datetime
) -> Iterator[str]:
    """Yield every reason against freezing an account now."""
    if open_freezes().filter(account=account).exists():
        yield _("The account is frozen already.")
    elif not account.is_active:
        yield _("The account is deactivated already: nobody signs in to it.")
    today = Freeze.objects.filter(frozen_by=by, frozen_at__gt=at - DAY).count()
    if today >= FREEZES_A_DAY:
        yield _(
            "You have frozen %(count)d accounts within a day, and no one person may "
            "freeze more. Ask a colleague."
        ) % {"count": today}


def open_freezes() -> QuerySet[Freeze]:
    """Return the freezes that stand now."""
    return Freeze.objects.filter(lifted_at=None)


def others_who_may_unfreeze(account: Account) -> int:
    """Count the people who could open an account again once it is frozen."""
    app, _dot, codename = UNFREEZE.partition(".")
    carrying = RoleGrant.objects.filter(
        group__permissions__codename=codename,
        group__permissions__content_type__app_label=app,
    ).values("account")
    could = Account.objects.filter(is_active=True, is_staff=True).exclude(pk=account.pk)
    return could.filter(Q(is_superuser=True) | Q(pk__in=carrying)).count()
