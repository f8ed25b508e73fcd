"""What it says that two passages have a number, a date or a name in common."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from translations.alignment.passages import Passage

_MISSING_NUMBER: Final = 0.5
_MISSING_DATE: Final = 0.3


@dataclass(frozen=True)
class _Kind:
    """What an anchor that both texts have is worth.

    Attributes:
        worth: In nats for each e-fold of rarity.
        short: Factor for a short one, which is met by chance.
        short_length: Characters up to which it is short.
        most: At most, in nats.
    """

    worth: float
    short: float
    short_length: int
    most: float


_KINDS: Final = {
    "number": _Kind(worth=1.3, short=0.54, short_length=1, most=4.0),
    "latin": _Kind(worth=1.3, short=1.0, short_length=0, most=4.0),
    "date": _Kind(worth=1.5, short=1.0, short_length=0, most=4.0),
    "sound": _Kind(worth=1.2, short=0.5, short_length=3, most=3.5),
}


def counted(passages: Iterable[Passage]) -> Counter[str]:
    """Count in how many passages each anchor stands."""
    return Counter(anchor for each in passages for anchor in each.anchors)


def worths(source: Sequence[Passage], target: Sequence[Passage]) -> dict[str, float]:
    """Say what each anchor that both texts have is worth: the rarer, the more.

    Returns:
        In nats, with what it would have cost had it been missed.
    """
    here, there = counted(source), counted(target)
    total = len(source) + len(target)
    return {
        each: _worth(each, total / (here[each] + there[each])) + missed(each)
        for each in here.keys() & there.keys()
    }


def missed(anchor: str) -> float:
    """Say what an anchor costs that the other side does not have, in nats.

    >>> missed("number:2019"), missed("sound:pnmpn")
    (0.5, 0.0)
    """
    if anchor.startswith("date:"):
        return _MISSING_DATE
    is_number = anchor.startswith("number:")
    return _MISSING_NUMBER if is_number and len(anchor) > len("number:1") else 0.0


def _worth(anchor: str, rarity: float) -> float:
    name, _, value = anchor.partition(":")
    kind = _KINDS[name]
    factor = kind.short if len(value) <= kind.short_length else 1.0
    return min(kind.most, kind.worth * factor * math.log1p(rarity))
