"""What happens when somebody has signed in; connected in newsroom.apps."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from newsroom.lockout import client_address
from people.actions.alarming import note_client
from people.clients import device_of
from people.models import Account
from people.sessions import STAMP, stamp


def begin_session(
    sender: Any, *, request: HttpRequest, user: Account, **_more: Any
) -> None:
    """Stamp a session with its beginning, and tell of a device that is new."""
    del sender  # The class of the account.
    at = timezone.now()
    agent = request.META.get("HTTP_USER_AGENT", "")
    request.session[STAMP] = stamp(device=device_of(agent), at=at)
    if "REMOTE_ADDR" in request.META:
        address = client_address(request)
        note_client(account=user, user_agent=agent, address=address, at=at)
