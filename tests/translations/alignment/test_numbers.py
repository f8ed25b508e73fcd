"""The numbers a text speaks of."""

import pytest

from articles.text.khmer import key
from articles.text.words import words
from translations.alignment.numbers import numbers_in


def _numbers(text: str, language: str) -> frozenset[str]:
    folded = key(text)
    return numbers_in(folded, words(folded, language))


class TestNumbersIn:
    @pytest.mark.parametrize(
        ("khmer", "english"),
        [
            ("១.៥០០ រៀល", "1,500 riel"),
            ("៣,៨ លានរៀល", "3.8 million riel"),
            ("ម្ភៃប្រាំបីនាក់", "twenty-eight people"),
            ("ពីរពាន់រៀល", "two thousand riel"),
            ("ប្រាំមួយភាគរយ", "six percent"),
            ("៦ ម៉ឺននាក់", "60,000 people"),
        ],
    )
    def test_meet_across_the_languages(self, khmer: str, english: str) -> None:
        assert _numbers(khmer, "km") & _numbers(english, "en")

    def test_are_not_read_into_articles(self) -> None:
        assert not _numbers("one of the villagers", "en")
        assert not _numbers("មួយ", "km")

    def test_keeps_two_figures_apart(self) -> None:
        assert _numbers("from 12 15", "en") == {"12", "15"}

    def test_reads_a_figure_of_any_length(self) -> None:
        assert not _numbers("9" * 5000, "en")
        assert _numbers("9" * 15, "en")

    def test_leaves_zeros_in_front_away(self) -> None:
        assert _numbers("០៧", "km") == {"7"}
        assert _numbers("000", "en") == {"0"}
