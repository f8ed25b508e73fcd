"""Where a passage names somebody, found at the borders of letters, not of words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from articles.text.khmer import key

_KHMER_SIGN: Final = re.compile("[\u17b6-\u17d3]")


@dataclass(frozen=True)
class Mention:
    """A name in a passage.

    Attributes:
        name: As it was asked for.
        start: Offset in code points of the passage's key.
        end: Offset after it.
    """

    name: str
    start: int
    end: int


def mentions(folded: str, names: Iterable[str]) -> tuple[Mention, ...]:
    """Find names in a passage, the longer one where two begin at one place.

    A Khmer word has no border that a program could see; only where a letter has been
    cut from its vowel, or a Latin word from its end, is it another word.

    Args:
        folded: The key of the passage.
        names: As they are written; each as a whole.

    Returns:
        In order, none over another; empty where none is named.

    >>> [m.name for m in mentions(key("ក្នុងភ្នំពេញ"), ["ភ្នំពេញ", "ភ្នំ"])]
    ['ភ្នំពេញ']
    """
    found = sorted(_all(folded, names), key=lambda it: (it.start, -it.end))
    kept: list[Mention] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)


def _all(folded: str, names: Iterable[str]) -> Iterator[Mention]:
    for name in names:
        needle = key(name)
        at = folded.find(needle) if needle else -1
        while at >= 0:
            end = at + len(needle)
            if _is_whole(folded, at, end):
                yield Mention(name, at, end)
            at = folded.find(needle, end)


def _is_whole(folded: str, start: int, end: int) -> bool:
    first, last = folded[start], folded[end - 1]
    before, after = folded[start - 1 : start], folded[end : end + 1]
    if _is_latin(first) and before and _is_latin(before):
        return False
    if _is_latin(last) and after and _is_latin(after):
        # A plural and a genitive are the word itself.
        return after == "s" and not _is_latin(folded[end + 1 : end + 2] or " ")
    return before != "\u17d2" and not _KHMER_SIGN.match(after)


def _is_latin(sign: str) -> bool:
    return sign.isalnum() and not "\u1780" <= sign <= "\u17ff"
