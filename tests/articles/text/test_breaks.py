"""ICU's word and sentence boundaries."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.languages import LanguageTagError
from articles.text.breaks import sentence_pieces, word_pieces

texts = st.text(st.sampled_from("កខ្មែរ១។ aB.?!\u200b\n😀𝒳\u0301\x00"), max_size=40)


class TestPieces:
    @given(texts, st.sampled_from(["km", "en", "zh-Hans", "x-desk"]))
    @settings(deadline=None)
    def test_lose_nothing(self, text: str, language: str) -> None:
        assert "".join(word_pieces(text, language)) == text
        assert "".join(sentence_pieces(text, language)) == text

    def test_keep_characters_beyond_the_basic_plane_whole(self) -> None:
        assert word_pieces("ឆ្នាំ 😀𝒳 ក", "km")[-1] == "ក"

    def test_replace_a_lone_surrogate(self) -> None:
        assert "".join(word_pieces("a\ud800b", "en")) == "a\ufffdb"
        assert "".join(sentence_pieces("a\udfffb", "en")) == "a\ufffdb"

    def test_do_not_end_a_sentence_after_an_abbreviation(self) -> None:
        assert len(sentence_pieces("Mr. Sok met Prof. Keo.", "en")) == 1

    def test_refuse_a_malformed_tag(self) -> None:
        with pytest.raises(LanguageTagError):
            word_pieces("a", "en_US")
