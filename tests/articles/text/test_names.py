"""A name is found however it is spelt, cut up or encoded, and nothing else is."""

import json
from html import escape
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.names import Names, SpellingError
from articles.text.tags import cleaned

KHMER, LATIN = "សុខ ដារ៉ា", "Sok Dara"
BOTH = Names([KHMER, LATIN])


def instead(stood):
    return "អ្នកភូមិម្នាក់" if any("ក" <= sign <= "៹" for sign in stood) else "a resident"


# Ways to write the name; none is a text around it.
WRITTEN = (
    KHMER,
    "សុខដារ៉ា",
    "សុខ\u200bដារ៉ា",
    "សុ\u200bខ \u200bដា\u200bរ៉ា",
    "សុខ-ដារ៉ា",
    # The shifter typed after its vowel, as many keyboards let it be.
    "សុខ ដារា៉",
    "<strong>សុខ</strong> ដារ៉ា",
    quote("សុខ-ដារ៉ា"),
    json.dumps(KHMER)[1:-1],
    "".join(f"&#{ord(sign)};" for sign in KHMER),
    LATIN,
    "SOK DARA",
    "sok-dara",
    "sok_dara",
    "sok.dara",
    "SokDara",
    "Sok\u00a0Dara",
    "Sok&nbsp;Dara",
    "Sok\n  Dara",
    "Sok<br>Dara",
    "S\u00adok D\u200dara",
    "<em>Sok <b>Da</b>ra</em>",
    "sok%20dara",
)
# What only looks like it.
OTHERS = (
    "សុខ",
    "ដារ៉ា សុខ",
    "សុខ ដារ៉ាំ",
    "<p>សុខ</p><p>ដារ៉ា</p>",
    "Sok",
    "Dara Sok",
    "Sok Daran",
    "Besok Dara",
    "Sok. Dara",
    "Sok, Dara",
    "<li>Sok</li><li>Dara</li>",
)


class TestFind:
    @pytest.mark.parametrize("written", WRITTEN)
    @pytest.mark.parametrize("around", ["{}", "លោក{}បាន", "Ask {}.", "<p>({})</p>"])
    def test_meets_it(self, written, around):
        assert BOTH.count_in(around.format(written)) == 1

    @pytest.mark.parametrize("other", OTHERS)
    def test_passes_what_only_looks_like_it(self, other):
        assert BOTH.count_in(other) == 0
        assert BOTH.replaced_in(other, instead, is_html=True) == other

    def test_gives_the_offsets_of_the_stored_text(self):
        text = "លោក\u200bសុខ\u200bដារ៉ា\u200bបាន"
        (span,) = BOTH.find(text)
        assert text[span.start : span.end] == "សុខ\u200bដារ៉ា"

    def test_prefers_the_longest(self):
        names = Names(["Dara Chan", "Dara Chan Vuthy"])
        text = "Dara Chan Vuthy, then Dara Chan"
        assert names.replaced_in(text, lambda _stood: "X") == "X, then X"

    def test_looks_into_tags(self):
        text = '<a href="https://x.example/sok.dara">her page</a>'
        assert BOTH.find(text) == ()
        assert BOTH.count_in(text) == 1


class TestReplacedIn:
    @pytest.mark.parametrize("written", WRITTEN)
    def test_leaves_nothing_of_it_and_everything_else(self, written):
        text = f"<p>Before ក {written} ខ after</p>"
        new = BOTH.replaced_in(text, instead, is_html=True)
        assert BOTH.count_in(new) == 0
        assert new.startswith("<p>Before ក ")
        assert new.endswith(" ខ after</p>")

    def test_keeps_the_markup_whole(self):
        text = '<p>Ask <a href="https://x.example/sok-dara">Sok <em>Dara’s</em></a></p>'
        new = BOTH.replaced_in(text, instead, is_html=True)
        assert new == (
            '<p>Ask <a href="https://x.example/removed">a resident<em>’s</em></a></p>'
        )
        assert cleaned(new) == cleaned(cleaned(new))

    def test_leaves_no_empty_element(self):
        text = "<p><strong>Sok</strong> <em>Dara</em> left</p>"
        new = BOTH.replaced_in(text, instead, is_html=True)
        assert new == "<p><strong>a resident</strong> left</p>"

    def test_escapes_the_words_in_markup(self):
        text = BOTH.replaced_in("<p>Sok Dara</p>", lambda _s: "A & B", is_html=True)
        assert text == "<p>A &amp; B</p>"

    @given(
        st.text(alphabet="ក្ខសុាំ \u200bSokDara-<>&;%p/"),
        st.sampled_from(WRITTEN),
        st.text(alphabet="ក្ខសុាំ \u200bSokDara-<>&;%p/"),
    )
    def test_ends_without_the_name_whatever_stands_around(self, before, name, after):
        new = BOTH.replaced_in(f"{before} {name} {after}", instead)
        assert BOTH.find(new) == ()

    @given(st.text())
    def test_changes_no_text_without_it(self, text):
        if not BOTH.count_in(text):
            assert BOTH.replaced_in(text, instead, is_html=True) == text

    @given(st.sampled_from([KHMER, LATIN]), st.text(max_size=20))
    def test_finds_it_in_escaped_text(self, name, around):
        text = escape(f"{around}។ {name} ។{around}")
        assert BOTH.count_in(text) >= 1


class TestNames:
    @pytest.mark.parametrize("short", ["", "  ", "Li", "ខ", "!!", "-- --", "\u200b"])
    def test_refuses_what_would_be_found_in_other_words(self, short):
        with pytest.raises(SpellingError):
            Names([short])

    @pytest.mark.parametrize("name", ["王明", "Ly Y", "នី ណា", "012 345"])
    def test_takes_short_names_of_every_script(self, name):
        assert Names([name]).count_in(f"({name})") == 1
