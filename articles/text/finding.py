"""Finds a text by any part of its words, however they were spelt and spaced."""

import re
from typing import Final

from articles.text.khmer import key

LONGEST: Final = 1_000
"""Characters of a text that are kept to be found by."""
MOST_PARTS: Final = 8
"""Parts of a question that are looked for; the rest is left out."""
GRAM_SIZES: Final = (2, 3)
"""Lengths of the pieces in the index, as `articles_grams` of the database cuts it."""

# Khmer writers put spaces where they like; between two Khmer letters they mean nothing.
_KHMER_GAP = re.compile(r"(?<=[\u1780-\u17ff]) (?=[\u1780-\u17ff])")


def findable(*texts: str) -> str:
    r"""Fold texts to what they are found by, one a line; the same text counts once.

    Returns:
        At most LONGEST characters; empty for texts with nothing to see.

    >>> findable("ភ្នំ ពេញ ២០២៦", "The River") == "ភ្នំពេញ 2026\nthe river"
    True
    """
    folded = dict.fromkeys(_KHMER_GAP.sub("", key(text)) for text in texts)
    return "\n".join(each for each in folded if each)[:LONGEST]


def parts_of(question: str) -> tuple[str, ...]:
    """Cut what somebody looks for into parts that must all be found.

    Returns:
        Each once, in the order of the question, at most MOST_PARTS; empty where
        nothing is asked.

    >>> parts_of("  River  RIVER ២០២៦ ")
    ('river', '2026')
    """
    return tuple(dict.fromkeys(key(question[:LONGEST]).split()))[:MOST_PARTS]


def grams_of(part: str) -> tuple[str, ...]:
    """List the pieces that every text with a part in it has in the index.

    Args:
        part: As `parts_of` cuts it.

    Returns:
        Sorted, each once; empty for a single letter, which no index finds.

    >>> grams_of("river"), grams_of("un"), grams_of("x")
    (('ive', 'riv', 'ver'), ('un',), ())
    """
    size = min(len(part), GRAM_SIZES[-1])
    if size < GRAM_SIZES[0]:
        return ()
    starts = range(len(part) - size + 1)
    return tuple(sorted({part[at : at + size] for at in starts}))
