"""The events of a calendar in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles.languages import name_of
from articles.models import Article, ReplyRequest, Status, Version
from articles.text.dates import (
    written_day,
    written_number,
    written_time,
    written_weekday,
)
from newsroom.admin.headlines import Named, named_by
from newsroom.admin.steps import HourForm
from newsroom.calendar.cautions import Caution, Kind
from newsroom.calendar.events import Event
from newsroom.calendar.spans import Span, Unit
from rights.models import Grant

Words = str | Promise
MOST_A_DAY: Mapping[Unit, int] = {Unit.MONTH: 5, Unit.WEEK: 20, Unit.DAY: 1_000}

KINDS: Mapping[Kind, Words] = {
    Kind.RELEASE: gettext_lazy("Publication"),
    Kind.EMBARGO: gettext_lazy("The embargo ends"),
    Kind.DEADLINE: gettext_lazy("Deadline"),
    Kind.REPLY: gettext_lazy("Answer to a request for a reply"),
    Kind.PERMISSION: gettext_lazy("A permission ends"),
}
CAUTIONS: Mapping[Caution, Words] = {
    Caution.HIDDEN: gettext_lazy("The story is hidden: readers will not see it."),
    Caution.RESTRICTED: gettext_lazy(
        "The story is restricted: readers will not see it."
    ),
    Caution.SOURCE_LATER: gettext_lazy("It goes out before its original."),
    Caution.SOURCE_NOT_OUT: gettext_lazy(
        "Its original is neither published nor scheduled."
    ),
    Caution.STALE: gettext_lazy("The original was changed since it was translated."),
    Caution.NEWER_TEXT: gettext_lazy(
        "What was written since then does not go out with it."
    ),
    Caution.EMBARGO_LATER: gettext_lazy(
        "The embargo ends later: readers see it only then."
    ),
    Caution.NOT_BEGUN: gettext_lazy("The story is not written in any language yet."),
    Caution.NOT_APPROVED: gettext_lazy("Not approved yet."),
    Caution.NOT_PUBLISHED: gettext_lazy("Approved, but nobody has published it."),
    Caution.OVERDUE: gettext_lazy("Overdue."),
    Caution.NOBODY: gettext_lazy("Nobody has it."),
}


@dataclass(frozen=True)
class Move:
    """The short form that moves an hour of the schedule.

    Attributes:
        url: Where it is sent, and the page on which it comes back if it is refused.
        form: Filled in with the hour as it stands.
    """

    url: str
    form: HourForm


@dataclass(frozen=True)
class ShownEvent:
    """An event as its line says it.

    Attributes:
        pk: For what describes it on the page.
        kind: Code and words.
        at: Timezone-aware; None for the whole day.
        time: As written; says so where it is the whole day.
        title: What it is called.
        lang: Of the title; empty where it is in the interface language.
        url: Of the page on which one acts.
        language: In the interface language; empty where it has none.
        state: In the interface language; may be empty.
        code: Of the state, for its shape and colour.
        holder: Who has it, a few words; may be empty.
        cautions: A sentence each.
        move: None where whoever looks may not move it.
    """

    pk: str
    kind: tuple[str, Words]
    at: datetime | None
    time: str
    title: str
    lang: str
    url: str
    language: str
    state: str
    code: str
    holder: str
    cautions: tuple[Words, ...]
    move: Move | None


@dataclass(frozen=True)
class ShownDay:
    """A day of the calendar.

    Attributes:
        day: Which.
        name: As written, with its day of the week.
        number: Of the day in the month, as written.
        column: From 1 for Monday to 7.
        is_today: Where whoever looks is.
        events: As many as fit.
        more: How many more there are, as written; empty for none.
        url: Of the day alone.
    """

    day: date
    name: str
    number: str
    column: int
    is_today: bool
    events: tuple[ShownEvent, ...]
    more: str
    url: str


@dataclass(frozen=True)
class Looks:
    """Who looks, and from where.

    Attributes:
        today: Where they are.
        now: Timezone-aware.
        publishes: BCP 47 tags in which they may publish; None for every language.
    """

    today: date
    now: datetime
    publishes: frozenset[str] | None


def shown_days(
    span: Span, events: Iterable[Event], looks: Looks, address: Any
) -> tuple[ShownDay, ...]:
    """Put days in words, without a query.

    Args:
        span: Which days.
        events: In their order.
        looks: Who looks.
        address: Returns the path of a span, with the filters that hold.
    """
    by_day: dict[date, list[Event]] = {day: [] for day in span.days}
    for event in events:
        by_day[event.day].append(event)
    most = MOST_A_DAY[span.unit]
    return tuple(
        ShownDay(
            day=day,
            name=written_day(day, _speaking()),
            number=_written(day.day),
            column=day.isoweekday(),
            is_today=day == looks.today,
            events=tuple(_shown(event, looks) for event in found[:most]),
            more=_written(len(found) - most) if len(found) > most else "",
            url=address(Span(Unit.DAY, day)),
        )
        for day, found in by_day.items()
    )


def weekdays() -> list[str]:
    """Name the days of the week, Monday first."""
    # The first of January 2024 was a Monday.
    return [written_weekday(date(2024, 1, n), _speaking()) for n in range(1, 8)]


def _shown(event: Event, looks: Looks) -> ShownEvent:
    subject = event.subject
    lines: Mapping[type, Any] = {
        Version: _of_version,
        Article: _of_story,
        ReplyRequest: _of_reply,
        Grant: _of_permission,
    }
    told = lines[type(subject)](subject, event, looks)
    return ShownEvent(
        pk=f"{event.kind}-{subject.pk}",
        kind=(event.kind.value, KINDS[event.kind]),
        at=event.at,
        time=_time(event.at),
        cautions=tuple(CAUTIONS[each] for each in event.cautions),
        **{
            "lang": "",
            "language": "",
            "state": "",
            "code": "",
            "holder": "",
            "move": None,
            **told,
        },
    )


def _of_version(version: Version, event: Event, looks: Looks) -> dict[str, Any]:
    name: Named = named_by(version, event.written)
    visible_from = version.published_at
    is_scheduled = (
        version.status == Status.PUBLISHED
        and visible_from is not None
        and visible_from > looks.now
    )
    may_publish = looks.publishes is None or version.language in looks.publishes
    is_moved = is_scheduled and may_publish and event.kind is Kind.RELEASE
    return {
        "title": name.title,
        "lang": name.lang,
        "url": reverse("admin:articles_version_change", args=[version.pk]),
        "language": name.language,
        "state": _("scheduled") if is_scheduled else str(Status(version.status).label),
        "code": "scheduled" if is_scheduled else version.status,
        "holder": _holder(version, event),
        "move": _move(version) if is_moved else None,
    }


def _of_story(article: Article, event: Event, looks: Looks) -> dict[str, Any]:
    return {
        "title": article.slugline or _("(no headline yet)"),
        "url": reverse("admin:articles_article_change", args=[article.pk]),
        "state": _("not begun"),
        "code": "none",
    }


def _of_reply(request: ReplyRequest, event: Event, looks: Looks) -> dict[str, Any]:
    # Who asks is nobody's business here.
    headline, lang = event.headline
    return {
        "title": headline or request.article.slugline or _("Story"),
        "lang": lang if headline else "",
        "url": reverse("admin:articles_replyrequest_change", args=[request.pk]),
        "state": _("decided, not published yet") if request.decision else _("open"),
        "code": "submitted",
        "holder": _("entered by %(account)s") % {"account": request.entered_by},
    }


def _of_permission(grant: Grant, event: Event, looks: Looks) -> dict[str, Any]:
    return {
        "title": str(grant.licensee),
        "url": reverse("admin:rights_grant_change", args=[grant.pk]),
        "state": _("denial") if grant.is_denial else "",
        "code": "withdrawn" if grant.is_denial else "",
        "holder": _("granted by %(account)s") % {"account": grant.granted_by}
        if grant.granted_by
        else "",
    }


def _holder(version: Version, event: Event) -> str:
    said = []
    if version.owner is not None:
        said.append(_("in the hands of %(account)s") % {"account": version.owner})
    if event.offered_to:
        # It stays where it is until they accept.
        said.append(_("offered to %(account)s") % {"account": event.offered_to})
    return " · ".join(said)


def _move(version: Version) -> Move:
    return Move(
        reverse("admin:articles_version_step", args=[version.pk, "schedule"]),
        HourForm(
            auto_id=f"hour-{version.pk}-%s",
            initial={"visible_from": version.published_at},
        ),
    )


def _time(at: datetime | None) -> str:
    if at is None:
        return _("all day")
    return written_time(at, _speaking(), zone=timezone.get_current_timezone())


def language_name(tag: str) -> str:
    """Name a language in the interface language."""
    return name_of(tag, in_language=_speaking())


def _written(number: int) -> str:
    return written_number(number, _speaking())


def _speaking() -> str:
    return get_language() or settings.LANGUAGE_CODE
