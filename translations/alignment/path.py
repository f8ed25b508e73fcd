"""The way through two texts that is right most often, and how sure each step is."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from translations.alignment.band import Band, Node
from translations.alignment.beads import SHAPES, Bead, Shape

Weigh = Callable[[tuple[int, int], tuple[int, int]], float]
"""Says in nats what speaks for two spans, each a position and a number."""

_Loner = tuple[int | None, int | None]

_SURE_ENOUGH: Final = 0.5
_NEGLIGIBLE: Final = 1e-6
# Beyond them, the same two texts may differ from one run to the next.
_DIGITS: Final = 6
# Beside another step to the same place; all of these together change no digit.
_NOWHERE: Final = 1e-12
_PRIORS: Final = tuple(
    (each, each.sources, each.targets, math.log(each.probability)) for each in SHAPES
)


class _Step(NamedTuple):
    """A bead on some way; its chance is 0-1."""

    before: Node
    shape: Shape
    chance: float

    @property
    def after(self) -> Node:
        return (
            self.before[0] + self.shape.sources,
            self.before[1] + self.shape.targets,
        )

    def links(self) -> Iterator[tuple[int, int]]:
        for source in range(self.before[0], self.after[0]):
            for target in range(self.before[1], self.after[1]):
                yield source, target


def lay(band: Band, weigh: Weigh) -> tuple[Bead, ...]:
    """Choose the beads that are right most often, over all ways through a band.

    That is not the one most probable way: where many ways differ in a detail, what
    they agree in counts. What is linked in less than half of them stays alone.

    Args:
        band: From the beginnings of both texts to their ends.
        weigh: Asked about each bead with passages on both sides.

    Returns:
        In the order of both texts; empty where both are.

    References:
        Durbin et al. 1998, "Biological Sequence Analysis", §4.4 (posterior decoding).
    """
    steps = _weighted(_arrivals(band, weigh), band.end)
    linked, alone = _chances(steps)
    return tuple(_bead(step, linked, alone) for step in _best(steps, band.end, linked))


def _arrivals(band: Band, weigh: Weigh) -> dict[Node, list[_Step]]:
    """Say of each node by which step it is reached, of all ways that reach it."""
    levels = {(0, 0): 0.0}
    arrivals: dict[Node, list[_Step]] = {}
    for node in band.nodes():
        steps = _steps_to(node, levels, weigh)
        if not steps:
            continue
        most = max([level for level, _before, _shape in steps])
        chances = [math.exp(level - most) for level, _before, _shape in steps]
        whole = sum(chances)
        levels[node] = most + math.log(whole)
        arrivals[node] = [
            _Step(before, shape, chance / whole)
            for chance, (_level, before, shape) in zip(chances, steps, strict=True)
            if chance > _NOWHERE
        ]
    return arrivals


def _steps_to(
    node: Node, levels: Mapping[Node, float], weigh: Weigh
) -> list[tuple[float, Node, Shape]]:
    here, there = node
    steps = []
    for shape, sources, targets, prior in _PRIORS:
        before = here - sources, there - targets
        level = levels.get(before)
        if level is None:
            continue
        level += prior
        if sources and targets:
            level += weigh((before[0], sources), (before[1], targets))
        steps.append((level, before, shape))
    return steps


def _weighted(arrivals: dict[Node, list[_Step]], end: Node) -> list[_Step]:
    """Say how probable each step is, of all ways; forwards."""
    shares = defaultdict(float, {end: 1.0})
    weighted = []
    for node in reversed(arrivals):
        share = shares[node]
        if share < _NEGLIGIBLE:
            continue
        for before, shape, chance in arrivals[node]:
            shares[before] += share * chance
            weighted.append(_Step(before, shape, share * chance))
    weighted.reverse()
    return weighted


def _chances(
    steps: Iterable[_Step],
) -> tuple[dict[tuple[int, int], float], dict[_Loner, float]]:
    """Sum up how probable each link is, and that a passage stays alone."""
    linked: dict[tuple[int, int], float] = defaultdict(float)
    alone: dict[_Loner, float] = defaultdict(float)
    for step in steps:
        if step.shape.is_link:
            for link in step.links():
                linked[link] += step.chance
        else:
            alone[_loner(step)] += step.chance
    return linked, alone


def _loner(step: _Step) -> _Loner:
    source, target = step.before
    return (source, None) if step.shape.sources else (None, target)


def _best(
    steps: Iterable[_Step], end: Node, linked: Mapping[tuple[int, int], float]
) -> list[_Step]:
    best: dict[Node, tuple[float, _Step | None]] = {(0, 0): (0.0, None)}
    for step in steps:
        if step.before not in best:
            continue
        gain = sum(linked[link] - _SURE_ENOUGH for link in step.links())
        value = best[step.before][0] + gain
        if step.after not in best or value > best[step.after][0]:
            best[step.after] = value, step
    chosen = []
    last = best[end][1]
    while last is not None:
        chosen.append(last)
        last = best[last.before][1]
    return chosen[::-1]


def _bead(
    step: _Step,
    linked: Mapping[tuple[int, int], float],
    alone: Mapping[_Loner, float],
) -> Bead:
    if step.shape.is_link:
        confidence = min(linked[link] for link in step.links())
    else:
        confidence = alone[_loner(step)]
    (here, there), (here_after, there_after) = step.before, step.after
    return Bead(
        tuple(range(here, here_after)),
        tuple(range(there, there_after)),
        round(min(1.0, confidence), _DIGITS),
    )
