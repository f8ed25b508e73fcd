"""Neighbouring passages as one, ready to be weighed against those of another text."""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from translations.alignment.lexicon import Glossary
from translations.alignment.passages import Passage

_TRUST: Final = 0.85
"""Share of the words, 0-1, that a translation is thought to take from the lexicon."""

_UNEXPLAINED: Final = math.log(1 - _TRUST)
_MISSING_NUMBER: Final = 0.5
_MISSING_DATE: Final = 0.3

Span = tuple[int, int]
"""First position, and how many."""


@dataclass(frozen=True)
class _Kind:
    """What an anchor that both texts have is worth.

    Attributes:
        worth: Of one that is met once, in nats for each e-fold of rarity.
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


@dataclass(frozen=True)
class Stretch:
    """What one passage shows, or several together.

    Attributes:
        size: Characters.
        anchors: Those that both texts have.
        missed: What its anchors cost where the other side has none of them, in nats.
        has_question: There is a question mark.
        has_quote: There is a quotation mark.
        heard: What the words of each passage of the other text are worth beside it, in
            nats; empty where the lexicon has no word of it.
    """

    size: int
    anchors: frozenset[str]
    missed: float
    has_question: bool
    has_quote: bool
    heard: Sequence[float]


class Side:
    """One of the two texts.

    Args:
        passages: In order.
        other: Those of the other text.
        glossary: What the words of this text become.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        other: Sequence[Passage],
        glossary: Glossary,
    ) -> None:
        shared = _counted(passages).keys() & _counted(other).keys()
        self.size = sum(each.size for each in passages)
        self._passages = passages
        self._anchors = [each.anchors & shared for each in passages]
        self._missed = [sum(map(missed, each.anchors)) for each in passages]
        self._places = _places(other, glossary)
        self._silence = _silence(other, self._places)
        self._chances = [
            _chances(each.words, glossary, self._places.keys()) for each in passages
        ]
        self._frequencies = glossary.frequencies
        self._stretches: dict[Span, Stretch] = {}

    def stretch(self, span: Span) -> Stretch:
        """Join some passages; each span once."""
        known = self._stretches.get(span)
        if known is None:
            known = self._stretches[span] = self._joined(span)
        return known

    def alone(self) -> dict[str, int]:
        """Find numbers and words that both texts have and this one in one place.

        Returns:
            The position of each.
        """
        counts = Counter(anchor for each in self._anchors for anchor in each)
        return {
            anchor: at
            for at, anchors in enumerate(self._anchors)
            for anchor in anchors
            if counts[anchor] == 1 and not anchor.startswith("sound:")
        }

    def _joined(self, span: Span) -> Stretch:
        part = slice(span[0], sum(span))
        passages = self._passages[part]
        return Stretch(
            size=sum(each.size for each in passages),
            anchors=frozenset().union(*self._anchors[part]),
            missed=sum(self._missed[part]),
            has_question=any(each.has_question for each in passages),
            has_quote=any(each.has_quote for each in passages),
            heard=self._heard(part),
        )

    def _heard(self, part: slice) -> Sequence[float]:
        sums: dict[str, float] = {}
        for chances in self._chances[part]:
            for word, chance in chances.items():
                sums[word] = sums.get(word, 0.0) + chance
        if not sums:
            return ()
        spoken = sum(len(each.words) for each in self._passages[part])
        share = _TRUST / (1 - _TRUST) / spoken
        heard = array("d", self._silence)
        for word, chance in sums.items():
            worth = math.log1p(share * chance / self._frequencies[word])
            for place in self._places[word]:
                heard[place] += worth
        return heard


def worths(source: Sequence[Passage], target: Sequence[Passage]) -> dict[str, float]:
    """Say what each anchor that both texts have is worth: the rarer, the more.

    Returns:
        In nats, with what it would have cost had it been missed.
    """
    here, there = _counted(source), _counted(target)
    total = len(source) + len(target)
    return {
        each: _worth(each, total / (here[each] + there[each])) + missed(each)
        for each in here.keys() & there.keys()
    }


def missed(anchor: str) -> float:
    """Say what an anchor costs that the other side does not have, in nats."""
    if anchor.startswith("date:"):
        return _MISSING_DATE
    is_number = anchor.startswith("number:")
    return _MISSING_NUMBER if is_number and len(anchor) > len("number:1") else 0.0


def _counted(passages: Iterable[Passage]) -> Counter[str]:
    return Counter(anchor for each in passages for anchor in each.anchors)


def _worth(anchor: str, rarity: float) -> float:
    name, _, value = anchor.partition(":")
    kind = _KINDS[name]
    factor = kind.short if len(value) <= kind.short_length else 1.0
    return min(kind.most, kind.worth * factor * math.log1p(rarity))


def _places(passages: Sequence[Passage], glossary: Glossary) -> dict[str, list[int]]:
    """Say in which passages each word stands that a glossary may call for."""
    places: dict[str, list[int]] = {}
    for at, each in enumerate(passages):
        for word in each.words:
            if 0 < glossary.frequencies.get(word, 0) < COMMON:
                places.setdefault(word, []).append(at)
    return places


def _silence(
    passages: Sequence[Passage], places: Mapping[str, Sequence[int]]
) -> "array[float]":
    """Weigh the words of each passage beside what calls for none of them."""
    silence = array("d", bytes(8 * len(passages)))
    for word in places:
        for place in places[word]:
            silence[place] += _UNEXPLAINED
    return silence


def _chances(
    words: Iterable[str], glossary: Glossary, there: Set[str]
) -> dict[str, float]:
    """Sum up how much the words of a passage call for each word of the other text."""
    chances: dict[str, float] = {}
    for word in words:
        row = glossary.meanings.get(word)
        if row:
            for other in row.keys() & there:
                chances[other] = chances.get(other, 0.0) + row[other]
    return chances
COMMON = 0.0015
