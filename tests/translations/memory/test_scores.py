"""How alike texts are, word by word; readers take equal keys for the same text."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.khmer import key
from translations.memory.scores import EXACT, most_alike, score

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
VECTORS = SHARED / "norm" / "khmer_equivalence_vectors.json"
RIVER = key("ទឹកទន្លេបានឡើងខ្ពស់នៅថ្ងៃនេះ។")


class TestScore:
    def test_is_100_for_the_same_text_alone(self):
        assert score(RIVER, RIVER, "km") == EXACT
        assert score("no, no", "no no", "en") < EXACT

    def test_counts_words_and_not_signs(self):
        assert score("one two three four", "one two three five", "en") == 75
        assert score("a b c d", "a b c international", "en") == 75

    def test_does_not_take_a_part_for_the_whole(self):
        assert score("rain", "rain fell for two days in the north", "en") < 40

    def test_is_nothing_where_nothing_is_shared(self):
        assert score("rain", "school", "en") == 0

    @pytest.mark.parametrize(
        ("language", "text", "other"),
        [
            ("km", "ទឹកទន្លេបានឡើងខ្ពស់នៅថ្ងៃនេះ។", "ទឹកទន្លេបានឡើងខ្ពស់នៅម្សិលមិញ។"),
            ("zh-Hans", "金边今天下了大雨。", "金边昨天下了大雨。"),
            ("vi", "Nước sông dâng cao hôm nay.", "Nước sông dâng cao hôm qua."),
        ],
    )
    def test_knows_the_words_of_any_language(self, language, text, other):
        assert 60 <= score(key(text), key(other), language) < EXACT

    @given(st.text(max_size=40), st.text(max_size=40))
    def test_stays_between_0_and_100(self, one, other):
        assert 0 <= score(key(one), key(other), "km") <= EXACT

    @pytest.mark.skipif(not VECTORS.is_file(), reason="the vectors are not there")
    def test_is_100_for_whatever_looks_the_same(self):
        pairs = json.loads(VECTORS.read_text())
        assert len(pairs) == 32
        for each in pairs:
            assert score(key(each["a"]), key(each["b"]), "km") == EXACT


class TestMostAlike:
    def test_puts_the_most_alike_first(self):
        texts = ["one two three five", "one two three four", "one six seven eight"]
        found = most_alike("one two three four", texts, language="en", threshold=0)
        assert [each.at for each in found][:2] == [1, 0]
        assert [each.score for each in found][:2] == [100, 75]

    def test_leaves_out_what_is_less_alike(self):
        texts = ["one two three five", "one six seven eight"]
        found = most_alike("one two three four", texts, language="en", threshold=75)
        assert [each.at for each in found] == [0]

    def test_keeps_a_short_text_of_which_nearly_all_signs_are_the_same(self):
        # One sign more makes both words of it other ones.
        texts = ["riverbank flooded", "mountain village"]
        found = most_alike("riverbanks floods", texts, language="en", threshold=65)
        assert [(each.at, each.score) for each in found] == [(0, 78)]

    @given(st.lists(st.text("abc ខ្មែរ", max_size=20), max_size=8), st.integers(0, 100))
    def test_gives_nothing_a_score_below_what_is_asked_for(self, texts, threshold):
        asked = key("abc ខ្មែរ abc")
        keys = [key(each) for each in texts]
        found = most_alike(asked, keys, language="km", threshold=threshold)
        told = {each.at: each.score for each in found}
        assert all(threshold <= each <= EXACT for each in told.values())
        assert told == {at: score(asked, keys[at], "km") for at in told}

    def test_asks_more_of_signs_than_of_words(self):
        texts = ["riverbank flooded"]
        found = most_alike("riverbanks floods", texts, language="en", threshold=80)
        assert found == ()

    def test_finds_nothing_among_nothing(self):
        assert most_alike("one", [], language="en", threshold=0) == ()
