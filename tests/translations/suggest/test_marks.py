from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import block_text, parse_body
from translations.formats.inline import cut
from translations.suggest.marks import marked, sewn

INLINE = st.recursive(
    st.text(alphabet="ab កខ ⟦⟧1/&<", max_size=6).map(
        lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
    ),
    lambda inner: st.tuples(st.sampled_from(["em", "strong", "q"]), inner, inner).map(
        lambda it: f"{it[1]}<{it[0]}>{it[2]}x</{it[0]}>"
    ),
    max_leaves=6,
)


class TestMarks:
    @given(INLINE)
    def test_give_the_markup_back_where_nothing_moved(self, inner):
        for block in parse_body(f"<p>{inner}</p>"):
            cutting = cut(block.html)
            back = sewn(marked(cutting), cutting)
            assert not back.is_plain
            # What looked like a mark of ours went as brackets.
            wanted = block.html.replace("⟦", "[").replace("⟧", "]")
            assert back.html == wanted

    @given(INLINE, st.text(alphabet="⟦⟧/12 ab", max_size=20))
    def test_never_lose_a_word_and_never_break_the_markup(self, inner, answer):
        for block in parse_body(f"<p>{inner}</p>"):
            back = sewn(answer, cut(block.html))
            again = parse_body(back.html)
            assert len(again) <= 1
            letters = "".join(c for c in answer if c in "ab")
            text = "".join(block_text(each) for each in again)
            assert [c for c in text if c in "ab"] == list(letters)

    def test_are_left_away_where_one_is_lost(self):
        cutting = cut('<p>The <a href="https://x.example">river</a> rose</p>')
        back = sewn("ទន្លេ⟦1⟧បានឡើង", cutting)
        assert (back.html, back.is_plain) == ("<p>ទន្លេ បានឡើង</p>", True)

    def test_may_change_their_order(self):
        cutting = cut("<p><em>a</em> <strong>b</strong></p>")
        back = sewn("⟦2⟧ខ⟦/2⟧ ⟦1⟧ក⟦/1⟧", cutting)
        assert back.html == "<p><strong>ខ</strong> <em>ក</em></p>"
        assert not back.is_plain

    def test_keep_the_items_of_a_list(self):
        cutting = cut("<ul><li>a</li><li>b</li></ul>")
        back = sewn(marked(cutting).replace("a", "ក").replace("b", "ខ"), cutting)
        assert back.html == "<ul><li>ក</li><li>ខ</li></ul>"
