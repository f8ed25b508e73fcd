"""What was learnt, stored and read again; and how it is learnt."""

import json

import pytest

from translations.alignment import Lexicon, LexiconError, learn, learning

PAIRS = [
    ("ទឹក ភ្លៀង", "rain water"),
    ("ទឹក ទន្លេ", "river water"),
    ("ភ្លៀង ខ្លាំង", "strong rain"),
    ("ទន្លេ មេគង្គ", "mekong river"),
    ("ខ្លាំង", "strong"),
]


def _learnt(pairs: list[tuple[str, str]] = PAIRS) -> Lexicon:
    return learn(pairs, source_language="km", target_language="en")


class TestLearn:
    @pytest.mark.parametrize(
        ("khmer", "english"), [("ទឹក", "water"), ("ភ្លៀង", "rain"), ("ទន្លេ", "river")]
    )
    def test_finds_what_each_word_becomes(self, khmer: str, english: str) -> None:
        lexicon = _learnt()
        there = lexicon.forward.meanings[khmer]
        back = lexicon.backward.meanings[english]
        assert max(there, key=there.__getitem__) == english
        assert max(back, key=back.__getitem__) == khmer

    def test_says_nothing_of_a_word_seen_once(self) -> None:
        assert "mekong" not in _learnt().forward.counts

    def test_knows_nothing_without_pairs(self) -> None:
        lexicon = _learnt([])
        assert not lexicon.forward.meanings
        assert not _learnt([("", "a"), ("ក", "")]).forward.meanings

    def test_shares_out_at_most_all_of_a_word(self) -> None:
        for glossary in (_learnt().forward, _learnt().backward):
            for row in glossary.meanings.values():
                assert sum(row.values()) <= 1.001

    def test_learns_from_the_newest(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(learning, "MOST_PAIRS", 2)
        newest = [("ក្រុង", "city"), ("ក្រុង", "city")]
        assert set(_learnt([*PAIRS, *newest]).forward.meanings) == {"ក្រុង"}

    def test_stays_within_its_bounds(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(learning, "MOST_ENTRIES", 2)
        rows = _learnt().forward.meanings.values()
        assert sum(map(len, rows)) == 2

    def test_learns_the_same_from_the_same(self) -> None:
        assert _learnt() == _learnt()


class TestLexicon:
    def test_is_read_as_it_was_written(self) -> None:
        lexicon = _learnt()
        read = Lexicon.from_json(json.loads(json.dumps(lexicon.as_json())))
        assert read.forward.counts == lexicon.forward.counts
        assert read.forward.total == lexicon.forward.total
        for word, row in lexicon.forward.meanings.items():
            assert read.forward.meanings[word] == pytest.approx(row, abs=1e-4)

    @pytest.mark.parametrize(
        "change",
        [
            {"format": 0},
            {"forward": None},
            {"backward": {"words": ["a"]}},
            {"format": ""},
        ],
    )
    def test_is_not_read_from_something_else(self, change: dict[str, object]) -> None:
        with pytest.raises(LexiconError):
            Lexicon.from_json({**_learnt().as_json(), **change})
        with pytest.raises(LexiconError):
            Lexicon.from_json({})

    def test_turns_to_the_direction_of_the_work(self) -> None:
        lexicon = _learnt()
        assert lexicon.between("km-KH", "en-GB") is lexicon
        turned = lexicon.between("en", "km")
        assert turned.forward == lexicon.backward

    def test_refuses_other_languages(self) -> None:
        with pytest.raises(LexiconError, match="says nothing of vi and en"):
            _learnt().between("vi", "en")
