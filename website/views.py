"""Answers readers: pages, photos, recordings."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import Error as DatabaseFault
from django.db.models import Exists
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    JsonResponse,
)
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from articles.addresses import absolute, path_to
from articles.languages import LanguageTagError, interface_language
from articles.models import Outlet, Photo, Version
from exports.formats.poster import WIDE
from rights.lookup import current_notice, notice_for
from rights.machines import metas
from website.files import is_known, send
from website.jsonld import news_article, to_script
from website.keeping import KEEPER, Page
from website.pages.article import article_page
from website.pages.home import home_page
from website.pages.lists import newsroom
from website.pages.machine_rights import machine_rights
from website.pages.moved import moved_to, was_taken_down
from website.pages.paging import PlaceError, place_of
from website.pages.pair import pair_page
from website.pages.policies import policy_of, policy_url
from website.pages.posters import drawn, poster_of, poster_url
from website.pages.single import single_file, standing_alone
from website.pages.sounds import public_recording, sent_file
from website.serving import send_photo, sparing

R = TypeVar("R", bound=HttpResponseBase)

# A photo stays in a browser for this long after its story is taken down.
PHOTO_SECONDS = 300
# A server without its database asks it for nothing more.
PASSING = 503


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Lead to the front page in the language that the browser asks for first."""
    wanted = translation.get_language_from_request(request)
    response = HttpResponseRedirect(reverse("home", kwargs={"language": wanted}))
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
@sparing
def home(request: HttpRequest, language: str, *, is_sparing: bool) -> HttpResponse:
    """Show the front page of a language, or a page that goes on from it."""
    with translation.override(interface_language(language)):
        before = request.GET.get("before", "")
        return kept(
            ("home", language, before, is_sparing),
            lambda: _home(language, before, is_sparing=is_sparing),
        ) or page_not_found(request)


def _home(language: str, before: str, *, is_sparing: bool) -> HttpResponse | None:
    try:
        page = home_page(language_tag=language, place=place_of(before))
    except PlaceError:
        return None
    if page is None:
        return None
    return rendered(
        "website/home.html",
        page=page,
        canonical=absolute(page.here),
        x_default=absolute(path_to("choose_language")),
        podcast=_podcast(page.language),
        is_sparing=is_sparing,
        **notice_in(page.outlet, language),
    )


@require_safe
@sparing
def article(
    request: HttpRequest, language: str, section: str, slug: str, *, is_sparing: bool
) -> HttpResponse:
    """Show a published version."""
    place = {"language": language, "section": section, "slug": slug}
    with translation.override(interface_language(language)):
        return kept(
            ("article", *place.values(), is_sparing),
            lambda: _article(place, is_sparing=is_sparing),
        ) or _elsewhere(request, language, slug)


def _article(place: dict[str, str], *, is_sparing: bool) -> HttpResponse | None:
    page = article_page(
        language_tag=place["language"], section=place["section"], slug=place["slug"]
    )
    if page is None:
        return None
    poster = poster_of(page.version, page.notice)
    return rendered(
        "website/article.html",
        page=page,
        poster=poster and absolute(poster_url(page.version, poster)),
        poster_size=(WIDE.width, WIDE.height),
        body=page.body_across,
        lite=path_to("lite", **place),
        single=path_to("single", **place),
        is_sparing=is_sparing,
        jsonld=to_script(news_article(page)),
        canonical=absolute(page.url),
        x_default=absolute(page.original_url or page.url),
        ask_url=path_to("ask", **place),
        policy=policy_url(page.version.article_id),
        podcast=_podcast(page.language),
    )


@gzip_page
@require_safe
def lite(request: HttpRequest, language: str, section: str, slug: str) -> HttpResponse:
    """Show a published version as text alone, in one answer that is as small as can be.

    Packed, which is safe here: nothing on it is a secret of who asks.
    """
    with translation.override(interface_language(language)):
        return kept(
            ("lite", language, section, slug), lambda: _lite(language, section, slug)
        ) or _elsewhere(request, language, slug)


def _lite(language: str, section: str, slug: str) -> HttpResponse | None:
    page = article_page(language_tag=language, section=section, slug=slug)
    if page is None:
        return None
    return rendered("website/lite.html", page=page, canonical=absolute(page.url))


@gzip_page
@require_safe
def single(
    request: HttpRequest, language: str, section: str, slug: str
) -> HttpResponse:
    """Send a published version as one file that needs no network, to be passed on."""
    with translation.override(interface_language(language)):
        page = article_page(language_tag=language, section=section, slug=slug)
        if page is None:
            return _elsewhere(request, language, slug)
        response = rendered(
            "website/single.html",
            page=single_file(page),
            is_kept_home=page.picture is not None and page.picture.is_third_party,
            canonical=absolute(page.url),
            policy=absolute(policy_url(page.version.article_id)),
            ask_url=absolute(f"{page.url}ask/"),
            jsonld=to_script(news_article(page)),
        )
    response.content = standing_alone(response.content.decode()).encode()
    name = content_disposition_header(
        as_attachment=True, filename=f"{slug}.{language}.html"
    )
    response["Content-Disposition"] = str(name)
    return response


