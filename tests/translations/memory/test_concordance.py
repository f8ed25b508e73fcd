"""Words are found by key, at the borders of clusters and at the beginnings of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.khmer import canonical, key
from articles.text.sought import MOST_PARTS, Sought, pieces
from translations.memory.concordance import document

PHNOM_PENH = "ពួកគេរស់នៅក្នុងភ្នំពេញ។"


def found(question, text):
    return [part.text for part in Sought.of(question).marked_in(text) if part.is_found]


class TestMarkedIn:
    @pytest.mark.parametrize(
        ("question", "text", "marked"),
        [
            ("ភ្នំពេញ", PHNOM_PENH, ["ភ្នំពេញ"]),
            ("ពេញ", PHNOM_PENH, ["ពេញ"]),
            ("ភ្នំ\u200bពេញ", "ក្រុងភ្នំ ពេញ", ["ភ្នំ ពេញ"]),
            ("២០២៤", "in 2024.", ["2024"]),
            ("river", "The RIVER and rivers", ["RIVER", "rivers"]),
            ("high ground", "to high ground", ["high ground"]),
            ("雨", "下雨了", ["雨"]),
            ("sông", "Nước sông dâng", ["sông"]),
        ],
    )
    def test_finds_it_as_readers_do(self, question, text, marked):
        assert [each.strip() for each in found(question, text)] == marked

    @pytest.mark.parametrize(
        ("question", "text"),
        [
            ("កត", "កាត់"),
            ("ពេ", "ភ្នំពៅ"),
            ("ice", "rice"),
            ("ground high", "x"),
            ("20", "2024"),
        ],
    )
    def test_never_finds_half_a_syllable_or_the_end_of_a_word(self, question, text):
        assert found(question, text) == []

    @given(st.text(max_size=60), st.text(max_size=12))
    def test_loses_nothing_of_the_text(self, text, question):
        parts = Sought.of(question).marked_in(text)
        assert "".join(part.text for part in parts) == canonical(text)


class TestSought:
    def test_reads_each_part_once_and_not_too_many(self):
        assert Sought.of("one ONE two").parts == (("one",), ("two",))
        assert len(Sought.of(" ".join(map(str, range(50)))).parts) == MOST_PARTS

    def test_asks_nothing_of_marks(self):
        assert Sought.of(" ។ , ! ").parts == ()
        assert Sought.of("").query == ""

    def test_wants_every_part_on_one_side(self):
        assert Sought.of("river rose").is_in("the river rose")
        assert not Sought.of("river school").is_in("the river rose")

    def test_quotes_what_would_be_read_as_a_query(self):
        assert Sought.of("a'b\\").query.count("'") % 2 == 0


class TestDocument:
    def test_parts_both_sides(self):
        assert document("ab", "cd") == "'ab':1 'cd':3"

    @given(st.text(max_size=40))
    def test_has_a_place_for_each_piece(self, text):
        assert document(key(text), "").count(":") >= len(pieces(key(text)))
