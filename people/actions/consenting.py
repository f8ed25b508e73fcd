"""Record that a person may be named in a language, or no longer."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from people.models import Account, Consent, Contributor
from people.permissions import require

RECORD_CONSENT = "people.add_consent"
CHANGE_CONSENT = "people.change_consent"


@transaction.atomic
def record_consent(
    *, contributor: Contributor, language: str, by: Account | None, at: datetime
) -> Consent:
    """Record a consent; one that is already open is returned as it is.

    Args:
        contributor: The person who agreed.
        language: BCP 47 tag of the pages and copies that may carry the name.
        by: Who records it; None for the server's own commands.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not record consents, and it is not their own name.
    """
    if by is not None and not is_own_name(contributor, by):
        require(by, RECORD_CONSENT)
    consent, _made = Consent.objects.get_or_create(
        contributor=contributor,
        language=language,
        withdrawn_at=None,
        defaults={"given_at": at, "recorded_by": by},
    )
    return consent


@transaction.atomic
def withdraw_consent(
    *, contributor: Contributor, language: str, by: Account, at: datetime
) -> int:
    """End a consent: from now on the desk stands where the name stood.

    Returns:
        How many open consents were ended: 0 or 1.

    Raises:
        PermissionRefused: `by` may not change consents, and it is not their own name.
    """
    require_over_name(contributor, by)
    return Consent.objects.filter(
        contributor=contributor, language=language, withdrawn_at=None
    ).update(withdrawn_at=at)


def is_own_name(contributor: Contributor, account: Account) -> bool:
    """Say whether a public name is that of an account."""
    return contributor.account_id is not None and contributor.account_id == account.pk


def require_over_name(contributor: Contributor, by: Account) -> None:
    """Refuse unless somebody may take a name away: its bearer, or by their role.

    Raises:
        PermissionRefused: It is not their own name, and no role carries the act.
    """
    if not is_own_name(contributor, by):
        require(by, CHANGE_CONSENT)


@transaction.atomic
def withdraw_consents(
    *,
    contributor: Contributor,
    languages: Collection[str] | None,
    by: Account,
    at: datetime,
) -> frozenset[str]:
    """End every open consent of somebody in some languages, or in all of them.

    Args:
        contributor: Whose name it is.
        languages: BCP 47 tags; None for all.
        by: Its bearer, or who may change consents.
        at: Timezone-aware.

    Returns:
        The languages in which there was one; may be empty.

    Raises:
        PermissionRefused: `by` may not change consents, and it is not their own name.
    """
    require_over_name(contributor, by)
    open_ones = Consent.objects.select_for_update().filter(
        contributor=contributor, withdrawn_at=None
    )
    if languages is not None:
        open_ones = open_ones.filter(language__in=languages)
    ended = frozenset(open_ones.values_list("language", flat=True))
    open_ones.update(withdrawn_at=at)
    return ended
