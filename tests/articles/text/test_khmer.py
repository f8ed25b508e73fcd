"""The stored form of Khmer text and the key it is compared by."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.text import khmer
from articles.text.khmer import canonical, key, storable, without_invisibles

HERE = Path(__file__).resolve()
VECTORS = json.loads(HERE.with_name("khmer_vectors.json").read_text(encoding="utf-8"))
SHARED = HERE.parents[4] / "shared" / "data" / "norm" / "khmer_equivalence_vectors.json"

KHMER = [chr(code) for code in range(0x1780, 0x1800)]
TROUBLE = list(
    "\u17d2\u17b6\u17c1\u17b8\u17bb\u17be\u17c6\u17c9\u17ca\u17cc\u17dd\u178a\u179a"
    "\u200b\u200c\u200d\u2060\u00ad\ufeff\u200e\u202a\u2068\x00\x0b\r\n\t \u00a0"
    "\ud800\uffffaAßİ\u0301\u0323\u0345\u0344é"
)
khmer_text = st.text(alphabet=st.sampled_from(KHMER + TROUBLE * 4), max_size=24)
any_text = st.text(st.characters(exclude_categories=()), max_size=40) | khmer_text


def shared_vectors() -> list[dict[str, str]]:
    return json.loads(SHARED.read_text(encoding="utf-8")) if SHARED.exists() else []


class TestVectors:
    @pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["why"])
    def test_are_the_same_word_under_the_key(self, vector: dict[str, str]) -> None:
        assert vector["a"] != vector["b"]
        assert key(vector["a"]) == key(vector["b"])

    @pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["why"])
    def test_name_their_code_points(self, vector: dict[str, str]) -> None:
        for side in ("a", "b"):
            points = [f"{ord(each):04X}" for each in vector[side]]
            assert vector[f"{side}_code_points"].split() == points

    def test_are_at_least_as_many_as_the_shared_ones(self) -> None:
        assert len({(vector["a"], vector["b"]) for vector in VECTORS}) >= 32

    @pytest.mark.skipif(not SHARED.exists(), reason="the shared vectors are not there")
    def test_of_the_shared_file_are_the_same_words_too(self) -> None:
        vectors = shared_vectors()
        unequal = [each["id"] for each in vectors if key(each["a"]) != key(each["b"])]
        assert (len(vectors), unequal) == (32, [])


class TestCanonical:
    @pytest.mark.parametrize(
        ("typed", "stored"),
        [
            ("\u1792\u17d2\u179c\u17c1\u17b8", "ធ្វើ"),
            ("\u179f\u17c2\u17d2\u179a", "ស្រែ"),
            ("\u1798\u17c9\u17d2\u179b\u17c1\u17c7", "ម្ល៉េះ"),
            ("សាស្រ្តា", "សាស្ត្រា"),
            ("ទំាង", "ទាំង"),
        ],
    )
    def test_reorders_and_recomposes_a_syllable(self, typed: str, stored: str) -> None:
        assert canonical(typed) == stored

    def test_keeps_the_zero_width_space_between_words(self) -> None:
        assert canonical("ទឹក\u200bភ្លៀង") == "ទឹក\u200bភ្លៀង"

    def test_keeps_one_zero_width_space_of_a_row(self) -> None:
        assert canonical("ទឹក\u200b\u200b\u2060\u200bភ្លៀង") == "ទឹក\u200bភ្លៀង"

    def test_keeps_the_subscript_that_the_writer_chose(self) -> None:
        assert canonical("បណ្តុះ") == "បណ្តុះ"
        assert canonical("បណ្ដុះ") == "បណ្ដុះ"

    @pytest.mark.parametrize(
        "word", ["ឲ្យ", "អោយ", "ឆ្នាំ២០២៦", "\u179f\u17bb\u17b7\u1793"]
    )
    def test_keeps_spellings_that_only_the_key_folds(self, word: str) -> None:
        assert canonical(word) == word

    def test_keeps_the_joiner_that_holds_a_shifter_above(self) -> None:
        assert canonical("ស៊\u200cីវិល") == "ស៊\u200cីវិល"

    def test_keeps_joiners_of_emoji_and_other_scripts(self) -> None:
        family, persian = "👩\u200d👩\u200d👧", "می\u200cخواهم"
        assert canonical(f"{family} {persian} ខ្មែរ") == f"{family} {persian} ខ្មែរ"

    def test_writes_other_scripts_in_composed_form(self) -> None:
        assert canonical("Tie\u0302\u0301ng Vie\u0323\u0302t") == "Tiếng Việt"

    def test_drops_what_no_database_or_document_can_hold(self) -> None:
        assert canonical("a\x00b\x1fc\ud800d\ufffee\x7f") == "abcde"

    @pytest.mark.parametrize(
        "line_end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028"]
    )
    def test_makes_every_line_end_a_newline(self, line_end: str) -> None:
        assert canonical(f"ក{line_end}\tខ") == "ក\n\tខ"

    @given(any_text)
    @settings(deadline=None, max_examples=400)
    @example("\u1795\u17a9\u17c5\u17d2\u17a8\u17c9")
    @example("\u17dd\u17d2\u1780\u17dd\u17d2")
    def test_leaves_its_own_result_alone(self, text: str) -> None:
        assert canonical(canonical(text)) == canonical(text)

    @given(any_text)
    @settings(deadline=None, max_examples=400)
    @example("\u1780\u17c1\u202a\u17c1\u17c1")
    def test_does_not_change_what_the_key_sees(self, text: str) -> None:
        assert key(canonical(text)) == key(text)

    @given(any_text)
    @settings(deadline=None)
    def test_can_always_be_stored(self, text: str) -> None:
        stored = canonical(text)
        assert "\x00" not in stored
        assert stored.encode("utf-8").decode("utf-8") == stored

    @given(st.text(max_size=40).filter(lambda text: not set(text) & {*KHMER, *TROUBLE}))
    @settings(deadline=None)
    def test_is_nfc_where_nothing_is_khmer(self, text: str) -> None:
        assert canonical(text) == unicodedata.normalize("NFC", storable(text))

    def test_orders_many_marks_as_unicode_does(self) -> None:
        marks = "a" + "\u0301\u0323\u0327" * 400
        assert canonical(marks) == unicodedata.normalize("NFC", marks)


class TestKey:
    @given(any_text)
    @settings(deadline=None, max_examples=400)
    def test_leaves_its_own_result_alone(self, text: str) -> None:
        assert key(key(text)) == key(text)

    @given(any_text)
    @settings(deadline=None)
    def test_holds_nothing_invisible_and_no_loose_space(self, text: str) -> None:
        folded = key(text)
        assert without_invisibles(folded) == folded
        assert " ".join(folded.split()) == folded

    def test_folds_letter_case_and_composition(self) -> None:
        assert key("  VIE\u0323\u0302T\u00a0 Nam ") == "việt nam"

    def test_is_the_same_once_its_syllables_were_forgotten(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        texts = [vector[side] for vector in VECTORS for side in ("a", "b")]
        before = [(key(text), canonical(text)) for text in texts]
        monkeypatch.setattr(khmer, "_MOST_REMEMBERED", 2)
        for _time in range(2):
            assert [(key(text), canonical(text)) for text in texts] == before

    def test_is_empty_when_there_is_nothing_to_see(self) -> None:
        assert key(" \u200b\u00a0\ufeff\n") == ""

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("ខ្មែរ", "ខ្មោច"),
            ("បាន", "ប៉ាន"),
            ("តា", "ដា"),
            ("កុំ", "គុំ"),
            ("ទឹក ភ្លៀង", "ទឹកភ្លៀង"),
            ("ឆ្នាំ២០២៦", "ឆ្នាំ២០២៥"),
            ("ល្អោយ", "ល្ឱ្យ"),
            ("10²", "102"),
        ],
    )
    def test_keeps_different_words_apart(self, one: str, other: str) -> None:
        assert key(one) != key(other)

    @pytest.mark.parametrize(
        "hostile",
        [
            "ក" + "\u17d2" * 200_000,
            "ក" + "\u17b6\u17c1" * 100_000,
            "ក" + "\u17d2\u179a" * 100_000,
            "\u200b\u200c" * 100_000 + "a",
            "\u0301\u0323" * 100_000,
        ],
        ids=["coengs", "vowels", "subscripts", "invisibles", "accents"],
    )
    def test_survives_what_nobody_types(self, hostile: str) -> None:
        assert key(canonical(hostile)) == key(hostile)
