"""What one paragraph shows."""

from translations.alignment.passages import MOST_WORDS, passage


def _of(kind: str, text: str, language: str) -> set[str]:
    anchors = passage(text, language).anchors
    return {each for each in anchors if each.startswith(kind)}


class TestPassage:
    def test_counts_what_is_seen(self) -> None:
        assert passage("ភ្នំ\u200bពេញ ថ្មី", "km").size == len("ភ្នំពេញថ្មី")

    def test_finds_months_and_days_in_each_language(self) -> None:
        khmer = _of("date", "ថ្ងៃសុក្រ ទី៣ ខែកក្កដា", "km")
        assert khmer == _of("date", "Friday, July 3", "en")
        assert "date:month:6" in _of("date", "ngày 3 tháng 7", "vi")
        assert "date:month:6" in _of("date", "7月3日", "zh-Hans")

    def test_does_not_take_every_may_for_a_month(self) -> None:
        assert not _of("date", "it may rain", "en")

    def test_finds_words_in_latin_letters_in_any_text(self) -> None:
        assert _of("latin", "ក្រុមហ៊ុន Facebook និង UN", "km") == {
            "latin:facebook",
            "latin:un",
        }

    def test_hears_names_but_not_every_english_word(self) -> None:
        assert _of("sound", "In Phnom Penh market", "en") >= {"sound:pnmpn"}
        assert not _of("sound", "the market was closed", "en")

    def test_sees_questions_and_quotations(self) -> None:
        seen = passage("«តើអ្នកណា?»", "km")
        assert seen.has_question
        assert seen.has_quote
        assert not passage("ទៅ។", "km").has_quote

    def test_takes_no_more_words_than_it_needs(self) -> None:
        seen = passage(" ".join(f"word{at}" for at in range(1000)), "en")
        assert len(seen.words) == MOST_WORDS

    def test_is_the_same_however_it_was_typed(self) -> None:
        assert passage("ខែ្មរ ១២", "km") == passage("ខ្មែរ 12", "km")
