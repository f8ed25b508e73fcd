"""Real news, merged, cut and moved: how well the aligner does beside the project."""

from functools import cache, partial

import pytest

from bench.aligned import SHARED, AlignedText, Fit, fit, pairs, texts, with_moves
from translations.alignment import Alignment, Lexicon, align, learn

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared data is not beside the project"
)


@cache
def _lexicon() -> Lexicon:
    # A third says enough here; `bench --alignment` learns from all.
    return learn(pairs()[::3], source_language="km", target_language="en")


def _fit(known: tuple[AlignedText, ...], lexicon: Lexicon | None = None) -> Fit:
    return fit(known, partial(_guess, lexicon=lexicon))


def _guess(text: AlignedText, lexicon: Lexicon | None) -> Alignment:
    return align(
        text.khmer,
        text.english,
        source_language="km",
        target_language="en",
        lexicon=lexicon,
    )


class TestAlign:
    @pytest.mark.parametrize(
        ("name", "least"), [("clean", 98.5), ("edited", 93), ("heavy", 81)]
    )
    def test_links_sentences_without_a_memory(self, name: str, least: float) -> None:
        assert _fit(texts(name)).f1 >= least

    @pytest.mark.parametrize(
        ("name", "least"), [("clean", 99), ("edited", 97), ("heavy", 93)]
    )
    def test_links_more_with_a_lexicon(self, name: str, least: float) -> None:
        found = _fit(texts(name), _lexicon())
        assert found.f1 >= least
        assert found.sure >= 95
        assert found.unsure < found.sure

    def test_is_right_where_it_is_sure(self) -> None:
        found = _fit(texts("edited"))
        assert found.sure >= 93
        assert found.unsure < 70

    @pytest.mark.parametrize(("name", "least"), [("clean", 80), ("edited", 70)])
    def test_finds_moved_paragraphs(self, name: str, least: float) -> None:
        moved = tuple(map(with_moves, texts(name)))
        assert sum(len(text.moved) for text in moved) > 30
        assert _fit(moved, _lexicon()).moved >= least
