"""Gaps between two texts, and what answers make of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.gaps import (
    REPLIES,
    SURE,
    Answer,
    Gap,
    Reply,
    answered,
    confirmed,
    doubted,
    fitted,
    gap_of,
    questions,
)
from translations.units import Belongs

SOURCES = ("a", "b", "c", "d")
TARGETS = ("1", "2", "3", "4")


def sure(source: str, target: str) -> Belongs:
    return Belongs(tuple(source), tuple(target), 0.95)


def doubt(source: str, target: str) -> Belongs:
    return Belongs(tuple(source), tuple(target), 0.6)


def said(source: str, target: str, *, is_dropped: bool = False) -> Belongs:
    return Belongs(tuple(source), tuple(target), None, is_dropped)


def after(
    links: tuple[Belongs, ...], answers: dict[str, Answer | Reply]
) -> set[Belongs]:
    whole = {
        name: answer if isinstance(answer, Answer) else Answer(answer)
        for name, answer in answers.items()
    }
    return {*answered(links, whole, SOURCES, TARGETS)}


def open_after(links: tuple[Belongs, ...], answers: dict[str, Answer]) -> list[str]:
    left = answered(links, answers, SOURCES, TARGETS)
    return [each.name for each in questions(left, SOURCES, TARGETS)]


class TestGapOf:
    @pytest.mark.parametrize(
        ("link", "gap"),
        [
            (sure("a", ""), Gap.MISSING),
            (sure("", "1"), Gap.SURPLUS),
            (doubt("a", "1"), Gap.DOUBTFUL),
            (Belongs(("a",), ("1",), SURE), None),
            (said("a", ""), None),
            (said("a", "", is_dropped=True), None),
            (said("", "1"), None),
        ],
    )
    def test_asks_about_all_that_nobody_is_sure_of(self, link, gap):
        assert gap_of(link) == gap


class TestQuestions:
    LINKS = (doubt("a", "1"), sure("b", ""), sure("c", "3"), sure("", "2"))

    def test_bear_the_name_of_their_first_paragraph(self):
        names = [q.name for q in questions(self.LINKS, "abc", "123")]
        assert names == ["doubtful-1", "missing-b", "surplus-2"]

    def test_offer_what_stands_before_only_where_something_does(self):
        links = (sure("a", ""), sure("b", "2"), sure("c", ""), sure("", "1"))
        offered = {
            q.name: Reply.BEFORE in q.replies for q in questions(links, "abc", "12")
        }
        assert offered == {"missing-a": False, "missing-c": True, "surplus-1": False}

    def test_offer_every_reply_of_their_kind_otherwise(self):
        for question in questions(self.LINKS, "abc", "123"):
            assert question.replies == REPLIES[question.gap]


class TestAnswered:
    LINKS = (
        sure("a", "1"),
        sure("b", ""),
        sure("c", "3"),
        sure("d", "4"),
        sure("", "2"),
    )

    def test_leaves_out_on_purpose(self):
        found = after(self.LINKS, {"missing-b": Reply.DROPPED})
        assert said("b", "", is_dropped=True) in found

    def test_keeps_what_was_forgotten_untranslated(self):
        assert said("b", "") in after(self.LINKS, {"missing-b": Reply.FORGOTTEN})

    def test_joins_with_what_stands_before(self):
        assert sure("ab", "1") in after(self.LINKS, {"missing-b": Reply.BEFORE})

    def test_joins_what_was_added_with_the_paragraph_before(self):
        assert sure("a", "12") in after(self.LINKS, {"surplus-2": Reply.BEFORE})

    def test_lets_the_translation_have_more(self):
        assert said("", "2") in after(self.LINKS, {"surplus-2": Reply.ADDED})

    def test_brings_two_gaps_together(self):
        here = after(self.LINKS, {"missing-b": Answer(Reply.ELSEWHERE, "2")})
        there = after(self.LINKS, {"surplus-2": Answer(Reply.ELSEWHERE, "b")})
        assert said("b", "2") in here & there

    def test_passes_over_what_was_left_out_to_find_what_stands_before(self):
        links = (sure("a", "1"), said("b", "", is_dropped=True), sure("c", ""))
        found = answered(links, {"missing-c": Answer(Reply.BEFORE)}, "abc", "1")
        assert {*found} == {sure("ac", "1"), said("b", "", is_dropped=True)}

    def test_joins_a_row_of_gaps_one_after_the_other(self):
        links = (sure("a", "1"), sure("", "2"), sure("", "3"))
        before = {f"surplus-{n}": Answer(Reply.BEFORE) for n in (2, 3)}
        assert answered(links, before, "a", "123") == (sure("a", "123"),)

    def test_says_that_a_doubtful_link_is_right(self):
        links = (doubt("a", "1"),)
        assert answered(links, {"doubtful-1": Answer(Reply.RIGHT)}, "a", "1") == (
            said("a", "1"),
        )

    def test_asks_about_what_a_moved_paragraph_left_behind(self):
        links = (doubt("a", "1"), sure("b", "2"))
        answers = {"doubtful-1": Answer(Reply.ELSEWHERE, "b")}
        found = answered(links, answers, "ab", "12")
        assert [gap_of(each) for each in found] == [Gap.MISSING, None]
        assert found[1].target_ids == ("1", "2")

    def test_lets_two_doubtful_links_change_places(self):
        links = (doubt("a", "1"), doubt("b", "2"))
        answers = {
            "doubtful-1": Answer(Reply.ELSEWHERE, "b"),
            "doubtful-2": Answer(Reply.ELSEWHERE, "a"),
        }
        assert answered(links, answers, "ab", "12") == (said("a", "2"), said("b", "1"))

    def test_takes_apart_and_asks_about_each(self):
        links = (doubt("ab", "1"),)
        found = answered(links, {"doubtful-1": Answer(Reply.APART)}, "ab", "1")
        assert [gap_of(each) for each in found] == [
            Gap.MISSING,
            Gap.MISSING,
            Gap.SURPLUS,
        ]

    def test_asks_again_where_two_answers_contradict_each_other(self):
        answers = {
            "missing-b": Answer(Reply.DROPPED),
            "surplus-2": Answer(Reply.ELSEWHERE, "b"),
        }
        assert open_after(self.LINKS, answers) == ["doubtful-2"]

    @pytest.mark.parametrize(
        "answer",
        [
            Answer(Reply.RIGHT),
            Answer(Reply.ADDED),
            Answer(Reply.ELSEWHERE),
            Answer(Reply.ELSEWHERE, "nowhere"),
            Answer(Reply.ELSEWHERE, "c"),
        ],
    )
    def test_takes_what_leads_nowhere_for_no_answer(self, answer):
        assert "missing-b" in open_after(self.LINKS, {"missing-b": answer})

    def test_does_nothing_where_nothing_is_said(self):
        assert {*answered(self.LINKS, {}, SOURCES, TARGETS)} == {*self.LINKS}


class TestFitted:
    def test_asks_about_what_no_link_names(self):
        found = fitted([said("a", "1")], "ab", "12")
        assert found == (
            said("a", "1"),
            Belongs(("b",), (), 0),
            Belongs((), ("2",), 0),
        )

    def test_asks_again_about_what_lost_a_paragraph(self):
        assert fitted([said("ab", "1")], "a", "1") == (Belongs(("a",), ("1",), 0),)

    def test_asks_again_about_what_changed(self):
        left_out = said("a", "", is_dropped=True)
        assert fitted([left_out], "a", "", changed="a") == (Belongs(("a",), (), 0),)

    def test_gives_no_paragraph_away_twice(self):
        assert fitted([said("a", "1"), said("a", "1")], "a", "1") == (said("a", "1"),)

    def test_lets_nothing_be_left_out_that_has_a_translation(self):
        found = fitted([said("a", "1", is_dropped=True)], "a", "1")
        assert [each.is_dropped for each in found] == [False]


class TestDoubted:
    def test_asks_about_each_paragraph_of_a_link_that_is_not_right(self):
        links = (said("a", "12"), sure("b", "3"))
        assert doubted(links, {"linked-1"}) == (
            Belongs(("a",), (), 0),
            Belongs((), ("1",), 0),
            Belongs((), ("2",), 0),
            sure("b", "3"),
        )

    def test_takes_an_answer_back(self):
        links = (said("a", "", is_dropped=True), said("", "1"))
        assert doubted(links, {"alone-a", "linked-1"}) == (
            Belongs(("a",), (), 0),
            Belongs((), ("1",), 0),
        )


class TestConfirmed:
    def test_leaves_no_question(self):
        links = confirmed((doubt("a", "1"), sure("b", ""), sure("", "2")))
        assert questions(links, "ab", "12") == ()


IDS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)
ANY_LINKS = st.lists(
    st.builds(
        Belongs,
        st.lists(st.sampled_from("abcdefghxy"), max_size=3).map(tuple),
        st.lists(st.sampled_from("abcdefghxy"), max_size=3).map(tuple),
        st.one_of(st.none(), st.floats(0, 1)),
        st.booleans(),
    ),
    max_size=8,
)
ANSWERS = st.lists(
    st.builds(
        Answer,
        st.sampled_from(Reply),
        st.sampled_from(["", "nowhere", *"abcdefgh"]),
    ),
    min_size=24,
    max_size=24,
)


def is_partition(links, source_ids, target_ids) -> bool:
    here = sorted(each for link in links for each in link.source_ids)
    there = sorted(each for link in links for each in link.target_ids)
    return (here, there) == (sorted(source_ids), sorted(target_ids))


class TestEveryParagraph:
    @given(ANY_LINKS, IDS, IDS, st.lists(ANSWERS, min_size=1, max_size=3))
    def test_is_in_exactly_one_link_whatever_is_answered(
        self, links, source_ids, target_ids, rounds
    ):
        links = fitted(links, source_ids, target_ids)
        assert is_partition(links, source_ids, target_ids)
        for answers in rounds:
            asked = questions(links, source_ids, target_ids)
            given_now = {q.name: a for q, a in zip(asked, answers, strict=False)}
            links = answered(links, given_now, source_ids, target_ids)
            assert is_partition(links, source_ids, target_ids)
            assert all(link.source_ids or link.target_ids for link in links)
            for link in links:
                assert not link.is_dropped or (link.source_ids and not link.target_ids)
                assert link.confidence is None or 0 <= link.confidence <= 1

    @given(IDS, IDS, st.data())
    def test_can_be_answered_for(self, source_ids, target_ids, choice):
        links = fitted([], source_ids, target_ids)
        final = (Reply.DROPPED, Reply.FORGOTTEN, Reply.ADDED, Reply.RIGHT)
        asked = questions(links, source_ids, target_ids)
        answers = {
            q.name: Answer(choice.draw(st.sampled_from([*({*final} & {*q.replies})])))
            for q in asked
        }
        links = answered(links, answers, source_ids, target_ids)
        assert questions(links, source_ids, target_ids) == ()
