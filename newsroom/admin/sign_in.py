"""My sign-in: notices, second factor, recovery codes, open sessions, password."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_otp import login as put_into_session
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from articles.text.dates import written_date, written_number
from newsroom.admin.deeds import acting
from newsroom.admin.hiding import moment_in_words
from newsroom.admin.sign_in_forms import NewAppForm, ProofForm
from people.actions.alarming import see_alarms
from people.actions.ending import end_session, end_sessions
from people.actions.enrolling import (
    FactorRefused,
    app_address,
    codes_left,
    confirm_app,
    has_app,
    offer_app,
    renew_codes,
    secret_words,
)
from people.clients import UNKNOWN
from people.models import Account, Alarm, Authenticator, Session
from people.sessions import handle_of

# The white edge without which no camera finds the square, in its own small squares.
QUIET = 4
FEW_CODES = 3
MOST_SHOWN = 50


@dataclass(frozen=True)
class Square:
    """A QR code to be drawn.

    Attributes:
        size: Of each side, in small squares.
        path: SVG path of the dark ones.
    """

    size: int
    path: str


@dataclass(frozen=True)
class OpenSession:
    """A session as its owner sees it.

    Attributes:
        stored: As stored.
        device: Family of browser and system, or that it is not known.
        began: When somebody signed in, in words.
        used: When it was used last, in words.
        is_this: The one that the page is looked at with.
    """

    stored: Session
    device: str
    began: str
    used: str
    is_this: bool


@dataclass(frozen=True)
class Notice:
    """Something that an account is told, in words.

    Attributes:
        stored: As stored.
        words: What happened.
        times: How often; empty for once.
        when: The last time.
    """

    stored: Alarm
    words: str
    times: str
    when: str


def square_of(text: str) -> Square:
    """Draw a text as a QR code."""
    drawn: Any = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    drawn.add_data(text)
    drawn.make(fit=True)
    rows = drawn.get_matrix()
    path = "".join(
        f"M{x},{y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    return Square(len(rows), path)


def show_sign_in(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show all about one's own sign-in; a press says that one has read the notices."""
    by = acting(request)
    if request.method == "POST":
        return _see(request, by)
    told = Alarm.objects.filter(account=by).order_by("-made_at")[:MOST_SHOWN]
    notices = [_notice(each) for each in told]
    unseen = [each for each in notices if each.stored.seen_at is None]
    left = codes_left(by)
    page = {
        **context,
        "title": _("My sign-in"),
        "unseen": unseen,
        "seen": [each for each in notices if each.stored.seen_at is not None],
        "until": unseen[0].stored.made_at.isoformat() if unseen else "",
        "has_app": has_app(by),
        "left_number": left,
        "codes_left": _written(left),
        "has_few": left <= FEW_CODES,
        "asks_for_codes": settings.SECOND_FACTOR,
        "sessions": sessions_of(by, request),
        "idle_minutes": _written(settings.SESSION_IDLE_MINUTES),
        "max_hours": _written(settings.SESSION_MAX_HOURS),
    }
    return render(request, "admin/sign_in.html", page)


def sessions_of(account: Account, request: HttpRequest) -> list[OpenSession]:
    """List the open sessions of an account, the one of the request first."""
    this = handle_of(request.session)
    listed = Session.objects.filter(account=account, expire_date__gt=timezone.now())
    shown = [
        OpenSession(
            each,
            _("unknown device") if each.device in {"", UNKNOWN} else each.device,
            moment_in_words(each.started_at),
            moment_in_words(each.last_used_at),
            each.handle == this,
        )
        for each in listed.order_by("-last_used_at")
    ]
    return sorted(shown, key=lambda each: not each.is_this)


def close_sessions(request: HttpRequest) -> HttpResponse:
    """End one other session, or all others."""
    by = acting(request)
    asked = request.POST.get("session", "")
    if asked == "others":
        ended = end_sessions(account=by, but=request.session.session_key)
    else:
        ended = end_session(account=by, handle=_handle(asked))
    if ended:
        messages.success(request, _("Signed out there. Here you stay signed in."))
    else:
        messages.info(request, _("It had ended already."))
    return HttpResponseRedirect(reverse("admin:sign-in"))


def set_up_factor(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show a new secret, and take the app once it shows a right code.

    Who has an app already is asked for password and code first.
    """
    by, at = acting(request), timezone.now()
    needs_proof = has_app(by)
    offered = offer_app(account=by, at=at)
    sent = request.POST if request.method == "POST" else None
    form = NewAppForm(sent)
    proof = ProofForm(sent, request=request) if needs_proof else None
    if sent is not None and form.is_valid() and (proof is None or proof.is_valid()):
        try:
            codes = confirm_app(
                account=by,
                code=form.cleaned_data["code"],
                is_proved=proof is None or proof.proves(),
                keep=request.session.session_key,
                at=at,
            )
        except FactorRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            _begin_anew(request, offered)
            return show_codes(request, context, codes)
    must = settings.SECOND_FACTOR and not needs_proof
    page = {
        **context,
        "title": _("Set up the second factor"),
        "form": form,
        "proof": proof,
        "secret": secret_words(offered),
        "square": square_of(app_address(offered)),
        "must": must,
        # Every other way leads back to this page.
        "is_nav_sidebar_enabled": not must,
    }
    return render(request, "admin/second_factor.html", page)


def renew(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Ask for password and code, then show new recovery codes this once."""
    by = acting(request)
    if not has_app(by):
        raise Http404
    sent = request.POST if request.method == "POST" else None
    proof = ProofForm(sent, request=request)
    if sent is not None and proof.is_valid():
        try:
            codes = renew_codes(account=by, is_proved=proof.proves(), at=timezone.now())
        except FactorRefused as refusal:
            proof.add_error(None, str(refusal))
        else:
            return show_codes(request, context, codes)
    page = {**context, "title": _("New recovery codes"), "proof": proof}
    return render(request, "admin/renew_codes.html", page)


def show_codes(
    request: HttpRequest, context: dict[str, Any], codes: list[str]
) -> HttpResponse:
    """Show recovery codes; no page shows them again."""
    page = {
        **context,
        "title": _("Your recovery codes"),
        "codes": codes,
        # Printed beside them: it is a pseudonym, and without it they open nothing.
        "account": request.user,
        "day": written_date(timezone.localdate(), get_language() or "km"),
    }
    return render(request, "admin/recovery_codes.html", page)


def _begin_anew(request: HttpRequest, authenticator: Authenticator) -> None:
    """Change the key of the session: what opened with a password opens more now."""
    request.session.cycle_key()
    put_into_session(request, authenticator)
    rotate_token(request)


def _see(request: HttpRequest, by: Account) -> HttpResponse:
    try:
        until = parse_datetime(request.POST.get("until", ""))
    except ValueError:
        until = None
    if until is None or timezone.is_naive(until):
        raise Http404
    see_alarms(account=by, until=until, at=timezone.now())
    messages.success(request, _("Everything on the page is marked as seen."))
    return HttpResponseRedirect(reverse("admin:sign-in"))


def _notice(stored: Alarm) -> Notice:
    return Notice(
        stored,
        capfirst(stored.get_kind_display()),
        f"× {_written(stored.number)}" if stored.number > 1 else "",
        moment_in_words(stored.made_at),
    )


def _written(number: int) -> str:
    return written_number(number, get_language() or settings.LANGUAGE_CODE)


def _handle(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
