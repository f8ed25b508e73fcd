"""Pass the rights of a holder on: proposed with a document, confirmed by another."""

import re
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.actions.recording import record
from people.models import Account
from people.permissions import require
from rights.models import Organisation, Succession, SuccessionState
from rights.succession import chain_of

PROPOSE = "rights.add_succession"
DECIDE = "rights.change_succession"
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


class SuccessionRefused(Exception):  # noqa: N818 - refusals are not errors
    """The rights cannot pass on so; a line for each reason."""


@transaction.atomic
def propose_succession(
    *,
    holder: Organisation,
    successor: Organisation,
    from_date: date,
    document_sha256: str,
    by: Account,
    at: datetime,
) -> Succession:
    """Note that the rights of a holder pass to another; a second person confirms it.

    Args:
        holder: Who has them until the day.
        successor: Who has them from the day on.
        from_date: The first day, in the time zone of the newsroom.
        document_sha256: Of the document that says so, as 64 hexadecimal digits.
        by: Who read it.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not propose one.
        SuccessionRefused: The chain would turn back, the holder has a successor, or
            the digest is malformed; lists every reason.
    """
    require(by, PROPOSE)
    # One after the other: two that are each fine could close a circle together.
    list(Organisation.objects.select_for_update().order_by("pk"))
    reasons = []
    if not _DIGEST.fullmatch(document_sha256):
        reasons.append(
            _(
                "The SHA-256 of the document is 64 signs, 0 to 9 and a to f. "
                "Copy it again."
            )
        )
    known = Succession.objects.exclude(state=SuccessionState.WITHDRAWN)
    if known.filter(holder=holder).exists():
        reasons.append(
            _("The rights of this holder are passed on already. Withdraw that first.")
        )
    if holder.pk in {
        successor.pk,
        *(link.successor_id for link in chain_of(successor)),
    }:
        reasons.append(
            _("The rights would come back to who had them. Choose another successor.")
        )
    if reasons:
        raise SuccessionRefused("\n".join(reasons))
    return Succession.objects.create(
        holder=holder,
        successor=successor,
        from_date=from_date,
        document_sha256=document_sha256,
        proposed_by=by,
        proposed_at=at,
    )


@transaction.atomic
def confirm_succession(
    *, succession: Succession, by: Account, at: datetime
) -> Succession:
    """Confirm, as a second person who read the document, that the rights pass on.

    What was issued and sent before stays as it is; no wording and no letter names the
    former holder from the day on.

    Raises:
        PermissionRefused: `by` may not decide about one.
        SuccessionRefused: `by` proposed it, or it is decided already.
    """
    require(by, DECIDE)
    stored = _undecided(succession)
    if stored.proposed_by_id == by.pk:
        raise SuccessionRefused(
            _(
                "You proposed this. Ask somebody else to read the document and "
                "confirm it."
            )
        )
    _decide(stored, SuccessionState.CONFIRMED, by, at)
    record(
        kind="rights_holder.succeeded",
        subject=f"urn:spean:organisation:{stored.holder_id}",
        facts={
            "succession": stored.pk,
            "successor": stored.successor_id,
            "from_date": stored.from_date.isoformat(),
            "sha256": stored.document_sha256,
        },
    )
    return stored


@transaction.atomic
def withdraw_succession(
    *, succession: Succession, by: Account, at: datetime
) -> Succession:
    """Withdraw what was proposed and not confirmed.

    Raises:
        PermissionRefused: `by` may not decide about one.
        SuccessionRefused: It is decided already.
    """
    require(by, DECIDE)
    stored = _undecided(succession)
    return _decide(stored, SuccessionState.WITHDRAWN, by, at)


def _undecided(succession: Succession) -> Succession:
    stored = Succession.objects.select_for_update().get(pk=succession.pk)
    if stored.state != SuccessionState.PROPOSED:
        raise SuccessionRefused(_("This is decided already and stays as it is."))
    return stored


def _decide(
    stored: Succession, state: SuccessionState, by: Account, at: datetime
) -> Succession:
    stored.state, stored.decided_by, stored.decided_at = state, by, at
    stored.save(update_fields=["state", "decided_by", "decided_at"])
    return stored
