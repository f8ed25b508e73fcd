"""How alike two texts are, from 0 to 100: word by word, or nearly sign by sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from articles.text.breaks import word_pieces

EXACT: Final = 100
"""Readers take both for the same text."""

_MOST_WEIGHED = 24
"""Candidates that are compared word by word: the most alike by their signs."""
_SLACK = 15
"""Points by which signs may be less alike than words."""
_BY_SIGNS: Final = 10
"""Points by which signs count less than words.

In a short text, and where words are cut by guess as in Khmer, one other syllable makes
several words other ones; then the signs say better how much is the same.
"""


@dataclass(frozen=True)
class Likeness:
    """A text of the memory and how like a question it is.

    Attributes:
        at: Its place among the candidates.
        score: 0-100; 100 for equal keys alone.
    """

    at: int
    score: int


def score(key: str, other: str, language: str) -> int:
    """Compare two texts.

    Args:
        key: Of one text, as `articles.text.khmer.key` folds it.
        other: Of another.
        language: BCP 47 tag of both.

    Returns:
        0-100: twice the words that both have in order, of all words of both; or the
        same of their signs, less _BY_SIGNS, where that is more.

    >>> score("two big boats", "two boats", "en"), score("a", "a", "en")
    (80, 100)
    >>> score("riverbanks floods", "riverbank flooded", "en")
    78
    """
    if key == other:
        return EXACT
    words = _words(key, language), _words(other, language)
    return _weighed(*words, fuzz.ratio(key, other))


def most_alike(
    key: str, candidates: Sequence[str], *, language: str, threshold: int
) -> tuple[Likeness, ...]:
    """Find the texts that are most like a question.

    Args:
        key: Of the question.
        candidates: Keys of texts.
        language: BCP 47 tag of all of them.
        threshold: 0-100; what scores less is left out.

    Returns:
        The best score first; equally alike ones by their signs.
    """
    near = process.extract(
        key,
        candidates,
        scorer=fuzz.ratio,
        score_cutoff=max(threshold - _SLACK, 0),
        limit=_MOST_WEIGHED,
    )
    mine = _words(key, language)
    weighed = [
        (
            EXACT if key == other else _weighed(mine, _words(other, language), signs),
            signs,
            at,
        )
        for other, signs, at in near
    ]
    weighed.sort(key=lambda each: (-each[0], -each[1], each[2]))
    return tuple(
        Likeness(at, score) for score, _signs, at in weighed if score >= threshold
    )


def _weighed(mine: Sequence[str], others: Sequence[str], signs: float) -> int:
    # Rounded down: what is nearly the same is not the same.
    words = int(Indel.normalized_similarity(mine, others) * EXACT)
    return min(max(words, int(signs) - _BY_SIGNS), EXACT - 1)


def _words(key: str, language: str) -> tuple[str, ...]:
    return tuple(each for each in word_pieces(key, language) if not each.isspace())
