"""Nothing typed is lost: a staff form that fails comes back, to be sent again.

docs/when-something-fails.md lists the faults and what people see.
"""

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin
from django.contrib.auth import login
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from newsroom.admin.deeds import acting
from newsroom.admin.sign_in_forms import SignInForm
from newsroom.kept_form import MENTIONED, SIGN_IN, came_from_us, keep
from newsroom.middleware import STAFF_PATHS, Respond
from website.views import server_error as public_server_error

logger = logging.getLogger(__name__)

# A pool that has waited in vain raises the first as well.
DATABASE_GONE = (OperationalError, InterfaceError)
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
# Their forms hold nothing that would be missed.
NOTHING_TO_KEEP = ("admin:login", "admin:logout", "admin:second-factor")
RETRY_AFTER_SECONDS = 10
# How much of what is too large is still taken off the line, in bytes.
MOST_DRAINED, PIECE = 100_000_000, 65_536


@dataclass(frozen=True)
class Fault:
    """Why a form was not carried out, in words for whoever sent it.

    Attributes:
        status: Of the answer.
        what: What happened.
        then: What to do, above the kept form.
        bare: What to do where there is nothing to send again.
        opens: Whether to offer the page that the form was on.
        headers: Of the answer.
    """

    status: int
    what: str | Promise
    then: str | Promise = ""
    bare: str | Promise = ""
    opens: bool = True
    headers: dict[str, str] = field(default_factory=dict)


OUT_OF_DATE = Fault(
    403,
    _(
        "The page was open for too long, or somebody signed in or out in this "
        "browser since. Nothing was changed."
    ),
    then=_("What you typed is here in full. Read it through, then send it again."),
    bare=_("Open the page again."),
)
FOREIGN = Fault(
    403,
    _("This form was not sent from a page of this newsroom. Nothing was changed."),
    bare=_("Open the page again."),
)
SIGNED_OUT = Fault(
    403,
    _("You are not signed in any more. Nothing was changed."),
    then=_("What you typed is here in full and stays here while you sign in."),
)
SIGNED_IN = Fault(
    200,
    _("You are signed in. What you typed was not sent yet."),
    then=_("What you typed is here in full. Read it through, then send it again."),
)
NO_DATABASE = Fault(
    503,
    _("The database does not answer. What you did last was probably not saved."),
    then=_(
        "What you typed is here in full. Leave this page open, wait a moment, then "
        "send it again."
    ),
    bare=_("Wait a moment, then open the page again."),
    headers={"Retry-After": str(RETRY_AFTER_SECONDS)},
)
OUR_MISTAKE = Fault(
    500,
    _("The program made a mistake. What you did last was probably not saved."),
    then=_(
        "What you typed is here in full. Send it again; if that fails too, copy it "
        "into a file and tell whoever runs the server."
    ),
    bare=_("Wait a moment, then open the page again."),
)
NOT_YOURS = Fault(
    403,
    _("Your account may not do this. Nothing was changed."),
    then=_(
        "What you typed is here in full. Ask an administrator for the role that your "
        "work needs, then send it again."
    ),
    bare=_("Ask an administrator for the role that your work needs."),
    opens=False,
)
OPEN_ANOTHER_PAGE = _(
    "Your account needs a second factor first. Open the newsroom in another tab, set "
    "it up there, then sign in here."
)
LARGER_THAN_ANY = Fault(
    413,
    _("This is more than can be sent at once. Nothing was changed."),
    bare=_(
        "Press Back in your browser: your text is still in its form. Copy it into a "
        "file, then send less at once."
    ),
    # What is opened anew comes without the text.
    opens=False,
)


