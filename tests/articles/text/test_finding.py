"""Words are found however they are spelt, and the index never loses one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.finding import (
    GRAM_SIZES,
    LONGEST,
    MOST_PARTS,
    findable,
    grams_of,
    parts_of,
)
from articles.text.khmer import key

KHMER = st.text(st.sampled_from("កខគភនពញាិីុូេែៃោំះ្ដតរ ២០១៩\u200b\u200c"), max_size=30)


def is_found(question: str, text: str) -> bool:
    return all(part in findable(text) for part in parts_of(question))


class TestFindable:
    @pytest.mark.parametrize(
        "question",
        ["ភ្នំពេញ", "ភ្នំ\u200bពេញ", "ភ្នំ ពេញ", "2026", "២០២៦", "Khmer", "KHM 20"],
    )
    def test_is_found_however_it_is_spelt(self, question):
        assert is_found(question, "ភ្នំ\u200bពេញ ឆ្នាំ ២០២៦ khmer")

    def test_keeps_the_spaces_between_latin_words(self):
        assert not is_found("herapist", "the rapist")
        assert is_found("he rap", "the rapist")

    def test_holds_a_text_once_and_an_empty_one_never(self):
        assert findable("River", "RIVER", " ", "") == "river"

    def test_is_of_a_length_that_an_index_bears(self):
        assert len(findable("ក" * 5_000)) == LONGEST

    @given(KHMER)
    def test_holds_every_word_of_the_text(self, text):
        assert is_found(key(text), text)


class TestParts:
    def test_are_none_where_nothing_is_asked(self):
        assert parts_of(" \u200b ") == ()

    def test_are_not_too_many(self):
        assert len(parts_of(" ".join(map(str, range(100, 200))))) == MOST_PARTS


class TestGrams:
    @given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
    def test_of_a_part_are_among_those_of_every_text_with_it(self, before, part, after):
        text = before + part + after
        cut = {
            text[start : start + size]
            for size in GRAM_SIZES
            for start in range(len(text) - size + 1)
        }
        assert cut.issuperset(grams_of(part))

    def test_are_none_of_a_single_letter(self):
        assert grams_of("ក") == grams_of("") == ()
