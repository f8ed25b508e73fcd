"""Credits and the translation note, as printed."""

import pytest

from articles.credits import (
    CREDIT_LABELS,
    CreditFact,
    SourceFact,
    credit_lines,
    join_names,
    translation_note,
)
from articles.models import CreditRole

KHMER = SourceFact("The Market", "km", url="/km/society/x/")


class TestCreditLines:
    def test_print_roles_in_a_fixed_order(self):
        lines = credit_lines(
            [
                CreditFact("editor", "Ann"),
                CreditFact("reporter", "Dara"),
                CreditFact("translator", "Sophy"),
            ],
            language="en",
            outlet="The Market",
        )
        assert [line.text for line in lines] == [
            "Reported by Dara",
            "Translated by Sophy",
            "Edited by Ann",
        ]

    def test_print_the_desk_where_a_person_is_not_to_be_named(self):
        (line,) = credit_lines(
            [CreditFact("reporter", None, None)], language="en", outlet="The Market"
        )
        assert line.text == "Reported by The Market desk"
        assert line.people[0].slug is None

    def test_print_the_desk_once_for_two_such_people(self):
        (line,) = credit_lines(
            [CreditFact("reporter", None), CreditFact("reporter", None)],
            language="en",
            outlet="X",
        )
        assert line.names == "X desk"

    def test_are_khmer_on_a_khmer_page(self):
        (line,) = credit_lines(
            [CreditFact("translator", "ស៊ុន ដាវី")], language="km", outlet="ផ្សារ"
        )
        assert line.text == "បកប្រែដោយ ស៊ុន ដាវី"

    @pytest.mark.parametrize("language", ["zh-Hans", "vi", "fr"])
    def test_are_english_in_any_other_language(self, language):
        (line,) = credit_lines(
            [CreditFact("editor", "Ann")], language=language, outlet="X"
        )
        assert line.label == "Edited by"

    def test_have_words_for_every_role(self):
        assert set(CREDIT_LABELS) == set(CreditRole.values)


class TestJoinNames:
    @pytest.mark.parametrize(
        ("names", "language", "joined"),
        [
            (["A"], "en", "A"),
            (["A", "B"], "en", "A and B"),
            (["A", "B", "C"], "en", "A, B and C"),
            (["ក", "ខ", "គ"], "km", "ក, ខ និង គ"),
        ],
    )
    def test_follows_the_language(self, names, language, joined):
        assert join_names(names, language) == joined


class TestTranslationNote:
    @pytest.mark.parametrize(
        ("roles", "text"),
        [
            (
                {"translator", "editor"},
                "(Translated and edited from the original article on The Market Khmer)",
            ),
            (
                {"translator"},
                "(Translated from the original article on The Market Khmer)",
            ),
            ({"editor"}, "(Edited from the original article on The Market Khmer)"),
            (set(), "(Translated from the original article on The Market Khmer)"),
            (
                {"translator", "editor", "additional_reporting"},
                "(Translated and edited, with additional reporting, "
                "from the original article on The Market Khmer)",
            ),
            (
                {"translator", "additional_reporting"},
                "(Translated, with additional reporting, "
                "from the original article on The Market Khmer)",
            ),
        ],
    )
    def test_says_what_was_really_done(self, roles, text):
        assert translation_note([KHMER], roles, language="en").text == text

    @pytest.mark.parametrize(
        ("roles", "text"),
        [
            (
                {"translator", "editor"},
                "(បកប្រែ និងកែសម្រួលពីអត្ថបទដើមរបស់ ផ្សារ ជាភាសាអង់គ្លេស)",
            ),
            ({"translator"}, "(បកប្រែពីអត្ថបទដើមរបស់ ផ្សារ ជាភាសាអង់គ្លេស)"),
        ],
    )
    def test_is_khmer_on_a_khmer_page(self, roles, text):
        note = translation_note([SourceFact("ផ្សារ", "en")], roles, language="km")
        assert note.text == text

    def test_links_to_the_original(self):
        note = translation_note([KHMER], {"translator"}, language="en")
        assert [(p.text, p.url, p.hreflang) for p in note.parts if p.url] == [
            ("the original article", "/km/society/x/", "km")
        ]

    def test_names_an_original_that_is_not_held(self):
        source = SourceFact("Wat Phnom Weekly", "km", title="ទឹកឡើង")
        note = translation_note([source], {"translator"}, language="en")
        assert note.text == "(Translated from “ទឹកឡើង” on Wat Phnom Weekly Khmer)"

    def test_names_every_source(self):
        note = translation_note(
            [KHMER, SourceFact("Other", "vi")], {"translator"}, language="en"
        )
        assert note.text == (
            "(Translated from the original article on The Market Khmer"
            " and the original article on Other Vietnamese)"
        )

    def test_is_none_for_an_original(self):
        assert translation_note([], {"reporter"}, language="en") is None
