"""The piece of a text that is shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.khmer import canonical
from articles.text.sought import Sought
from website.search.snippets import LONGEST, snippet

LONG = "ទឹក" * 200


def joined(texts, asked):
    return "".join(it.text for it in snippet(texts, Sought.of(asked)))


class TestSnippet:
    def test_is_the_paragraph_with_most_of_what_was_asked(self):
        texts = ["The river.", "A bank of the river.", "Another bank."]
        assert joined(texts, "river bank") == texts[1]

    def test_is_the_beginning_where_nothing_is_found(self):
        assert joined(["", "One.", "Two."], "nothing") == "One."
        assert joined([], "nothing") == ""

    @pytest.mark.parametrize("place", [0, 100, 600])
    def test_shows_what_was_found_wherever_it_stands(self, place):
        text = f"{LONG[:place]} សាឡាង {LONG}"
        shown = snippet([text], Sought.of("សាឡាង"))
        assert "សាឡាង" in [it.text for it in shown if it.is_found]
        assert sum(len(it.text) for it in shown) <= LONGEST + 2

    def test_never_cuts_a_syllable(self):
        shown = joined([f"{'ស្ត្រី' * 100}សាឡាង{'ស្ត្រី' * 100}"], "សាឡាង")
        whole = shown.strip("…").replace("សាឡាង", "")
        assert whole.replace("ស្ត្រី", "") == ""

    @given(
        st.lists(
            st.sampled_from(["ស្ត្រី", "សាឡាង", "\u200b", " ", "ខ", "river ", "៕", "ៗ"])
        ),
        st.sampled_from(["សាឡាង", "river", "ស្ត", "ខ"]),
    )
    @settings(max_examples=200, deadline=None)
    def test_shows_something_found_wherever_the_paragraph_has_it(self, words, asked):
        text = canonical("".join(word * 9 for word in words))
        sought = Sought.of(asked)
        shown = snippet([text], sought)
        assert [it.text for it in shown if it.is_found] or not any(
            it.is_found for it in sought.marked_in(text)
        )
        joined_text = "".join(it.text for it in shown)
        assert joined_text.strip("…") in text
        assert joined_text.startswith("…") != text.startswith(joined_text.strip("…"))
