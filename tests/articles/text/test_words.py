"""Words for counting."""

from articles.text.words import words


class TestWords:
    def test_are_found_in_khmer_without_spaces(self) -> None:
        assert words("ប្រជាជនកម្ពុជា", "km") == ("ប្រជាជន", "កម្ពុជា")

    def test_end_at_a_zero_width_space(self) -> None:
        assert words("ទន្លេ\u200bសាប", "km") == ("ទន្លេ", "សាប")

    def test_leave_out_spaces_and_punctuation(self) -> None:
        assert words("«Rain!» — said 2 boats…", "en") == ("Rain", "said", "2", "boats")

    def test_are_none_where_nothing_is_written(self) -> None:
        assert words("។ ៕ \u200b", "km") == ()
        assert words("", "en") == ()
