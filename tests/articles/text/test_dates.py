"""Dates, times and digits."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.dates import (
    ENGLISH_MONTHS,
    ENGLISH_WEEKDAYS,
    KHMER_MONTHS,
    KHMER_WEEKDAYS,
    NaiveMomentError,
    english_date,
    from_khmer_digits,
    khmer_date,
    to_khmer_digits,
    written_date,
    written_day,
    written_moment,
    written_month,
    written_number,
    written_time,
    written_weekday,
)
from articles.text.khmer import canonical

PHNOM_PENH = timezone(timedelta(hours=7))


class TestDigits:
    @given(st.text())
    def test_change_nothing_but_digits(self, text: str) -> None:
        khmer = to_khmer_digits(text)
        assert len(khmer) == len(text)
        assert not set("0123456789") & set(khmer)
        assert from_khmer_digits(khmer) == from_khmer_digits(text)

    def test_come_in_the_right_order(self) -> None:
        assert to_khmer_digits("0123456789") == "០១២៣៤៥៦៧៨៩"

    def test_follow_the_language_of_a_number(self) -> None:
        assert written_number("1:05", "km-KH") == "១:០៥"
        assert written_number(5, "en") == "5"


class TestDays:
    @given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
    def test_are_dates_with_their_day_of_the_week(self, day: date) -> None:
        assert written_day(day, "en") == f"{day:%A}, {english_date(day)}"
        khmer = written_day(day, "km-KH")
        assert khmer.startswith(f"ថ្ងៃ{KHMER_WEEKDAYS[day.weekday()]} ទី")
        assert khmer.endswith(written_month(day, "km"))
        assert not set("0123456789") & set(khmer)
        assert written_day(day, "vi") == day.isoformat()

    def test_begin_with_monday(self) -> None:
        week = [date(2026, 11, 30) + timedelta(days=n) for n in range(7)]
        english = [written_weekday(day, "en") for day in week]
        assert tuple(english) == ENGLISH_WEEKDAYS
        assert tuple(written_weekday(day, "km") for day in week) == KHMER_WEEKDAYS
        assert [written_weekday(day, "fr") for day in week] == list("1234567")

    def test_are_in_months_that_are_spelt_right(self) -> None:
        assert written_month(date(2027, 3, 9), "km") == "ខែមីនា ឆ្នាំ២០២៧"
        assert written_month(date(2027, 3, 9), "en") == "March 2027"
        assert written_month(date(2027, 3, 9), "fr") == "2027-03"

    def test_are_spelt_in_the_normal_form(self) -> None:
        assert [canonical(name) for name in KHMER_WEEKDAYS] == list(KHMER_WEEKDAYS)


class TestDates:
    def test_are_written_as_the_khmer_press_does(self) -> None:
        assert khmer_date(date(2019, 7, 18)) == "ថ្ងៃទី១៨ ខែកក្កដា ឆ្នាំ២០១៩"

    def test_spell_march_right(self) -> None:
        assert khmer_date(date(2026, 3, 1)) == "ថ្ងៃទី១ ខែមីនា ឆ្នាំ២០២៦"

    def test_are_written_as_the_english_press_does(self) -> None:
        assert english_date(date(2019, 7, 18)) == "July 18, 2019"

    @pytest.mark.parametrize(
        ("language", "written"),
        [
            ("km-KH", "ថ្ងៃទី៥ ខែធ្នូ ឆ្នាំ២០២៥"),
            ("EN-gb", "December 5, 2025"),
            ("vi", "2025-12-05"),
            ("zh-Hans", "2025-12-05"),
        ],
    )
    def test_follow_the_language(self, language: str, written: str) -> None:
        assert written_date(date(2025, 12, 5), language) == written

    def test_have_twelve_different_months(self) -> None:
        assert len(set(KHMER_MONTHS)) == len(set(ENGLISH_MONTHS)) == 12
        assert all(canonical(month) == month for month in KHMER_MONTHS)


class TestMoments:
    @pytest.mark.parametrize(
        ("hour", "khmer", "english"),
        [
            (0, "ម៉ោង ០០:០៥", "12:05 a.m."),
            (9, "ម៉ោង ០៩:០៥", "9:05 a.m."),
            (12, "ម៉ោង ១២:០៥", "12:05 p.m."),
            (23, "ម៉ោង ២៣:០៥", "11:05 p.m."),
        ],
    )
    def test_tell_the_time(self, hour: int, khmer: str, english: str) -> None:
        moment = datetime(2026, 3, 1, hour, 5, tzinfo=PHNOM_PENH)
        assert written_time(moment, "km", zone=PHNOM_PENH) == khmer
        assert written_time(moment, "en", zone=PHNOM_PENH) == english
        assert written_time(moment, "vi", zone=PHNOM_PENH) == f"{hour:02}:05"

    def test_take_the_day_of_the_reader(self) -> None:
        late = datetime(2026, 2, 28, 18, 30, tzinfo=UTC)
        assert written_moment(late, "en", zone=PHNOM_PENH) == "March 1, 2026, 1:30 a.m."
        assert (
            written_moment(late, "km", zone=PHNOM_PENH)
            == "ថ្ងៃទី១ ខែមីនា ឆ្នាំ២០២៦ ម៉ោង ០១:៣០"
        )
        assert written_moment(late, "vi", zone=PHNOM_PENH) == "2026-03-01 01:30"

    def test_want_a_time_zone(self) -> None:
        naive = datetime(2026, 3, 1, tzinfo=UTC).replace(tzinfo=None)
        with pytest.raises(NaiveMomentError):
            written_moment(naive, "km", zone=PHNOM_PENH)
        with pytest.raises(NaiveMomentError):
            written_time(naive, "en", zone=PHNOM_PENH)
