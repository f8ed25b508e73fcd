"""Which paragraph of an edited text came from which paragraph of the old one."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from articles.text.khmer import key

ALIKE: Final = 0.5
"""How much two paragraphs share, 0-1, to be one paragraph before and after an edit."""
ALIKE_IN_PLACE: Final = 0.35
"""The same for the only paragraph that changed between two that did not."""

_GRAM = 3
_MOST_PAIRS = 40_000
_NEARBY = 20


def match(
    old: Sequence[str], new: Sequence[str], *, known: Mapping[int, int] | None = None
) -> dict[int, int]:
    """Find the origin of each edited paragraph.

    Equal keys come first, in order where a text occurs more than once; then the most
    alike, wherever they moved. Of a paragraph that was split, the part most like it
    stays it; of two that were merged, the one most like the whole.

    Args:
        old: texts before the edit.
        new: texts after it.
        known: positions in `new` whose position in `old` is settled, each once.

    Returns:
        Positions in `new` with their positions in `old`, the known ones too; none
        occurs twice. Empty when nothing is alike.

    >>> match(["one two three", "four"], ["zero", "four", "one two three!"])
    {1: 1, 2: 0}
    """
    old_keys, new_keys = [key(text) for text in old], [key(text) for text in new]
    found = dict(known or {})
    _add_equal(found, old_keys, new_keys)
    _add_alike(found, _grams(old_keys), _grams(new_keys))
    return dict(sorted(found.items()))


def _add_equal(found: dict[int, int], old_keys: list[str], new_keys: list[str]) -> None:
    places: dict[str, deque[int]] = defaultdict(deque)
    taken = set(found.values())
    for at, text in enumerate(old_keys):
        if at not in taken:
            places[text].append(at)
    for at, text in enumerate(new_keys):
        if at not in found and places[text]:
            found[at] = places[text].popleft()


def _grams(keys: list[str]) -> list[frozenset[str]]:
    return [
        frozenset(padded[at : at + _GRAM] for at in range(len(padded) - _GRAM + 1))
        for padded in (f" {text} " for text in keys)
    ]


def _add_alike(
    found: dict[int, int], old: list[frozenset[str]], new: list[frozenset[str]]
) -> None:
    taken = set(found.values())
    old_left = [at for at in range(len(old)) if at not in taken]
    new_left = [at for at in range(len(new)) if at not in found]
    alone = _alone(found, old_left, new_left)
    scored = []
    for before, after in _pairs(old_left, new_left):
        score = _likeness(old[before], new[after])
        least = ALIKE_IN_PLACE if (before, after) in alone else ALIKE
        if score >= least:
            scored.append((-score, abs(before - after), after, before))
    for _score, _distance, after, before in sorted(scored):
        if after not in found and before not in taken:
            found[after] = before
            taken.add(before)


def _pairs(old_left: list[int], new_left: list[int]) -> Iterator[tuple[int, int]]:
    is_small = len(old_left) * len(new_left) <= _MOST_PAIRS
    for rank, before in enumerate(old_left):
        around = new_left if is_small else new_left[max(0, rank - _NEARBY) :]
        for after in around if is_small else around[: 2 * _NEARBY]:
            yield before, after


def _alone(
    found: dict[int, int], old_left: list[int], new_left: list[int]
) -> set[tuple[int, int]]:
    """Pair what stands alone between the same two neighbours before and after."""
    free = set(old_left)
    last = max([*found.values(), *free], default=-1) + 1
    alone = set()
    for after in new_left:
        before = found.get(after - 1, -1 if after == 0 else None)
        is_last = after + 1 not in found
        follows = last if is_last else found[after + 1]
        if before is not None and before + 1 in free and follows == before + 2:
            alone.add((before + 1, after))
    return alone


def _likeness(old: frozenset[str], new: frozenset[str]) -> float:
    total = len(old) + len(new)
    return 2 * len(old & new) / total if total else 0.0
