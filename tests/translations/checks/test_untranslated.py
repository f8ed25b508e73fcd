"""What was left in the language of the source."""

from tests.translations.checks.found import ask, texts
from translations.checks.untranslated import UntranslatedCheck

CHECK = UntranslatedCheck()
BACK = {"source_language": "en", "target_language": "km"}


class TestUntranslated:
    def test_copies_of_the_source_are_found(self):
        source = "ទឹកជោរលឿនណាស់ យប់នេះ"
        assert len(ask(CHECK, source, source)) == 1

    def test_a_number_or_a_short_name_may_be_the_same(self):
        assert ask(CHECK, "2026", "2026") == []
        assert ask(CHECK, "ASEAN", "ASEAN") == []

    def test_khmer_words_are_left_in_english(self):
        found = ask(CHECK, "ទឹកជោរលឿនណាស់", "The water ជោរលឿន fast")
        assert texts(found) == ["Words of the source are left: ជោរលឿន"]

    def test_an_english_sentence_is_left_in_khmer(self):
        source = "The water rises and the road is closed."
        target = "ទឹកជោរ the road is closed ។"
        assert len(ask(CHECK, source, target, **BACK)) == 1

    def test_a_latin_name_in_khmer_is_no_remainder(self):
        source = "The Ministry of Health and World Vision came."
        assert ask(CHECK, source, "ក្រសួង និង World Vision មក", **BACK) == []
