"""Passages that stand elsewhere in the target than the order of the source has them."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Final

from translations.alignment.beads import Bead
from translations.alignment.path import Weigh

_SURE_ENOUGH: Final = 0.5
_DOUBTFUL: Final = 0.7
"""A link of less confidence gives way to one that is found elsewhere."""
_MOVED_SHARE: Final = 0.3
"""Of the passages that are left over, 0-1; most were cut or added."""
_MOST_PAIRS: Final = 10_000

_Pair = tuple[int, int]


def with_moves(beads: Sequence[Bead], weigh: Weigh) -> tuple[Bead, ...]:
    """Link what was left over on both sides, or linked in doubt, and belongs together.

    One source passage with one target passage; where several were moved together, each
    has a bead of its own.

    Args:
        beads: In the order of both texts, every passage in one of them.
        weigh: Asked about pairs of one source and one target passage.

    Returns:
        In the order of the source, as `Alignment` has them.
    """
    loose = [bead for bead in beads if _is_loose(bead)]
    sources = [each for bead in loose for each in bead.source]
    targets = [each for bead in loose for each in bead.target]
    if not 0 < len(sources) * len(targets) <= _MOST_PAIRS:
        return tuple(beads)
    linked = {pair for bead in loose for pair in product(bead.source, bead.target)}
    found = {
        source: Bead((source,), (target,), chance, is_moved=True)
        for (source, target), chance in _chances(sources, targets, weigh).items()
        if chance > _SURE_ENOUGH and (source, target) not in linked
    }
    return _marked(tuple(_in_order(beads, found))) if found else tuple(beads)


def _is_loose(bead: Bead) -> bool:
    return not bead.source or not bead.target or bead.confidence < _DOUBTFUL


def _chances(
    sources: Sequence[int], targets: Sequence[int], weigh: Weigh
) -> dict[_Pair, float]:
    """Say how probable each pair is, beside all others and beside none.

    Of the pairs that share a passage, one at most has more than a half.
    """
    prior = math.log(_MOVED_SHARE / max(len(sources), len(targets)))
    odds = {
        (source, target): math.exp(prior + weigh((source, 1), (target, 1)))
        for source, target in product(sources, targets)
    }
    rows = {each: sum(odds[each, other] for other in targets) for each in sources}
    columns = {each: sum(odds[other, each] for other in sources) for each in targets}
    return {
        (source, target): one / (1 + rows[source] + columns[target] - one)
        for (source, target), one in odds.items()
    }


def _in_order(beads: Iterable[Bead], found: Mapping[int, Bead]) -> Iterator[Bead]:
    taken = {each.target[0] for each in found.values()}
    for bead in beads:
        source = tuple(each for each in bead.source if each not in found)
        target = tuple(each for each in bead.target if each not in taken)
        parts = [found[each] for each in bead.source if each in found]
        parts += _left(bead, source, target)
        yield from sorted(parts, key=lambda part: part.source or (math.inf,))


def _left(
    bead: Bead, source: tuple[int, ...], target: tuple[int, ...]
) -> Iterator[Bead]:
    """Yield what is left of a bead: a link, or passages that now stay alone."""
    if (source and target) or (source, target) == (bead.source, bead.target):
        yield replace(bead, source=source, target=target)
        return
    for each in source:
        yield Bead((each,), (), 1 - bead.confidence)
    for each in target:
        yield Bead((), (each,), 1 - bead.confidence)


def _marked(beads: Sequence[Bead]) -> tuple[Bead, ...]:
    """Take the mark from those that stand in the order of the target all the same."""
    follows = [math.inf] * (len(beads) + 1)
    for at in range(len(beads) - 1, -1, -1):
        bead = beads[at]
        is_fixed = bead.target and not bead.is_moved
        follows[at] = (
            min(follows[at + 1], bead.target[0]) if is_fixed else follows[at + 1]
        )
    marked, last = [], -1
    for bead, following in zip(beads, follows[1:], strict=True):
        is_moved = bead.is_moved and not last < bead.target[0] < following
        marked.append(replace(bead, is_moved=is_moved))
        if bead.target and not is_moved:
            last = bead.target[-1]
    return tuple(marked)
