"""End sessions: one, all others, or every one of an account."""

from uuid import UUID

from django.db import transaction

from people.models import Account, Session


@transaction.atomic
def end_sessions(*, account: Account, but: str | None = None) -> int:
    """End the sessions of an account; each is nobody's at its next request.

    Args:
        account: Whose.
        but: Key of the one that stays open; None for none.

    Returns:
        How many ended.
    """
    ended = Session.objects.filter(account=account)
    if but is not None:
        ended = ended.exclude(session_key=but)
    return ended.delete()[0]


@transaction.atomic
def end_session(*, account: Account, handle: UUID) -> int:
    """End one session of an account.

    Args:
        account: Whose; the session of somebody else stays open.
        handle: Names the session.

    Returns:
        How many ended: 0 or 1.
    """
    return Session.objects.filter(account=account, handle=handle).delete()[0]
