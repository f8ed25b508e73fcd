"""Answers readers with lists: sections, tags, series, the archive, corrections."""

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from articles.addresses import absolute
from articles.languages import interface_language
from articles.text.dates import written_month
from website.pages.archive import archive_page
from website.pages.lists import (
    StoryList,
    month_page,
    person_page,
    section_page,
    series_page,
    tag_page,
)
from website.pages.machine_rights import machine_rights
from website.pages.paging import Place, PlaceError, place_of
from website.pages.standing import about_page, corrections_page, rights_page
from website.serving import sparing
from website.views import kept, notice_in, page_not_found, rendered


@require_safe
@sparing
def section(
    request: HttpRequest, language: str, section: str, *, is_sparing: bool
) -> HttpResponse:
    """List the stories of a section."""
    return _listed(
        request,
        language,
        lambda place: section_page(language, section, place),
        is_sparing=is_sparing,
    )


@require_safe
@sparing
def tag(
    request: HttpRequest, language: str, tag: str, *, is_sparing: bool
) -> HttpResponse:
    """List the stories that have a tag."""
    return _listed(
        request,
        language,
        lambda place: tag_page(language, tag, place),
        is_sparing=is_sparing,
    )


@require_safe
@sparing
def series(
    request: HttpRequest, language: str, series: str, *, is_sparing: bool
) -> HttpResponse:
    """List the stories of a series, in its order."""
    return _listed(
        request,
        language,
        lambda _place: series_page(language, series),
        is_sparing=is_sparing,
    )


@require_safe
@sparing
def person(
    request: HttpRequest, language: str, person: str, *, is_sparing: bool
) -> HttpResponse:
    """List the stories of somebody who agrees to be named."""
    return _listed(
        request,
        language,
        lambda place: person_page(language, person, place),
        is_sparing=is_sparing,
    )


@require_safe
@sparing
def month(
    request: HttpRequest, language: str, year: int, month: int, *, is_sparing: bool
) -> HttpResponse:
    """List the stories of a month."""
    try:
        day = date(year, month, 1)
    except (ValueError, OverflowError):
        return page_not_found(request)
    title = written_month(day, language)
    return _listed(
        request,
        language,
        lambda place: month_page(language, day, title, place),
        is_sparing=is_sparing,
    )


@require_safe
def archive(request: HttpRequest, language: str) -> HttpResponse:
    """List the months in which stories came out."""
    with translation.override(interface_language(language)):
        page = archive_page(language)
        if page is None:
            return page_not_found(request)
        return rendered(
            "website/archive.html",
            page=page,
            canonical=absolute(page.url),
            **notice_in(page.outlet, language),
        )


@require_safe
def corrections(request: HttpRequest, language: str) -> HttpResponse:
    """List what was corrected."""
    with translation.override(interface_language(language)):
        try:
            page = corrections_page(language, place_of(request.GET.get("before", "")))
        except PlaceError:
            page = None
        if page is None:
            return page_not_found(request)
        return rendered(
            "website/corrections.html", page=page, canonical=absolute(page.here)
        )


@require_safe
def rights(request: HttpRequest, language: str) -> HttpResponse:
    """Say what may be done with the stories: in plain words, then in full."""
    with translation.override(interface_language(language)):
        page = rights_page(language)
        if page is None:
            return page_not_found(request)
        return rendered(
            "website/rights.html",
            page=page,
            canonical=absolute(page.url),
            is_mining_reserved=machine_rights().is_mining_reserved,
        )


@require_safe
def about(request: HttpRequest, language: str) -> HttpResponse:
    """Say who publishes this, and how."""
    with translation.override(interface_language(language)):
        page = about_page(language)
        if page is None:
            return page_not_found(request)
        return rendered("website/about.html", page=page, canonical=absolute(page.url))


def _listed(
    request: HttpRequest,
    language: str,
    gather: Callable[[Place | None], StoryList | None],
    *,
    is_sparing: bool,
) -> HttpResponse:
    before = request.GET.get("before", "")
    with translation.override(interface_language(language)):
        return kept(
            (request.path, before, is_sparing),
            lambda: _list(language, gather, before, is_sparing=is_sparing),
        ) or page_not_found(request)


def _list(
    language: str,
    gather: Callable[[Place | None], StoryList | None],
    before: str,
    *,
    is_sparing: bool,
) -> HttpResponse | None:
    try:
        page = gather(place_of(before))
    except PlaceError:
        return None
    if page is None:
        return None
    return rendered(
        "website/list.html",
        page=page,
        canonical=absolute(page.here),
        is_sparing=is_sparing,
        **notice_in(page.outlet, language),
    )
