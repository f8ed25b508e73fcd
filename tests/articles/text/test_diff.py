"""The word diff."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.languages import LanguageTagError
from articles.text.diff import Change, Op, word_diff
from articles.text.khmer import canonical, key

WORDS = (
    *(
        "ប្រជាជន",
        "កម្ពុជា",
        "ខ្មែរ",
        "\u1781\u17c2\u17d2\u1798\u179a",
        "ធ្វើ",
        "១២",
        "12",
        "។",
    ),
    *("\u1792\u17d2\u179c\u17c1\u17b8", "បណ្តុះ", "បណ្ដុះ", "«", "»", "\u17d2", "\u17b6"),
    *("River", "river", "“no.”", "e\u0301", "é", "ß", "👩\u200d👧", "\ud800"),
    *("\u200b", "\u200c", "\u00a0", " ", "\n"),
)
texts = st.lists(st.sampled_from(WORDS), max_size=14).map("".join)


def said(changes: tuple[Change, ...], *ops: Op) -> str:
    return "".join(change.text for change in changes if change.op in ops)


class TestWordDiff:
    def test_names_the_khmer_word_that_changed(self) -> None:
        changes = word_diff("គ្រួសារលក់ត្រីនៅផ្សារ", "គ្រួសារលក់បន្លែនៅផ្សារ", "km")
        assert changes == (
            Change(Op.SAME, "គ្រួសារលក់"),
            Change(Op.REMOVED, "ត្រី"),
            Change(Op.ADDED, "បន្លែ"),
            Change(Op.SAME, "នៅផ្សារ"),
        )

    def test_shows_a_khmer_digit_that_changed(self) -> None:
        changes = word_diff("មាន ១២ នាក់", "មាន ១៣ នាក់", "km")
        assert said(changes, Op.REMOVED, Op.ADDED) == "១២១៣"

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("ទឹកភ្លៀង", "ទឹក\u200bភ្លៀង"),
            ("ធ្វើ", "\u1792\u17d2\u179c\u17c1\u17b8"),
            ("បណ្តុះ", "បណ្ដុះ"),
            ("ឆ្នាំ 2026", "ឆ្នាំ\u00a0២០២៦"),
            ("The River", "the  river "),
        ],
    )
    def test_finds_no_change_that_a_reader_would_not(self, old: str, new: str) -> None:
        assert word_diff(old, new, "km") == (Change(Op.SAME, canonical(new)),)

    def test_finds_the_change_beside_another_spelling(self) -> None:
        changes = word_diff("ប្រជាជនបណ្តុះត្រី", "ប្រជាជន\u200bបណ្ដុះបន្លែ", "km")
        assert changes[0] == Change(Op.SAME, "ប្រជាជន\u200bបណ្ដុះ")
        assert said(changes, Op.REMOVED) == "ត្រី"

    def test_does_not_cut_a_changed_phrase_at_its_spaces(self) -> None:
        changes = word_diff("we saw two red boats", "we saw many old boats", "en")
        assert [(each.op, each.text) for each in changes] == [
            (Op.SAME, "we saw "),
            (Op.REMOVED, "two red"),
            (Op.ADDED, "many old"),
            (Op.SAME, " boats"),
        ]

    @pytest.mark.parametrize(
        ("old", "new", "ops"),
        [
            ("", "", []),
            ("", "a", [Op.ADDED]),
            ("a", "", [Op.REMOVED]),
            ("a", "b", [Op.REMOVED, Op.ADDED]),
        ],
    )
    def test_works_on_what_is_empty(self, old: str, new: str, ops: list[Op]) -> None:
        assert [change.op for change in word_diff(old, new, "en")] == ops

    @given(texts, texts, st.sampled_from(["km", "en"]))
    @settings(deadline=None, max_examples=400)
    def test_holds_both_texts(self, old: str, new: str, language: str) -> None:
        changes = word_diff(old, new, language)
        assert said(changes, Op.SAME, Op.ADDED) == canonical(new)
        assert key(said(changes, Op.SAME, Op.REMOVED)) == key(old)
        assert all(change.text for change in changes)
        assert all(one.op != other.op for one, other in pairwise(changes))

    @given(texts, texts)
    @settings(deadline=None)
    def test_changes_something_exactly_when_the_keys_differ(
        self, old: str, new: str
    ) -> None:
        is_same = all(change.op is Op.SAME for change in word_diff(old, new, "km"))
        assert is_same == (key(old) == key(new))

    def test_replaces_the_whole_of_what_is_too_long_to_compare(self) -> None:
        old, new = "x y z " * 2_000, "z y x " * 2_000
        changes = word_diff(old, new, "en")
        assert said(changes, Op.SAME, Op.ADDED) == new

    def test_refuses_a_malformed_tag(self) -> None:
        with pytest.raises(LanguageTagError):
            word_diff("a", "b", "en_US")
