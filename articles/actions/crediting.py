"""Credit those who made a version."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from articles.models import Credit, CreditRole, Version
from people.models import Account, Contributor
from people.permissions import require

WRITE = "articles.write_version"


@dataclass(frozen=True)
class CreditEntry:
    """A contributor in a role, before it is stored.

    Attributes:
        contributor: Who.
        role: Did what.
        is_displayed: Printed, or only kept for the record.
    """

    contributor: Contributor
    role: CreditRole
    is_displayed: bool = True


@transaction.atomic
def set_credits(
    *, version: Version, entries: Iterable[CreditEntry], by: Account
) -> None:
    """Make these the credits of a version, in this order.

    Credits that stay keep their rows, so that the history shows only what
    changed. The same contributor in the same role counts once.

    Raises:
        PermissionRefused: `by` may not write in that language.
        ValidationError: A role is unknown.
    """
    require(by, WRITE, version)
    wanted = {(entry.contributor.pk, entry.role.value): entry for entry in entries}
    kept = {}
    for credit in version.credits.select_for_update():
        if (credit.contributor_id, credit.role) in wanted:
            kept[credit.contributor_id, credit.role] = credit
        else:
            credit.delete()
    for position, (key, entry) in enumerate(wanted.items()):
        credit = kept.get(key) or Credit(
            version=version, contributor=entry.contributor, role=entry.role
        )
        if credit.pk and (credit.position, credit.is_displayed) == (
            position,
            entry.is_displayed,
        ):
            continue
        credit.position, credit.is_displayed = position, entry.is_displayed
        credit.full_clean(validate_unique=False)
        credit.save()
