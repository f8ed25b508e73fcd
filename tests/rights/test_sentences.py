"""Each permission is one plain sentence in Khmer and one in English."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from rights.sentences import SENTENCE_LANGUAGES, Reach, Spoken, last_day, sentence
from rights.terms import Act, Edit, Medium, Terms

ZONE = timezone(timedelta(hours=7))
START = datetime(2026, 3, 1, tzinfo=ZONE)
END = datetime(2026, 9, 1, tzinfo=ZONE)
TERMS = Terms(
    acts=frozenset({Act.ELECTRONIC, Act.PRINT}),
    languages=frozenset({"en", "km"}),
    media=frozenset({Medium.WEBSITE, Medium.NEWSPAPER}),
    territories=frozenset({"KH", "TH"}),
    starts_at=START,
    ends_at=END,
)
STORY = Spoken(
    licensee={"km": "កាសែតមេគង្គ", "en": "Mekong Paper"},
    outlet={"km": "ផ្សារ", "en": "The Market"},
    reach=Reach.STORY,
    named={"km": "ទន្លេឡើង", "en": "The river has risen"},
    terms=TERMS,
)


def said(language="en", *, spoken=STORY, **terms):
    changed = replace(spoken, terms=replace(spoken.terms, **terms))
    return sentence(changed, language, zone=ZONE)


class TestEnglish:
    def test_says_who_what_where_and_how_long(self):
        assert said() == (
            "Mekong Paper may print and reproduce electronically the story “The river "
            "has risen” of The Market, in English and Khmer, for newspaper and "
            "website, in Cambodia and Thailand, from March 1, 2026 to the end of "
            "August 31, 2026; it may not change the text; what was published before "
            "the end may stay."
        )

    @pytest.mark.parametrize(
        ("terms", "words"),
        [
            ({"languages": frozenset("*")}, "in every language"),
            ({"media": frozenset("*")}, "for every medium"),
            ({"territories": frozenset("*")}, "in every country"),
            (
                {"edits": frozenset({Edit.HEADLINE, Edit.LENGTH})},
                "; it may change the headline and shorten, and change nothing else of",
            ),
            ({"pieces_stay": False}, "; what was published must be removed at the end"),
            ({"may_mirror": True}, "; it may keep the pages on a second address"),
            ({"is_exclusive": True}, "; no other partner is given the same"),
            (
                {"ends_at": None, "review_date": date(2027, 3, 1)},
                "from March 1, 2026, to be looked at again on March 1, 2027; it may",
            ),
            (
                {"ends_at": END + timedelta(hours=14, minutes=30)},
                "from March 1, 2026 until",
            ),
            ({"ends_at": None}, ", from March 1, 2026; it may not change the text."),
        ],
    )
    def test_says_each_term(self, terms, words):
        assert words in said(**terms)

    def test_speaks_of_a_section_and_of_everything(self):
        section = replace(STORY, reach=Reach.SECTION, named={"km": "ស", "en": "Sport"})
        assert "every story in the section “Sport” of The Market" in said(
            spoken=section
        )
        everything = replace(STORY, reach=Reach.EVERYTHING, named={})
        assert "every story of The Market, in" in said(spoken=everything)

    def test_says_a_no(self):
        assert said(is_denial=True).startswith(
            "Mekong Paper may not print or reproduce electronically the story"
        )
        assert said(is_denial=True).endswith("; this no stands above every permission.")

    @pytest.mark.parametrize(
        ("lacking", "word"),
        [
            ("acts", "use"),
            ("languages", "language"),
            ("media", "medium"),
            ("territories", "country"),
        ],
    )
    def test_says_that_empty_means_nothing(self, lacking, word):
        text = said(**{lacking: frozenset()})
        assert text.startswith("Mekong Paper may do nothing with the story")
        assert text.endswith(f"names no {word}.")


class TestKhmer:
    def test_says_who_what_where_and_how_long(self):
        assert said("km") == (
            "កាសែតមេគង្គ អាចបោះពុម្ព និងផលិតឡើងវិញតាមអេឡិចត្រូនិក អត្ថបទ «ទន្លេឡើង» របស់ ផ្សារ "
            "ជាភាសាអង់គ្លេស និងភាសាខ្មែរ សម្រាប់កាសែត និងគេហទំព័រ នៅកម្ពុជា និងថៃ "
            "ចាប់ពីថ្ងៃទី១ ខែមីនា ឆ្នាំ២០២៦ រហូតដល់ចប់ថ្ងៃទី៣១ ខែសីហា ឆ្នាំ២០២៦; មិនអាចកែអត្ថបទទេ; "
            "អ្វីដែលបានផ្សាយមុនពេលផុតកំណត់ អាចរក្សាទុកបាន។"
        )

    def test_says_a_no(self):
        assert "មិនអាចបោះពុម្ព ឬផលិតឡើងវិញ" in said("km", is_denial=True)

    def test_says_that_empty_means_nothing(self):
        assert "មិនអាចធ្វើអ្វី" in said("km", acts=frozenset())


class TestBoth:
    @pytest.mark.parametrize("language", SENTENCE_LANGUAGES)
    def test_are_one_sentence(self, language):
        text = said(language, is_exclusive=True, may_mirror=True, edits=frozenset(Edit))
        end = "។" if language == "km" else "."
        assert text.endswith(end)
        assert text.count(end) == 1
        assert "\n" not in text
        assert "{" not in text

    @pytest.mark.parametrize("act", Act)
    def test_name_every_act(self, act):
        for language in SENTENCE_LANGUAGES:
            assert act.labels[language] in said(language, acts=frozenset({act}))


class TestLastDay:
    def test_is_the_day_before_midnight(self):
        assert last_day(END, ZONE) == date(2026, 8, 31)

    def test_is_none_within_a_day(self):
        assert last_day(datetime(2026, 9, 1, tzinfo=UTC), ZONE) is None
