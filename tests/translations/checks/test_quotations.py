"""Quotations, in whatever marks."""

import pytest

from tests.translations.checks.found import ask, texts
from translations.checks.quotations import QuotationsCheck

CHECK = QuotationsCheck()
BACK = {"source_language": "en", "target_language": "km"}
SAID = "គាត់ថា «ទឹកជោរលឿនណាស់ យប់នេះ»។"
OPEN = "គាត់ថា «ទឹកជោរលឿនណាស់ យប់នេះ។"
TERM = "គេហៅវាថាជា «ស្ពានឫស្សីយោល»។"
CALLED = "It is known as a hanging bridge."
LATE = "“The river is late this year,” she said, “and nobody knows why.”"
LATE_KM = "អ្នកស្រីថា «ទន្លេមកយឺតណាស់ឆ្នាំនេះ ហើយគ្មានអ្នកណាដឹងថាមកពីអ្វីទេ»។"


class TestQuotations:
    @pytest.mark.parametrize(
        "target",
        [
            "“The water rises fast tonight,” he said.",
            '"The water rises fast tonight," he said.',
            "‘The water rises fast tonight,’ he said.",
            "'The water rises fast tonight,' he said.",
            "«The water rises fast tonight», he said.",
            "He said: 'The water rises fast tonight, in all the boys' boats.'",
        ],
    )
    def test_stay_whatever_their_marks(self, target):
        assert texts(ask(CHECK, SAID, target)) == []

    @pytest.mark.parametrize(
        ("source", "target"),
        [
            (SAID, "He said that the water rose fast."),
            # It goes on in the next paragraph.
            (OPEN, "The water rises fast tonight, he said."),
            ("គាត់ថា ទឹកជោរលឿនណាស់ យប់នេះ»។", "The water rises fast tonight, he said."),
            ('គាត់ថា “ទឹកជោរលឿនណាស់ យប់នេះ"។', "The water rises fast tonight, he said."),
            # What looks like a mark is an apostrophe.
            (SAID, "The boys' boats rise fast tonight, he said."),
        ],
    )
    def test_are_lost(self, source, target):
        found = ask(CHECK, source, target)
        assert [each.severity for each in found] == ["error"]
        assert found[0].values == {"source": "1", "target": "0"}

    def test_are_lost_in_khmer(self):
        found = ask(CHECK, LATE, LATE_KM.translate({171: "", 187: ""}), **BACK)
        assert [each.severity for each in found] == ["error"]
        assert ask(CHECK, LATE, LATE_KM, **BACK) == []

    def test_do_not_shrink_to_words(self):
        said = "គាត់ថា «ពាក្យ ‹ស្ពាន› មានន័យថាផ្លូវឆ្លងទឹក ហើយផ្លូវនេះជារបស់យើងទាំងអស់គ្នា»។"
        whole = "“The word ‘bridge’ means a way over water, and it is ours,” he said."
        assert ask(CHECK, said, whole) == []
        found = ask(CHECK, said, whole.translate({0x201C: "", 0x201D: ""}))
        assert "the translation only “bridge”" in texts(found)[0]

    def test_are_invented(self):
        found = ask(CHECK, "គាត់ថា ទឹកជោរលឿនណាស់។", "“The water rises fast,” he said.")
        assert [each.severity for each in found] == ["error"]

    def test_may_be_given_without_marks_behind_the_khmer_colon(self):
        found = ask(CHECK, "គាត់ថា៖ ទឹកជោរលឿនណាស់។", "He said: “The water rises fast.”")
        assert [each.severity for each in found] == ["warning"]

    @pytest.mark.parametrize(
        ("source", "target", "more"),
        [
            ("ពាក្យ «ស្ពាន» នេះ", "The word bridge", {}),
            (TERM, CALLED, {}),
            ("It is known as a “hanging bridge”.", "គេហៅវាថាជាស្ពានយោល។", BACK),
            ("គេសង់ស្ពានយោល។", "They build a “hanging bridge”.", {}),
            # Titles of works stand in italics.
            ("រឿង «ផ្កាស្រពោននៅលើទន្លេ»", "The story <em>Wilting by the River</em>", {}),
        ],
    )
    def test_of_words_and_titles_may_come_and_go(self, source, target, more):
        assert texts(ask(CHECK, source, target, **more)) == []

    @pytest.mark.parametrize(
        ("source", "target"),
        [
            ("ទូករបស់គាត់ និងផ្ទះរបស់នាង", "his wife's boat and Dara's house"),
            ("បន្ទះក្តារប្រវែង ៦ អ៊ីញ", 'a board of 6" and a rope'),
            ("គេហៅវាថា ‘ស្ពានយោលចាស់’របស់ភូមិ", "It is called the village's 'old bridge'"),
        ],
    )
    def test_do_not_mistake_other_signs(self, source, target):
        assert texts(ask(CHECK, source, target)) == []


class TestTheirEnds:
    @pytest.mark.parametrize(
        "target",
        [
            "“The water rises fast tonight, he said.",
            'He said: "The water rises fast tonight.',
            "He said: “The water rises “fast”.",
        ],
    )
    def test_are_there(self, target):
        assert "not closed" in texts(ask(CHECK, SAID, target))[0]

    def test_may_stand_alone(self):
        assert ask(CHECK, "ទឹកជោរលឿនណាស់ យប់នេះ។»", "The water rises,' he said.") == []

    @pytest.mark.parametrize("target", ["“The water rises fast.", '"The water rises.'])
    def test_may_stand_in_the_next_paragraph(self, target):
        assert ask(CHECK, "«ទឹកជោរលឿនណាស់ យប់នេះ។", target) == []

    def test_may_be_another_mark_beside_punctuation(self):
        found = ask(CHECK, SAID, 'He said ("It rises fast tonight", he said).')
        assert texts(found) == []
