"""The wording of the rights notice says what it must, and no more."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.khmer import canonical
from rights.wording import (
    LAW_CLAUSE,
    SHORT_LIMIT,
    WORDING_LANGUAGES,
    NoticeParameters,
    WordingError,
    house_wording,
)

ASKED = NoticeParameters(
    rights_holder={
        "km": "សមាគមសារព័ត៌មានច្រាំងទន្លេ",
        "en": "Riverbank Media Association",
    },
    outlet={"km": "ច្រាំងទន្លេ", "en": "The Riverbank"},
    address="rights@riverbank.example",
    year=2026,
)
ACTS = {
    "print": {"km": "បោះពុម្ព", "en": "print"},
    "electronic": {"km": "អេឡិចត្រូនិក", "en": "electronic"},
    "broadcast": {"km": "ផ្សាយ", "en": "broadcast"},
    "rewriting": {"km": "សរសេរឡើងវិញ", "en": "rewrit"},
    "redistribution": {"km": "ចែកចាយបន្ត", "en": "redistribut"},
}
PERMISSION = {"km": "ការអនុញ្ញាតជាលាយលក្ខណ៍អក្សរ", "en": "ritten permission"}
ONE_LINE = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1
)


def _reasons_against(asked: NoticeParameters) -> tuple[str, ...]:
    try:
        house_wording(asked)
    except WordingError as error:
        return error.reasons
    return ()


@pytest.mark.parametrize("language", WORDING_LANGUAGES)
class TestHouseWording:
    @pytest.mark.parametrize("act", ACTS)
    def test_names_each_of_the_five_acts(self, language: str, act: str) -> None:
        text = house_wording(ASKED)[language]
        assert ACTS[act][language] in text.full
        assert ACTS[act][language] in text.short.lower()

    def test_asks_for_written_permission_of_the_rights_holder(
        self, language: str
    ) -> None:
        text = house_wording(ASKED)[language]
        for words in (text.full, text.short, text.licensed_line):
            assert PERMISSION[language] in words
            assert ASKED.rights_holder[language] in words

    def test_says_where_to_ask(self, language: str) -> None:
        text = house_wording(ASKED)[language]
        for words in (text.full, text.short, text.plain_words):
            assert ASKED.address in words

    def test_keeps_the_short_text_within_its_limit(self, language: str) -> None:
        assert len(house_wording(ASKED)[language].short) <= SHORT_LIMIT

    def test_warns_of_legal_action_only_through_the_law_clause(
        self, language: str
    ) -> None:
        warned = house_wording(ASKED)[language].full
        unwarned = house_wording(replace(ASKED, law_clause={}))[language].full
        assert warned == f"{unwarned} {LAW_CLAUSE[language]}"
        assert {"km": "ផ្លូវច្បាប់", "en": "legal action"}[language] not in unwarned

    def test_disclaims_what_others_do(self, language: str) -> None:
        sign = {"km": "មិនទទួលខុសត្រូវ", "en": "accepts no liability"}[language]
        assert f"{ASKED.outlet[language]} {sign}" in house_wording(ASKED)[language].full

    def test_tells_readers_what_is_free(self, language: str) -> None:
        words = house_wording(ASKED)[language].plain_words
        free = {
            "km": ("ចែករំលែកតំណភ្ជាប់", "ស្ដាប់", "ដកស្រង់"),
            "en": ("share a link", "read it aloud", "quote a short part"),
        }[language]
        assert [phrase for phrase in free if phrase not in words] == []
        assert ASKED.outlet[language] in words

    def test_leaves_no_place_unfilled(self, language: str) -> None:
        text = house_wording(ASKED)[language]
        words = text.full + text.short + text.licensed_line + text.plain_words
        assert "{" not in words
        assert "  " not in words

    def test_is_spelt_in_the_normal_form(self, language: str) -> None:
        full = house_wording(ASKED)[language].full
        assert full == canonical(full)

    def test_names_an_outlet_that_owns_itself_once(self, language: str) -> None:
        own = replace(ASKED, rights_holder=ASKED.outlet)
        full = house_wording(own)[language].full
        assert f"({ASKED.outlet[language]})" not in full

    def test_keeps_braces_in_a_name_as_they_are(self, language: str) -> None:
        odd = replace(ASKED, outlet={"km": "{year}", "en": "{year}"})
        assert "({year})" in house_wording(odd)[language].full

    @given(name=ONE_LINE, year=st.integers(1900, 2999))
    def test_either_fits_or_refuses_and_never_shortens(
        self, language: str, name: str, year: int
    ) -> None:
        asked = replace(ASKED, rights_holder={"km": name, "en": name}, year=year)
        reasons = _reasons_against(asked)
        if reasons:
            assert {reason.split(" (")[0] for reason in reasons} == {"short text"}
            return
        text = house_wording(asked)[language]
        assert name in text.short
        assert len(text.short) <= SHORT_LIMIT
        assert text == house_wording(asked)[language]


class TestYear:
    def test_is_written_in_the_digits_of_the_language(self) -> None:
        texts = house_wording(replace(ASKED, address="https://a.example/r"))
        assert "២០២៦" in texts["km"].full
        assert "2026" not in texts["km"].full + texts["km"].short
        assert "© 2026 " in texts["en"].full


class TestRefusal:
    def test_lists_every_reason_at_once(self) -> None:
        empty = NoticeParameters({}, {"km": " "}, "", 0, {"en": "Beware."})
        with pytest.raises(WordingError) as refused:
            house_wording(empty)
        assert [reason.split(":")[0] for reason in refused.value.reasons] == [
            "rights holder (km)",
            "outlet (km)",
            "law clause (km)",
            "rights holder (en)",
            "outlet (en)",
            "address",
            "year",
        ]

    @pytest.mark.parametrize(
        "address",
        [
            "",
            "ask us",
            "rights@",
            "@riverbank.example",
            "a@b@c.example",
            "javascript:alert(1)",
            "https://",
            "https://riverbank.example/a b",
            "rights@riverbank.example\n",
        ],
    )
    def test_wants_an_address_that_can_be_written_to(self, address: str) -> None:
        with pytest.raises(WordingError, match="address"):
            house_wording(replace(ASKED, address=address))

    @pytest.mark.parametrize("address", ["a@b.example", "https://b.example/ask?x=1"])
    def test_takes_mail_and_web_addresses(self, address: str) -> None:
        assert address in house_wording(replace(ASKED, address=address))["en"].full

    def test_keeps_a_name_on_one_line(self) -> None:
        split = {"km": "ច្រាំង\nទន្លេ", "en": "The\nRiverbank"}
        with pytest.raises(WordingError, match=r"outlet \(en\)"):
            house_wording(replace(ASKED, outlet=split))

    @pytest.mark.parametrize("mark", [*"\r\t\v\f\0\x1b\x7f\x85\u2028\u2029\u202e"])
    def test_wants_no_break_or_control_character_in_a_name(self, mark: str) -> None:
        split = {"km": f"ច្រាំង{mark}ទន្លេ", "en": "The Riverbank"}
        with pytest.raises(WordingError, match=r"outlet \(km\)"):
            house_wording(replace(ASKED, outlet=split))

    @pytest.mark.parametrize("mark", [*"\u200b\u200c\u200d"])
    def test_takes_what_khmer_writes_within_a_name(self, mark: str) -> None:
        name = f"ច្រាំង{mark}ទន្លេ"
        marked = replace(ASKED, outlet={"km": name, "en": "The Riverbank"})
        assert name in house_wording(marked)["km"].full

    def test_wants_something_to_see_in_a_name(self) -> None:
        unseen = {"km": " \u200b\u200d ", "en": "The Riverbank"}
        with pytest.raises(WordingError, match=r"outlet \(km\)"):
            house_wording(replace(ASKED, outlet=unseen))

    def test_says_how_much_too_long_a_short_text_is(self) -> None:
        long = {"km": "ក" * 90, "en": "a" * 90}
        with pytest.raises(WordingError, match="at most 200") as refused:
            house_wording(replace(ASKED, rights_holder=long))
        assert len(refused.value.reasons) == 2
