"""Lines of inline markup out of HTML."""

from html import escape

from hypothesis import given
from hypothesis import strategies as st

from articles.text.lines import scan, text_of


class TestScan:
    def test_knows_which_lines_share_a_list(self) -> None:
        one, two, three = scan("<ul><li>a<li>b</ul><ul><li>c</ul>")
        assert one.path[0] == two.path[0] != three.path[0]
        assert one.path[1] != two.path[1]

    def test_gives_text_beside_markup(self) -> None:
        (line,) = scan("<p>a <b>&lt;b&gt;</b><br>c</p>")
        assert (line.tag, line.html, line.text) == (
            "p",
            "a <strong>&lt;b&gt;</strong><br>c",
            "a <b>\nc",
        )

    def test_takes_the_id_of_the_outermost_element(self) -> None:
        (line,) = scan("<ul data-block=outer><li data-block=inner>a</ul>")
        assert line.block_id == "outer"

    def test_closes_a_link_with_its_paragraph(self) -> None:
        first, second = scan("<a href=https://x.example><p>a</p><p>b</p></a>")
        assert first.html.startswith("<a ")
        assert second.html == "b"


PIECES = (
    "<strong>",
    "</strong>",
    "<em>",
    "</em>",
    "<strong>ក្រុង</strong>",
    "<em> a </em>",
    " ",
    "\u200b",
    "ពេញ",
    "&amp;",
    "<br>",
    "<p>",
)


class TestPlainParagraph:
    @given(
        st.text(
            st.characters(exclude_categories=["Cs"])
            | st.sampled_from(" \t\n\f\u200b\u200d\u17d2\xa0កែរ")
        )
    )
    def test_is_read_as_any_other_markup_is(self, text):
        written = f"<p>{escape(text, quote=False)}</p>"
        # An element around it, which means nothing, takes the other way.
        assert scan(written) == scan(f"<div>{written}</div>")


class TestEmphasis:
    @given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3)))
    def test_is_read_as_any_other_markup_is(self, pieces):
        written = f"<p>{''.join(pieces)}</p>"
        lines = scan(written)
        assert lines == scan(f"<div>{written}</div>")
        assert text_of(written) == "\n".join(line.text for line in lines)

    def test_of_words_in_words_is_read_without_a_parser(self, monkeypatch):
        monkeypatch.setattr("articles.text.lines.read", None)
        (line,) = scan("<p>A <strong>b <em>c</em></strong> ដ</p>")
        assert line.html == "A <strong>b <em>c</em></strong> ដ"
        assert line.text == "A b c ដ"
