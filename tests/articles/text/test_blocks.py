"""Blocks: read, shown, stored, carried over an edit."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.blocks import (
    RESERVED,
    Block,
    BlockError,
    BlockKind,
    block_text,
    body_blocks,
    carry_ids,
    fingerprint,
    from_json,
    parse_body,
    parse_inline,
    plain_text,
    render_body,
    stored_text,
    to_json,
)
from articles.text.khmer import canonical


def numbered(prefix: str = "b") -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"{prefix}{next(numbers)}"


def body(*texts: str, prefix: str = "b") -> tuple[Block, ...]:
    return parse_body(
        "".join(f"<p>{text}</p>" for text in texts), new_id=numbered(prefix)
    )


def paragraph(block_id: str, text: str) -> Block:
    return Block(id=block_id, kind=BlockKind.PARAGRAPH, html=f"<p>{text}</p>")


HEADLINE = Block(id="headline", kind=BlockKind.HEADLINE, html="Rain <em>at last</em>")
RAIN = "Rain fell on the rice fields of the whole province."
FISH = "Fishers on the lake say the catch is half of last year."
PRICE = "A kilogram of small fish costs more than rice does."


class TestParseBody:
    @pytest.mark.parametrize(
        ("html", "blocks"),
        [
            ("<p>One</p><p>Two</p>", ["<p>One</p>", "<p>Two</p>"]),
            ("Bare text", ["<p>Bare text</p>"]),
            ("One\n\nTwo\nlines", ["<p>One</p>", "<p>Two<br>lines</p>"]),
            ("<div>One</div>Two", ["<p>One</p>", "<p>Two</p>"]),
            ("One<br> <br>Two<br>three", ["<p>One</p>", "<p>Two<br>three</p>"]),
            ("<p><br>One<br></p>", ["<p>One</p>"]),
            ("<p></p><p> &nbsp;\u200b</p><p><b> </b></p>", []),
            ("", []),
            ("<h1>A</h1><h2>B</h2>", ["<h2>A</h2>", "<h2>B</h2>"]),
            ("<h3>A</h3><h6>B</h6>", ["<h3>A</h3>", "<h3>B</h3>"]),
            (
                "<b>a</b> <i>b</i> <strong><b>c</b></strong>",
                ["<p><strong>a</strong> <em>b</em> <strong>c</strong></p>"],
            ),
            (
                "<b>a<p>b</p></b>",
                ["<p><strong>a</strong></p>", "<p><strong>b</strong></p>"],
            ),
            (
                "<blockquote>One<p>Two</p></blockquote>",
                ["<blockquote><p>One</p><p>Two</p></blockquote>"],
            ),
            ("<ul><li>One<li>Two</ul>", ["<ul><li>One</li><li>Two</li></ul>"]),
            (
                "<ol>One<li><p>Two</p><p>three</p></ol>",
                ["<ol><li>One</li><li>Two<br>three</li></ol>"],
            ),
            (
                "<ul><li>One<ol><li>Two</li></ol>three</li></ul>",
                ["<ul><li>One<ol><li>Two</li></ol>three</li></ul>"],
            ),
            ("<li>loose</li>", ["<p>loose</p>"]),
            ("<table><tr><td>One<td>Two</table>", ["<p>One</p>", "<p>Two</p>"]),
            ("<p>a<hr>b</p>", ["<p>a</p>", "<p>b</p>"]),
            (
                "<p>H<sub>2</sub>O x<sup>2</sup> <q>q</q> <cite>c</cite></p>",
                ["<p>H<sub>2</sub>O x<sup>2</sup> <q>q</q> <cite>c</cite></p>"],
            ),
            (
                "<p><span lang=EN-us>word</span> <span>x</span></p>",
                ['<p><span lang="en-US">word</span> x</p>'],
            ),
            ("<p>a < b &amp; c</p>", ["<p>a &lt; b &amp; c</p>"]),
        ],
    )
    def test_cuts_html_into_blocks(self, html: str, blocks: list[str]) -> None:
        assert [block.html for block in parse_body(html)] == blocks

    def test_tells_what_each_block_is(self) -> None:
        html = "<h3>a</h3><p>b</p><blockquote>c</blockquote><ol><li>d</ol>"
        assert [block.kind.value for block in parse_body(html)] == [
            "heading",
            "paragraph",
            "quote",
            "list",
        ]

    def test_makes_text_canonical_but_keeps_break_hints(self) -> None:
        typed = "<p>\u1792\u17d2\u179c\u17c1\u17b8\u200bស្រែ&#x00;</p>"
        assert parse_body(typed)[0].html.replace("\ufffd", "") == "<p>ធ្វើ\u200bស្រែ</p>"

    def test_repairs_a_syllable_that_an_empty_tag_cut(self) -> None:
        (block,) = parse_body("<p>\u1792\u17d2\u179c\u17c1<span>\u17b8</span></p>")
        assert block.html == "<p>ធ្វើ</p>"

    def test_keeps_the_ids_that_an_editor_gives_back(self) -> None:
        html = '<p data-block="x1">a</p><p>b</p><ul data-block="x2"><li>c</ul>'
        ids = [block.id for block in parse_body(html, new_id=numbered())]
        assert ids == ["x1", "b1", "x2"]

    @pytest.mark.parametrize("wanted", ["headline", "a b", "x" * 33, "&quot;"])
    def test_gives_a_new_id_for_one_that_nobody_may_have(self, wanted: str) -> None:
        html = f'<p data-block="{wanted}">a</p>'
        assert parse_body(html, new_id=numbered())[0].id == "b1"

    def test_gives_a_copied_paragraph_a_new_id(self) -> None:
        html = '<p data-block="x1">a</p><p data-block="x1">a</p>'
        assert [each.id for each in parse_body(html, new_id=numbered())] == ["x1", "b1"]


class TestParseInline:
    @pytest.mark.parametrize(
        ("html", "line"),
        [
            ("Rain &amp; <b>sun</b>", "Rain &amp; <strong>sun</strong>"),
            ("<p>One</p><p>Two</p>", "One Two"),
            ("<h1>One</h1>", "One"),
            ("<script>x</script> \u200b", ""),
            ("1 < 2", "1 &lt; 2"),
        ],
    )
    def test_leaves_no_block_around_the_line(self, html: str, line: str) -> None:
        assert parse_inline(html) == line
        assert parse_inline(line) == line


class TestRenderBody:
    def test_numbers_the_blocks_of_the_body(self) -> None:
        shown = render_body((HEADLINE, *parse_body("<h2>a</h2><p>b</p><ul><li>c</ul>")))
        assert shown == (
            '<h2 id="p1">a</h2>\n<p id="p2">b</p>\n<ul id="p3"><li>c</li></ul>'
        )

    def test_writes_ids_for_an_editor_that_come_back(self) -> None:
        blocks = parse_body("<h2>a</h2><blockquote>b</blockquote><ol><li>c</ol>")
        shown = render_body(blocks, has_block_ids=True)
        assert parse_body(shown) == blocks

    @pytest.mark.parametrize(
        "html",
        [
            "<p>a<script>alert(1)</script></p>",
            "<p onclick='alert(1)'>a</p>",
            "<div>a</div>",
            "a",
            "<p>a",
            "<iframe src=//evil></iframe><p>a</p>",
        ],
    )
    def test_cleans_what_was_stored_behind_its_back(self, html: str) -> None:
        stored = Block(id="x", kind=BlockKind.PARAGRAPH, html=html)
        assert render_body([stored]) == '<p id="p1">a</p>'

    def test_is_empty_without_a_body(self) -> None:
        assert render_body([HEADLINE]) == ""


class TestText:
    def test_of_a_block_has_no_markup(self) -> None:
        (block,) = parse_body("<ul><li>a &amp; <b>b</b><li>c<br>d</ul>")
        assert block_text(block) == "a & b\nc\nd"

    def test_of_the_body_leaves_out_the_headline(self) -> None:
        assert [each.id for each in body_blocks([HEADLINE, *body("a")])] == ["b1"]

    def test_of_the_shown_page_is_the_text_of_its_blocks(self) -> None:
        blocks = parse_body("<h2>a</h2>b<br>c<blockquote>d</blockquote>")
        assert plain_text(render_body(blocks)) == "\n".join(map(block_text, blocks))


PIECES = [
    *("<p>", "</p>", "<h2>", "<blockquote>", "</blockquote>", "<ul>", "<ol>", "</ul>"),
    *("<li>", "</li>", "<br>", "<b>", "</b>", "<i>", "</i>", "<sub>", "</sub>"),
    *(
        '<a href="https://a.example/?a=1&amp;b=2">',
        "</a>",
        '<span lang="km">',
        "</span>",
    ),
    *("a", "b & c", "&lt;b&gt;", "ភ្នំ\u200bពេញ", "២០២៦", " ", "\n", "\n\n", "\u00a0"),
]


class TestStoredText:
    @given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
    @settings(max_examples=300, deadline=None)
    def test_is_what_readers_of_the_block_have(self, html: str) -> None:
        for block in parse_body(html):
            assert stored_text(block) == block_text(block)

    @pytest.mark.parametrize("html", ["Rain <em>at</em> last", "A<br>b &amp; c", ""])
    def test_of_a_headline_has_no_markup(self, html: str) -> None:
        block = replace(HEADLINE, html=html)
        assert stored_text(block) == block_text(block)


class TestFingerprint:
    def test_stays_when_no_reader_sees_a_change(self) -> None:
        before = body("\u1792\u17d2\u179c\u17c1\u17b8ស្រែ <b>២០២៦</b>")
        after = body("ធ្វើ\u200bស្រែ  2026")
        assert fingerprint(before) == fingerprint(after)

    def test_changes_with_a_word(self) -> None:
        assert fingerprint(body("ធ្វើស្រែ")) != fingerprint(body("ធ្វើចម្ការ"))

    def test_is_the_same_for_blocks_and_their_text(self) -> None:
        blocks = body("One", "Two")
        assert fingerprint(blocks) == fingerprint("one two")
        assert re.fullmatch("[0-9a-f]{64}", fingerprint(blocks))


class TestJson:
    def test_comes_back_as_it_was(self) -> None:
        blocks = (HEADLINE, *body("a", "ខ"))
        assert from_json(to_json(blocks)) == blocks
        assert to_json(blocks)[0] == {
            "id": "headline",
            "kind": "headline",
            "html": "Rain <em>at last</em>",
        }

    @pytest.mark.parametrize(
        "stored",
        [
            None,
            {},
            "[]",
            [None],
            ["p"],
            [{}],
            [{"id": "a", "kind": "paragraph"}],
            [{"id": "a", "kind": "paragraph", "html": "<p>a</p>", "more": "x"}],
            [{"id": "a", "kind": "table", "html": "<p>a</p>"}],
            [{"id": "a", "kind": "paragraph", "html": 1}],
            [{"id": 1, "kind": "paragraph", "html": ""}],
            [{"id": "a b", "kind": "paragraph", "html": ""}],
            [{"id": "headline", "kind": "paragraph", "html": ""}],
            [{"id": "a", "kind": "headline", "html": ""}],
            [{"id": "a", "kind": "quote", "html": ""}] * 2,
        ],
    )
    def test_refuses_what_is_malformed(self, stored: object) -> None:
        with pytest.raises(BlockError):
            from_json(stored)


class TestCarryIds:
    def ids(self, old: tuple[Block, ...], *texts: str) -> list[str]:
        return [block.id for block in carry_ids(old, body(*texts, prefix="n"))]

    def test_keeps_the_id_of_an_edited_paragraph(self) -> None:
        old = body(RAIN, FISH)
        assert self.ids(old, RAIN, FISH.replace("half", "a third")) == ["b1", "b2"]

    def test_gives_an_inserted_paragraph_its_own_id(self) -> None:
        assert self.ids(body(RAIN, FISH), RAIN, PRICE, FISH) == ["b1", "n2", "b2"]

    def test_forgets_the_id_of_a_deleted_paragraph(self) -> None:
        assert self.ids(body(RAIN, PRICE, FISH), RAIN, FISH) == ["b1", "b3"]

    def test_follows_a_paragraph_that_moved(self) -> None:
        assert self.ids(body(RAIN, FISH, PRICE), PRICE, RAIN, FISH) == [
            "b3",
            "b1",
            "b2",
        ]

    def test_leaves_a_split_paragraph_one_id(self) -> None:
        old = body(f"{RAIN} {FISH} It is late.")
        assert self.ids(old, RAIN, f"{FISH} It is late.") == ["n1", "b1"]

    def test_leaves_merged_paragraphs_one_id(self) -> None:
        assert self.ids(body("It is late.", FISH), f"It is late. {FISH}") == ["b2"]

    def test_believes_an_id_that_came_back(self) -> None:
        new = (paragraph("b2", RAIN), paragraph("n1", FISH))
        assert [each.id for each in carry_ids(body(RAIN, FISH), new)] == ["b2", "n1"]

    def test_leaves_reserved_blocks_alone(self) -> None:
        new_headline = replace(HEADLINE, html=RAIN)
        carried = carry_ids(
            (HEADLINE, *body(RAIN)), (new_headline, *body(RAIN, prefix="n"))
        )
        assert carried == (new_headline, *body(RAIN))

    def test_keeps_the_new_text(self) -> None:
        new = body(FISH.replace("half", "<b>half</b>"), prefix="n")
        (carried,) = carry_ids(body(FISH), new)
        assert (carried.id, carried.html) == ("b1", new[0].html)

    def test_refuses_two_new_blocks_with_one_id(self) -> None:
        with pytest.raises(BlockError):
            carry_ids([], [paragraph("x", "a"), paragraph("x", "b")])

    @given(
        st.lists(st.sampled_from([RAIN, FISH, PRICE, "a b", "ខ្មែរ"]), max_size=7),
        st.lists(
            st.sampled_from([RAIN, FISH, f"{RAIN} {FISH}", "a c", "ខ្មែរ"]), max_size=7
        ),
        st.lists(st.sampled_from(["b1", "b2", "b9"]), unique=True, max_size=3),
    )
    @settings(deadline=None, max_examples=200)
    def test_never_gives_an_id_twice(
        self, before: list[str], after: list[str], given_back: list[str]
    ) -> None:
        old, new = body(*before), list(body(*after, prefix="n"))
        for place, block_id in enumerate(given_back[: len(new)]):
            new[place] = replace(new[place], id=block_id)
        carried = carry_ids(old, new)
        ids = [block.id for block in carried]
        assert len(set(ids)) == len(ids)
        assert set(ids) <= {block.id for block in (*old, *new)}
        assert [block.html for block in carried] == [block.html for block in new]

    @given(st.permutations([RAIN, FISH, PRICE, "ខ្មែរ"]))
    @settings(deadline=None)
    def test_gives_a_reordered_text_its_ids_in_the_new_order(
        self, texts: list[str]
    ) -> None:
        old = body(RAIN, FISH, PRICE, "ខ្មែរ")
        carried = carry_ids(old, body(*texts, prefix="n"))
        assert sorted(carried, key=lambda block: block.id) == list(old)


class TestReserved:
    def test_has_a_kind_for_each_id(self) -> None:
        assert [BlockKind(each).is_reserved for each in RESERVED] == [True] * 4
        assert canonical("".join(RESERVED)) == "".join(RESERVED)
