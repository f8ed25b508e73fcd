"""Months, weeks and days of a calendar, and how its address names them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

DAY, WEEK = timedelta(days=1), timedelta(days=7)
FIRST_YEAR, LAST_YEAR = 2000, 2998
"""Far from both ends of what a date can be, and of what a newsroom plans."""


class SpanError(ValueError):
    """An address names no month, week or day."""


class Unit(StrEnum):
    """What is looked at in one piece; also the name in the address."""

    MONTH = "month"
    WEEK = "week"
    DAY = "day"


@dataclass(frozen=True)
class Span:
    """Some days in a row.

    Attributes:
        unit: A month, a week from Monday on, or one day.
        first: Its first day.
    """

    unit: Unit
    first: date

    @classmethod
    def around(cls, unit: Unit, day: date) -> "Span":
        """Return the month, the week or the day that a day is in."""
        match unit:
            case Unit.MONTH:
                return cls(unit, day.replace(day=1))
            case Unit.WEEK:
                return cls(unit, day - day.weekday() * DAY)
            case Unit.DAY:
                return cls(unit, day)

    @classmethod
    def asked(cls, address: Mapping[str, str], today: date) -> "Span":
        """Read the span out of the query of an address.

        Args:
            address: With "month" as 2026-12, "week" as 2026-W49 or "day" as
                2026-12-01; the first of them counts.
            today: Where whoever looks is; its month is meant where nothing is said.

        Raises:
            SpanError: What is said is no month, week or day.

        References:
            ISO 8601-1:2019, calendar and week dates.

        >>> Span.asked({"week": "2026-W49"}, date(2026, 11, 30)).first
        datetime.date(2026, 11, 30)
        """
        for unit in Unit:
            if unit in address:
                return cls.around(unit, _day(unit, address[unit]))
        return cls.around(Unit.MONTH, today)

    @property
    def end(self) -> date:
        """The first day that no longer belongs to it."""
        match self.unit:
            case Unit.MONTH:
                return (self.first + 31 * DAY).replace(day=1)
            case Unit.WEEK:
                return self.first + WEEK
            case Unit.DAY:
                return self.first + DAY

    @property
    def before(self) -> "Span":
        """The one before it."""
        return Span.around(self.unit, self.first - DAY)

    @property
    def after(self) -> "Span":
        """The one after it."""
        return Span.around(self.unit, self.end)

    @property
    def days(self) -> Iterator[date]:
        """Its days in order."""
        return (self.first + n * DAY for n in range((self.end - self.first).days))

    @property
    def name(self) -> str:
        """What stands in an address.

        >>> Span(Unit.WEEK, date(2026, 12, 28)).name
        '2026-W53'
        """
        match self.unit:
            case Unit.MONTH:
                return f"{self.first:%Y-%m}"
            case Unit.WEEK:
                year, week, _day = self.first.isocalendar()
                return f"{year}-W{week:02}"
            case Unit.DAY:
                return self.first.isoformat()

    def moments(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """Return when it begins and when it is over, somewhere: [begin, end)."""
        first, end = (
            datetime.combine(day, time.min, zone) for day in (self.first, self.end)
        )
        return first, end


def _day(unit: Unit, said: str) -> date:
    """Return a day of what an address says."""
    try:
        found = _READ[unit](said)
    except ValueError as error:
        raise SpanError(said) from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise SpanError(said)
    return found


def _of_month(said: str) -> date:
    month = _like(r"\d{4}-\d{2}", said)
    return date.fromisoformat(f"{month}-01")


def _of_week(said: str) -> date:
    year, week = _like(r"\d{4}-W\d{2}", said).split("-W")
    return date.fromisocalendar(int(year), int(week), 1)


def _of_day(said: str) -> date:
    return date.fromisoformat(_like(r"\d{4}-\d{2}-\d{2}", said))


def _like(pattern: str, said: str) -> str:
    if re.fullmatch(pattern, said, re.ASCII) is None:
        raise SpanError(said)
    return said


_READ = {Unit.MONTH: _of_month, Unit.WEEK: _of_week, Unit.DAY: _of_day}
