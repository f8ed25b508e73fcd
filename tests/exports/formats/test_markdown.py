"""Markdown shows every sign of a body, and emphasis where CommonMark can."""

import json
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from articles.text.tags import cleaned
from exports.formats import format_named
from exports.formats.markdown_text import block_text, link, paragraph
from exports.formats.readers.html_tree import parsed
from tests.exports.packages import a_package

TRICKY = st.text("*_`[]()<>&#+-=:.|~$\\!{}^ 1aក្រី។«»\n", min_size=1)


def shown(markdown: str) -> str:
    html = MarkdownIt("commonmark").render(markdown)
    return " ".join(parsed(html, is_fragment=True).visible_text.split())


def as_html(markdown: str) -> str:
    return MarkdownIt("commonmark").render(markdown).strip()


class TestBlocks:
    @pytest.mark.parametrize(
        ("element", "written"),
        [
            ("<p>One <em>two</em>.</p>", "One *two*."),
            ("<p><strong>ក្រុង</strong>នេះ</p>", "**ក្រុង**នេះ"),
            ("<p>a<br>b</p>", "a\\\nb"),
            ("<h2>Rain &amp; rivers</h2>", "## Rain \\& rivers"),
            ("<h3>a<br>b</h3>", "### a b"),
            ("<blockquote>a<br>b</blockquote>", "> a\\\n> b"),
            ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
            ("<ol><li>a</li><li>- b</li></ol>", "1. a\n2. \\- b"),
            (
                '<p>See <a href="https://a.example/?b=1&amp;c=2">this </a>now</p>',
                "See [this](<https://a.example/?b=1&c=2>) now",
            ),
            ("<p>in <em>«quotes»</em>here</p>", "in «quotes»here"),
            ("<p><em>a</em><strong>b</strong></p>", "*a*b"),
            ("<p>   </p>", ""),
        ],
    )
    def test_are_written_so(self, element, written):
        assert block_text(element) == written

    def test_keep_what_an_address_says(self):
        url = "https://a.example/?a=1&lt;=2&x"
        html = as_html(link("a]b", url))
        assert html == f'<p><a href="{escape(url)}">a]b</a></p>'

    @given(TRICKY)
    @settings(max_examples=300, deadline=None)
    def test_show_any_text(self, text):
        wanted = " ".join(text.split())
        assert shown(paragraph(text)) == wanted
        assert shown(f"# {paragraph(wanted)}") == wanted

    @given(st.lists(st.tuples(TRICKY, st.sampled_from(["em", "strong", "a", ""]))))
    @settings(max_examples=300, deadline=None)
    def test_show_any_run_of_marked_text(self, runs):
        element = "".join(
            f"<{tag}>{escape(text)}</{tag}>".replace(
                "<a>", '<a href="https://a.example">'
            )
            if tag
            else escape(text)
            for text, tag in runs
        )
        element = cleaned(f"<p>{element}</p>")
        plain = " ".join("".join(text for text, _tag in runs).split())
        assert shown(block_text(element)) == plain


class TestFrontMatter:
    def test_is_json_between_two_lines(self):
        written = format_named("markdown").write(a_package()).decode()
        head = written.removeprefix("---\n").partition("\n---\n")[0]
        told = json.loads(head)
        assert told["lang"] == "en"
        assert told["credits"][2] == {"role": "translator", "name": "The Market desk"}
        assert set(told["rights-notice"]) == {"km", "en"}
