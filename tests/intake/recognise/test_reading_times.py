"""The line that says how long reading takes, in both languages."""

import pytest

from intake.recognise.lines import Line
from intake.recognise.reading_times import reading_time


def found(text: str):
    return reading_time(Line(number=3, text=text, html=text))


class TestReadingTime:
    @pytest.mark.parametrize(
        ("text", "minutes"),
        [
            ("5 min read", 5),
            ("5-minute read", 5),
            ("12 MIN READ", 12),
            ("Reading time: 3 minutes", 3),
            ("Estimated reading time: 3 mins", 3),
            ("រយៈពេលអាន៖ ៥ នាទី", 5),
            ("អាន ១២ នាទី", 12),
            ("ពេលអាន៖៤នាទី", 4),
            ("៥ នាទីអាន", 5),
            ("រយៈពេល\u200bអាន\u200b ៥ នាទី", 5),
            ("រយៈពេលអាន 5 នាទី", 5),
        ],
    )
    def test_is_read(self, text, minutes):
        time = found(text)
        assert time is not None
        assert (time.minutes, time.words, time.line) == (minutes, text, 3)

    @pytest.mark.parametrize(
        "text",
        [
            "It takes 5 min to read the law.",
            "“5 min read”",
            "គាត់អានសៀវភៅ ៥ នាទីរាល់ថ្ងៃ។",
            "5",
            "",
        ],
    )
    def test_is_no_other_line(self, text):
        assert found(text) is None
