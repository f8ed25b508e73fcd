"""Answers who follows the stories of a language, a section, a series or a tag."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from articles.addresses import absolute
from articles.languages import interface_language
from website.feeds.writing import KINDS
from website.files import is_known
from website.pages.feed import Feed, feed_of
from website.views import kept, page_not_found


@require_safe
def stories(request: HttpRequest, language: str, kind: str) -> HttpResponse:
    """Give the newest stories of a language."""
    return _answer(request, language, kind)


@require_safe
def of_section(
    request: HttpRequest, language: str, section: str, kind: str
) -> HttpResponse:
    """Give the newest stories of a section."""
    return _answer(request, language, kind, "section", section)


@require_safe
def of_tag(request: HttpRequest, language: str, tag: str, kind: str) -> HttpResponse:
    """Give the newest stories that have a tag."""
    return _answer(request, language, kind, "tag", tag)


@require_safe
def of_series(
    request: HttpRequest, language: str, series: str, kind: str
) -> HttpResponse:
    """Give the newest stories of a series."""
    return _answer(request, language, kind, "series", series)


def _answer(
    request: HttpRequest, language: str, kind: str, by: str = "", slug: str = ""
) -> HttpResponse:
    """Send a feed, or 304 to who knows these very bytes.

    A moment (If-Modified-Since) is not asked about: what was taken down since changes
    the feed and leaves no newer one.
    """
    with translation.override(interface_language(language)):
        answer = kept(
            ("feed", language, kind, by, slug, request.path),
            lambda: _written(feed_of(language, by, slug), kind, request.path),
        )
    if answer is None:
        return page_not_found(request)
    if is_known(request, answer["ETag"]):
        del answer["Content-Type"]
        return HttpResponse(status=304, headers=dict(answer.items()))
    return answer


def _written(feed: Feed | None, kind: str, path: str) -> HttpResponse | None:
    if feed is None:
        return None
    content = KINDS[kind].write(feed, absolute(path))
    headers = {
        "Content-Type": KINDS[kind].media_type,
        "ETag": f'"{sha256(content).hexdigest()[:32]}"',
        "Cache-Control": "public, no-cache",
    }
    if feed.entries:
        headers["Last-Modified"] = http_date(feed.updated.timestamp())
    return HttpResponse(content, headers=headers)
