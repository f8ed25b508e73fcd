"""Say that a warning of a check is right as it is, and take that back."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Version
from articles.permissions import require_hand
from articles.text.khmer import canonical, key
from people.models import Account
from translations.checks.pairs import Finding
from translations.models import Dismissal

LONGEST_REASON: Final = 500


class DismissalRefused(Exception):  # noqa: N818 - refusals are not errors
    """A warning cannot be dismissed so; says why and what to do."""


@transaction.atomic
def dismiss(
    *,
    version: Version,
    place: str,
    found: Finding,
    reason: str,
    by: Account,
    at: datetime,
) -> Dismissal:
    """Say that a finding of a check is no fault; it stays so while it says the same.

    Args:
        version: The translation.
        place: The row of the pair, by its key (`translations.units.Row`).
        found: What a check says of the row as it is.
        reason: At most LONGEST_REASON characters; for the next who looks.
        by: Must be allowed to write or edit in the language.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may neither write nor edit, or is not cleared.
        DismissalRefused: No reason is given, or it is too long.
    """
    require_hand(by, Version.objects.select_related("article").get(pk=version.pk))
    words = canonical(reason).strip()
    if not key(words):
        raise DismissalRefused(
            _("Say in a few words why it is right, for whoever looks next.")
        )
    if len(words) > LONGEST_REASON:
        raise DismissalRefused(
            _("A reason has at most %(most)s characters. Make it shorter.")
            % {"most": LONGEST_REASON}
        )
    dismissed, _made = Dismissal.objects.update_or_create(
        version=version,
        place=place,
        finding=found.identity,
        defaults={
            "code": found.check,
            "reason": words,
            "dismissed_by": by,
            "dismissed_at": at,
        },
    )
    return dismissed


@transaction.atomic
def take_back(*, dismissal: Dismissal, by: Account) -> None:
    """Let a finding be seen again; one that is seen already stays so.

    Raises:
        PermissionRefused: `by` may neither write nor edit, or is not cleared.
    """
    require_hand(by, dismissal.version)
    Dismissal.objects.filter(pk=dismissal.pk).delete()
