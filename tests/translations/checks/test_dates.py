"""Days: weekdays, months, dates that never were, days told as seen from today."""

import pytest

from tests.translations.checks.found import MONDAY, ask, texts
from translations.checks.dates import DatesCheck

CHECK = DatesCheck()

SAME = [
    ("ថ្ងៃពុធ", "on Wednesday"),
    ("ថ្ងៃច័ន្ទ និងអង្គារ", "on Monday and Tuesday"),
    ("ខែមីនា", "in March"),
    ("ខែមិនា", "in Mar."),
    ("ខែកក្កដា ឬសីហា", "in July or August"),
    ("២៩ កញ្ញា", "September 29"),
    ("កញ្ញា ១០ នាក់ អាយុ ២៩ ឆ្នាំ", "ten young women, 29"),
    ("ខែ៥ ឆ្នាំ២០២៦", "in May 2026"),
    ("គាត់អាចមក", "He may come"),
    ("ពីរអាទិត្យ", "two weeks"),
    ("ព្រះអាទិត្យរះ", "the sun rose"),
    ("ថ្ងៃចន្ទ ទី៣០ ខែវិច្ឆិកា ឆ្នាំ២០២៦", "Monday, November 30, 2026"),
    ("ថ្ងៃនេះ", "today"),
]
OTHER = [
    ("ថ្ងៃពុធ", "on Thursday", 2),
    ("ខែមីនា", "in May", 2),
    ("ខែមីនា", "It may rain", 0),
    ("ខែមីនា", "in April", 2),
    ("(២៩ កញ្ញា)", "(January 29)", 2),
    ("ថ្ងៃទី ៩ មីនា ២០២០", "as of 9 September 2020", 2),
    ("ថ្ងៃទី៣០ ខែវិច្ឆិកា ឆ្នាំ២០២៦", "Tuesday, November 30, 2026", 1),
    ("ថ្ងៃចន្ទ និងពុធ", "on Monday", 1),
]


class TestDates:
    @pytest.mark.parametrize(("source", "target"), SAME)
    def test_are_the_same(self, source, target):
        found = ask(CHECK, source, target, published_date=MONDAY)
        assert texts(found) == []

    @pytest.mark.parametrize(("source", "target", "number"), OTHER)
    def test_that_differ_are_found(self, source, target, number):
        assert len(ask(CHECK, source, target)) == number

    def test_yesterday_is_the_weekday_before_the_publication(self):
        source = "ម្សិលមិញ ទឹកជោរ"
        right = ask(CHECK, source, "The river rose on Sunday", published_date=MONDAY)
        assert texts(right) == []
        wrong = ask(CHECK, source, "The river rose on Monday", published_date=MONDAY)
        assert len(wrong) == 1
        assert wrong[0].words == {"weekday": "Monday"}

    def test_yesterday_stays_yesterday_only_on_that_day(self):
        found = ask(CHECK, "ម្សិលមិញ", "yesterday", published_date=MONDAY)
        assert [each.severity for each in found] == ["warning"]
        assert "2026-11-30" in texts(found)[0]

    def test_a_date_without_a_year_lies_near_the_publication(self):
        source = "ថ្ងៃទី២៨ ខែវិច្ឆិកា"
        right = ask(CHECK, source, "on Saturday, November 28", published_date=MONDAY)
        assert texts(right) == []
        wrong = ask(CHECK, source, "on Friday, November 28", published_date=MONDAY)
        assert texts(wrong) == ["November 28 is no Friday."]

    def test_that_are_none_are_no_fault_of_the_check(self):
        found = ask(CHECK, "ថ្ងៃទី៣១ ខែកុម្ភៈ ឆ្នាំ២០២៦", "Monday, February 31, 2026")
        assert texts(found) == ["February 31 is no Monday."]

    def test_of_other_languages_are_left_alone(self):
        assert ask(CHECK, "ថ្ងៃពុធ", "周四", target_language="zh-Hans") == []
