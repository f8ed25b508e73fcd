"""What a reader asks, as PostgreSQL takes it."""

from itertools import pairwise

import pytest
from django.db import connection

from articles.text.sought import quoted
from website.search.document import pair_of
from website.search.question import LONGEST, MOST_PARTS, Question, parts_of


def pairs(*clusters: str) -> str:
    return " & ".join(quoted(pair_of(*each)) for each in pairwise(clusters))


class TestPartsOf:
    @pytest.mark.parametrize(
        ("asked", "parts"),
        [
            ("", ()),
            ("  ។ — ' ", ()),
            ("a\x00b \ud800", ("ab",)),
            ("River RIVER", ("river",)),
            ("ទន្លេ\u200bសាប", ("ទន្លេសាប",)),
            ("៤០ នាទី", ("40", "នាទី")),
        ],
    )
    def test_fold_what_was_typed(self, asked, parts):
        assert parts_of(asked) == parts

    def test_are_bounded(self):
        many = " ".join(f"w{number}" for number in range(50))
        assert len(parts_of(many)) == MOST_PARTS
        assert parts_of("ក" * 1000) == ("ក" * LONGEST,)


class TestMatch:
    def test_wants_every_part(self):
        assert Question(("a", "b", "2026")).match == "('a' & ('b' & '2026'))"

    def test_wants_all_pairs_of_a_khmer_word(self):
        assert Question(("ភ្នំពេញ",)).match.startswith(f"(({pairs('ភ្នំ', 'ពេ', 'ញ')}) |")

    def test_takes_other_forms_and_what_else_it_is_called(self):
        asked = Question(
            ("prey", "veng", "ferries"),
            {"ferries": "ferri"},
            {"prey veng": ("ព្រៃវែង",)},
        )
        assert "'prey' & (('veng' & ('ferries'" in asked.match
        assert f"({pairs('ព្រៃ', 'វែ', 'ង')})" in asked.match
        assert "('ferries' | 'ferri')" in asked.match

    @pytest.mark.django_db
    @pytest.mark.parametrize(
        "asked",
        ["o'clock", "a\\b", "a & !b | (c", "':*", "<-> x", "ភ្នំ'ពេញ", "%s %(a)s"],
    )
    def test_is_a_query_whatever_was_typed(self, asked):
        question = Question(parts_of(asked))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT %s::tsquery, %s::tsquery", [question.match, question.rank]
            )


class TestHolds:
    def test_does_not_take_the_pairs_of_a_phrase_for_the_phrase(self):
        asked = Question(("កខគ",))
        assert asked.holds("ឃកខគឃ")
        assert not asked.holds("កខ ។ ខគ")

    def test_takes_what_else_it_is_called(self):
        asked = Question(("កខគ",), {}, {"កខគ": ("ងចឆ",)})
        assert asked.holds("ងចឆ")
