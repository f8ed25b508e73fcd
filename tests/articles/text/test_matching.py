"""Which paragraph came from which."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.matching import match

RAIN = "Rain fell on the rice fields of the whole province for three days."
FISH = "Fishers on the lake say the catch is half of what it was last year."
PRICE = "A kilogram of small fish now costs as much as two kilograms of rice."
WATER = "ទឹកទន្លេបានឡើងខ្ពស់ជាងឆ្នាំមុន ហើយប្រជាជនរាប់រយគ្រួសារត្រូវផ្លាស់ទីលំនៅ។"

paragraphs = st.lists(
    st.text(st.sampled_from("abc កខ។ "), max_size=12) | st.sampled_from([RAIN, FISH]),
    max_size=8,
)


class TestMatch:
    def test_finds_what_stayed_around_what_came(self) -> None:
        assert match([RAIN, FISH], [RAIN, PRICE, FISH]) == {0: 0, 2: 1}

    def test_finds_what_stayed_around_what_went(self) -> None:
        assert match([RAIN, PRICE, FISH], [RAIN, FISH]) == {0: 0, 1: 2}

    def test_follows_what_moved(self) -> None:
        assert match([RAIN, FISH, PRICE], [PRICE, RAIN, FISH]) == {0: 2, 1: 0, 2: 1}

    def test_follows_what_moved_and_was_edited(self) -> None:
        edited = PRICE.replace("two kilograms", "three kilograms")
        assert match([RAIN, FISH, PRICE], [edited, RAIN, FISH]) == {0: 2, 1: 0, 2: 1}

    def test_sees_through_spelling_that_no_reader_sees(self) -> None:
        typed = WATER.replace("ឡើង", "\u17a1\u17c1\u17b8\u1784").replace(
            "ហើយ", "\u200bហើយ"
        )
        assert match([RAIN, WATER], [typed]) == {0: 1}

    def test_gives_a_split_paragraph_to_the_part_most_like_it(self) -> None:
        whole = f"{RAIN} {FISH} It is late."
        assert match([whole], [RAIN, f"{FISH} It is late."]) == {1: 0}

    def test_gives_merged_paragraphs_to_the_one_most_like_the_whole(self) -> None:
        short = "It is late."
        assert match([short, FISH], [f"{short} {FISH}"]) == {0: 1}

    def test_knows_a_short_line_by_its_place(self) -> None:
        assert match([RAIN, "Prices go up", FISH], [RAIN, "Prices fall", FISH])[1] == 1

    def test_takes_something_else_for_new(self) -> None:
        assert match([RAIN, FISH], [RAIN, WATER]) == {0: 0}

    def test_keeps_equal_paragraphs_in_order(self) -> None:
        assert match([RAIN, "—", FISH, "—"], ["—", FISH, "—"]) == {0: 1, 1: 2, 2: 3}

    @pytest.mark.parametrize(("old", "new"), [([], []), ([RAIN], []), ([], [RAIN])])
    def test_has_nothing_to_say_about_nothing(
        self, old: list[str], new: list[str]
    ) -> None:
        assert match(old, new) == {}

    @given(paragraphs, paragraphs)
    @settings(deadline=None, max_examples=200)
    def test_uses_each_paragraph_once(self, old: list[str], new: list[str]) -> None:
        found = match(old, new)
        assert len(set(found.values())) == len(found)
        assert set(found) <= set(range(len(new)))
        assert set(found.values()) <= set(range(len(old)))

    @given(paragraphs)
    @settings(deadline=None)
    def test_leaves_an_unchanged_text_in_place(self, text: list[str]) -> None:
        assert match(text, text) == {at: at for at in range(len(text))}

    def test_stays_quick_when_everything_was_rewritten(self) -> None:
        old = [f"{number} {RAIN}" for number in range(0, 600, 2)]
        new = [f"{number} {RAIN}" for number in range(1, 600, 2)]
        found = match(old, new)
        assert len(found) == len(set(found.values())) > 250
