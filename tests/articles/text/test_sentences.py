"""Sentences in Khmer and in other languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.languages import LanguageTagError
from articles.text.sentences import sentences


class TestKhmerSentences:
    @pytest.mark.parametrize(
        ("text", "cut"),
        [
            ("ភ្លៀងធ្លាក់។ទឹកឡើង៕", ("ភ្លៀងធ្លាក់។", "ទឹកឡើង៕")),
            ("តើទៅណា? ទៅផ្សារ!", ("តើទៅណា?", "ទៅផ្សារ!")),
            ("មានត្រី បន្លែ ។ល។ នៅផ្សារ។", ("មានត្រី បន្លែ ។ល។ នៅផ្សារ។",)),
            ("មានត្រី ។ ល\u200b។ នៅផ្សារ។", ("មានត្រី ។ ល\u200b។ នៅផ្សារ។",)),
            ("គាត់ថា៖ ទៅ។", ("គាត់ថា៖ ទៅ។",)),
            ("«ទឹកឡើង។» គាត់ថា។", ("«ទឹកឡើង។»", "គាត់ថា។")),
            ("«ទឹកឡើង ។ » គាត់ថា។", ("«ទឹកឡើង ។ »", "គាត់ថា។")),
            ("“ទៅណា?”ម៉ែសួរ។", ("“ទៅណា?”", "ម៉ែសួរ។")),
            ("(ទឹកឡើង។) គាត់ថា។", ("(ទឹកឡើង។)", "គាត់ថា។")),
            ("អីយ៉ា!? មិនដឹងទេ។", ("អីយ៉ា!?", "មិនដឹងទេ។")),
            ("មើល https://x.org/?a=1 ទៀត។", ("មើល https://x.org/?a=1 ទៀត។",)),
            ("ចំណងជើង\nសេចក្តី។", ("ចំណងជើង", "សេចក្តី។")),
            ("ទឹកឡើង។\u200b \u200bទៅ", ("ទឹកឡើង។", "ទៅ")),
            ("  \u200b ", ()),
            ("", ()),
        ],
    )
    def test_end_where_a_reader_stops(self, text: str, cut: tuple[str, ...]) -> None:
        assert sentences(text, "km") == cut

    @given(st.text(st.sampled_from('កខ។៕ល៖?!»”")( \u200b\u00a0\nA='), max_size=40))
    @settings(deadline=None, max_examples=300)
    def test_lose_no_letter(self, text: str) -> None:
        unseen = str.maketrans("", "", " \u200b\u00a0\n")
        cut = sentences(text, "km")
        assert "".join(cut).translate(unseen) == text.translate(unseen)
        assert all(each == each.strip(" \u200b\u00a0\n") and each for each in cut)


class TestOtherSentences:
    @pytest.mark.parametrize(
        ("text", "cut"),
        [
            ("He left. She stayed.", ("He left.", "She stayed.")),
            ("“No.” He left.", ("“No.”", "He left.")),
            ("Mr. Sok and Dr. Keo met.", ("Mr. Sok and Dr. Keo met.",)),
            ("Lt. Gen. Sao spoke. All left.", ("Lt. Gen. Sao spoke.", "All left.")),
            (
                "It rose 1.5 percent. Good 😀! Yes.",
                ("It rose 1.5 percent.", "Good 😀!", "Yes."),
            ),
            ("Who is Dr.", ("Who is Dr.",)),
        ],
    )
    def test_end_where_a_reader_stops_in_english(
        self, text: str, cut: tuple[str, ...]
    ) -> None:
        assert sentences(text, "en-US") == cut

    def test_are_found_in_chinese(self) -> None:
        assert sentences("他走了。她没走。", "zh-Hans") == ("他走了。", "她没走。")

    def test_refuse_a_malformed_tag(self) -> None:
        with pytest.raises(LanguageTagError):
            sentences("a", "english language")
