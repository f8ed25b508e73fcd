"""The gate of the staff pages: nobody passes without what their account still owes.

It knows no page but those that settle the debt; whatever is added later is behind it.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from newsroom.middleware import STAFF_PATHS, Respond
from people.models import Account, Session
from people.sessions import lasts_until

ALWAYS_OPEN = frozenset({"login", "logout"})
SETS_UP = "second-factor"
RENEWS = "password_change"
# What pages ask for by themselves does not keep a session alive.
BY_ITSELF = frozenset({"articles_version_heartbeat"})
# A session is noted as used once in so long.
NOTED_EVERY = timedelta(minutes=1)


class GateMiddleware:
    """Leads whoever has no second factor, or a temporary password, to its page."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; what is asked for is judged once its address is known."""
        return self._respond(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], *_arguments: Any
    ) -> HttpResponse | None:
        """Let somebody pass, or send them to what they owe first."""
        if not request.path.startswith(STAFF_PATHS):
            return None
        if not isinstance(request.user, Account):
            return None
        match = request.resolver_match
        name = match.url_name if match is not None else None
        owed = owed_first(request)
        if owed is None:
            if name not in BY_ITSELF:
                _note_use(request)
            return None
        if name in ALWAYS_OPEN or name == owed:
            return None
        return HttpResponseRedirect(reverse(f"admin:{owed}"))


def owed_first(request: HttpRequest) -> str | None:
    """Return the name of the page that an account has to pass first; None for none."""
    if not is_proved(request):
        return SETS_UP
    account = request.user
    if isinstance(account, Account) and account.password_until is not None:
        return RENEWS
    return None


def is_proved(request: HttpRequest) -> bool:
    """Say whether the session was opened with a second factor, or needs none."""
    if not settings.SECOND_FACTOR:
        return True
    # django-otp gives it to whoever it finds.
    return getattr(request.user, "otp_device", None) is not None


def _note_use(request: HttpRequest) -> None:
    """Move the end of the session, without writing the session."""
    now, session = timezone.now(), request.session
    last: Any = getattr(session, "last_used_at", None)
    if last is None or now - last < NOTED_EVERY:
        return
    stored = Session.objects.filter(session_key=session.session_key)
    for started_at in stored.values_list("started_at", flat=True):
        stored.update(last_used_at=now, expire_date=lasts_until(started_at, now))
