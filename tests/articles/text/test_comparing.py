"""Two texts of one version, block by block."""

from articles.text.blocks import Block, BlockKind, parse_inline
from articles.text.comparing import compare
from articles.text.diff import Op


def block(name: str, text: str) -> Block:
    return Block(id=name, kind=BlockKind.PARAGRAPH, html=parse_inline(text))


class TestCompare:
    def test_shows_the_words_that_changed_in_a_block_that_stayed(self):
        (only,) = compare([block("b1", "Two boats")], [block("b1", "Six boats")], "en")
        assert only.op is Op.SAME
        assert [(c.op, c.text) for c in only.changes] == [
            (Op.REMOVED, "Two"),
            (Op.ADDED, "Six"),
            (Op.SAME, " boats"),
        ]

    def test_shows_a_block_that_went_and_one_that_came(self):
        old = [block("b1", "First."), block("b2", "Second.")]
        new = [block("b1", "First."), block("b3", "Third.")]
        assert [(b.op, b.is_changed) for b in compare(old, new, "en")] == [
            (Op.SAME, False),
            (Op.REMOVED, True),
            (Op.ADDED, True),
        ]

    def test_takes_zero_width_spaces_for_no_change(self):
        old, new = [block("b1", "ទន្លេមេគង្គ")], [block("b1", "ទន្លេ\u200bមេគង្គ")]
        (only,) = compare(old, new, "km")
        assert not only.is_changed

    def test_of_two_empty_texts_is_empty(self):
        assert compare([], [], "km") == ()
