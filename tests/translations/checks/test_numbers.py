"""Numbers: in digits, words, magnitudes and other units they are the same."""

import pytest

from tests.translations.checks.found import ask, texts
from translations.checks.numbers import NumbersCheck
from translations.checks.pairs import Severity

CHECK = NumbersCheck()

SAME = [
    ("តូប ៤២", "42 stalls"),
    ("តូប ៤២", "forty-two stalls"),
    ("ពីររយម្ភៃ នាក់", "220 people"),
    ("១២.០០០ រៀល", "12,000 riel"),
    ("១២,០០០ រៀល", "12,000 riel"),
    ("១២០០០ រៀល", "12,000 riel"),
    ("៣,៨ លានដុល្លារ", "$3.8 million"),
    ("៣,៨ លានដុល្លារ", "$3,800,000"),
    ("១.២៣៤.៥៦៧,៥", "1,234,567.5"),
    ("១ លាន ៥ សែននាក់", "1.5 million people"),
    ("១០ ម៉ឺននាក់", "100,000 people"),
    ("៤ ភាគរយ", "4%"),
    ("ម៉ោង ៧:៣០ ព្រឹក", "7.30 in the morning"),
    ("ម៉ោង ៧ និង ៣០ នាទី", "at 7:30"),
    ("ម៉ោង ១៤", "2 p.m."),
    ("ម៉ោង ២ រសៀល", "14:00"),
    ("ម៉ោង ៤", "4:00"),
    ("ថ្ងៃទី១៨ ខែ៧ ឆ្នាំ២០១៩", "July 18, 2019"),
    ("ថ្ងៃទី១៨ ខែកក្កដា ឆ្នាំ២០១៩", "18/7/2019"),
    ("ព.ស. ២៥៦៣", "2019"),
    ("ទសវត្សរ៍ទី ៩០", "the 1990s"),
    ("សតវត្សទី ១៩", "the XIX century"),
    ("លើកទី ២", "the second time"),
    ("មនុស្ស ១២ នាក់", "a dozen people"),
    ("អ្នកជំងឺ ២ នាក់", "both patients"),
    ("ពាក់កណ្តាល", "half"),
    ("៥០០ ពាន់", "500,000"),
    ("១.៧១៦ ពាន់លាន", "1.716 billion"),
]
OTHER = [
    ("តូប ៤២", "24 stalls"),
    ("តូប ៤២", "many stalls"),
    ("តូបជាច្រើន", "42 stalls"),
    ("១២.០០០ រៀល", "1,200 riel"),
    ("៣,៨ លាន", "3.8 billion"),
    ("ម៉ោង ៧:៣០", "7:45"),
    ("៥ នាក់ស្លាប់ ៦ នាក់រងរបួស", "5 died, 5 were hurt"),
]
CONVERTED = [
    ("៣០០ គីឡូម៉ែត្រ", "300 kilometers (190 miles)"),
    ("១២.០០០ រៀល", "12,000 riel (about $3)"),
    ("២ ហិកតា", "2 hectares, or 5 acres"),
    ("៧២ គីឡូម៉ែត្រ", "45 miles"),
    ("១០ គីឡូក្រាម", "10 kilograms (22 pounds)"),
    ("១.០០០ បាត", "1,000 baht (120,000 riel)"),
]
NO_CONVERSION = [
    ("៣០០ គីឡូម៉ែត្រ", "300 kilometers (290 miles)"),
    ("១២.០០០ រៀល", "12,000 riel (about $30)"),
    ("៣០០ គីឡូម៉ែត្រ", "300 kilometers (190 pounds)"),
]


class TestNumbers:
    @pytest.mark.parametrize(("source", "target"), SAME)
    def test_are_the_same_however_they_are_written(self, source, target):
        assert texts(ask(CHECK, source, target)) == []

    @pytest.mark.parametrize(("source", "target"), SAME)
    def test_are_the_same_the_other_way_round(self, source, target):
        languages = {"source_language": "en", "target_language": "km"}
        assert texts(ask(CHECK, target, source, **languages)) == []

    @pytest.mark.parametrize(("source", "target"), OTHER)
    def test_that_differ_are_found(self, source, target):
        assert {each.severity for each in ask(CHECK, source, target)} == {
            Severity.ERROR
        }

    def test_are_named_on_the_side_that_says_them(self):
        assert texts(ask(CHECK, "តូប ៤២", "43 stalls")) == [
            "The source says 42, the translation does not.",
            "The translation says 43, the source does not.",
        ]

    @pytest.mark.parametrize(("source", "target"), CONVERTED)
    def test_may_be_converted(self, source, target):
        assert texts(ask(CHECK, source, target)) == []

    @pytest.mark.parametrize(("source", "target"), NO_CONVERSION)
    def test_are_converted_rightly(self, source, target):
        assert len(ask(CHECK, source, target)) == 1

    def test_are_read_in_languages_whose_words_nobody_knows(self):
        assert ask(CHECK, "តូប ៤២", "42 个摊位", target_language="zh-Hans") == []
        assert len(ask(CHECK, "តូប ៤២", "43 quầy", target_language="vi")) == 2

    def test_say_nothing_where_one_side_is_empty(self):
        assert ask(CHECK, "តូប ៤២", "") == []

    def test_do_not_stumble_over_digits_without_end(self):
        long = "៩" * 5000
        assert len(ask(CHECK, long, "many")) == 1
