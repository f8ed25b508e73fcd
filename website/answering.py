"""Where a partner says, without signing in, that what was asked is done."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods

from exports.actions.telling_partners import acknowledge
from exports.recipients import notice_named
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
    page["Cache-Control"] = "no-store, private"
    page["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return page
