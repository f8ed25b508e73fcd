"""Two texts laid beside each other."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.languages import LanguageTagError
from newsroom.demo.clinic_story import CLINIC_STORY
from newsroom.demo.ferry_story import FERRY_STORY
from newsroom.demo.gauge_story import GAUGE_STORY
from newsroom.demo.kite_story import KITE_STORY
from newsroom.demo.library_story import LIBRARY_STORY
from newsroom.demo.rain_story import RAIN_STORY
from newsroom.demo.river_story import RIVER_STORY
from newsroom.demo.shapes import DemoStory
from translations.alignment import Alignment, LexiconError, align, learn

KITE_PARTS = "0-0 1-1 2-2 3-3 4- 5- 6- 7-"
STORIES = (
    (CLINIC_STORY, "0-0 1,2-1 3-2 4-3 5-4 6-5"),
    (FERRY_STORY, "0-0 1-1 2-2 3-3 4,5-4"),
    (GAUGE_STORY, "0-0 1-1 2-2 3,4-3,4 5,6-5"),
    (LIBRARY_STORY, "0-0 1-1 2,3-2 4-3 5-4 6-5"),
    (RAIN_STORY, "0-0 1-1 2-2 3-3 4-4 5-5 6-6 7-7"),
    (RIVER_STORY, "0-0 1,2-1,2 -3 3-4 4-5,6 5,6-7 7-8,9 8-10"),
)
SURE = 0.8

texts = st.lists(
    st.text(st.sampled_from("ab ក១2។?“\u200b"), max_size=12)
    | st.sampled_from(["ថ្ងៃទី១៨ ខែកក្កដា ឆ្នាំ២០១៩", "July 18, 2019", "", "x" * 400]),
    max_size=9,
)
languages = st.sampled_from(["km", "en", "vi", "zh-Hans", "x-none"])


def _body(story: DemoStory, language: str) -> list[str]:
    (version,) = (each for each in story.versions if each.language == language)
    return [re.sub("<[^>]+>", "", paragraph) for paragraph in version.body_html]


def _aligned(story: DemoStory, *, source: str = "km", target: str = "en") -> Alignment:
    return align(
        _body(story, source),
        _body(story, target),
        source_language=source,
        target_language=target,
    )


def _written(found: Alignment) -> str:
    return " ".join(
        f"{','.join(map(str, bead.source))}-{','.join(map(str, bead.target))}"
        for bead in found.beads
    )


class TestStoriesOfTheDemonstration:
    @pytest.mark.parametrize(
        ("story", "beads"), STORIES, ids=lambda it: getattr(it, "slug", None)
    )
    def test_lie_beside_each_other_without_a_lexicon(
        self, story: DemoStory, beads: str
    ) -> None:
        assert _written(_aligned(story)) == beads

    @pytest.mark.parametrize(("story", "beads"), STORIES)
    def test_lie_the_same_the_other_way_round(
        self, story: DemoStory, beads: str
    ) -> None:
        found = _aligned(story, source="en", target="km")
        there = {(target, source) for source, target in found.links}
        assert there == _aligned(story).links

    def test_are_doubted_where_half_of_one_is_missing(self) -> None:
        found = _aligned(KITE_STORY)
        known = set(KITE_PARTS.split())
        sure = [
            _written(Alignment((bead,)))
            for bead in found.beads
            if bead.confidence >= SURE
        ]
        assert sure
        assert set(sure) <= known

    def test_follow_a_paragraph_that_moved(self) -> None:
        source, target = _body(RAIN_STORY, "km"), _body(RAIN_STORY, "en")
        target.insert(1, target.pop(5))
        found = align(source, target, source_language="km", target_language="en")
        (moved,) = (bead for bead in found.beads if bead.is_moved)
        assert (moved.source, moved.target) == ((5,), (1,))
        assert len(found.links) == len(source)

    def test_are_learnt_from(self) -> None:
        pairs = [
            (khmer, english)
            for story, beads in STORIES
            if story is not FERRY_STORY
            for khmer, english in _pairs(story, beads)
        ]
        lexicon = learn(pairs, source_language="km", target_language="en")
        found = align(
            _body(FERRY_STORY, "en"),
            _body(FERRY_STORY, "km"),
            source_language="en-GB",
            target_language="km",
            lexicon=lexicon,
        )
        assert _written(found) == "0-0 1-1 2-2 3-3 4-4,5"


def _pairs(story: DemoStory, beads: str) -> list[tuple[str, str]]:
    khmer, english = _body(story, "km"), _body(story, "en")
    return [
        (
            " ".join(khmer[int(at)] for at in here.split(",")),
            " ".join(english[int(at)] for at in there.split(",")),
        )
        for here, there in (bead.split("-") for bead in beads.split())
        if here and there
    ]


class TestAlign:
    @settings(max_examples=100, deadline=None)
    @given(source=texts, target=texts, here=languages, there=languages)
    def test_puts_every_paragraph_in_one_bead(
        self, source: list[str], target: list[str], here: str, there: str
    ) -> None:
        beads = align(source, target, source_language=here, target_language=there).beads
        assert sorted(at for bead in beads for at in bead.source) == list(
            range(len(source))
        )
        assert sorted(at for bead in beads for at in bead.target) == list(
            range(len(target))
        )
        assert all(bead.source or bead.target for bead in beads)
        assert all(0 <= bead.confidence <= 1 for bead in beads)

    @settings(max_examples=100, deadline=None)
    @given(source=texts, target=texts)
    def test_keeps_the_order_but_of_what_moved(
        self, source: list[str], target: list[str]
    ) -> None:
        beads = align(source, target, source_language="km", target_language="en").beads
        order = [at for bead in beads if not bead.is_moved for at in bead.target]
        firsts = [bead.source[0] for bead in beads if bead.source]
        assert all(before < after for before, after in pairwise(order))
        assert all(before < after for before, after in pairwise(firsts))

    @settings(max_examples=50, deadline=None)
    @given(
        text=st.lists(
            st.text(st.sampled_from("abc ក១2។"), min_size=20, max_size=60), max_size=8
        )
    )
    def test_lays_a_text_beside_itself(self, text: list[str]) -> None:
        numbered = [f"{at + 100} {each}" for at, each in enumerate(text)]
        found = align(numbered, numbered, source_language="km", target_language="km")
        assert found.links == {(at, at) for at in range(len(text))}

    def test_says_that_all_was_left_out_or_added(self) -> None:
        left_out = align(["ក", "ខ"], [], source_language="km", target_language="en")
        added = align([], ["a"], source_language="km", target_language="en")
        assert _written(left_out) == "0- 1-"
        assert _written(added) == "-0"
        assert all(bead.confidence == 1 for bead in (*left_out.beads, *added.beads))

    def test_has_nothing_to_say_of_nothing(self) -> None:
        assert not align([], [], source_language="km", target_language="en").beads

    def test_follows_digits_and_months_between_vietnamese_and_chinese(self) -> None:
        vietnamese = [
            "Ngày 18 tháng 7 năm 2019, 214 gia đình rời làng.",
            "Nước lên rất nhanh.",
            "Có 37 ngôi nhà bị cuốn trôi trong đêm, theo chính quyền xã.",
        ]
        chinese = [
            "2019年7月18日,214户家庭离开了村庄。",
            "据乡政府称,当夜有37座房屋被冲走。",
        ]
        found = align(
            vietnamese, chinese, source_language="vi", target_language="zh-Hans"
        )
        assert _written(found) == "0-0 1- 2-1"

    def test_follows_names_across_the_scripts(self) -> None:
        khmer = ["លោក សុខ ដារ៉ា មក។", "អ្នកស្រី ចាន់ធី ទៅ។", "ខ្ញុំ នៅ។"]
        english = ["Chanthy went."]
        found = align(khmer, english, source_language="km", target_language="en")
        assert found.links == {(1, 0)}

    def test_refuses_a_lexicon_of_other_languages(self) -> None:
        lexicon = learn([], source_language="km", target_language="vi")
        with pytest.raises(LexiconError):
            align(
                ["ក"],
                ["a"],
                source_language="km",
                target_language="en",
                lexicon=lexicon,
            )

    def test_refuses_what_is_no_language(self) -> None:
        with pytest.raises(LanguageTagError):
            align(["ក"], ["a"], source_language="km", target_language="no language")

    def test_follows_hundreds_of_paragraphs_over_a_cut(self) -> None:
        source = [f"paragraph {1000 + at} of a long list" for at in range(300)]
        target = source[:100] + source[180:]
        found = align(source, target, source_language="en", target_language="en")
        expected = {(at, at if at < 100 else at - 80) for at in range(300)}
        expected -= {(at, at - 80) for at in range(100, 180)}
        assert len(found.links & expected) >= len(expected) - 2

    def test_survives_paragraphs_that_are_all_the_same(self) -> None:
        found = align(
            ["a"] * 150, ["a"] * 90, source_language="km", target_language="en"
        )
        assert sum(len(bead.target) for bead in found.beads) == 90
