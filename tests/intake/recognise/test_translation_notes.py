"""The line that says what a story was made from."""

import pytest

from articles.credits import SourceFact
from articles.credits import translation_note as printed_note
from intake.recognise.lines import Line
from intake.recognise.translation_notes import Deed, translation_note

T, E, A = Deed.TRANSLATED, Deed.EDITED, Deed.ADDITIONAL_REPORTING


def found(text: str, html: str = ""):
    return translation_note(Line(number=9, text=text, html=html or text))


class TestTranslationNote:
    @pytest.mark.parametrize(
        ("text", "deeds", "outlet", "language"),
        [
            (
                "(Translated and edited from the original article on VOD Khmer)",
                {T, E},
                "VOD",
                "km",
            ),
            (
                "(Translated from the original Khmer article on The Market)",
                {T},
                "The Market",
                "km",
            ),
            (
                "Translated from the original article on Mekong’s Khmer service.",
                {T},
                "Mekong",
                "km",
            ),
            (
                "(Edited from the original article on Mekong English)",
                {E},
                "Mekong",
                "en",
            ),
            ("(Translated from Khmer)", {T}, "", "km"),
            (
                "(Translated and edited from the original on Mekong)",
                {T, E},
                "Mekong",
                "",
            ),
            (
                "This article was translated and edited, with additional reporting, "
                "from the original article on Mekong Khmer.",
                {T, E, A},
                "Mekong",
                "km",
            ),
            ("(បកប្រែ និងកែសម្រួលពីអត្ថបទដើមរបស់ ផ្សារ ជាភាសាអង់គ្លេស)", {T, E}, "ផ្សារ", "en"),
            ("(បកប្រែ\u200bពី\u200bអត្ថបទដើមរបស់ ផ្សារ ជាភាសាអង់គ្លេស)", {T}, "ផ្សារ", "en"),
            ("ប្រែសម្រួលពីអត្ថបទដើមជាភាសាអង់គ្លេស", {T, E}, "", "en"),
        ],
    )
    def test_says_what_was_done_and_where_the_original_is(
        self, text, deeds, outlet, language
    ):
        note = found(text)
        assert note is not None
        assert note.deeds == deeds
        assert (note.outlet, note.language) == (outlet, language)
        assert (note.words, note.line) == (text, 9)

    @pytest.mark.parametrize("language", ["en", "km"])
    @pytest.mark.parametrize("source", ["km", "en"])
    @pytest.mark.parametrize(
        "roles",
        [
            {"translator"},
            {"editor"},
            {"translator", "editor"},
            {"translator", "editor", "additional_reporting"},
            {"translator", "additional_reporting"},
        ],
        ids=lambda roles: "+".join(sorted(roles)),
    )
    def test_reads_every_note_that_we_print(self, language, source, roles):
        outlet = {"en": "The Market", "km": "ផ្សារ"}[language]
        printed = printed_note([SourceFact(outlet, source)], roles, language=language)
        assert printed is not None
        note = found(printed.text)
        assert note is not None
        assert (note.outlet, note.language) == (outlet, source)
        words = {T: "translator", E: "editor", A: "additional_reporting"}
        assert {words[deed] for deed in note.deeds} == roles

    def test_keeps_title_and_address_of_the_original(self):
        note = found(
            "(Translated from “Rain at last” on Mekong Khmer)",
            '(Translated from <a href="https://m.example/?a=1&amp;b=2">“Rain at last”'
            "</a> on Mekong Khmer)",
        )
        assert note is not None
        assert (note.title, note.outlet) == ("Rain at last", "Mekong")
        assert note.url == "https://m.example/?a=1&b=2"

    @pytest.mark.parametrize(
        "text",
        [
            "Translated from the Sanskrit, the name means “city of the lake.”",
            "“It was translated from the original,” she said.",
            "The book was translated and edited by Chan Thida.",
            "គាត់បានបកប្រែសៀវភៅពីភាសាបារាំង។",
            "Water levels rose from the lake.",
        ],
    )
    def test_is_no_paragraph(self, text):
        assert found(text) is None
