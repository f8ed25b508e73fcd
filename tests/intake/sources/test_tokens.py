"""HTML of any quality is cut as a browser cuts it, and never read twice."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.sources.refusals import IntakeRefused
from intake.sources.tokens import MOST_ATTRIBUTES, MOST_TAGS, End, Start, Text, tokens

WORDS = ("<p>", "</p>", "<br/>", "<i class='a b'>", "x", " ", "&amp;", "&lt", "\n")
HOSTILE = (*WORDS, "<!--", "-->", "<", ">", "</", "'", '"', "=", "&#", "<script>", "/")


def cut(html):
    return list(tokens("a.html", html))


def text(html):
    return "".join(each.text for each in cut(html) if isinstance(each, Text))


def tag(html):
    return next(each for each in cut(html) if isinstance(each, Start))


class Plain(HTMLParser):
    """What Python's own parser makes of well-meant HTML."""

    def __init__(self, html):
        super().__init__()
        self.seen = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.seen.append(f"<{tag} {dict(attrs).get('class', '')}>")

    def handle_endtag(self, tag):
        self.seen.append(f"</{tag}>")

    def handle_data(self, data):
        self.seen.append(data)


def written(html):
    names = {
        Start: lambda each: f"<{each.tag} {each.values.get('class', '')}>",
        End: lambda each: f"</{each.tag}>",
        Text: lambda each: each.text,
    }
    return [names[type(each)](each) for each in cut(html)]


class TestTokens:
    def test_are_tags_with_what_a_reader_asks_for(self):
        start = tag("<A HREF='/x?a&amp;b' onclick='x()' href=/y Rel=nofollow>")
        assert start.tag == "a"
        assert start.values == {"href": "/x?a&b", "rel": "nofollow"}
        assert start.words.startswith("<A HREF")

    @pytest.mark.parametrize(
        ("html", "value"),
        [
            ("<a href=x>", "x"),
            ("<a href = 'x y' >", "x y"),
            ('<a\nhref="x>y">', "x>y"),
            ("<a href>", ""),
            ("<a href=>", ""),
            ("<a href=/x/>", "/x/"),
            ("<a/href=x>", "x"),
            ("<a =href href=x>", "x"),
            ("<a href='?a=1&copy=2&amp;b&lt=3&eacute;'>", "?a=1&copy=2&b&lt=3é"),
        ],
    )
    def test_are_tags_with_values_of_any_shape(self, html, value):
        assert tag(html).values["href"] == value

    def test_end_where_a_tag_closes_itself(self):
        assert cut("<br/>")[1] == End("br")
        assert cut("<p class=a/>") == [Start("p", {"class": "a/"}, "<p class=a/>", 1)]

    @pytest.mark.parametrize(
        "hidden",
        [
            "<!-- <p>x</p> -->",
            "<!-->",
            "<!doctype html>",
            "<?php x ?>",
            "</ x>",
            "</>",
            "<![CDATA[x]]>",
            "<script>if (a < b) '<p>'</script >",
            "<style></p>x</style>",
            "<textarea><p>x</textarea>",
        ],
    )
    def test_leave_out_what_no_reader_sees(self, hidden):
        assert text(f"a{hidden}b") == "ab"

    @pytest.mark.parametrize(
        "endless", ["<!-- b", "<p ", "<p class='b>c", "</p ", "<script>b", "<? b"]
    )
    def test_end_with_what_never_ends(self, endless):
        assert text(f"a{endless}") == "a"

    def test_keep_a_sign_that_begins_no_tag(self):
        assert text("1 < 2 <3 <") == "1 < 2 <3 <"

    def test_read_a_title_to_its_own_end(self):
        assert written("<title>a <b> &amp; c</title>d")[1:] == [
            "a <b> & c",
            "</title>",
            "d",
        ]

    @pytest.mark.parametrize(
        ("reference", "read"),
        [
            ("&eacute;&#6016;&#x1780;", "éកក"),
            (f"&#{'0' * 5000}65;", "A"),
            (f"&#{'9' * 5000};", "\ufffd"),
            ("&#1114112;", "\ufffd"),
            (f"&#{'0' * 20};", "\ufffd"),
            ("&xyz;", "&xyz;"),
        ],
        ids=lambda value: value[:9],
    )
    def test_read_references_of_any_length(self, reference, read):
        assert text(reference) == read

    def test_know_their_lines(self):
        lines = [
            each.line
            for each in cut("\n<p>a\nb<br>\n<!--\n-->c")
            if each[-1:] > () and not isinstance(each, End)
        ]
        assert lines == [1, 2, 2, 3, 3, 5]

    @given(st.lists(st.sampled_from(WORDS), max_size=30))
    def test_are_what_the_standard_parser_reads(self, words):
        html = "".join(words) + "."
        assert "".join(written(html)) == "".join(Plain(html).seen)

    @given(st.lists(st.sampled_from(HOSTILE), max_size=40))
    def test_never_hold_more_than_the_page(self, words):
        html = "".join(words)
        assert len(text(html)) <= len(html)
        assert all(
            1 <= each.line <= html.count("\n") + 1
            for each in cut(html)
            if not isinstance(each, End)
        )


class TestAPageOfTooMuch:
    def test_may_hold_what_the_limit_allows(self):
        assert len(cut("<p>" * MOST_TAGS)) == MOST_TAGS
        assert len(cut(f"<p {'a ' * MOST_ATTRIBUTES}>")) == 1

    @pytest.mark.parametrize(
        ("html", "limit"),
        [
            ("<p>" * (MOST_TAGS + 1), "60,000 tags"),
            (f"<p {'a ' * (MOST_ATTRIBUTES + 1)}>", "200,000 attributes"),
            ("a" * 1_000_001, "1,000,000 characters of text"),
        ],
        ids=["tags", "attributes", "text"],
    )
    def test_is_refused(self, html, limit):
        with pytest.raises(IntakeRefused, match=limit):
            cut(html)

    def test_is_not_what_a_script_is_long_for(self):
        assert text(f"<script>{'<p>' * 400_000}</script>a") == "a"
