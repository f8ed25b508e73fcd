"""Hostile HTML is tamed; well-meant HTML stays as it is."""

from hypothesis import given
from hypothesis import strategies as st

from intake.sources.taming import tamed


class TestTamed:
    def test_keeps_a_page_without_comments(self, fixtures):
        html = "<!doctype html><p class='a'>One &amp; <em>two</em></p>\n"
        assert tamed(html) == html

    def test_keeps_the_numbers_of_lines(self, fixtures):
        html = (fixtures / "ferry-story.html").read_text(encoding="utf-8")
        assert tamed(html).count("\n") == html.count("\n")
        assert "editor’s remark" not in tamed(html)

    def test_lets_an_endless_comment_take_the_rest(self):
        assert tamed("<p>One<!-- two\n<p>three>") == "<p>One\n"

    def test_ends_an_empty_comment_where_a_browser_does(self):
        assert tamed("<!--><p>One</p>") == "<p>One</p>"

    def test_leaves_no_opening_that_nothing_closes(self):
        assert tamed("<a " * 40) == "&lt;a " * 40
        assert tamed("<a " * 40 + ">") == "&lt;a " * 40 + ">"

    @given(st.text(st.sampled_from("<>!-ab\n'"), max_size=60))
    def test_never_adds_or_loses_a_line(self, html):
        assert tamed(html).count("\n") == html.count("\n")
        assert "<!--" not in tamed(html)
