"""HTML that wants to do harm, through reading and showing a body."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.blocks import parse_body, parse_inline, plain_text, render_body
from articles.text.tags import DEEPEST_HTML, LONGEST_HTML, MarkupError

ALLOWED = {
    "p": {"id"},
    "h2": {"id"},
    "h3": {"id"},
    "blockquote": {"id"},
    "ul": {"id"},
    "ol": {"id"},
    "li": set(),
    "a": {"href", "rel"},
    "em": set(),
    "strong": set(),
    "br": set(),
    "cite": set(),
    "q": set(),
    "sub": set(),
    "sup": set(),
    "span": {"lang"},
}


class Inspector(HTMLParser):
    """Complains about everything that a page of ours never holds."""

    def __init__(self) -> None:
        super().__init__()
        self.complaints: list[str] = []
        self.anchors: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "br":
            self.open.append(tag)
        for name, value in attrs:
            if name not in ALLOWED.get(tag, set()):
                self.complaints.append(f"{tag} {name}")
            if name == "id":
                self.anchors.append(value or "")
            is_safe = re.match(r"(?i)(https?://|mailto:)\S+$", value or "")
            if name == "href" and not is_safe:
                self.complaints.append(f"href {value}")
        names = [name for name, _value in attrs]
        if tag not in ALLOWED or len(set(names)) < len(names):
            self.complaints.append(tag)
        if tag == "a" and dict(attrs).get("rel") != "noopener noreferrer":
            self.complaints.append("a without rel")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.complaints.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        self.complaints.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.complaints.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.complaints.append(f"instruction {data}")

    def unknown_decl(self, data: str) -> None:
        self.complaints.append(f"declaration {data}")


def inspect(html: str) -> Inspector:
    inspector = Inspector()
    inspector.feed(html)
    inspector.close()
    return inspector


ATTACKS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<p onclick=alert(1)>a</p>",
    "<p style='background:url(javascript:alert(1))' class=x>a</p>",
    "<a href='javascript:alert(1)'>a</a>",
    "<a href='jAvAsCrIpT:alert(1)'>a</a>",
    "<a href='java&#x0A;script:alert(1)'>a</a>",
    "<a href='&#106;&#97;vascript:alert(1)'>a</a>",
    "<a href=' &#14; javascript:alert(1)'>a</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>a</a>",
    "<a href='vbscript:x'>a</a>",
    "<a href='//evil.example'>a</a>",
    "<a href='/relative'>a</a>",
    "<a href='#top'>a</a>",
    "<a href='https://x.example/&quot; onclick=&quot;alert(1)'>a</a>",
    "<a href='https://x.example/\"><script>alert(1)</script>'>a</a>",
    "<a href='https://[bad'>a</a>",
    "<a href=https://x.example target=_blank rel=opener>a</a>",
    "<svg><script>alert(1)</script></svg>",
    "<svg onload=alert(1)><p>a</p>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<style>@import '//evil.example';</style>",
    "<!-- comment --><!--[if IE]><script>alert(1)</script><![endif]-->",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?><!DOCTYPE html>",
    "<iframe src=//evil.example></iframe><object data=x></object><embed src=x>",
    "<form action=//evil.example><input name=x><button>go</button></form>",
    "<base href=//evil.example><meta http-equiv=refresh content=0><link rel=x>",
    "<template><script>alert(1)</script></template>",
    "<textarea></textarea><script>alert(1)</script>",
    "<title><a href='</title><img src=x onerror=alert(1)>'>",
    "<xmp><script>alert(1)</script></xmp><plaintext><b>",
    "<p><b><i>a</b></i></p></p></div></ul>",
    "<ul><li><ul><p>a<blockquote>b</ul>c",
    "<table><a href=https://x.example><tr><td><a href=https://y.example>a",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<span lang='km\" onclick=\"alert(1)'>a</span>",
    "<p data-block='\"><script>alert(1)</script>' id=p9>a</p>",
    "<p id=p1 name=x data-x=y>a</p>",
    "<a href=https://x.example><a href=https://y.example>a</a></a>",
    "\x00<\x00script>alert(1)</script>",
    "<\ud800script>alert(1)</script>",
    "<p>a\ufeff\u202e\u2028b",
)
PIECES = (
    *ATTACKS,
    *re.findall(
        "<[^>]*>|[^<]", "<p></p><div></div><br><b></b><i></i><ul><ol><li></ul>"
    ),
    *re.findall("<[^>]*>", "</ol><blockquote></blockquote><h1></h1><h4><q></q></a>"),
    *re.findall("<[^>]*>", "<hr><table><td></table><pre><select></script></svg><u>"),
    *"<&\"'",
    "<!--",
    "-->",
    "<span lang=km>",
    "</span>",
    "<a href=https://x.example/?a=1&amp;b=2>",
    "<p data-block=x1>",
    "text ",
    " \n",
    "&nbsp;",
    "\u1792\u17d2\u179c",
    "\u17c1",
    "\u17b8",
    "\u200b",
)
pages = st.lists(st.sampled_from(PIECES), max_size=9).map("".join) | st.text(
    max_size=60
)


class TestHostileHtml:
    @pytest.mark.parametrize("attack", ATTACKS)
    def test_reaches_no_page(self, attack: str) -> None:
        shown = render_body(parse_body(f"<p>before</p>{attack}<p>after</p>"))
        assert inspect(shown).complaints == []
        assert shown.startswith('<p id="p1">before</p>')

    @pytest.mark.parametrize("attack", ATTACKS)
    def test_reaches_no_headline(self, attack: str) -> None:
        line = parse_inline(attack)
        assert inspect(line).complaints == []
        assert not re.search("<(p|h2|h3|ul|ol|li|blockquote)[ >]", line)

    @pytest.mark.parametrize("text", ["alert", "@import", "evil"])
    @pytest.mark.parametrize("tag", ["script", "style", "svg", "noscript", "iframe"])
    def test_leaves_no_code_behind_as_text(self, tag: str, text: str) -> None:
        assert plain_text(f"a<{tag}>{text}</{tag}>b") == "ab"

    def test_keeps_a_link_that_people_may_follow(self) -> None:
        page, mail = "https://x.example/ខ្មែរ?a=1&amp;b=2", "mailto:a@x.example"
        rel = 'rel="noopener noreferrer"'
        assert parse_inline(f"<a href='{page}'>a</a> <a href={mail}>b</a>") == (
            f'<a href="{page}" {rel}>a</a> <a href="{mail}" {rel}>b</a>'
        )

    @given(pages)
    @settings(deadline=None, max_examples=400)
    def test_shows_only_what_is_allowed(self, html: str) -> None:
        blocks = parse_body(html)
        found = inspect(render_body(blocks))
        assert found.complaints == []
        assert found.open == []
        assert found.anchors == [f"p{number}" for number in range(1, len(blocks) + 1)]

    @given(pages)
    @settings(deadline=None, max_examples=400)
    def test_reads_its_own_page_the_same_way(self, html: str) -> None:
        blocks = parse_body(html)
        shown = render_body(blocks, has_block_ids=True)
        assert parse_body(shown) == blocks
        assert parse_inline(parse_inline(html)) == parse_inline(html)


class TestSize:
    @pytest.mark.parametrize(
        "html",
        [
            "<div>" * (DEEPEST_HTML + 1),
            "<b></i>" * (DEEPEST_HTML + 1),
            "<ul><li>" * (DEEPEST_HTML + 1),
            "x" * (LONGEST_HTML + 1),
        ],
        ids=["div", "mismatched", "lists", "long"],
    )
    def test_is_refused_beyond_what_a_person_writes(self, html: str) -> None:
        with pytest.raises(MarkupError):
            parse_body(html)

    def test_may_be_many_paragraphs(self) -> None:
        assert len(parse_body("<p>x<br>y" * 2_000)) == 2_000

    def test_does_not_grow_with_a_link_around_everything(self) -> None:
        around = f"<a href=https://x.example/{'y' * 1900}>{'<p>x</p>' * 500}</a>"
        assert len(render_body(parse_body(around))) < 2 * len(around) + 10_000
