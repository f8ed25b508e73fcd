"""Plain text comes apart without losing a character of its body."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import block_text, parse_body
from intake.recognise.photo_credits import PhotoSource
from intake.recognise.translation_notes import Deed
from intake.sources.opening import open_story
from intake.sources.refusals import IntakeRefused
from intake.sources.text import TextSource

BODY = "It rained on Monday.\n\nThe lake rose by “two palms,” he said.\n"


def read(text: str):
    return TextSource().read("story.txt", text)


def texts(story) -> list[str]:
    return [paragraph.text for paragraph in story.paragraphs]


class TestOurTwin:
    def test_keeps_seven_paragraphs_to_the_letter(self, fixtures):
        path = fixtures / "ferry-story.txt"
        story = open_story(path, language="en").story
        whole = path.read_text(encoding="utf-8")
        kept = whole.split("\n\n")[2:-2]
        assert texts(story) == kept
        assert len(kept) == 7

    def test_finds_everything_that_stood_around_them(self, fixtures):
        story = open_story(fixtures / "ferry-story.txt", language="en").story
        assert story.headline.startswith("‘We Counted Every Boat’ as")
        assert story.reading_time.minutes == 4
        assert story.caption.credit.source is PhotoSource.THIRD_PARTY
        assert story.caption.credit.owner == "the Lvea Ferry Association"
        assert [each.name for each in story.removed] == ["responsivevoice_button"]
        assert story.note.deeds == {Deed.TRANSLATED, Deed.EDITED}
        assert (story.note.outlet, story.note.language) == ("The Riverbank", "km")
        assert story.notice.names_all_acts
        assert story.notice.is_of(["The Riverbank"])

    def test_finds_the_same_in_khmer(self, fixtures):
        story = open_story(fixtures / "ferry-story-khmer.txt", language="km").story
        assert len(story.paragraphs) == 5
        assert "ឆ្នាំ\u200b២០២៣" in story.paragraphs[2].text
        assert story.reading_time.minutes == 4
        assert story.caption.credit.is_third_party
        assert story.caption.credit.owner == "សមាគមសាឡាងល្វា"
        assert story.note is None
        assert story.notice.names_all_acts
        assert story.notice.is_of(["ច្រាំងទន្លេ"])


class TestTheSeed:
    def test_gives_29_paragraphs_in_order_and_to_the_letter(self, seed):
        story = open_story(seed, language="en").story
        lines = [x for x in seed.read_text(encoding="utf-8").split("\n") if x]
        assert texts(story) == lines[4:-2]
        assert len(story.paragraphs) == 29
        blocks = parse_body("".join(each.html for each in story.paragraphs))
        assert [block_text(block) for block in blocks] == lines[4:-2]

    def test_leaves_nothing_around_it_in_the_body(self, seed):
        story = open_story(seed, language="en").story
        lines = [x for x in seed.read_text(encoding="utf-8").split("\n") if x]
        assert story.headline == lines[0]
        assert (story.reading_time.minutes, story.reading_time.words) == (5, lines[1])
        assert story.caption.words == lines[2]
        assert story.caption.credit.is_third_party
        assert [each.words for each in story.removed] == [lines[3]]
        assert story.note.words == lines[-2]
        assert story.note.deeds == {Deed.TRANSLATED, Deed.EDITED}
        assert (story.note.outlet, story.note.language) == ("VOD", "km")
        assert story.notice.words == lines[-1]
        assert story.notice.names_all_acts
        assert story.notice.is_of(["VOD"])


class TestAnyText:
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_may_end_its_lines_in_any_way(self, end):
        story = read(f"Rain\n\n{BODY}".replace("\n", end))
        assert [each.line for each in story.paragraphs] == [3, 5]

    def test_needs_no_blank_lines(self):
        story = read(
            "Rain\n3 min read\nIt rained in a photo posted to Facebook.\nTwo.\nThree."
        )
        assert len(story.paragraphs) == 3

    def test_has_a_caption_between_two_pieces_of_furniture(self):
        story = read(f"Rain\n\n3 min read\nThe lake\n[a_button]\n\n{BODY}")
        assert story.caption.text == "The lake"
        assert story.caption.credit is None
        assert len(story.paragraphs) == 2

    def test_keeps_a_further_caption_out_of_the_body(self):
        story = read(f"Rain\n\nA (Photo: Sok)\n\n{BODY}\nB (Photo: Dara)\n\nEnd.")
        assert story.caption.words == "A (Photo: Sok)"
        assert [each.words for each in story.removed] == ["B (Photo: Dara)"]
        assert len(story.paragraphs) == 3

    def test_takes_bylines_and_days_only_above_and_below(self):
        story = read(f"Rain\nBy Chan Thida\nMay 1, 2026\n\n{BODY}\nBy Noon\n\nEnd.")
        assert [each.words for each in story.removed] == [
            "By Chan Thida",
            "May 1, 2026",
        ]
        assert "By Noon" in texts(story)

    def test_escapes_what_looks_like_markup(self):
        story = read("Rain\n\n<script>a & b</script>\n\nTwo.")
        assert (
            story.paragraphs[0].html == "<p>&lt;script&gt;a &amp; b&lt;/script&gt;</p>"
        )

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("Rain at last", "no paragraph"),
            ("Rain\n\n5 min read\n[a_button]", "no paragraph"),
            ("[a_button]", "no headline"),
            ("long " * 100 + "\n\nTwo.", "no headline"),
        ],
        ids=["headline alone", "furniture alone", "nothing to read", "no headline"],
    )
    def test_is_refused_without_headline_or_body(self, text, why):
        with pytest.raises(IntakeRefused, match=why):
            read(text)

    @given(
        st.lists(
            st.text(st.characters(categories=["L", "P", "Nd"]), min_size=1, max_size=60)
            .map(lambda text: f"word {text}.")
            .filter(lambda text: "[" not in text),
            min_size=1,
            max_size=8,
        )
    )
    def test_loses_no_paragraph(self, paragraphs):
        story = read("\n\n".join(["Rain", "5 min read", *paragraphs]))
        assert texts(story) == paragraphs
        assert [unescape(each.html[3:-4]) for each in story.paragraphs] == paragraphs


class TestATextOfTooMuch:
    @pytest.mark.parametrize(
        ("text", "limit"),
        [
            ("a\n" * 2_500_000, "250,000 characters"),
            ("Rain\n\n" * 2_001, "2,000 lines"),
            ("Rain\n\n" + "[a_b] x\n" * 1_001, "1,000 things"),
        ],
        ids=["characters", "lines", "things"],
    )
    def test_is_refused(self, text, limit):
        with pytest.raises(IntakeRefused, match=limit):
            read(text)
