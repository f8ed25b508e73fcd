"""Lengths, as news has them."""

from tests.translations.checks.found import ask, texts
from translations.checks.lengths import LengthCheck

CHECK = LengthCheck()
KHMER = (
    "ទូកពេទ្យចាប់ផ្ដើមដំណើររបស់ខ្លួននៅក្នុងឃុំអន្លង់ផ្កាឈូក ខេត្តកំពង់ឆ្នាំង តាំងពីខែកញ្ញាមក។ "
    "ទូកនេះឈប់ប្រាំមួយកន្លែងក្នុងមួយសប្ដាហ៍ ហើយបម្រើគ្រួសារប្រមាណ ៣២០ ដែលរស់នៅលើទឹក។"
)
ENGLISH = (
    "The clinic boat began its rounds in Anlong Phka Chhuk commune, Kampong Chhnang "
    "province, in September. It makes six stops a week and serves about 320 families "
    "who live on the water."
)


class TestLength:
    def test_of_a_true_translation_is_usual(self):
        assert ask(CHECK, KHMER, ENGLISH) == []

    def test_of_a_third_is_short(self):
        found = ask(CHECK, KHMER, ENGLISH[: len(ENGLISH) // 3])
        assert "shorter" in texts(found)[0]

    def test_of_three_times_is_long(self):
        found = ask(CHECK, KHMER, ENGLISH * 3)
        assert "longer" in texts(found)[0]

    def test_of_what_was_pasted_twice_is_long_however_short(self):
        found = ask(CHECK, KHMER, f"{ENGLISH} {ENGLISH}")
        assert "longer" in texts(found)[0]
        short, twice = KHMER[:60], " ".join(2 * [ENGLISH[:41]])
        assert "twice" in texts(ask(CHECK, short, twice))[0]

    def test_is_measured_the_other_way_round(self):
        languages = {"source_language": "en", "target_language": "km"}
        assert ask(CHECK, ENGLISH, KHMER, **languages) == []
        found = ask(CHECK, ENGLISH * 3, KHMER, **languages)
        assert "shorter" in texts(found)[0]

    def test_of_a_headline_tells_nothing(self):
        assert ask(CHECK, "ទឹកជោរ", "The river rises in three provinces") == []

    def test_of_other_languages_is_not_known(self):
        assert ask(CHECK, KHMER, "船" * 10, target_language="zh-Hans") == []
