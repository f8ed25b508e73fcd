"""Record that a person may be named in a language, or no longer."""

from datetime import datetime

from django.db import transaction

from people.models import Account, Consent, Contributor
from people.permissions import require

RECORD_CONSENT = "people.add_consent"


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
        PermissionRefused: `by` may not record consents.
    """
    if by is not None:
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
        PermissionRefused: `by` may not change consents.
    """
    require(by, "people.change_consent")
    return Consent.objects.filter(
        contributor=contributor, language=language, withdrawn_at=None
    ).update(withdrawn_at=at)
