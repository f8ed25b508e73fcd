"""What is cut is sewn again as it was, and wrong codes lose no word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import parse_body, parse_inline
from articles.text.khmer import key
from articles.text.markup import plain_text
from tests.translations.formats.texts import one_block, stored_html
from translations.formats.inline import (
    GENERIC_BREAK,
    CodeKind,
    Mark,
    Side,
    cut,
)
from translations.formats.sewing import Trouble, TroubleKind, sew, sewn_whole

PAIR = "<p>Say <strong>one</strong> and <em>two</em>.</p>"


def open_(name):
    return Mark(name, Side.OPEN)


def close(name):
    return Mark(name, Side.CLOSE)


def troubles(*tokens, html=PAIR):
    it = cut(html)
    return [t.kind.value for t in sew(tokens, it.codes, it, it.codes).troubles]


class TestCutAndSew:
    @given(stored_html())
    def test_give_back_whatever_is_stored(self, html):
        assert sewn_whole(cut(html)) == html

    @given(st.text(st.sampled_from("<>/pstrongem&amp;; \u00a0\x0cក"), max_size=40))
    def test_give_back_whatever_there_is(self, html):
        assert sewn_whole(cut(html)) == html

    @given(stored_html())
    def test_read_a_simple_paragraph_as_any_other(self, html):
        # An attribute of no meaning is not simple any more.
        is_paragraph = html.startswith("<p>")
        plain = cut(html)
        odd = cut(f"<p lang>{html[3:]}") if is_paragraph else plain
        assert (plain.tokens, plain.codes) == (odd.tokens, odd.codes)

    @given(stored_html())
    def test_leave_no_markup_in_the_text(self, html):
        said = "".join(t for t in cut(html).tokens if isinstance(t, str))
        assert key(said) == key(plain_text(html).replace("\n", ""))

    def test_keep_the_element_around_at_home(self):
        it = cut("<ul><li>one</li><li>two</li></ul>")
        assert (it.before, it.after) == ("<ul><li>", "</li></ul>")
        assert it.tokens == ("one", Mark("1", Side.ALONE), "two")

    def test_number_alike_what_is_alike_in_both_languages(self):
        source = cut("<p><strong>ក</strong> <em>ខ</em></p>")
        target = cut(
            "<p><em>b</em> <strong>a</strong> <q>c</q></p>", source.codes.values()
        )
        assert [c.kind for c in target.codes.values()] == [
            CodeKind.ITALIC,
            CodeKind.BOLD,
            CodeKind.QUOTED,
        ]
        assert list(target.codes) == ["2", "1", "3"]


class TestTroubles:
    def test_are_none_where_codes_only_moved(self):
        tokens = (open_("2"), "b", close("2"), " ", open_("1"), "a", close("1"))
        assert troubles(*tokens) == []

    @pytest.mark.parametrize(
        ("tokens", "kinds"),
        [
            (("nothing",), ["missing", "missing"]),
            ((open_("1"), "a", close("1")), ["missing"]),
            (
                (*(open_("1"), "a", close("1")) * 2, open_("2"), "b", close("2")),
                ["doubled"],
            ),
            (
                (open_("1"), "a", open_("2"), "b", close("1"), "c", close("2")),
                ["crossed"],
            ),
            ((open_("1"), "a", open_("2"), "b", close("2")), ["unpaired"]),
            ((close("1"), "a", open_("2"), "b", close("2")), ["unpaired", "missing"]),
            (
                (open_("9"), "x", close("9"), *(open_("1"), close("1"))),
                ["unknown", "missing"],
            ),
            (
                (Mark("1", Side.ALONE), open_("2"), "b", close("2")),
                ["unpaired"],
            ),
        ],
    )
    def test_are_told(self, tokens, kinds):
        assert troubles(*tokens) == kinds

    def test_name_the_code(self):
        it = cut('<p><a href="https://x.example/">x</a></p>')
        found = sew(("x",), it.codes, it, it.codes).troubles
        assert found == (Trouble(TroubleKind.MISSING, "1", CodeKind.LINK),)

    @given(
        one_block(),
        st.lists(
            st.one_of(
                st.text("abខ<&", min_size=1, max_size=4),
                st.builds(
                    Mark,
                    st.sampled_from(["1", "2", "3", "9", GENERIC_BREAK]),
                    st.sampled_from(Side),
                ),
            ),
            max_size=8,
        ),
    )
    def test_lose_no_word_whatever_comes_back(self, html, tokens):
        it = cut(html)
        sewn = sew(tokens, it.codes, it, it.codes).html
        said = "".join(t for t in tokens if isinstance(t, str))
        read = "".join(plain_text(b.html) for b in parse_body(sewn))
        assert _letters(read) == _letters(said)


def _letters(text):
    return key("".join(text.split()))


class TestBreaks:
    def test_begin_another_paragraph_of_the_same_kind(self):
        it = cut("<ol><li>one</li></ol>")
        tokens = ("a", Mark(GENERIC_BREAK, Side.ALONE), "b")
        assert sew(tokens, {}, it).html == "<ol><li>a</li><li>b</li></ol>"

    def test_are_those_of_the_text_as_long_as_there_are(self):
        it = cut("<ul><li>a<ul><li>b</li></ul></li></ul>")
        tokens = ("x", Mark(GENERIC_BREAK, Side.ALONE), "y")
        assert sew(tokens, {}, it).html == "<ul><li>x<ul><li>y</li></ul></li></ul>"

    def test_let_what_is_around_go_on(self):
        it = cut("<p><strong>a</strong></p>")
        tokens = (open_("1"), "a", Mark(GENERIC_BREAK, Side.ALONE), "b", close("1"))
        assert sew(tokens, it.codes, it).html == (
            "<p><strong>a</strong></p><p><strong>b</strong></p>"
        )

    def test_are_a_space_in_a_headline(self):
        it = cut(parse_inline("One"))
        tokens = ("a", Mark(GENERIC_BREAK, Side.ALONE), "b")
        assert sew(tokens, {}, it).html == "a b"
