"""What a text is found by: its rarest pieces of four signs, each packed into a number.

A piece that few texts have says more than one that all have, so how many texts have
each is kept beside the memory.
"""

import struct
from collections.abc import Iterable, Mapping
from heapq import nsmallest
from typing import Final

SIZE: Final = 4
"""Signs of a piece; each takes one byte of four."""
MOST_STORED: Final = 10
"""Pieces by which a text of the memory is found."""
MOST_ASKED: Final = 16
"""Pieces of a question, the rarest; what is stored was rare when it was stored."""
MOST_CANDIDATES: Final = 60_000
"""Texts that have the pieces of one question, counted with repetition.

Far fewer are stored by them: they are only the rarest of each text. Of a short question
every piece may be a common one, and what is left of it after an edit has to be among
those that are asked.
"""

_KHMER_BEGIN, _KHMER_END, _ASCII_END = 0x1780, 0x17FF, 0x7F


class _Bytes(dict[int, int]):
    """One byte a sign: Khmer and ASCII keep apart, all other scripts are folded."""

    def __missing__(self, point: int) -> int:
        if _KHMER_BEGIN <= point <= _KHMER_END:
            packed = 0x80 | point - _KHMER_BEGIN
        elif point <= _ASCII_END:
            packed = point
        else:
            packed = (point ^ point >> 7 ^ point >> 14) & 0xFF
        self[point] = packed
        return packed


_BYTES: Final = _Bytes()


def grams(key: str) -> frozenset[int]:
    """Cut a text into all its pieces.

    Spaces do not count: in Khmer, writers put them where they like.

    Args:
        key: As `articles.text.khmer.key` folds it.

    Returns:
        Each once, as a signed 32-bit integer; one for a text shorter than a piece, none
        for an empty one.

    >>> len(grams("ភ្នំពេញ")), grams("ab cd") == grams("abcd"), len(grams("no"))
    (4, True, 1)
    """
    packed = key.replace(" ", "").translate(_BYTES).encode("latin-1")
    if not packed:
        return frozenset()
    packed = packed.ljust(SIZE, b"\0")
    found: set[int] = set()
    for begin in range(SIZE):
        number = (len(packed) - begin) // SIZE
        found.update(struct.unpack_from(f">{number}i", packed, begin))
    return frozenset(found)


def rarest(pieces: Iterable[int], times: Mapping[int, int]) -> list[int]:
    """Choose by which pieces a text is stored.

    Args:
        pieces: All of the text.
        times: How many texts of the memory have each; none where it is missing.

    Returns:
        At most MOST_STORED, the rarest first; the same for the same counts.
    """
    return nsmallest(MOST_STORED, pieces, key=lambda each: (times.get(each, 0), each))


def asked(times: Mapping[int, int]) -> list[int]:
    """Choose by which pieces of a question the memory is searched.

    Args:
        times: How many texts of the memory have each; those that none has are missing.

    Returns:
        The rarest first, at least one where there is any; as many as lead to few
        enough texts.
    """
    chosen: list[int] = []
    total = 0
    for each in nsmallest(MOST_ASKED, times, key=lambda each: (times[each], each)):
        total += times[each]
        if chosen and total > MOST_CANDIDATES:
            break
        chosen.append(each)
    return chosen
