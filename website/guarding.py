"""Guards of forms that readers fill in: no session, no cookie, no address kept."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.clients import address_of, narrow_network

logger = logging.getLogger(__name__)

# A form of ours holds less, even in Khmer at nine bytes a letter.
LARGEST_BODY = 40_000
HOUR_SECONDS = 3_600
FROM_ONE_PLACE = 5
"""How many forms an hour from one network."""
FROM_EVERYWHERE = 120
"""How many forms an hour from all together."""
URLENCODED = "application/x-www-form-urlencoded"

View = Callable[..., HttpResponse]


def guarded(view: View) -> View:
    """Take a form only from our own pages, and only of a size that people write.

    Instead of a token that would need a cookie, the browser's `Origin` says where a
    form was filled in.

    References:
        RFC 6454 §7; HTML Standard, form submission: every browser sends `Origin` with
        a form that is posted.
    """

    @wraps(view)
    def with_guard(
        request: HttpRequest, *args: object, **kwargs: object
    ) -> HttpResponse:
        if request.method == "POST":
            if not is_from_here(request):
                return _refused(request, 403, _("Fill in the form on the page itself."))
            if request.content_type != URLENCODED:
                return _refused(request, 415, _("Send the form as a browser does."))
            length = request.META.get("CONTENT_LENGTH") or "0"
            if not length.isdecimal() or int(length) > LARGEST_BODY:
                return _refused(request, 413, _("The form holds too much. Write less."))
        return view(request, *args, **kwargs)

    with_guard.csrf_exempt = True  # type: ignore[attr-defined] # as csrf_exempt does
    return with_guard


def is_from_here(request: HttpRequest) -> bool:
    """Say whether a form was filled in on a page of this site."""
    origin = request.headers.get("Origin", "")
    ours = urlsplit(settings.SITE_URL)
    here = {
        f"{ours.scheme}://{ours.netloc}",
        f"{request.scheme}://{request.get_host()}",
    }
    return origin in here


def too_many(request: HttpRequest, *, form: str, at: datetime | None = None) -> bool:
    """Count a form that was sent, and say whether it is one too many.

    What is counted is a keyed digest of the network that changes every day and is
    forgotten within the hour. Where nobody can count, nobody is kept out.

    Args:
        request: Of the form.
        form: Its name.
        at: Timezone-aware; None for now.
    """
    moment = at or timezone.now()
    address = address_of(
        request.META.get("REMOTE_ADDR", ""),
        request.META.get("HTTP_X_FORWARDED_FOR", ""),
        proxies=settings.TRUSTED_PROXIES,
    )
    day = moment.date().isoformat()
    place = salted_hmac(
        "website.guarding", f"{day} {narrow_network(address)}", algorithm="sha256"
    ).hexdigest()[:24]
    hour = int(moment.timestamp()) // HOUR_SECONDS
    try:
        here = _counted(f"form:{form}:{hour}:{place}")
        everywhere = _counted(f"form:{form}:{hour}")
    except Exception as error:  # Whichever cache there is.
        logger.warning("Nobody can count forms: %r", type(error).__name__)
        return False
    return here > FROM_ONE_PLACE or everywhere > FROM_EVERYWHERE


def _counted(key: str) -> int:
    cache.add(key, 0, HOUR_SECONDS)
    return cache.incr(key)


def _refused(request: HttpRequest, status: int, words: Promise) -> HttpResponse:
    """Answer in the language of the address, or else of the browser."""
    begin = request.path.strip("/").partition("/")[0]
    spoken = {tag for tag, _name in settings.LANGUAGES}
    wanted = translation.get_language_from_request(request)
    with translation.override(begin if begin in spoken else wanted):
        said = str(words)
    return HttpResponse(said, status=status, content_type="text/plain; charset=utf-8")
