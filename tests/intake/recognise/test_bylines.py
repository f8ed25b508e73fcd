"""Lines of names and days around a story."""

import pytest

from intake.recognise.bylines import byline, day_line
from intake.recognise.lines import Line


def line(text: str) -> Line:
    return Line(number=2, text=text, html=text)


class TestByline:
    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("By Chan Thida", "Chan Thida"),
            ("Reported by Chan Thida and Keo Rith", "Chan Thida and Keo Rith"),
            ("ដោយ៖ ចាន់ ធីតា", "ចាន់ ធីតា"),
            ("រាយការណ៍ដោយ ចាន់ ធីតា", "ចាន់ ធីតា"),
        ],
    )
    def test_gives_the_names(self, text, names):
        found = byline(line(text))
        assert found is not None
        assert found.names == names

    @pytest.mark.parametrize(
        "text",
        ["By noon the water had fallen.", "By Monday night, Phnom Penh slept.", "Chan"],
    )
    def test_is_no_sentence(self, text):
        assert byline(line(text)) is None


class TestDayLine:
    @pytest.mark.parametrize(
        "text",
        [
            "January 8, 2020",
            "Published on 8 January 2020",
            "Tuesday, March 3, 2026 at 2:05 p.m.",
            "ថ្ងៃទី៨ ខែមករា ឆ្នាំ២០២០",
        ],
    )
    def test_is_a_day_alone(self, text):
        assert day_line(line(text)) is not None

    @pytest.mark.parametrize("text", ["January 8, 2020, was a Wednesday.", "2020"])
    def test_is_no_sentence(self, text):
        assert day_line(line(text)) is None