class RescueMiddleware:
    """Gives the text of a staff form back where the form cannot be carried out.

    It stands after those who know the session and the account, and before all that
    ask the database for them.
    """

    def __init__(self, respond: Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find out what would fail before any view is reached."""
        if not _is_staff_form(request):
            return self._respond(request)
        # Django's reports of errors must not repeat what was typed.
        request.sensitive_post_parameters = "__ALL__"  # type: ignore[attr-defined]
        fault = None
        try:
            _ = request.POST
            _ = request.user.is_authenticated
        except UnreadablePostError:
            pass  # Nobody is left to answer to.
        except TOO_LARGE:
            fault = LARGER_THAN_ANY
            _drain(request)
        except DATABASE_GONE as error:
            fault = NO_DATABASE
            _note(request, error)
        if fault is None:
            return self._respond(request)
        with translation.override(translation.get_language_from_request(request)):
            return _answer(request, fault)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], *_arguments: Any
    ) -> HttpResponse | None:
        """Let whoever is signed out sign in first; the token was judged by now."""
        if not (_is_staff_form(request) and _may_come_back(request)):
            return None
        try:
            if any(name.startswith(f"{SIGN_IN}-") for name in request.POST):
                return _sign_in(request)
            if not admin.site.has_permission(request):
                return _answer(request, SIGNED_OUT, form=_sign_in_form(request))
        except DATABASE_GONE as error:
            return self.process_exception(request, error)
        return None

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        """Answer for a database that went away while the form was carried out."""
        if _is_staff_form(request) and isinstance(error, DATABASE_GONE):
            _note(request, error)
            return _answer(request, NO_DATABASE)
        return None


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form whose token is not valid; settings name this function."""
    del reason  # Django has logged it.
    if not came_from_us(request):
        return _answer(request, FOREIGN)
    if (
        _is_staff_form(request)
        and _may_come_back(request)
        and not admin.site.has_permission(request)
    ):
        return _answer(request, SIGNED_OUT, form=_sign_in_form(request))
    return _answer(request, OUT_OF_DATE)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer staff whose role does not reach so far; what they typed comes back."""
    del exception  # Says nothing that this page does not.
    return _answer(request, NOT_YOURS)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for a mistake of ours: to staff with their text, to readers as ever."""
    is_database = isinstance(sys.exc_info()[1], DATABASE_GONE)
    if not _is_staff_form(request):
        fault = NO_DATABASE if is_database else OUR_MISTAKE
        answer = public_server_error(request, status=fault.status)
        for name, value in fault.headers.items():
            answer[name] = value
        return answer
    return _answer(request, NO_DATABASE if is_database else OUR_MISTAKE)


def _is_staff_form(request: HttpRequest) -> bool:
    return request.method == "POST" and request.path.startswith(STAFF_PATHS)


def _may_come_back(request: HttpRequest) -> bool:
    # Not the resolver's match: before the views there is none.
    return request.path not in map(reverse, NOTHING_TO_KEEP) and came_from_us(request)


def _sign_in_form(request: HttpRequest, data: Any = None) -> AuthenticationForm:
    # The site's own: whatever it asks for beside a password is asked for here.
    form: AuthenticationForm = SignInForm(request, data=data, prefix=SIGN_IN)
    for asked in form.fields.values():
        asked.widget.attrs.pop("autofocus", None)
    return form


def _sign_in(request: HttpRequest) -> HttpResponse:
    if not admin.site.has_permission(request):
        form = _sign_in_form(request, request.POST)
        if not form.is_valid():
            return _answer(request, SIGNED_OUT, form=form)
        login(request, form.get_user())
        if not admin.site.has_permission(request):
            # Only who lost their second factor since they began to write.
            form.add_error(None, OPEN_ANOTHER_PAGE)
            return _answer(request, SIGNED_OUT, form=form)
    account = acting(request)
    with translation.override(account.interface_language):
        return _answer(request, SIGNED_IN, account=account)


def _answer(request: HttpRequest, fault: Fault, **context: Any) -> HttpResponse:
    """Render a page without a question to the database."""
    # A fault without a word for it has no form to send again.
    is_kept = bool(fault.then) and _is_staff_form(request) and _may_come_back(request)
    if is_kept:
        context |= {"kept": keep(request), "csrf_token": get_token(request)}
    context |= {
        "fault": fault,
        "again": request.get_full_path(),
        "mentioned": MENTIONED,
        "title": _("Your text is still here") if is_kept else _("Not carried out"),
        "site_title": admin.site.site_title,
        "site_header": admin.site.site_header,
    }
    # Without the request on purpose: context processors would ask who it is.
    page = render_to_string("rescue.html", context)
    response = HttpResponse(page, status=fault.status, headers=fault.headers)
    add_never_cache_headers(response)
    return response


def _note(request: HttpRequest, error: Exception) -> None:
    # Its kind alone: the text of an error may repeat what was typed.
    logger.error("No database: %s at %s", type(error).__name__, request.path)


def _drain(request: HttpRequest) -> None:
    """Take what is still coming off the line, or the browser never reads the answer."""
    left = MOST_DRAINED
    try:
        while left > 0 and (piece := request.read(min(left, PIECE))):
            left -= len(piece)
    except UnreadablePostError:
        pass  # The line is cut.
