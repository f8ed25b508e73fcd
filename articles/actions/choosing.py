"""Choose what one is told, and where."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import NotificationChoice, NotificationKind, Way
from people.models import Account
from people.permissions import PermissionRefused


@transaction.atomic
def choose_ways(
    *, account: Account, ways: Mapping[NotificationKind, Way], by: Account
) -> None:
    """Store where somebody wants to be told of what; what is not named stays.

    Args:
        account: Whose choice.
        ways: By kind.
        by: The same person; nobody does it for somebody else.

    Raises:
        PermissionRefused: It is somebody else's account.
        ValidationError: Of one of the kinds everybody is told; names each.
    """
    if account.pk != by.pk or not by.is_active:
        raise PermissionRefused(_("Everybody sets this for themselves alone."))
    refused = [
        _("Of this everybody is told: %(what)s.") % {"what": kind.label}
        for kind, way in ways.items()
        if way is Way.NOWHERE and not kind.may_be_silenced
    ]
    if refused:
        raise ValidationError(refused)
    NotificationChoice.objects.bulk_create(
        [
            NotificationChoice(account=account, kind=kind, way=way)
            for kind, way in ways.items()
        ],
        update_conflicts=True,
        unique_fields=["account", "kind"],
        update_fields=["way"],
    )
