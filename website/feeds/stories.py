"""Answers who follows the stories of a language, a section, a series or a tag."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from articles.addresses import absolute
from articles.languages import interface_language
from articles.models import Section, Series, Tag
from website.feeds.writing import KINDS
from website.files import is_known
from website.pages.feed import Feed, feed_of
from website.views import page_not_found


@require_safe
def stories(request: HttpRequest, language: str, kind: str) -> HttpResponse:
    """Give the newest stories of a language."""
    with translation.override(interface_language(language)):
        return _answer(request, feed_of(language), kind)


@require_safe
def of_section(
    request: HttpRequest, language: str, section: str, kind: str
) -> HttpResponse:
    """Give the newest stories of a section."""
    with translation.override(interface_language(language)):
        found = Section.objects.filter(slug=section).first()
        feed = None if found is None else feed_of(language, section=found)
        return _answer(request, _told(feed), kind)


@require_safe
def of_tag(request: HttpRequest, language: str, tag: str, kind: str) -> HttpResponse:
    """Give the newest stories that have a tag."""
    with translation.override(interface_language(language)):
        found = Tag.objects.filter(slug=tag).first()
        feed = None if found is None else feed_of(language, tag=found)
        return _answer(request, _told(feed), kind)


@require_safe
def of_series(
    request: HttpRequest, language: str, series: str, kind: str
) -> HttpResponse:
    """Give the newest stories of a series."""
    with translation.override(interface_language(language)):
        found = Series.objects.filter(slug=series).first()
        feed = None if found is None else feed_of(language, series=found)
        return _answer(request, _told(feed), kind)


def _told(feed: Feed | None) -> Feed | None:
    """Keep what holds something: a name of what is yet to come would tell of it."""
    return feed if feed and feed.entries else None


def _answer(request: HttpRequest, feed: Feed | None, kind: str) -> HttpResponse:
    """Send a feed, or 304 to who knows these very bytes.

    A moment (If-Modified-Since) is not asked about: what was taken down since changes
    the feed and leaves no newer one.
    """
    if feed is None:
        return page_not_found(request)
    content = KINDS[kind].write(feed, absolute(request.path))
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "public, no-cache"}
    if feed.entries:
        headers["Last-Modified"] = http_date(feed.updated.timestamp())
    if is_known(request, tag):
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(content, content_type=KINDS[kind].media_type, headers=headers)
