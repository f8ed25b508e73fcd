"""The words of the terms."""

import copy
import pickle

import pytest

from articles.text.khmer import canonical
from rights.terms import Act, Edit, Medium, TermsError, check_territory

WORDS = [*Act, *Edit, *Medium]


class TestLabels:
    @pytest.mark.parametrize("word", WORDS, ids=repr)
    def test_are_there_in_both_languages(self, word):
        assert set(word.labels) == {"km", "en"}
        assert all(word.labels.values())

    @pytest.mark.parametrize("word", WORDS, ids=repr)
    def test_are_spelled_canonically_in_khmer(self, word):
        assert word.labels["km"] == canonical(word.labels["km"])

    def test_differ_within_each_list(self):
        for words in (Act, Edit, Medium):
            assert len({word.labels["km"] for word in words}) == len(words)


class TestAct:
    def test_names_the_five_acts_and_translation(self):
        assert [str(act) for act in Act] == [
            "print",
            "electronic",
            "broadcast",
            "rewriting",
            "redistribution",
            "translate",
        ]

    def test_is_read_from_what_is_stored(self):
        assert Act("print") is Act.PRINT
        assert pickle.loads(pickle.dumps(Act.PRINT)) is Act.PRINT  # noqa: S301 - ours
        assert copy.deepcopy(Act.PRINT) is Act.PRINT


class TestCheckTerritory:
    @pytest.mark.parametrize("code", ["KH", "*"])
    def test_accepts(self, code):
        assert check_territory(code) is None

    @pytest.mark.parametrize("code", ["kh", "KHM", "", "K1", "ខ្", "KH\n"])
    def test_refuses(self, code):
        with pytest.raises(TermsError, match="territory"):
            check_territory(code)
