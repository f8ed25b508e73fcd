"""Where a passage names somebody, found at the borders of letters, not of words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from translations.terms.finding import Spelling, Spellings


@dataclass(frozen=True)
class Mention:
    """A name in a passage.

    Attributes:
        name: As it was asked for.
        start: Offset in code points of the passage.
        end: Offset after it.
    """

    name: str
    start: int
    end: int


def mentions(text: str, names: Iterable[str]) -> tuple[Mention, ...]:
    """Find names in a passage, the longer one where two begin at one place.

    A Khmer word has no border that a program could see; only where a letter has been
    cut from its vowel, or a Latin word from its end, is it another word.

    Args:
        text: The passage, plain.
        names: As they are written; each as a whole.

    Returns:
        In order, none over another; empty where none is named.

    >>> [m.name for m in mentions("ក្នុងភ្នំពេញ", ["ភ្នំពេញ", "ភ្នំ"])]
    ['ភ្នំពេញ']
    """
    by_spelling = {Spelling.of(name): name for name in names}
    reached, kept = 0, []
    for it in sorted(
        _spellings(frozenset(by_spelling)).places(text),
        key=lambda place: (place.start, -place.end),
    ):
        if it.start >= reached:
            kept.append(Mention(by_spelling[it.spelling], it.start, it.end))
            reached = it.end
    return tuple(kept)


@lru_cache(maxsize=256)
def _spellings(wanted: frozenset[Spelling]) -> Spellings:
    return Spellings(wanted)
