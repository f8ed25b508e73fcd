"""The consonants of names."""

import pytest

from articles.text.khmer import key
from translations.skeletons import joined, khmer_skeleton, latin_skeleton


class TestSkeletons:
    @pytest.mark.parametrize(
        ("khmer", "latin"),
        [
            ("ភ្នំពេញ", "Phnom Penh"),
            ("កម្ពុជា", "Kampuchea"),
            ("តាកែវ", "Takeo"),
            ("សុខា", "Sokha"),
            ("ដារ៉ា", "Dara"),
            ("ចាន់ធី", "Chanthy"),
            ("ហ្វេសប៊ុក", "Facebook"),
            ("កាណាដា", "Canada"),
        ],
    )
    def test_meet_across_the_scripts(self, khmer: str, latin: str) -> None:
        here, there = khmer_skeleton(key(khmer)), latin_skeleton(latin)
        assert here.rstrip("v") == there.rstrip("v")
        assert here

    def test_do_not_hear_a_silenced_letter(self) -> None:
        assert khmer_skeleton("ប្រយោជន៍") == khmer_skeleton("ប្រយោជ")

    def test_are_empty_without_a_consonant(self) -> None:
        assert latin_skeleton("Aye") == ""
        assert khmer_skeleton("12") == ""

    def test_join_as_one_word(self) -> None:
        assert joined(("kn", "nk")) == "knk"

    def test_fold_the_letters_of_other_languages(self) -> None:
        assert latin_skeleton("Đà Nẵng") == latin_skeleton("Da Nang")