@require_safe
def poster(
    request: HttpRequest, language: str, section: str, slug: str
) -> HttpResponse:
    """Draw the picture that a shared link of a version shows."""
    version = (
        Version.objects.public()
        .select_related("article__outlet", "article__section")
        .filter(language=language, article__section__slug=section, slug=slug)
        .first()
    )
    if version is None:
        raise Http404
    notice = notice_for(version.article)
    if notice is None:
        raise Http404
    with translation.override(interface_language(language)):
        shown = poster_of(version, notice)
    if shown is None:
        raise Http404
    headers = {
        "ETag": f'"{shown.mark}"',
        "Cache-Control": f"public, max-age={PHOTO_SECONDS}",
        "Content-Type": "image/png",
    }
    if is_known(request, headers["ETag"]):
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(drawn(shown), headers=headers)


@require_safe
def pair(request: HttpRequest, article_id: UUID, language: str = "") -> HttpResponse:
    """Show an original and a translation of it side by side."""
    page = pair_page(article_id, language)
    if page is None:
        raise Http404
    with translation.override(page.interface):
        return rendered(
            "website/pair.html",
            page=page,
            language=page.interface,
            # Search engines are led to the story: here it stands a second time.
            canonical=absolute(page.sides[0].url),
        )


@require_safe
def photo(request: HttpRequest, photo_id: UUID, name: str) -> HttpResponseBase:
    """Serve a rendition of a photo while a public story shows it."""
    shown = Photo.objects.filter(pk=photo_id)
    public = Version.objects.public().filter(article__lead_photo=photo_id)
    return send_photo(
        request,
        shown.filter(Exists(public)).first(),
        name,
        caching=f"public, max-age={PHOTO_SECONDS}",
    )


@require_safe
def recording(request: HttpRequest, recording_id: UUID, name: str) -> HttpResponseBase:
    """Serve a file of a recording while its version is public."""
    found = public_recording(recording_id)
    sent = None if found is None else sent_file(found, name)
    if sent is None or not sent.path.is_file():
        raise Http404
    return send(request, sent)


@require_safe
def policy(request: HttpRequest, policy_id: UUID) -> HttpResponse:
    """Serve what may be done with a story, or under a permission, to machines."""
    del request
    found = policy_of(policy_id)
    if found is None:
        raise Http404
    response = JsonResponse(
        found,
        content_type="application/ld+json",
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    response["X-Robots-Tag"] = "noindex"
    return response


def page_not_found(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponse:
    """Say in the language of the address that nothing is there, and no more."""
    del exception
    with translation.override(_language_of(request.path)):
        return rendered(
            "website/404.html",
            status=404,
            outlet=newsroom(),
            home=_home_of(request.path),
        )


def server_error(request: HttpRequest, *, status: int = 500) -> HttpResponse:
    """Say in the language of the address that the newsroom is back soon.

    Args:
        request: Of any page of readers.
        status: Of the answer: 500 for a mistake of ours, 503 for what passes by itself.
    """
    with translation.override(_language_of(request.path)):
        return rendered(
            "website/500.html",
            status=status,
            outlet=None if status == PASSING else _newsroom_if_told(),
            home=_home_of(request.path),
        )


def _elsewhere(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    new_url = moved_to(language_tag=language, slug=slug)
    if new_url is not None:
        return HttpResponsePermanentRedirect(new_url)
    return gone_or_unknown(request, language=language, slug=slug)


def gone_or_unknown(request: HttpRequest, *, language: str, slug: str) -> HttpResponse:
    """Say in every language of ours that a story was taken down, or that none is there.

    Args:
        request: Of any address of the story.
        language: BCP 47, as in the address.
        slug: As in the address.
    """
    if not was_taken_down(language_tag=language, slug=slug):
        return page_not_found(request)
    return rendered(
        "website/410.html",
        status=410,
        # Whose site it is, as on every page of it: not whose the story was.
        outlet=newsroom(),
        home=_home_of(request.path),
        others=[
            tag
            for tag, _name in settings.LANGUAGES
            if tag != translation.get_language()
        ],
    )


def notice_in(outlet: Outlet | None, language: str) -> dict[str, Any]:
    """Return the notice as the foot of a list prints it; nothing before the first."""
    notice = None if outlet is None else current_notice(outlet)
    if notice is None:
        return {}
    return {
        "notice": notice.text_for(language),
        "notice_language": notice.language_for(language),
    }


def rendered(template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Answer with a page that knows nobody, in the active language."""
    # Without the request on purpose.
    context["interface"] = translation.get_language()
    context["machines"] = metas(machine_rights())
    return HttpResponse(render_to_string(template, context), status=status)


def kept(
    asked: tuple[Hashable, ...], make: Callable[[], HttpResponse | None]
) -> HttpResponse | None:
    """Answer with a page that knows nobody, made now or before.

    Args:
        asked: All that the page depends on besides the database and the settings.
        make: Makes the answer, 200; None where there is none.
    """

    def page() -> Page | None:
        made = make()
        return None if made is None else Page(made.content, tuple(made.items()))

    sent = KEEPER.page(asked, page)
    return (
        None if sent is None else HttpResponse(sent.content, headers=dict(sent.headers))
    )


def _newsroom_if_told() -> Outlet | None:
    try:
        return newsroom()
    except DatabaseFault:
        return None


def _podcast(language: str) -> str:
    return path_to("podcast", language=language)


def _language_of(path: str) -> str:
    try:
        return interface_language(path.strip("/").partition("/")[0])
    except LanguageTagError:
        return settings.LANGUAGE_CODE


def _home_of(path: str) -> str:
    return reverse("home", kwargs={"language": _language_of(path)})
