from random import Random

from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import Block, BlockKind
from translations.units import Linked, arrange, with_blocks

SOURCE, OTHER = 1, 2


def blocks(names: str) -> tuple[Block, ...]:
    """Make paragraphs with ids of one letter; H is the headline."""
    return tuple(
        Block(id="headline", kind=BlockKind.HEADLINE, html="A river")
        if name == "H"
        else Block(id=name, kind=BlockKind.PARAGRAPH, html=f"<p>{name}</p>")
        for name in names
    )


def units(*links: str) -> list[Linked]:
    """Make units of links like "ab-x": two paragraphs told as one."""
    made = []
    for pk, link in enumerate(links, 1):
        here, there = link.split("-")
        made.append(
            Linked(
                pk=pk,
                source=SOURCE if here else None,
                source_ids=tuple(here),
                target_ids=tuple(there),
                state="translated" if there else "untranslated",
                made_from="1",
                source_now="1",
            )
        )
    return made


def shown(links: list[Linked], source: str, target: str) -> list[str]:
    """Write rows as links; ~ marks what is moved, ? what nobody has linked."""
    return [
        f"{ids(row.source)}-{ids(row.target)}{'~' * row.is_moved}{'?' * row.is_loose}"
        for row in arrange(links, {SOURCE: blocks(source)}, blocks(target))
    ]


def ids(row: tuple[Block, ...]) -> str:
    return "".join("H" if block.id == "headline" else block.id for block in row)


class TestArrange:
    def test_follows_the_source(self):
        assert shown(units("a-x", "b-y"), "ab", "xy") == ["a-x", "b-y"]

    def test_shows_what_is_joined_and_what_is_split_once(self):
        links = units("ab-x", "c-yz", "de-vw")
        assert shown(links, "abcde", "xyzvw") == ["ab-x", "c-yz", "de-vw"]

    def test_shows_what_is_left_out_and_what_is_added_in_its_place(self):
        links = units("a-x", "b-", "-n", "c-z")
        assert shown(links, "abc", "xnz") == ["a-x", "-n", "b-", "c-z"]

    def test_begins_with_what_stands_before_everything(self):
        assert shown(units("-n", "a-x"), "a", "nx") == ["-n", "a-x"]

    def test_marks_what_is_told_elsewhere(self):
        links = units("a-x", "b-y", "c-z", "d-w")
        assert shown(links, "abcd", "yzwx") == ["a-x~", "b-y", "c-z", "d-w"]

    def test_puts_headlines_first_whoever_has_one(self):
        assert shown(units("a-x"), "Ha", "x") == ["H-", "a-x"]
        assert shown(units("a-x"), "a", "Hx") == ["-H", "a-x"]
        assert shown(units("a-x"), "Ha", "Hx") == ["H-H", "a-x"]

    def test_asks_about_what_nobody_has_linked(self):
        assert shown(units("a-x"), "ab", "xy") == ["a-x", "-y?", "b-?"]

    def test_keeps_what_lost_its_source_beside_what_it_follows(self):
        assert shown(units("a-x", "b-y", "c-z"), "ac", "xyz") == ["a-x", "-y", "c-z"]

    def test_keeps_what_lost_its_translation(self):
        assert shown(units("a-x", "b-y"), "ab", "x") == ["a-x", "b-"]

    def test_reads_several_sources_one_after_the_other(self):
        links = [
            *units("a-x"),
            Linked(pk=9, source=OTHER, source_ids=("a",), target_ids=("y",)),
        ]
        rows = arrange(links, {SOURCE: blocks("a"), OTHER: blocks("ab")}, blocks("xy"))
        assert [(row.source_version, ids(row.target)) for row in rows] == [
            (SOURCE, "x"),
            (OTHER, "y"),
            (OTHER, ""),
        ]

    def test_knows_what_a_first_paragraph_would_follow(self):
        rows = arrange(
            units("a-x", "b-", "c-z"), {SOURCE: blocks("Habc")}, blocks("Hxz")
        )
        assert [(ids(row.source), row.after) for row in rows] == [
            ("H", ""),
            ("a", ""),
            ("b", "x"),
            ("c", "x"),
        ]

    @given(st.integers(0, 10**9))
    def test_shows_each_block_once(self, seed):
        chance = Random(seed)  # noqa: S311 - no secret
        here, there = (chance.sample(names, 8) for names in ("abcdefgh", "stuvwxyz"))
        links = []
        while here or there:
            one, two = chance.choice([(1, 1), (2, 1), (1, 2), (1, 0), (0, 1)])
            pair = "".join(here[:one]), "".join(there[:two])
            here, there = here[one:], there[two:]
            if any(pair) and chance.random() < 0.7:
                links.append("-".join(pair))
        source = "".join(chance.sample("abcdefgh", chance.randint(0, 8)))
        target = "".join(chance.sample("stuvwxyz", chance.randint(0, 8)))
        rows = arrange(units(*links), {SOURCE: blocks(source)}, blocks(target))
        assert sorted(b.id for row in rows for b in row.source) == sorted(source)
        assert sorted(b.id for row in rows for b in row.target) == sorted(target)
        told = [row.unit.pk for row in rows if row.unit]
        assert len(told) == len(set(told))


class TestWithBlocks:
    def test_replaces_the_paragraphs_of_a_unit(self):
        within = with_blocks(blocks("Hxyz"), blocks("y"), blocks("vw"))
        assert (ids(within.blocks), within.begins) == ("Hxvwz", 2)

    def test_puts_first_paragraphs_behind_what_they_follow(self):
        within = with_blocks(blocks("Hxz"), (), blocks("y"), after="x")
        assert (ids(within.blocks), within.begins) == ("Hxyz", 2)

    def test_begins_the_body_behind_the_headline(self):
        assert ids(with_blocks(blocks("Hx"), (), blocks("y")).blocks) == "Hyx"

    def test_leaves_out_what_the_writer_did_not_know_of(self):
        within = with_blocks(blocks("xnz"), blocks("x"), blocks("xy"), near=["x", "n"])
        assert ids(within.blocks) == "xyz"
