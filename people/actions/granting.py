"""Give a role to an account, or take it back."""

from datetime import datetime

import pghistory
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from people.models import Account, RoleGrant
from people.permissions import PermissionRefused, require

GRANT_ROLE = "people.add_rolegrant"


@transaction.atomic
def grant_role(
    *, account: Account, group: Group, language: str, by: Account | None, at: datetime
) -> RoleGrant:
    """Give an account a role in one language, or in all of them.

    Args:
        account: Who gets it.
        group: The role.
        language: BCP 47 tag; empty for every language.
        by: Who grants it; None for the server's own commands.
        at: Timezone-aware.

    Raises:
        PermissionRefused: Not allowed, or somebody grants a role to themselves.
    """
    if by is not None:
        require(by, GRANT_ROLE)
        _refuse_oneself(account, by)
    grant, _made = RoleGrant.objects.get_or_create(
        account=account,
        group=group,
        language=language,
        defaults={"granted_by": by, "granted_at": at},
    )
    return grant


@transaction.atomic
def take_back_role(*, grant: RoleGrant, by: Account) -> None:
    """End a role of an account; its next request is judged without it.

    Raises:
        PermissionRefused: Not allowed, or it is one's own role.
    """
    require(by, "people.delete_rolegrant")
    _refuse_oneself(grant.account, by)
    with pghistory.context(taken_back_by=by.pk):
        grant.delete()


def _refuse_oneself(account: Account, by: Account) -> None:
    if account == by:
        raise PermissionRefused(
            _("Nobody changes their own roles. Ask another administrator.")
        )
