"""Quotations, in whatever marks."""

import pytest

from tests.translations.checks.found import ask, texts
from translations.checks.quotations import QuotationsCheck

CHECK = QuotationsCheck()
SAID = "គាត់ថា «ទឹកជោរលឿនណាស់ យប់នេះ»។"


class TestQuotations:
    @pytest.mark.parametrize(
        "target",
        [
            "“The water rises fast tonight,” he said.",
            '"The water rises fast tonight," he said.',
            "‘The water rises fast tonight,’ he said.",
            "'The water rises fast tonight,' he said.",
            "«The water rises fast tonight», he said.",
        ],
    )
    def test_stay_whatever_their_marks(self, target):
        assert texts(ask(CHECK, SAID, target)) == []

    def test_are_lost(self):
        found = ask(CHECK, SAID, "He said that the water rose fast.")
        assert [each.severity for each in found] == ["error"]
        assert found[0].values == {"source": "1", "target": "0"}

    def test_are_invented(self):
        found = ask(CHECK, "គាត់ថា ទឹកជោរលឿនណាស់។", "“The water rises fast,” he said.")
        assert [each.severity for each in found] == ["error"]

    def test_of_a_single_word_may_come_and_go(self):
        assert ask(CHECK, "ពាក្យ «ស្ពាន» នេះ", "The word bridge") == []

    def test_do_not_mistake_an_apostrophe(self):
        assert (
            ask(CHECK, "ទូករបស់គាត់ និងផ្ទះរបស់នាង", "his wife's boat and Dara's house") == []
        )

    def test_are_closed(self):
        found = ask(CHECK, SAID, "“The water rises fast tonight, he said.")
        assert "not closed" in texts(found)[0]

    def test_that_go_on_in_the_next_paragraph_need_not_close(self):
        assert ask(CHECK, "«ទឹកជោរលឿនណាស់ យប់នេះ។", "“The water rises fast tonight.") == []
