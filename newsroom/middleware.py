"""What every request passes besides Django's own middleware."""

import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from pghistory.middleware import HistoryMiddleware

from rights.machines import headers
from website.pages.machine_rights import machine_rights

Respond = Callable[[HttpRequest], HttpResponse]

# NUL and lone surrogates, which PostgreSQL can store nowhere: as they stand in UTF-8,
# because whoever decodes an address puts another sign in the place of a surrogate.
UNSTORABLE = re.compile(rb"\0|\xed[\xa0-\xbf]")
STAFF_PATHS = ("/admin/", "/desk/")


def tell_machines(respond: Respond) -> Respond:
    """Say in the head of every public answer what machines may do with it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        if not request.path.startswith(STAFF_PATHS):
            for name, value in headers(machine_rights()).items():
                response[name] = value
        return response

    return middleware


def refuse_unstorable_text(respond: Respond) -> Respond:
    """Answer 400 to a path or query that no table could hold, instead of 500."""

    def middleware(request: HttpRequest) -> HttpResponse:
        # What no text could be decoded from stands in a path as it was sent, quoted.
        asked = f"{request.path}?{request.META.get('QUERY_STRING', '')}"
        if UNSTORABLE.search(unquote_to_bytes(asked)):
            return HttpResponseBadRequest(
                "The address holds characters that are no text. "
                "Remove them and try again.",
                content_type="text/plain; charset=utf-8",
            )
        return respond(request)

    return middleware


def _asked_language(request: HttpRequest) -> str:
    """Return what the address of a page before the sign-in asks for, else the browser.

    Nothing remembers it: no cookie is set before somebody is known.
    """
    asked = request.GET.get("lang", "")
    if asked in dict(settings.LANGUAGES):
        return asked
    return translation.get_language_from_request(request)


def speak_the_staff_members_language(respond: Respond) -> Respond:
    """Show staff pages in the account's language and time zone, and cache them nowhere.

    Public pages take their language from their address; nobody is asked who
    they are there, so that they set no cookie and are the same for all.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(STAFF_PATHS):
            return respond(request)
        account = request.user
        if account.is_authenticated:
            language, zone = account.interface_language, account.time_zone
        else:
            language, zone = _asked_language(request), None
        with translation.override(language), timezone.override(zone):
            response = respond(request)
            # A template response must be rendered while the language holds.
            if hasattr(response, "render") and not getattr(
                response, "is_rendered", True
            ):
                response = response.render()
        add_never_cache_headers(response)
        return response

    return middleware


class StaffHistoryMiddleware(HistoryMiddleware):
    """Note with each change who of the staff made it, and where.

    Whoever fills in a form on a public page is asked nothing, not even for a session.
    """

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Leave public pages alone."""
        respond: Respond = super().__call__
        if not request.path.startswith(STAFF_PATHS):
            respond = self.get_response
        return respond(request)
