"""Two edits of one text become one; no word of either goes without a word."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import Block, BlockKind
from articles.text.merging import Conflict, Merged, merge

IDS = ("a", "b", "c", "d", "e")


def paragraph(block_id: str, text: str) -> Block:
    return Block(id=block_id, kind=BlockKind.PARAGRAPH, html=f"<p>{text}</p>")


def text(**paragraphs: str) -> tuple[Block, ...]:
    return tuple(paragraph(name, words) for name, words in paragraphs.items())


def told(merged: Merged) -> list[str]:
    return [f"{b.id}:{b.html[3:-4]}" for b in merged.blocks]


@st.composite
def edits(draw: st.DrawFn) -> tuple[tuple[Block, ...], ...]:
    """A text and two edits of it: changed, taken out, moved, added, some alike."""
    base = [paragraph(name, f"{name}0") for name in IDS[: draw(st.integers(0, 5))]]

    def edit(name: str) -> tuple[Block, ...]:
        kept = [block for block in base if draw(st.integers(0, 4))]
        if draw(st.booleans()):
            kept = draw(st.permutations(kept))
        changed = [
            paragraph(block.id, block.id + draw(st.sampled_from(["1", name])))
            if draw(st.booleans())
            else block
            for block in kept
        ]
        for number in range(draw(st.integers(0, 2))):
            words = draw(st.sampled_from(["new", f"{name}{number}"]))
            place = draw(st.integers(0, len(changed)))
            changed.insert(place, paragraph(f"{name}{number}", words))
        return tuple(changed)

    return tuple(base), edit("m"), edit("t")


class TestMerge:
    def test_takes_what_only_one_of_us_changed(self):
        merged = merge(text(a="1", b="2"), text(a="1!", b="2"), text(a="1", b="2?"))
        assert told(merged) == ["a:1!", "b:2?"]
        assert merged.conflicts == ()

    def test_takes_out_what_one_of_us_took_out(self):
        merged = merge(
            text(a="1", b="2", c="3"), text(a="1", b="2"), text(b="2", c="3")
        )
        assert told(merged) == ["b:2"]

    def test_reports_what_both_changed_in_two_ways(self):
        base, mine, theirs = text(a="1"), text(a="mine"), text(a="theirs")
        assert merge(base, mine, theirs).conflicts == (
            Conflict("a", base[0], theirs[0], mine[0]),
        )

    def test_reports_what_one_changed_and_the_other_took_out(self):
        base, changed = text(a="1"), text(a="2")
        assert merge(base, changed, ()).conflicts == (
            Conflict("a", base[0], None, changed[0]),
        )
        assert merge(base, (), changed).conflicts == (
            Conflict("a", base[0], changed[0], None),
        )

    def test_takes_the_same_change_on_both_sides_once(self):
        merged = merge(text(a="1"), text(a="2"), text(a="2"))
        assert (told(merged), merged.conflicts) == (["a:2"], ())

    def test_takes_the_same_addition_on_both_sides_once(self):
        merged = merge(text(a="1"), text(a="1", x="new"), text(a="1", y="new"))
        assert told(merged) == ["a:1", "y:new"]
        assert [block.id for block in merged.known] == ["a", "y"]

    def test_takes_an_addition_twice_that_one_of_us_made_twice(self):
        mine = text(a="1", x="new", y="new")
        merged = merge(text(a="1"), mine, text(a="1", z="new"))
        assert told(merged) == ["a:1", "z:new", "y:new"]

    def test_reports_a_headline_that_both_wrote(self):
        mine, theirs = (
            Block(id="headline", kind=BlockKind.HEADLINE, html=html)
            for html in ("Mine", "Theirs")
        )
        conflict = merge((), (mine,), (theirs,)).conflicts[0]
        assert (conflict.base, conflict.mine, conflict.theirs) == (None, mine, theirs)

    def test_sees_a_change_of_kind(self):
        heading = Block(id="a", kind=BlockKind.HEADING, html="<h2>1</h2>")
        merged = merge(text(a="1"), text(a="1"), (heading,))
        assert merged.blocks == (heading,)

    def test_puts_additions_after_what_they_followed(self):
        merged = merge(
            text(a="1", b="2"),
            text(m="first", a="1", n="mine", b="2"),
            text(a="1", t="theirs", b="2", u="last"),
        )
        assert [block.id for block in merged.blocks] == ["m", "a", "n", "t", "b", "u"]

    def test_keeps_an_addition_in_its_place_when_what_it_followed_went(self):
        merged = merge(
            text(a="1", b="2", c="3"),
            text(a="1", b="2", m="!", c="3"),
            text(a="1", c="3"),
        )
        assert [block.id for block in merged.blocks] == ["a", "m", "c"]

    def test_follows_whoever_moved_a_block(self):
        base = text(a="1", b="2", c="3")
        moved, changed = text(c="3", a="1", b="2"), text(a="1", b="2!", c="3")
        assert told(merge(base, moved, changed)) == ["c:3", "a:1", "b:2!"]
        assert told(merge(base, changed, moved)) == ["c:3", "a:1", "b:2!"]

    @given(edits())
    def test_gives_mine_where_nobody_else_wrote(self, three):
        base, mine, _theirs = three
        assert merge(base, mine, base) == Merged(mine, mine, ())

    @given(edits())
    def test_gives_theirs_where_i_wrote_nothing(self, three):
        base, _mine, theirs = three
        assert merge(base, base, theirs) == Merged(theirs, base, ())

    @given(edits())
    def test_loses_no_words_of_either_without_reporting_them(self, three):
        base, mine, theirs = three
        merged = merge(base, mine, theirs)
        there = {block.html for block in (*merged.blocks, *base)}
        for conflict in merged.conflicts:
            there |= {b.html for b in (conflict.mine, conflict.theirs) if b}
        assert {block.html for block in (*mine, *theirs)} <= there
        # What neither touched is there, too.
        untouched = {b.id for b in base if b in mine and b in theirs}
        assert untouched <= {block.id for block in merged.blocks}

    @given(edits())
    def test_gives_the_same_again_once_it_is_stored(self, three):
        base, mine, theirs = three
        merged = merge(base, mine, theirs)
        again = merge(base, mine, merged.blocks)
        if not merged.conflicts:
            assert again == merged

    @given(edits())
    def test_goes_on_from_what_i_know(self, three):
        base, mine, theirs = three
        merged = merge(base, mine, theirs)
        later = merge(merged.known, merged.known, merged.blocks)
        assert later == Merged(merged.blocks, merged.known, ())

    @given(edits())
    def test_has_each_id_once(self, three):
        merged = merge(*three)
        for blocks in (merged.blocks, merged.known):
            assert len({block.id for block in blocks}) == len(blocks)
