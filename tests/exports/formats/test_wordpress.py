"""Blocks keep WordPress's grammar, and the feed what its importer wants."""

import json
import re
from html import escape

import feedparser
import pytest

from exports.formats import format_named
from exports.formats.base import seal
from exports.package import BodyBlock
from tests.exports.packages import LANGUAGES, a_package

BORDER = re.compile(r"<!-- (/?)wp:([a-z-]+)(?: (\{.*?\}))? -->")
BODY = (
    BodyBlock("heading", "<h2>Rain</h2>", "Rain"),
    BodyBlock("heading", "<h3>More &amp; more</h3>", "More & more"),
    BodyBlock("quote", "<blockquote>“We <em>left</em>”</blockquote>", "“We left”"),
    BodyBlock("list", "<ol><li>one</li><li>two</li></ol>", "one\ntwo"),
    BodyBlock("list", "<ul><li>a<ul><li>b</li></ul></li></ul>", "a\nb"),
    BodyBlock("quote", "<blockquote><p>c</p><p>d</p></blockquote>", "c\nd"),
)


def block_names(text: str) -> list[str]:
    """Check the grammar of blocks and name them, inner ones after their outer one."""
    names, is_open = [], []
    for border in BORDER.finditer(text):
        if border[1]:
            assert is_open.pop() == border[2]
        else:
            is_open.append(border[2])
            names.append(border[2])
            assert isinstance(json.loads(border[3] or "{}"), dict)
    assert is_open == []
    return names


class TestBlocks:
    def test_are_closed_in_their_order(self):
        text = seal(a_package(body=BODY), format_named("wordpress")).decode()
        names = block_names(text)
        assert names[0] == "heading"
        assert names[-1] == "html"
        assert names.count("list-item") == 4
        assert names.count("list") == 3
        assert text.count("<!-- wp:") == text.count("<!-- /wp:")

    @pytest.mark.parametrize(
        "written",
        [
            '<!-- wp:heading -->\n<h2 class="wp-block-heading">Rain</h2>\n'
            "<!-- /wp:heading -->",
            '<!-- wp:heading {"level":3} -->\n'
            '<h3 class="wp-block-heading">More &amp; more</h3>\n<!-- /wp:heading -->',
            '<!-- wp:quote -->\n<blockquote class="wp-block-quote">'
            "<!-- wp:paragraph -->\n<p>“We <em>left</em>”</p>\n"
            "<!-- /wp:paragraph --></blockquote>\n<!-- /wp:quote -->",
            '<!-- wp:list {"ordered":true} -->\n<ol class="wp-block-list">'
            "<!-- wp:list-item -->\n<li>one</li>\n<!-- /wp:list-item -->",
        ],
        ids=["h2", "h3", "quote", "list"],
    )
    def test_are_as_the_editor_saves_them(self, written):
        text = seal(a_package(body=BODY), format_named("wordpress")).decode()
        assert written in text

    def test_end_with_one_that_no_editor_rewrites(self):
        text = seal(a_package(), format_named("wordpress")).decode()
        last = text.rpartition("<!-- wp:html -->")[2]
        assert escape(a_package().notice_text, quote=False) in last
        assert 'data-tdm-reservation="1"' in last


class TestFeed:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_read_as_one_post(self, language):
        package = a_package(language)
        feed = feedparser.parse(seal(package, format_named("wxr")))
        assert not feed.bozo
        (post,) = feed.entries
        assert post.title.replace("\u200b", "") == package.story.headline.replace(
            "\u200b", ""
        )
        assert post.id == package.story.urn
        assert post.tags[0].term == "Society"
        assert block_names(post.content[0].value)[-1] == "html"

    def test_waits_as_a_draft(self):
        text = seal(a_package(), format_named("wxr")).decode()
        assert "<wp:status>draft</wp:status>" in text
        assert "<wp:post_type>post</wp:post_type>" in text
        assert "<wp:wxr_version>1.2</wp:wxr_version>" in text
        keys = re.findall(r"<wp:meta_key>(.*?)</wp:meta_key>", text)
        assert set(keys) >= {"_spean_source", "_spean_language", "_spean_trace"}
