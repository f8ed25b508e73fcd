"""The glossary is obeyed."""

from tests.translations.checks.found import ask, texts
from translations.checks.pairs import Name
from translations.checks.terms import TermsCheck

CHECK = TermsCheck()
COURT = Name("តុលាការកំពូល", ("Supreme Court",), ("High Court",))
CITY = Name("ភ្នំពេញ", ("Phnom Penh",))
NAMES = {"names": (COURT, CITY)}


class TestTerms:
    def test_are_said_as_the_glossary_wants(self):
        found = ask(
            CHECK, "តុលាការកំពូលក្នុងភ្នំពេញ", "the supreme court in Phnom Penh", **NAMES
        )
        assert texts(found) == []

    def test_are_forbidden(self):
        found = ask(CHECK, "តុលាការកំពូល", "the High Court", **NAMES)
        assert [each.severity for each in found] == ["error"]
        assert texts(found) == [
            "The glossary does not want “High Court”; it says “Supreme Court”."
        ]

    def test_are_said_otherwise(self):
        found = ask(CHECK, "តុលាការកំពូល", "the court", **NAMES)
        assert [each.severity for each in found] == ["warning"]

    def test_are_found_in_the_middle_of_a_khmer_sentence(self):
        found = ask(CHECK, "ពួកគេរស់នៅក្នុងភ្នំពេញ", "They live in the capital", **NAMES)
        assert found[0].values["term"] == "Phnom Penh"

    def test_are_not_found_inside_another_word(self):
        names = (Name("art", ("សិល្បៈ",)),)
        languages = {"source_language": "en", "target_language": "km"}
        assert ask(CHECK, "The party began", "គណបក្ស", names=names, **languages) == []
