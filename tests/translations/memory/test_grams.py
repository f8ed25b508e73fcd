"""Pieces of texts: packed, counted, chosen by how rare they are."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.khmer import key
from translations.memory.grams import (
    MOST_ASKED,
    MOST_CANDIDATES,
    MOST_STORED,
    asked,
    grams,
    rarest,
)

KHMER = "អ្នកភូមិបានរើទៅទីទួល។"


class TestGrams:
    @given(st.text(max_size=60))
    def test_cuts_any_text_into_as_many_pieces_as_it_has_places(self, text):
        folded = key(text).replace(" ", "")
        found = grams(key(text))
        assert len(found) <= max(len(folded) - 3, min(len(folded), 1))
        assert bool(found) == bool(folded)

    @given(st.text(max_size=60))
    def test_fits_into_a_column_of_the_database(self, text):
        assert all(-(2**31) <= each < 2**31 for each in grams(text))

    def test_does_not_see_where_a_writer_put_spaces(self):
        assert grams(key("ភ្នំ ពេញ ២០២៦")) == grams(key("ភ្នំពេញ 2026"))

    def test_keeps_khmer_and_latin_apart(self):
        assert grams(key("ភ្នំពេញ")).isdisjoint(grams("phnom penh"))

    @pytest.mark.parametrize(
        "text", ["柬埔寨首都金边举行庆祝活动", "Sông dâng cao hôm nay"]
    )
    def test_tells_other_scripts_apart(self, text):
        folded = key(text).replace(" ", "")
        pieces = [folded[at : at + 4] for at in range(len(folded) - 3)]
        assert all(grams(a) != grams(b) for a, b in pairwise(pieces) if a != b)

    def test_has_one_piece_of_a_text_that_is_shorter(self):
        assert len(grams("no")) == 1
        assert grams("no") != grams("on")


class TestRarest:
    def test_takes_those_that_few_texts_have(self):
        pieces = sorted(grams(key(KHMER)))
        times = {each: at for at, each in enumerate(pieces, start=1)}
        assert rarest(pieces, times) == pieces[:MOST_STORED]

    def test_counts_what_is_missing_as_the_rarest(self):
        assert rarest([1, 2, 3], {1: 5, 3: 1}) == [2, 3, 1]

    def test_chooses_the_same_whatever_the_order(self):
        pieces = grams(key(KHMER))
        assert rarest(sorted(pieces), {}) == rarest(sorted(pieces, reverse=True), {})


class TestAsked:
    def test_asks_for_the_rarest_first(self):
        assert asked({1: 30, 2: 10, 3: 20}) == [2, 3, 1]

    def test_stops_where_too_many_texts_would_be_read(self):
        assert asked({1: 1, 2: MOST_CANDIDATES, 3: MOST_CANDIDATES}) == [1]

    def test_asks_for_one_at_least(self):
        assert asked({1: MOST_CANDIDATES * 2}) == [1]

    def test_asks_for_no_more_than_it_needs(self):
        assert len(asked(dict.fromkeys(range(100), 1))) == MOST_ASKED

    def test_asks_for_nothing_that_is_nowhere(self):
        assert asked({}) == []
