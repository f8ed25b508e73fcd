"""Reading time."""

import pytest

from articles.text.reading_time import ReadingRates, reading_minutes


class TestReadingMinutes:
    @pytest.mark.parametrize(
        ("characters", "minutes"), [(0, 1), (2249, 1), (2250, 2), (3749, 2), (3750, 3)]
    )
    def test_counts_characters_of_khmer(self, characters: int, minutes: int) -> None:
        assert reading_minutes("ក" * characters, "km") == minutes

    def test_counts_neither_spaces_nor_zero_width_spaces(self) -> None:
        assert reading_minutes("ក\u200b \n" * 2249, "km") == 1

    @pytest.mark.parametrize(
        ("count", "minutes"), [(0, 1), (356, 1), (357, 2), (2380, 10)]
    )
    def test_counts_words_of_english(self, count: int, minutes: int) -> None:
        assert reading_minutes("boat, " * count, "en") == minutes

    def test_counts_characters_of_every_script_without_spaces(self) -> None:
        assert reading_minutes("船" * 3000, "zh-Hans") == 2

    def test_takes_other_rates(self) -> None:
        slow = ReadingRates(characters_per_minute=10, words_per_minute=2)
        assert reading_minutes("ក" * 30, "km", rates=slow) == 3
        assert reading_minutes("one two three four", "en", rates=slow) == 2

    @pytest.mark.parametrize("rate", [0, -1])
    def test_refuses_a_rate_that_never_ends(self, rate: int) -> None:
        with pytest.raises(ValueError, match="above zero"):
            ReadingRates(words_per_minute=rate)
