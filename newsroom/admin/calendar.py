"""The calendar: what goes out, ends and is due, by month, week or day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.languages import LANGUAGES
from articles.text.dates import written_date, written_day, written_month
from articles.workflow import PUBLISH
from newsroom.admin.board import SEES, asked_language
from newsroom.admin.calendar_rows import (
    KINDS,
    Looks,
    language_name,
    shown_days,
    weekdays,
)
from newsroom.admin.deeds import acting
from newsroom.calendar.cautions import Kind
from newsroom.calendar.events import Question
from newsroom.calendar.reading import events_of
from newsroom.calendar.spans import Span, SpanError, Unit
from people.permissions import languages_of

Address = Callable[..., str]


@dataclass(frozen=True)
class Way:
    """A link to another view of the calendar.

    Attributes:
        label: In the interface language.
        url: Path and query.
        is_here: Whether that is what is looked at.
        relation: To what is looked at: prev, next or nothing.
    """

    label: str
    url: str
    is_here: bool = False
    relation: str = ""


@require_safe
def show_calendar(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show what happens on the days that an address names.

    Args:
        request: Of somebody signed in.
        context: Of every page of the admin.

    Raises:
        PermissionDenied: The account may see no story.
    """
    by, now = acting(request), timezone.now()
    if not by.has_perm(SEES):
        raise PermissionDenied
    today = timezone.localdate(now)
    question = Question(
        account=by,
        span=_span(request),
        zone=timezone.get_current_timezone(),
        now=now,
        language=asked_language(request),
        kind=_kind(request),
        is_mine=request.GET.get("mine") == "1",
    )
    found = events_of(question)
    looks = Looks(today, now, languages_of(by, PUBLISH))
    address = _address_of(question)
    days = shown_days(question.span, found.events, looks, address)
    page = {
        **context,
        # The grid needs the width.
        "is_nav_sidebar_enabled": False,
        "title": _("Calendar"),
        "span": question.span,
        "heading": _heading(question.span),
        "days": days,
        "is_empty": not found.events,
        "is_filtered": bool(
            question.language or question.kind is not None or question.is_mine
        ),
        "has_more": found.has_more,
        "weekdays": weekdays(),
        "units": list(_units(question.span, address)),
        "ways": list(_ways(question, address)),
        "filters": list(_filters(question, address)),
        "everything": _bare(question.span),
        "here": request.get_full_path(),
        "zone": by.time_zone,
    }
    return render(request, "admin/calendar.html", page)


def _span(request: HttpRequest) -> Span:
    today = timezone.localdate()
    try:
        return Span.asked(request.GET.dict(), today)
    except SpanError:
        messages.warning(
            request,
            _(
                "The address names no month, week or day of the calendar. "
                "This is the current month."
            ),
        )
        return Span.around(Unit.MONTH, today)


def _kind(request: HttpRequest) -> Kind | None:
    asked = request.GET.get("kind", "")
    return Kind(asked) if asked in set(Kind) else None


def _address_of(question: Question) -> Address:
    """Return what makes addresses that keep every filter but those that are named."""

    def address(span: Span | None = None, **other: str) -> str:
        span = span or question.span
        said = {
            span.unit.value: span.name,
            "language": question.language,
            "kind": question.kind.value if question.kind else "",
            "mine": "1" if question.is_mine else "",
            **other,
        }
        wanted = urlencode({name: text for name, text in said.items() if text})
        return f"{reverse('admin:calendar')}?{wanted}"

    return address


def _bare(span: Span) -> str:
    return f"{reverse('admin:calendar')}?{span.unit}={span.name}"


def _heading(span: Span) -> str:
    speaking = get_language() or settings.LANGUAGE_CODE
    match span.unit:
        case Unit.MONTH:
            return written_month(span.first, speaking)
        case Unit.WEEK:
            *_others, last = span.days
            first = written_date(span.first, speaking)
            return f"{first} – {written_date(last, speaking)}"
        case Unit.DAY:
            return written_day(span.first, speaking)


def _units(span: Span, address: Address) -> Iterator[Way]:
    """Yield the links to the month, week and day around what is looked at."""
    words = {Unit.MONTH: _("Month"), Unit.WEEK: _("Week"), Unit.DAY: _("Day")}
    today = timezone.localdate()
    inside = span.first <= today < span.end
    around = today if inside else span.first
    for unit, label in words.items():
        is_here = unit is span.unit
        yield Way(label, address(Span.around(unit, around)), is_here)


def _ways(question: Question, address: Address) -> Iterator[Way]:
    span = question.span
    today = question.local_day(question.now)
    words = {
        Unit.MONTH: (_("Month before"), _("Month after")),
        Unit.WEEK: (_("Week before"), _("Week after")),
        Unit.DAY: (_("Day before"), _("Day after")),
    }
    before, after = words[span.unit]
    yield Way(before, address(span.before), relation="prev")
    current = Span.around(span.unit, today)
    yield Way(_("Today"), address(current), is_here=current == span)
    yield Way(after, address(span.after), relation="next")


def _filters(question: Question, address: Address) -> Iterator[tuple[str, list[Way]]]:
    """Yield the filters as groups of links, each with its name."""
    tags = [language.tag for language in LANGUAGES]
    if question.language and question.language not in tags:
        tags.append(question.language)
    yield (
        _("Language"),
        [
            Way(_("All languages"), address(language=""), not question.language),
            *(
                Way(
                    language_name(tag),
                    address(language=tag),
                    tag == question.language,
                )
                for tag in tags
            ),
        ],
    )
    yield (
        _("What"),
        [
            Way(_("Everything"), address(kind=""), question.kind is None),
            *(
                Way(str(words), address(kind=kind.value), kind is question.kind)
                for kind, words in KINDS.items()
            ),
        ],
    )
    yield (
        _("Whose"),
        [
            Way(_("Everybody’s"), address(mine=""), not question.is_mine),
            Way(_("Mine"), address(mine="1"), question.is_mine),
        ],
    )
