"""Whether a text carries the notice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rights.notices import Notice, carries, fingerprint, notice_form
from rights.wording import NoticeParameters, NoticeText, house_wording

NAMES = {"km": "សមាគមផ្សារ", "en": "Market Association"}
TEXTS = house_wording(NoticeParameters(NAMES, NAMES, "rights@market.example", 2026))
NOTICE = Notice(3, 2026, NAMES, "rights@market.example", TEXTS)


class TestNoticeForm:
    @given(st.text())
    def test_changes_nothing_the_second_time(self, text):
        assert notice_form(notice_form(text)) == notice_form(text)

    @pytest.mark.parametrize("invisible", "\u200b\u200c\u200d\u2060\ufeff\u00ad")
    def test_overlooks_what_nobody_sees(self, invisible):
        assert notice_form(f"no{invisible} part") == "no part"


class TestCarries:
    def test_finds_the_notice_inside_a_page(self):
        assert carries(
            f"Story.\n {TEXTS['en'].full.replace(' ', '  ')}\nMore", TEXTS["en"].full
        )

    @pytest.mark.parametrize(
        "damaged",
        [
            TEXTS["en"].full[:-1],
            TEXTS["en"].full.replace("print", "pr\u0456nt"),
            TEXTS["en"].full.replace("broadcast, ", ""),
            TEXTS["en"].full.replace("2026", "2025"),
            TEXTS["km"].full,
            "",
        ],
        ids=[
            "truncated",
            "homoglyph",
            "an act less",
            "other edition",
            "other language",
            "blank",
        ],
    )
    def test_finds_no_damaged_notice(self, damaged):
        assert not carries(damaged, TEXTS["en"].full)

    def test_is_never_satisfied_by_an_empty_notice(self):
        assert not carries("anything", " \u200b")


class TestNotice:
    def test_shows_its_own_language_else_english(self):
        assert NOTICE.text_for("km") is TEXTS["km"]
        assert NOTICE.text_for("zh-Hans") is TEXTS["en"]

    def test_appears_in_a_copy_of_its_language(self):
        assert NOTICE.appears_in(f"… {TEXTS['km'].full}", "km")
        assert not NOTICE.appears_in(f"… {TEXTS['en'].full}", "km")

    def test_wants_every_language_in_the_machine_slot(self):
        found = {tag: text.full for tag, text in TEXTS.items()}
        assert NOTICE.appears_everywhere_in(found)
        assert not NOTICE.appears_everywhere_in({"en": found["en"]})

    def test_counts_no_languages(self):
        text = NoticeText("Không được", "Không", "Đăng", "Tự do")
        notice = Notice(1, 2026, NAMES, "x", {**TEXTS, "vi": text})
        assert notice.text_for("vi") is text
        assert not notice.appears_everywhere_in(
            {tag: t.full for tag, t in TEXTS.items()}
        )


class TestFingerprint:
    def test_is_the_same_for_what_looks_the_same(self):
        assert fingerprint("a  b\u200b") == fingerprint(" a b")
