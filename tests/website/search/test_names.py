"""Names heard in the other script."""

import pytest

from articles.text.khmer import key
from website.search.names import asked_by_name, is_named, name_lexemes


def heard(text: str) -> frozenset[str]:
    return name_lexemes(text, key(text))


class TestNameLexemes:
    @pytest.mark.parametrize(
        ("text", "asked"),
        [
            ("លោក ហ៊ុន សែន បានថ្លែង", ("hun", "sen")),
            ("លោកហ៊ុន សែនបានថ្លែង", ("Hun", "Sen")),
            ("អ្នកស្រី ហួត ចាន់រស្មី វ័យ", ("chanrasmey",)),
            ("លោកតា ប៉ែន សារឿន", ("pen", "saroeun")),
            ("Prime Minister Hun Sen spoke.", ("ហ៊ុន", "សែន")),
            ("Prime Minister Hun Sen spoke.", ("ហ៊ុនសែន",)),
        ],
    )
    def test_meet_the_spelling_of_the_other_script(self, text, asked):
        assert is_named(asked, heard(text))

    def test_are_none_without_a_form_of_address_or_a_capital(self):
        assert heard("ហ៊ុន សែន បានថ្លែង") == heard("he spoke") == frozenset()


class TestAskedByName:
    @pytest.mark.parametrize("words", [("sen",), ("the",), ("ភ្នំ",), ("river",)])
    def test_is_silent_where_half_the_dictionary_sounds_so(self, words):
        assert asked_by_name(words) == ""

    def test_looks_in_the_other_script_alone(self):
        assert not is_named(("hun", "sen"), heard("Hun Sen"))
        assert not is_named(("ហ៊ុន", "សែន"), heard("លោក ហ៊ុន សែន"))
