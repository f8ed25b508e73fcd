"""Languages: tags, names, scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.languages import (
    INTERFACE_LANGUAGES,
    LANGUAGES,
    Language,
    LanguageTagError,
    canonical_tag,
    interface_language,
    language,
    name_of,
)


class TestCanonicalTag:
    @pytest.mark.parametrize(
        ("typed", "tag"),
        [
            ("KM", "km"),
            ("en-us", "en-US"),
            ("ZH-hANS", "zh-Hans"),
            ("sr-latn-rs", "sr-Latn-RS"),
            ("es-419", "es-419"),
            ("de-CH-1996", "de-CH-1996"),
            ("EN-U-CA-Buddhist", "en-u-ca-buddhist"),
            ("zh-yue-HK", "zh-yue-HK"),
            ("X-Desk", "x-desk"),
            ("en-x-desk-km", "en-x-desk-km"),
        ],
    )
    def test_gives_each_subtag_its_letter_case(self, typed: str, tag: str) -> None:
        assert canonical_tag(typed) == tag
        assert canonical_tag(tag) == tag

    @pytest.mark.parametrize(
        "tag",
        [
            "",
            "k",
            "km_KH",
            "km-",
            "-km",
            "km--KH",
            "ខ្មែរ",
            "km KH",
            "km\n",
            "i-klingon",
            "en-a",
            "de-1996-1996",
            "en-a-bbb-a-ccc",
            "en-" + "x-abcdefgh" * 5,
            "\u212am",
        ],
    )
    def test_refuses_what_is_no_tag(self, tag: str) -> None:
        with pytest.raises(LanguageTagError):
            canonical_tag(tag)

    @given(st.text(max_size=40))
    def test_answers_or_refuses_any_text(self, text: str) -> None:
        try:
            tag = canonical_tag(text)
        except LanguageTagError:
            return
        assert tag.lower() == text.lower()


class TestLanguage:
    @pytest.mark.parametrize("known", LANGUAGES, ids=lambda known: known.tag)
    def test_knows_each_by_its_tag(self, known: Language) -> None:
        assert language(known.tag.upper()) == known
        assert canonical_tag(known.tag) == known.tag

    @pytest.mark.parametrize("known", LANGUAGES, ids=lambda known: known.tag)
    def test_has_a_name_in_every_interface_language(self, known: Language) -> None:
        assert set(known.names) == set(INTERFACE_LANGUAGES)
        assert known.own_name

    def test_names_a_regional_form_after_its_language(self) -> None:
        regional = language("en-gb")
        assert (regional.tag, regional.own_name) == ("en-GB", "English (GB)")
        assert regional.script == "Latn"

    def test_takes_the_script_of_the_tag(self) -> None:
        assert language("km-Latn").script == "Latn"
        assert language("uz-Cyrl").script == "Cyrl"

    def test_answers_for_a_language_nobody_named(self) -> None:
        french = language("FR")
        assert (french.tag, french.own_name, french.names) == ("fr", "fr", {})

    @pytest.mark.parametrize("tag", ["km", "th", "lo", "my", "zh-Hant", "ja", "zh"])
    def test_knows_who_writes_without_spaces(self, tag: str) -> None:
        assert language(tag).is_written_without_spaces

    @pytest.mark.parametrize("tag", ["en", "vi", "fr", "ko", "x-desk"])
    def test_knows_who_writes_with_spaces(self, tag: str) -> None:
        assert not language(tag).is_written_without_spaces

    def test_can_be_a_key(self) -> None:
        assert len({*LANGUAGES, language("km")}) == len(LANGUAGES)


class TestNames:
    def test_are_given_in_the_language_of_the_sentence(self) -> None:
        assert name_of("km", in_language="en") == "Khmer"
        assert name_of("en", in_language="km-KH") == "ភាសាអង់គ្លេស"

    def test_fall_back_on_the_language_itself(self) -> None:
        assert name_of("zh-Hans", in_language="vi") == "简体中文"
        assert name_of("fr", in_language="km") == "fr"


class TestInterfaceLanguage:
    @pytest.mark.parametrize(
        ("tag", "interface"),
        [
            ("km", "km"),
            ("KM-kh", "km"),
            ("en-US", "en"),
            ("vi", "en"),
            ("zh-Hans", "en"),
        ],
    )
    def test_is_khmer_around_khmer_and_else_english(
        self, tag: str, interface: str
    ) -> None:
        assert interface_language(tag) == interface
