"""Shows unpublished versions to whoever holds an open link, without a trace."""

from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from articles.actions.previewing import link_of
from website.pages.preview import preview_page
from website.serving import send_photo
from website.views import rendered

R = TypeVar("R", bound=HttpResponseBase)

# A preview leaves no trace in a search engine, a cache or another site's log.
PREVIEW_HEADERS = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show unpublished versions while their link is open."""
    link = link_of(token)
    page = None if link is None else preview_page(link)
    if page is None:
        return _no_preview(request)
    with translation.override(page.interface):
        return _traceless(rendered("website/preview.html", page=page))


@require_safe
def preview_photo(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """Serve a rendition of the lead photo while the link of its story is open."""
    link = link_of(token)
    try:
        return _traceless(
            send_photo(
                request,
                None if link is None else link.article.lead_photo,
                name,
                caching=PREVIEW_HEADERS["Cache-Control"],
            )
        )
    except Http404:
        return _no_preview(request)


def _no_preview(request: HttpRequest) -> HttpResponse:
    # Ended, revoked, forged, taken down: one answer. No address names a language.
    wanted = translation.get_language_from_request(request)
    with translation.override(wanted):
        home = reverse("home", kwargs={"language": wanted})
        return _traceless(rendered("website/404.html", status=404, home=home))


def _traceless(response: R) -> R:
    for name, value in PREVIEW_HEADERS.items():
        response[name] = value
    return response
