"""Which passages of two long texts are looked at beside each other."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import median_low
from typing import Final

Node = tuple[int, int]
"""How many passages of the source and of the target lie behind."""

_MOST_NODES: Final = 10_000
"""Up to so many, everything is looked at."""
_BANDED_NODES: Final = 20_000
_LEAST_REACH: Final = 12
_NEIGHBOURS: Final = 4
"""Guides on each side that must outvote one that leads astray."""


@dataclass(frozen=True)
class Band:
    """How far from each other two texts may run.

    Attributes:
        firsts: By number of source passages behind, the least number of target
            passages behind.
        lasts: The greatest.
    """

    firsts: Sequence[int]
    lasts: Sequence[int]

    @property
    def end(self) -> Node:
        """Both texts lie behind."""
        return len(self.firsts) - 1, self.lasts[-1]

    def nodes(self) -> Iterator[Node]:
        """Go through all of it but the beginning, forwards."""
        for here, first in enumerate(self.firsts):
            for there in range(first, self.lasts[here] + 1):
                if here or there:
                    yield here, there


def band(sources: int, targets: int, guides: Sequence[tuple[int, int]]) -> Band:
    """Keep all of two short texts; of long ones what is near the way of the guides.

    Args:
        sources: Passages of the source.
        targets: Passages of the target.
        guides: Positions in both that seem to belong together, in the order of the
            source; some may be wrong.

    >>> band(1, 2, ())
    Band(firsts=(0, 0), lasts=(2, 2))
    """
    if (sources + 1) * (targets + 1) <= _MOST_NODES:
        return Band((0,) * (sources + 1), (targets,) * (sources + 1))
    reach = max(_LEAST_REACH, _BANDED_NODES // (2 * sources + 1))
    middles = [0, *_middles(sources, targets, guides), targets, targets]
    rows = range(1, sources + 2)
    return Band(
        tuple(max(0, middles[row - 1] - reach) if row > 1 else 0 for row in rows),
        tuple(min(targets, middles[row + 1] + reach) for row in rows),
    )


def _middles(
    sources: int, targets: int, guides: Sequence[tuple[int, int]]
) -> Iterator[int]:
    """Say what lies beside each number of source passages; never falls."""
    slope = targets / max(1, sources)
    places = [source for source, _target in guides]
    offsets = [target - source * slope for source, target in guides]
    steady = [
        median_low(offsets[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1])
        for at in range(len(offsets))
    ]
    straight = (
        round(row * slope + (steady[_nearest(places, row)] if steady else 0))
        for row in range(sources + 1)
    )
    inside = (min(targets, max(0, each)) for each in straight)
    return accumulate(inside, max)


def _nearest(places: Sequence[int], row: int) -> int:
    after = min(bisect_left(places, row), len(places) - 1)
    before = max(0, after - 1)
    return after if places[after] - row <= row - places[before] else before
