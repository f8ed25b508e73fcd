from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import Block, BlockKind
from translations.freshness import (
    NOTHING,
    Freshness,
    Reading,
    SourceText,
    follow,
    freshness_of,
    print_of,
    steps_between,
)

RIVER, HILL = "ទឹកទន្លេបានឡើងខ្ពស់នៅថ្ងៃនេះ។", "អ្នកភូមិបានរើទៅទីទួល។"


def a_text(**paragraphs: str) -> SourceText:
    return SourceText(
        Block(id=name, kind=BlockKind.PARAGRAPH, html=f"<p>{text}</p>")
        for name, text in paragraphs.items()
    )


def followed(ids: list[str], *texts: tuple[SourceText, bool], seen: int = 0) -> Reading:
    """Follow what was translated from the text of a number."""
    made_from = texts[seen][0].print_of(ids)
    start = Reading(texts[0][0].print_of(ids), is_minor=False)
    return follow(ids, made_from, start, steps_between(texts))


class TestSourceText:
    def test_gives_the_paragraphs_in_the_order_of_the_names(self):
        text = a_text(a=RIVER, b=HILL)
        assert [seen.text for seen in text.seen(["b", "gone", "a"])] == [HILL, RIVER]

    def test_has_nothing_to_say_of_what_is_gone(self):
        assert a_text(a=RIVER).print_of(["b"]) == NOTHING

    def test_reads_what_is_left_of_several(self):
        assert a_text(a=RIVER).print_of(["a", "b"]) == a_text(a=RIVER).print_of(["a"])

    def test_takes_no_notice_of_what_no_reader_sees(self):
        spaced = RIVER.replace("បាន", "\u200bបាន\u200b")
        assert a_text(a=spaced).print_of(["a"]) == a_text(a=RIVER).print_of(["a"])

    def test_names_what_differs(self):
        here, there = a_text(a=RIVER, b=HILL), a_text(a=RIVER, b=RIVER, c=HILL)
        assert there.differs_from(here) == {"b", "c"}


class TestFollow:
    def test_is_fresh_while_nothing_changes(self):
        text = a_text(a=RIVER, b=HILL)
        reading = followed(["a"], (text, False), (text, False))
        assert reading == Reading(text.print_of(["a"]), is_minor=False)

    def test_is_minor_when_every_change_was(self):
        changed = a_text(a=HILL)
        reading = followed(["a"], (a_text(a=RIVER), False), (changed, True))
        assert reading == Reading(changed.print_of(["a"]), is_minor=True)

    def test_is_not_minor_once_one_change_was_not(self):
        reading = followed(
            ["a"],
            (a_text(a=RIVER), False),
            (a_text(a=HILL), False),
            (a_text(a="x"), True),
        )
        assert not reading.is_minor

    def test_minds_only_the_revisions_that_changed_the_paragraph(self):
        texts = (
            (a_text(a=RIVER, b=HILL), False),
            (a_text(a=RIVER, b="x"), False),
            (a_text(a=HILL, b="x"), True),
        )
        assert followed(["a"], *texts).is_minor
        assert not followed(["b"], *texts).is_minor

    def test_begins_anew_when_a_change_is_taken_back(self):
        texts = (
            (a_text(a=RIVER), False),
            (a_text(a=HILL), False),
            (a_text(a=RIVER), False),
            (a_text(a="x"), True),
        )
        assert followed(["a"], *texts[:3]) == Reading(
            texts[0][0].print_of(["a"]), is_minor=False
        )
        assert followed(["a"], *texts).is_minor

    @given(
        st.lists(
            st.tuples(st.sampled_from(["x", "y", "z", ""]), st.booleans()),
            min_size=2,
            max_size=8,
        ),
        st.data(),
    )
    def test_is_the_same_in_one_go_and_in_many(self, revisions, data):
        texts = [
            (a_text(a=word) if word else a_text(b="other"), is_minor)
            for word, is_minor in revisions
        ]
        cut = data.draw(st.integers(0, len(texts) - 1))
        made_from = texts[0][0].print_of(["a"])
        start = Reading(made_from, is_minor=False)
        whole = follow(["a"], made_from, start, steps_between(texts))
        half = follow(["a"], made_from, start, steps_between(texts[: cut + 1]))
        rest = follow(["a"], made_from, half, steps_between(texts[cut:]))
        assert rest == whole
        assert whole.source_now == texts[-1][0].print_of(["a"])
        assert not (whole.is_minor and whole.source_now == made_from)


class TestFreshness:
    def test_is_told_from_two_fingerprints(self):
        one, two = (print_of(a_text(a=word).seen(["a"])) for word in (RIVER, HILL))
        cases = {
            (one, one, False, False): Freshness.FRESH,
            (one, two, False, False): Freshness.CHANGED,
            (one, two, True, False): Freshness.MINOR,
            (one, NOTHING, False, False): Freshness.REMOVED,
            (one, NOTHING, True, False): Freshness.MINOR,
            (NOTHING, one, False, True): Freshness.ADDED,
            (NOTHING, one, True, True): Freshness.MINOR,
            # Nobody has translated it yet, and it was there from the beginning.
            (NOTHING, one, False, False): Freshness.FRESH,
            (NOTHING, NOTHING, False, False): Freshness.FRESH,
        }
        for (made_from, source_now, is_minor, has_come), expected in cases.items():
            assert (
                freshness_of(
                    made_from=made_from,
                    source_now=source_now,
                    is_minor=is_minor,
                    has_come=has_come,
                )
                is expected
            )

    def test_tells_readers_nothing_of_minor_changes(self):
        told = {each for each in Freshness if each.is_stale}
        assert told == {Freshness.CHANGED, Freshness.ADDED, Freshness.REMOVED}


def test_pairs_of_revisions_make_steps():
    texts = [(a_text(a=word), True) for word in "xyz"]
    steps = steps_between(texts)
    assert [step.changed for step in steps] == [{"a"} for _pair in pairwise(texts)]
