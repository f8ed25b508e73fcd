"""Who tries to sign in too often is kept out for a while: what django-axes is told.

What is stored says nothing about anybody: a digest of the name that was typed, an
address that only stands for the real one, and what was wrong. It goes by itself.
"""

import unicodedata
from datetime import datetime, timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.db import transaction
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.text.dates import written_number
from newsroom.kept_form import SIGN_IN
from people.actions.alarming import alarm, place_digest
from people.clients import address_of, narrow_network
from people.models import Account, Alarm, AlarmKind, KnownClient
from people.sign_in_secrets import digest, stand_in

# Failures within the set minutes: of one name from one address, of one name from
# anywhere, and of one address whatever the name.
PAIR_LIMIT, NAME_LIMIT, PLACE_LIMIT = 5, 30, 50
# The second one where its account signed in before. Not without end: a network may
# hold more addresses than anybody can count.
KNOWN_NAME_LIMIT = 300
TOLD_FROM = 3
"""So many failures are told to the account."""
WRONG_PASSWORD, WRONG_CODE = "password", "code"
LOCKED_STATUS = 429


class Doorkeeper(AxesDatabaseHandler):
    """Counts failures against three limits, and stores no word of a request.

    The limit of one name from anywhere is higher where its account signed in before:
    a stranger who guesses does not keep its owner out.
    """

    def get_failures(
        self, request: HttpRequest, credentials: dict[str, Any] | None = None
    ) -> int:
        """Return how near the nearest limit is, in per cent."""
        pair, name, place = self.get_user_attempts(request, credentials)
        is_known = _is_known(request, credentials)
        measured = (
            (pair, PAIR_LIMIT),
            (name, KNOWN_NAME_LIMIT if is_known else NAME_LIMIT),
            (place, PLACE_LIMIT),
        )
        return max(100 * _failures(rows) // limit for rows, limit in measured)

    def user_login_failed(
        self,
        sender: Any,
        credentials: dict[str, Any],
        request: HttpRequest | None = None,
        **more: Any,
    ) -> None:
        """Count a failure, of a request without what was sent with it.

        A sign-in form may carry a whole unsaved text (newsroom.rescue); axes would
        store its beginning.
        """
        if request is None:
            return
        bare = HttpRequest()
        bare.META = request.META
        bare.GET = bare.POST = QueryDict()
        for name, value in vars(request).items():
            if name.startswith("axes_"):
                setattr(bare, name, value)
        knew = getattr(request, "knew_password", False)
        # The one column that is left says which of the two was wrong.
        vars(bare).update(
            axes_user_agent=WRONG_CODE if knew else WRONG_PASSWORD,
            axes_path_info="",
            axes_http_accept="",
        )
        super().user_login_failed(sender, credentials, bare, **more)
        vars(request)["axes_locked_out"] = vars(bare)["axes_locked_out"]
        vars(request)["axes_credentials"] = vars(bare)["axes_credentials"]

    def reset_user_attempts(
        self, request: HttpRequest, credentials: dict[str, Any] | None = None
    ) -> int:
        """Forget the failures of who signed in, from where they did, and no others."""
        pair, *_wider = self.filter_user_attempts(request, credentials)
        return int(pair.delete()[0])


def name_digest(request: HttpRequest | None, credentials: Any = None) -> str:
    """Digest the name that somebody typed."""
    del request  # What was typed is in the credentials, whichever form it came from.
    return digest_of_name(str((credentials or {}).get("username") or ""))


def digest_of_name(username: str) -> str:
    """Digest a user name, however it is written."""
    return digest("name", unicodedata.normalize("NFKC", username).casefold())


def place_of(request: HttpRequest) -> str:
    """Return what stands for the address of a request."""
    return stand_in(narrow_network(client_address(request)))


def client_address(request: HttpRequest) -> str:
    """Return who asks, as far as the proxies in front can be believed."""
    return address_of(
        request.META.get("REMOTE_ADDR", ""),
        request.META.get("HTTP_X_FORWARDED_FOR", ""),
        proxies=settings.TRUSTED_PROXIES,
    )


def nobody_in_logs(*_who: object) -> str:
    """Return what the log calls whoever tried."""
    return "somebody"


def locked_out(
    request: HttpRequest,
    answer: HttpResponse | None = None,
    _credentials: dict[str, Any] | None = None,
) -> HttpResponse:
    """Say that the door stays shut for a while; the same whoever was asked for.

    Where a text waits to be sent, the answer keeps it and says so in its form.
    """
    if answer is not None and any(name.startswith(SIGN_IN) for name in request.POST):
        answer.status_code = LOCKED_STATUS
        return answer
    minutes = settings.LOCKOUT_MINUTES
    page = {
        "site_header": admin.site.site_header,
        "site_title": admin.site.site_title,
        "title": _("Wait before you try again"),
        "number": minutes,
        "minutes": written_number(minutes, get_language() or settings.LANGUAGE_CODE),
    }
    response = render(request, "admin/locked_out.html", page, status=LOCKED_STATUS)
    response["Retry-After"] = str(settings.LOCKOUT_MINUTES * 60)
    return response


def alarm_of_failures(*, at: datetime) -> int:
    """Tell accounts of failures that were counted against them; the sweeper calls it.

    Not while somebody tries: what is only done for an account that is there would tell
    by its time which are.

    Args:
        at: Timezone-aware.

    Returns:
        How many were told.
    """
    failed = dict(
        _attempts()
        .filter(user_agent=WRONG_PASSWORD)
        .values_list("username", "failures")
    )
    knew = dict(
        _attempts().filter(user_agent=WRONG_CODE).values_list("username", "failures")
    )
    latest = dict(_attempts().values_list("username", "latest"))
    told = 0
    for account in Account.objects.filter(is_active=True) if latest else ():
        name = digest_of_name(account.username)
        for kind, counted in (
            (AlarmKind.WRONG_PASSWORDS, failed),
            (AlarmKind.WRONG_CODES, knew),
        ):
            number = counted.get(name, 0)
            if number >= TOLD_FROM and _is_news(account, kind, latest[name]):
                alarm(accounts=[account.pk], kind=kind, number=number, at=at)
                told += 1
    return told


@transaction.atomic
def forget_failures(*, at: datetime) -> int:
    """Delete counted failures that keep nobody out any more; return how many.

    Args:
        at: Timezone-aware.
    """
    until = at - timedelta(minutes=settings.LOCKOUT_MINUTES)
    return int(AccessAttempt.objects.filter(attempt_time__lte=until).delete()[0])


def _attempts() -> Any:
    rows = AccessAttempt.objects.order_by().values("username")
    return rows.annotate(
        failures=Sum("failures_since_start"), latest=Max("attempt_time")
    )


def _is_news(account: Account, kind: AlarmKind, latest: datetime) -> bool:
    return not Alarm.objects.filter(
        account=account, kind=kind, made_at__gte=latest
    ).exists()


def _failures(rows: QuerySet[Any]) -> int:
    return int(rows.aggregate(total=Sum("failures_since_start"))["total"] or 0)


def _is_known(request: HttpRequest, credentials: dict[str, Any] | None) -> bool:
    username = str((credentials or {}).get("username") or "")
    key = Account.objects.filter(username=username).values_list("pk", flat=True).first()
    place = place_digest(key or 0, client_address(request))
    return KnownClient.objects.filter(place=place).exists()
