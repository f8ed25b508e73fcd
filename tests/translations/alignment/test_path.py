"""The way through two texts."""

import math

import pytest

from translations.alignment.band import Band
from translations.alignment.beads import Alignment
from translations.alignment.path import lay


def _band(sources: int, targets: int) -> Band:
    return Band((0,) * (sources + 1), (targets,) * (sources + 1))


class TestLay:
    def test_links_what_much_speaks_for(self) -> None:
        wanted = {(0, 0), (1, 2)}

        def weigh(source: tuple[int, int], target: tuple[int, int]) -> float:
            return 8.0 if (source[0], target[0]) in wanted else -8.0

        beads = lay(_band(2, 3), weigh)
        assert Alignment(beads).links >= wanted

    def test_leaves_alone_what_nothing_speaks_for(self) -> None:
        beads = lay(_band(2, 1), lambda _source, _target: -30.0)
        assert not Alignment(beads).links
        assert all(bead.confidence > 0.99 for bead in beads)

    def test_is_sure_by_what_speaks_against_the_alternatives(self) -> None:
        def sure_by(nats: float) -> float:
            (bead,) = lay(_band(1, 1), lambda _source, _target: nats)
            return bead.confidence

        odds = 0.73 * math.exp(2) / (2 * 0.07 * 0.07)
        assert sure_by(2) == pytest.approx(odds / (1 + odds), abs=1e-5)
        assert sure_by(0) < sure_by(1) < sure_by(2)

    def test_says_the_same_each_time(self) -> None:
        def weigh(source: tuple[int, int], target: tuple[int, int]) -> float:
            return math.sin(source[0] * 7 + target[0] * 3 + source[1])

        assert lay(_band(9, 8), weigh) == lay(_band(9, 8), weigh)
