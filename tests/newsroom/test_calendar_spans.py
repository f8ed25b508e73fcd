"""Months, weeks and days, and their names in addresses."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.calendar.spans import FIRST_YEAR, LAST_YEAR, Span, SpanError, Unit

TODAY = date(2026, 11, 30)
DAYS = st.dates(date(FIRST_YEAR + 1, 1, 1), date(LAST_YEAR - 1, 12, 31))


class TestAsked:
    @pytest.mark.parametrize(
        ("address", "unit", "first", "end"),
        [
            ({}, "month", date(2026, 11, 1), date(2026, 12, 1)),
            ({"month": "2026-12"}, "month", date(2026, 12, 1), date(2027, 1, 1)),
            ({"month": "2028-02"}, "month", date(2028, 2, 1), date(2028, 3, 1)),
            ({"week": "2026-W49"}, "week", date(2026, 11, 30), date(2026, 12, 7)),
            ({"week": "2026-W53"}, "week", date(2026, 12, 28), date(2027, 1, 4)),
            ({"day": "2026-12-31"}, "day", date(2026, 12, 31), date(2027, 1, 1)),
        ],
    )
    def test_reads_an_address(self, address, unit, first, end):
        span = Span.asked(address, TODAY)
        assert (span.unit, span.first, span.end) == (unit, first, end)

    @pytest.mark.parametrize(
        "address",
        [
            {"month": ""},
            {"month": "2026-13"},
            {"month": "2026-1"},
            {"month": "២០២៦-១២"},
            {"month": "1999-12"},
            {"month": "9999-12"},
            {"week": "2026-49"},
            {"week": "2026-W54"},
            {"week": "2026-W00"},
            {"day": "2026-02-30"},
            {"day": "2026-W49-1"},
            {"day": "20261231"},
        ],
    )
    def test_refuses_what_is_none(self, address):
        with pytest.raises(SpanError):
            Span.asked(address, TODAY)


class TestNeighbours:
    @given(DAYS, st.sampled_from(Unit))
    def test_lead_back(self, day, unit):
        span = Span.around(unit, day)
        assert span.before.after == span == span.after.before
        assert span.before.end == span.first
        assert day in set(span.days)

    @given(DAYS, st.sampled_from(Unit))
    def test_are_found_again_by_their_names(self, day, unit):
        span = Span.around(unit, day)
        assert Span.asked({unit.value: span.name}, TODAY) == span

    @given(DAYS)
    def test_of_a_week_begin_on_monday(self, day):
        assert Span.around(Unit.WEEK, day).first.isoweekday() == 1


class TestMoments:
    def test_are_midnights_where_somebody_is(self):
        zone = ZoneInfo("Asia/Phnom_Penh")
        begin, end = Span(Unit.DAY, date(2026, 12, 1)).moments(zone)
        assert begin == datetime(2026, 11, 30, 17, tzinfo=UTC)
        assert end == datetime(2026, 12, 1, 17, tzinfo=UTC)

    def test_know_of_a_day_that_is_an_hour_shorter(self):
        paris = ZoneInfo("Europe/Paris")
        begin, end = Span(Unit.DAY, date(2027, 3, 28)).moments(paris)
        assert (end.astimezone(UTC) - begin.astimezone(UTC)).total_seconds() == 82_800
