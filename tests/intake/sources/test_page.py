"""A saved page comes apart; nothing around the story gets into it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.blocks import parse_body, render_body
from articles.text.kinds import BlockKind
from intake.sources.opening import SOURCES, open_story
from intake.sources.page import PageSource
from intake.sources.refusals import IntakeRefused

PIECES = (
    *("<p>", "</p>", "<div>", "</div>", "<br>", "<ul>", "<li>", "</ul>", "<table>"),
    *("<blockquote>", "<article>", "<em>", "</em>", "<h2>", "<nav>", "</nav>", "<td>"),
    *("<!--", "-->", "&", "&amp;", "word", "<figcaption>"),
)
TWO = "<p>It rained on Monday.</p><p>The lake rose.</p>"


def read(html: str):
    return PageSource().read("story.html", html)


def texts(story) -> list[str]:
    return [paragraph.text for paragraph in story.paragraphs]


class TestOurTwin:
    def test_says_the_same_as_the_plain_text(self, fixtures):
        page = open_story(fixtures / "ferry-story.html", language="en").story
        text = open_story(fixtures / "ferry-story.txt", language="en").story
        assert page.headline == text.headline
        assert page.caption.text == text.caption.text
        assert page.caption.credit.owner == text.caption.credit.owner
        assert page.reading_time.minutes == text.reading_time.minutes
        assert page.note.deeds == text.note.deeds
        assert page.notice.acts == text.notice.acts
        prose = [x for x in page.paragraphs if x.kind is not BlockKind.HEADING]
        shared = {x.text for x in prose} & set(texts(text))
        assert len(shared) == 6

    def test_keeps_structure_and_markup(self, fixtures):
        story = open_story(fixtures / "ferry-story.html", language="en").story
        assert [paragraph.kind.value for paragraph in story.paragraphs] == [
            "paragraph",
            "paragraph",
            "heading",
            "paragraph",
            "quote",
            "list",
            "paragraph",
            "paragraph",
        ]
        assert story.standfirst == "After two rainy seasons, the crossing is back."
        assert "<em>Mean Sothy</em>" in story.paragraphs[6].html
        assert '<a href="https://commune.example/list">' in story.paragraphs[3].html
        assert story.note.url == "https://riverbank.example/km/ferry/"

    def test_counts_lines_as_an_editor_does(self, fixtures):
        path = fixtures / "ferry-story.html"
        story = open_story(path, language="en").story
        lines = path.read_text(encoding="utf-8").splitlines()
        for paragraph in (*story.paragraphs, story.caption, story.note):
            words = (getattr(paragraph, "text", "") or paragraph.words).split()[0]
            assert words.strip("(“") in lines[paragraph.line - 1]

    def test_leaves_menus_asides_comments_and_teasers_out(self, fixtures):
        story = open_story(fixtures / "ferry-story.html", language="en").story
        body = " ".join(texts(story))
        for word in ("News", "Read also", "remark", "teaser", "First!", "never"):
            assert word not in body
        kinds = [type(each).__name__ for each in story.removed]
        assert kinds == ["Byline", "DayLine", "Shortcode", "Shortcode"]


class TestAnyPage:
    @pytest.mark.parametrize(
        ("html", "headline"),
        [
            (f"<article><h1>Rain</h1>{TWO}</article>", "Rain"),
            (f"<h1>Rain</h1>{TWO}", "Rain"),
            (f"<title>Rain</title>{TWO}", "Rain"),
            (
                "<title>Rain | Us</title><meta property=og:site_name content=Us>"
                f"<header><h1>Us</h1></header><article>{TWO}</article>",
                "Rain",
            ),
            (
                "<meta property='og:title' content='Rain &amp; wind'><title>x</title>"
                f"<div class='entry-content'>{TWO}</div>",
                "Rain & wind",
            ),
            (
                f"<article><h1>Rain <em>at</em>\n last</h1>{TWO}</article>",
                "Rain at last",
            ),
        ],
    )
    def test_has_a_headline(self, html, headline):
        story = read(f"<!doctype html>{html}")
        assert story.headline == headline
        assert texts(story) == ["It rained on Monday.", "The lake rose."]

    def test_reads_paragraphs_that_were_never_closed(self):
        assert texts(read("<h1>Rain<p>One<p>Two<div>Three<br><br>Four</div>")) == [
            "One",
            "Two",
            "Three",
            "Four",
        ]

    def test_reads_references_and_line_breaks(self):
        story = read(
            "<h1>Rain</h1><p>&ldquo;Yes,&rdquo; he said.<br>No&nbsp;more&#8230;</p>"
        )
        assert texts(story) == ["“Yes,” he said.\nNo\u00a0more…"]

    @pytest.mark.parametrize(
        "hidden",
        [
            "<nav><p>x</p></nav>",
            "<script>'<p>x</p>'</script>",
            "<style><p>x</p></style>",
            "<aside><p>x</p></aside>",
            "<!-- <p>x</p> -->",
            "<template><p>x</p></template>",
            "<div hidden><p>x</p></div>",
            "<div style='display: none'><div><p>x</p></div></div>",
            "<div id=comments><p>x</p></div>",
            "<form><p>x</p><button>x</button></form>",
            "<p hidden>x<p>",
            "<svg><text>x</text></svg>",
            "<![if !supportLists]>",
            "<![CDATA[x]]>",
            "<?php x ?>",
            "<iframe src='https://a.example'>x</iframe>",
        ],
    )
    def test_hides_what_readers_do_not_see(self, hidden):
        story = read(f"<h1>Rain</h1>{hidden}{TWO}")
        assert texts(story) == ["It rained on Monday.", "The lake rose."]

    def test_reads_an_ordered_list(self):
        story = read("<h1>Rain</h1><ol><li>One<li>Two</ol>")
        assert story.paragraphs[0].html == "<ol><li>One</li><li>Two</li></ol>"

    def test_is_told_by_its_name_or_its_beginning(self):
        page = SOURCES[0]
        assert page.fits("a.html", "")
        assert page.fits("a.txt", "\n<!DOCTYPE html><p>")
        assert not page.fits("a.txt", "Rain <html>")

    def test_is_refused_as_an_archive(self):
        with pytest.raises(IntakeRefused, match="HTML only"):
            PageSource().read("a.mhtml", "MIME-Version: 1.0")

    def test_is_refused_without_a_story(self):
        with pytest.raises(IntakeRefused, match="no paragraph"):
            read("<html><nav><h1>x</h1></nav><p>one</p></html>")
        with pytest.raises(IntakeRefused, match="no paragraph"):
            read("<h1>Rain</h1>")


class TestLinksOfAPage:
    BODY = "<h1><a href='/rain'>Rain</a></h1><p>See the <a href='/map'>map</a>.</p>"

    @pytest.mark.parametrize(
        "head",
        [
            "<base href='https://a.example/'>",
            "<link rel='canonical' href='https://a.example/rain'>",
            "<link rel='nofollow Canonical' href='https://a.example/rain'>",
            "<meta property='og:url' content='https://a.example/rain'>",
            "<meta property='og:url' content='https://b.example/'>"
            "<link rel=canonical href='https://c.example/'>"
            "<base href='https://a.example/'><base href='https://d.example/'>",
        ],
    )
    def test_are_read_against_the_address_that_it_names(self, head):
        story = read(f"<html><head>{head}</head>{self.BODY}</html>")
        assert '<a href="https://a.example/map">map</a>' in story.paragraphs[0].html
        assert story.removed == ()

    def test_are_told_of_where_it_names_none(self):
        story = read(f"<html>{self.BODY}</html>")
        assert texts(story) == ["See the map."]
        (found,) = story.removed
        assert (type(found).__name__, found.words) == ("LooseLink", "/map")

    def test_say_where_a_translation_comes_from(self):
        story = read(
            "<base href='https://a.example/en/'><h1>Rain</h1><p>One</p>"
            "<p>(Translated from <a href='../km/rain'>the original on Mekong Khmer</a>)"
        )
        assert story.note.url == "https://a.example/km/rain"

    def test_outside_the_story_are_nobodys_concern(self):
        story = read(f"<header><p><a href='/x'>Home</a></header><article>{self.BODY}")
        assert [found.words for found in story.removed] == ["/map"]


class TestAHostilePage:
    def test_is_refused_with_more_paragraphs_than_any_story(self):
        with pytest.raises(IntakeRefused, match="over 20,000"):
            read("<h1>Rain</h1>" + "<p>x" * 20_500)

    def test_is_refused_where_it_nests_too_deep(self):
        with pytest.raises(IntakeRefused, match="nested over 512"):
            read("<h1>Rain</h1>" + "<div>" * 600 + "x")

    @pytest.mark.parametrize(
        "attack",
        [
            "<p onclick='x()'>One</p>",
            "<p><a href='javascript:x()'>One</a></p>",
            "<p>One<img src=x onerror=x()></p>",
            "<p>&lt;script&gt;x()&lt;/script&gt;One</p>",
            '<p><a href="https://a.example/&quot; onclick=&quot;x()">One</a></p>',
            "<p><span lang='&quot;&gt;&lt;script&gt;'>One</span></p>",
            "<scr<script>ipt>x()</script><p>One</p>",
        ],
    )
    def test_leaves_nothing_that_runs(self, attack):
        story = read(f"<h1>Rain</h1>{attack}")
        shown = render_body(parse_body("".join(x.html for x in story.paragraphs)))
        assert "One" in shown
        for word in ("<script", "javascript:", "onerror=", 'onclick="', "<img"):
            assert word not in shown

    @settings(max_examples=60)
    @given(
        st.lists(
            st.sampled_from(PIECES),
            max_size=40,
        )
    )
    def test_of_any_shape_is_read_or_refused(self, pieces):
        html = f"<h1>Rain</h1><p>One</p>{' '.join(pieces)}"
        try:
            story = read(html)
        except IntakeRefused:
            return
        assert all(paragraph.text for paragraph in story.paragraphs)
        assert all("<nav" not in paragraph.html for paragraph in story.paragraphs)
