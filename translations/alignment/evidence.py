"""How much speaks for two passages being translations of each other, in nats."""

import math
from collections.abc import Sequence
from typing import Final

from articles.languages import canonical_tag
from translations.alignment.anchors import worths
from translations.alignment.lexicon import Glossary, Lexicon
from translations.alignment.passages import Passage
from translations.alignment.stretches import Side, Span, Stretch

_LENGTH_VARIANCE: Final = 9.0
_LEAST_CHANCE: Final = 1e-12
_HOPELESS_LENGTH: Final = 9.0
"""Cost of a difference in length after which nothing else is asked, in nats."""

# Characters without spaces that the same news takes, English being 1.
_DENSITY: Final = {"km": 1.15, "vi": 1.05, "zh": 0.33, "ja": 0.45, "ko": 0.5}
# So many characters of English are believed in before the texts themselves are.
_PRIOR_LENGTH: Final = 500

_QUESTION_WORTH: Final = 1.0
_QUOTE_WORTH: Final = 0.35
# Words of a sentence depend on each other; each counts for less than a whole one.
_LEXICON_WORTH: Final = 0.5
_NOTHING: Final = Glossary({}, {}, 0)


class Evidence:
    """Weighs stretches of two texts against each other.

    Args:
        source: Passages of the source.
        target: Passages of the target.
        languages: BCP 47 tags of the source and of the target.
        lexicon: From the source language to the target language.
    """

    def __init__(
        self,
        source: Sequence[Passage],
        target: Sequence[Passage],
        languages: tuple[str, str],
        lexicon: Lexicon | None,
    ) -> None:
        forward = lexicon.forward if lexicon else _NOTHING
        backward = lexicon.backward if lexicon else _NOTHING
        self._worths = worths(source, target)
        self._source = Side(source, target, forward, backward)
        self._target = Side(target, source, backward, forward)
        here, there = map(_density, languages)
        sizes = [sum(each.size for each in text) for text in (target, source)]
        self._ratio = (sizes[0] + _PRIOR_LENGTH * there) / (
            sizes[1] + _PRIOR_LENGTH * here
        )

    def between(self, source: Span, target: Span) -> float:
        """Weigh what speaks for two stretches against what speaks against them.

        Returns:
            Above 0 where more speaks for them.
        """
        length = self._length(self._source.size(source), self._target.size(target))
        if length > _HOPELESS_LENGTH:
            return -length
        here, there = self._source.stretch(source), self._target.stretch(target)
        said = (here.hears(target, there) + there.hears(source, here)) / 2
        return self._content(here, there) + _LEXICON_WORTH * said - length

    def guides(self) -> tuple[tuple[int, int], ...]:
        """Pair positions that alone share a number or a word in Latin letters.

        Returns:
            In the order of the source.
        """
        here, there = self._source.alone(), self._target.alone()
        shared = here.keys() & there.keys()
        return tuple(sorted({(here[each], there[each]) for each in shared}))

    def _length(self, here: int, there: int) -> float:
        # Asked of every two stretches: calls are what it costs.
        ratio = self._ratio
        mean = (here + there / ratio) / 2
        mean = mean if mean > 1.0 else 1.0
        off = abs(there - here * ratio)
        chance = math.erfc(off / math.sqrt(2 * _LENGTH_VARIANCE * mean))
        return -math.log(chance if chance > _LEAST_CHANCE else _LEAST_CHANCE)

    def _content(self, here: Stretch, there: Stretch) -> float:
        worth = self._worths
        shared = here.anchors & there.anchors
        value = sum([worth[each] for each in shared]) if shared else 0.0
        value -= (here.missed + there.missed) / 2
        value += _QUESTION_WORTH * _agreement(here.has_question, there.has_question)
        return value + _QUOTE_WORTH * _agreement(here.has_quote, there.has_quote)


def _agreement(here: bool, there: bool) -> int:  # noqa: FBT001 - one like the other
    return (1 if there else -1) if here else -there


def _density(tag: str) -> float:
    return _DENSITY.get(canonical_tag(tag).split("-")[0], 1.0)
