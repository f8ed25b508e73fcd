"""Neighbouring passages as one, ready to be weighed against those of another text."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Final

from translations.alignment.anchors import counted, missed
from translations.alignment.lexicon import Glossary
from translations.alignment.passages import Passage

_TRUST: Final = 0.85
"""Share of well-known words, 0-1, that a translation takes from the lexicon."""
_HALF_KNOWN: Final = 3
"""How often a word must have been seen to be trusted half as much."""
_LEAST_ODDS: Final = 0.2
"""Of a word that is called for, against chance, to be listened for."""

Span = tuple[int, int]
"""First position, and how many."""


@dataclass(frozen=True)
class Stretch:
    """What one passage shows, or several together.

    Attributes:
        anchors: Those that both texts have.
        missed: What its anchors cost where the other side has none of them, in nats.
        has_question: There is a question mark.
        has_quote: There is a quotation mark.
        heard: What the words of each passage of the other text are worth beside it, in
            nats; empty where the lexicon has no word of it.
        called: What a word is worth beside it, of those that the other text repeats.
        repeated: Words that its passages share, each as often as it is too many.
        spared: What they are worth where nothing calls for them, in nats.
    """

    anchors: frozenset[str]
    missed: float
    has_question: bool
    has_quote: bool
    heard: Sequence[float]
    called: Mapping[str, float]
    repeated: Sequence[str]
    spared: float

    def hears(self, span: Span, other: "Stretch") -> float:
        """Weigh the words of a stretch of the other text, each once, in nats."""
        if not self.heard:
            return 0.0
        at, count = span
        said = sum(self.heard[at : at + count])
        if not other.repeated:
            return said - other.spared
        twice = sum([self.called.get(word, 0.0) for word in other.repeated])
        return said - twice - other.spared


class Side:
    """One of the two texts.

    Args:
        passages: In order.
        other: Those of the other text.
        glossary: What the words of this text become.
        backward: What those of the other text become.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        other: Sequence[Passage],
        glossary: Glossary,
        backward: Glossary,
    ) -> None:
        shared = counted(passages).keys() & counted(other).keys()
        self._passages = passages
        self._ends = [0, *accumulate(each.size for each in passages)]
        self._anchors = [each.anchors & shared for each in passages]
        self._missed = [sum(map(missed, each.anchors)) for each in passages]
        self._words = [each.words & backward.counts.keys() for each in passages]
        self._places = _places(other, glossary)
        self._silence = _silence(len(other), self._places, glossary)
        odds = {word: _odds(glossary, word) for word in self._places}
        self._odds = [_called_for(each.words, glossary, odds) for each in passages]
        self._backward = backward
        self._stretches: dict[Span, Stretch] = {}

    def size(self, span: Span) -> int:
        """Count the characters of some passages."""
        at, count = span
        return self._ends[at + count] - self._ends[at]

    def stretch(self, span: Span) -> Stretch:
        """Join some passages; each span once."""
        known = self._stretches.get(span)
        if known is None:
            known = self._stretches[span] = self._joined(slice(span[0], sum(span)))
        return known

    def alone(self) -> dict[str, int]:
        """Find what both texts have and this one in one place; no sounds of names.

        Returns:
            The position of each.
        """
        counts = Counter(chain.from_iterable(self._anchors))
        return {
            anchor: at
            for at, anchors in enumerate(self._anchors)
            for anchor in anchors
            if counts[anchor] == 1 and not anchor.startswith("sound:")
        }

    def _joined(self, part: slice) -> Stretch:
        passages = self._passages[part]
        heard, called = self._heard(part)
        words = Counter(chain.from_iterable(self._words[part]))
        words.subtract(list(words))
        repeated = tuple(words.elements())
        return Stretch(
            anchors=frozenset().union(*self._anchors[part]),
            missed=sum(self._missed[part]),
            has_question=any(each.has_question for each in passages),
            has_quote=any(each.has_quote for each in passages),
            heard=heard,
            called=called,
            repeated=repeated,
            spared=sum(_uncalled(self._backward, word) for word in repeated),
        )

    def _heard(self, part: slice) -> tuple[Sequence[float], Mapping[str, float]]:
        first, *others = self._odds[part]
        sums = dict(first)
        for other in others:
            for word, odds in other.items():
                sums[word] = sums.get(word, 0.0) + odds
        if not sums:
            return (), {}
        share = 1 / sum(len(each.words) for each in self._passages[part])
        heard, called, log1p = [*self._silence], {}, math.log1p
        for word, odds in sums.items():
            worth = log1p(odds * share)
            places = self._places[word]
            if len(places) > 1:
                called[word] = worth
                for place in places:
                    heard[place] += worth
            else:
                heard[places[0]] += worth
        return heard, called


def _places(passages: Sequence[Passage], glossary: Glossary) -> dict[str, list[int]]:
    """Say in which passages each word stands that a glossary may call for."""
    places: dict[str, list[int]] = {}
    for at, each in enumerate(passages):
        for word in each.words & glossary.counts.keys():
            places.setdefault(word, []).append(at)
    return places


def _silence(
    count: int, places: Mapping[str, Iterable[int]], glossary: Glossary
) -> list[float]:
    """Weigh the words of each passage beside what calls for none of them."""
    silence = [0.0] * count
    for word, those in places.items():
        uncalled = _uncalled(glossary, word)
        for place in those:
            silence[place] += uncalled
    return silence


def _trust(glossary: Glossary, word: str) -> float:
    count = glossary.counts[word]
    return _TRUST * count / (count + _HALF_KNOWN)


def _uncalled(glossary: Glossary, word: str) -> float:
    return math.log(1 - _trust(glossary, word))


def _odds(glossary: Glossary, word: str) -> float:
    """Weigh a word that is called for against the same word met by chance."""
    trust = _trust(glossary, word)
    return trust / (1 - trust) * glossary.total / glossary.counts[word]


def _called_for(
    words: Collection[str], glossary: Glossary, odds: Mapping[str, float]
) -> dict[str, float]:
    """Sum up how much the words of a passage call for each word of the other text."""
    called: dict[str, float] = {}
    for word in words:
        row = glossary.meanings.get(word)
        if row:
            for other in row.keys() & odds.keys():
                called[other] = called.get(other, 0.0) + row[other] * odds[other]
    least = _LEAST_ODDS * len(words)
    return {word: each for word, each in called.items() if each > least}
