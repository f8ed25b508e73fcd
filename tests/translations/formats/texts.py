"""HTML as blocks have it, drawn at random, and a story of it."""

from hypothesis import strategies as st

from articles.text.blocks import parse_body, parse_inline
from translations.formats.segments import Segment, State, Story

NOTICE = {
    "km": "ការចម្លងត្រូវមានការអនុញ្ញាត។",
    "en": "No copy without written permission.",
}
_WORDS = st.text(
    st.sampled_from("abc ភ្នំពេញ់។៤២\u200b\u00a0 <>&\"'’“”\U0001f600{}%é"), max_size=12
)
_ROUND = st.sampled_from(
    [
        ("<strong>", "</strong>"),
        ("<em>", "</em>"),
        ("<a href='https://x.example/?a=1&b=2'>", "</a>"),
        ("<span lang='fr'>", "</span>"),
        ("<sub>", "</sub>"),
        ("<sup>", "</sup>"),
        ("<cite>", "</cite>"),
        ("<q>", "</q>"),
    ]
)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _inline() -> st.SearchStrategy[str]:
    return st.recursive(
        _WORDS.map(_escaped),
        lambda inner: st.one_of(
            st.tuples(inner, inner).map("".join),
            st.tuples(inner, inner).map("<br>".join),
            st.tuples(_ROUND, inner).map(lambda it: f"{it[0][0]}{it[1]}{it[0][1]}"),
        ),
        max_leaves=6,
    )


def _blocks() -> st.SearchStrategy[str]:
    inline = _inline()
    items = st.lists(inline, min_size=1, max_size=3)
    return st.one_of(
        inline.map(lambda it: f"<p>{it}</p>"),
        inline.map(lambda it: f"<h2>{it}</h2>"),
        items.map(lambda it: "<ul>" + "".join(f"<li>{x}</li>" for x in it) + "</ul>"),
        items.map(
            lambda it: (
                f"<ol><li>{it[0]}<ul>"
                + "".join(f"<li>{x}</li>" for x in it)
                + "</ul></li></ol>"
            )
        ),
        items.map(
            lambda it: (
                "<blockquote>" + "".join(f"<p>{x}</p>" for x in it) + "</blockquote>"
            )
        ),
    )


def stored_html() -> st.SearchStrategy[str]:
    """Draw what can stand in a row: blocks of a body, or a headline."""
    bodies = st.lists(_blocks(), min_size=1, max_size=3).map("".join)
    return st.one_of(
        bodies.map(lambda it: "".join(block.html for block in parse_body(it))),
        _inline().map(parse_inline),
    )


def one_block() -> st.SearchStrategy[str]:
    """Draw a block of a body that has something to see."""
    return (
        _blocks()
        .map(lambda it: "".join(block.html for block in parse_body(it)[:1]))
        .filter(bool)
    )


def a_story(*pairs: tuple[str, str], **facts: object) -> Story:
    """Make a story of rows, each with a source and a translation."""
    segments = tuple(
        Segment(
            id=f"u{number}",
            source=source,
            target=target,
            made_from=f"{number:064x}",
            state=State.TRANSLATED if target else State.UNTRANSLATED,
        )
        for number, (source, target) in enumerate(pairs, start=1)
    )
    given: dict[str, object] = {
        "reference": "h123",
        "title": "ទឹកឡើង",
        "source_language": "km",
        "target_language": "en",
        "notice": NOTICE,
        "segments": segments,
    }
    return Story(**{**given, **facts})
