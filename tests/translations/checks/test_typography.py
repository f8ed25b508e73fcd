"""What a proof-reader sees."""

import pytest

from tests.translations.checks.found import ask, texts
from translations.checks.typography import TypographyCheck

CHECK = TypographyCheck()
BACK = {"source_language": "en", "target_language": "km"}


class TestEnglish:
    @pytest.mark.parametrize(
        ("target", "says"),
        [
            ("The\u200b river rose.", "no width"),
            ("The  river rose.", "Two spaces"),
            ("The river rose ៤ meters.", "Khmer digits are left: ៤"),
            ("The river rose។", "A Khmer sign is left: ។"),
            ("The river rose , then fell.", "No space belongs before “,”"),
            ("The river rose", "does not"),
        ],
    )
    def test_is_read(self, target, says):
        found = ask(CHECK, "ទឹកជោរ។", target)
        assert says in texts(found)[0]

    @pytest.mark.parametrize(
        "target",
        ["The river rose.", "“The river rose.”", "The river rose (4 m).", "Rose?"],
    )
    def test_is_right(self, target):
        assert texts(ask(CHECK, "ទឹកជោរ។", target)) == []

    def test_a_headline_needs_no_full_stop(self):
        assert ask(CHECK, "ទឹកជោរ។", "The river rises", is_heading=True) == []


class TestKhmer:
    def test_ends_as_khmer_does(self):
        found = ask(CHECK, "The river rose.", "ទឹកជោរ.", **BACK)
        assert "។ or ៕" in texts(found)[0]

    @pytest.mark.parametrize("end", ["ឆ្នាំ 2020.", "(COVID-19).", "ជោរ» .", "ABC."])
    def test_has_its_own_full_stop_behind_whatever_there_is(self, end):
        found = ask(CHECK, "The river rose.", f"ទឹកជោរ {end}", **BACK)
        assert any("។ or ៕" in each for each in texts(found))

    @pytest.mark.parametrize("end", ["...", "។"])
    def test_may_end_otherwise(self, end):
        assert ask(CHECK, "The river rose.", f"ទឹកជោរ{end}", **BACK) == []

    @pytest.mark.parametrize(
        "said", ["គាត់ថា: ភ្លៀង។", "ឆាប់ៗ: ភ្លៀង។", "(ថា): ភ្លៀង។", "AFP: ភ្លៀង។"]
    )
    def test_has_its_own_colon(self, said):
        found = ask(CHECK, "He said: rain.", said, **BACK)
        assert "៖" in texts(found)[0]

    def test_leaves_hours_and_addresses_alone(self):
        told = "ម៉ោង ១៧:៣០ នៅ https://x.example ភ្លៀង។"
        assert (
            ask(CHECK, "At 17:30 at https://x.example it rained.", told, **BACK) == []
        )

    @pytest.mark.parametrize("told", ["ទឹក\u200bជោរ។", "ទឹកជោរ។\u200b", "«ទឹកជោរ»\u200b"])
    def test_may_hold_spaces_of_no_width(self, told):
        assert ask(CHECK, "The river rose.", told, **BACK) == []
