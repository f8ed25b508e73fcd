"""Where a partner learns and says, without signing in, what is to be done and is."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_safe

from exports.actions.telling_partners import acknowledge
from exports.recipients import notice_named, withdrawn_by
from exports.tombstones import Withdrawn, canceled_object, tombstone_feed
from website.guarding import guarded
from website.views import page_not_found, rendered


@guarded
@require_http_methods(["GET", "HEAD", "POST"])
def recall(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether it is done, and hear it; looking changes nothing.

    Programs open the links of mails to look at them: only a press on the button counts.
    """
    notice = notice_named(token)
    if notice is None:
        return page_not_found(request)
    if request.method == "POST":
        notice = acknowledge(notice=notice, at=timezone.now())
    with translation.override(translation.get_language_from_request(request)):
        page = rendered("website/recall.html", is_done=notice.done_at is not None)
    return _for_one_alone(page)


@require_safe
def atom(request: HttpRequest, token: str) -> HttpResponse:
    """Tell a partner's programs what is gone, as a tombstone."""
    withdrawn = _withdrawn(token)
    if withdrawn is None:
        return page_not_found(request)
    return _for_one_alone(
        HttpResponse(
            tombstone_feed(withdrawn),
            content_type="application/atom+xml; charset=utf-8",
        )
    )


@require_safe
def ninjs(request: HttpRequest, token: str, language: str) -> HttpResponse:
    """Tell a partner's programs that a language of a story is canceled."""
    withdrawn = _withdrawn(token)
    if withdrawn is None or language not in withdrawn.ninjs_urls:
        return page_not_found(request)
    return _for_one_alone(
        HttpResponse(
            canceled_object(withdrawn, language), content_type="application/json"
        )
    )


def _withdrawn(token: str) -> Withdrawn | None:
    notice = notice_named(token)
    return None if notice is None else withdrawn_by(notice)


def _for_one_alone(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store, private"
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer
