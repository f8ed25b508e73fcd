"""The numbers a text speaks of, in digits of any script or in words."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from translations.number_words import KHMER_PIECES, MAGNITUDES, UNITS, multiplied

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_SEPARATOR: Final = re.compile("[.,]")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_LONGEST: Final = 15


def numbers_in(text: str, words: Sequence[str]) -> frozenset[str]:
    """Find the numbers of a text, each in every way it may be read.

    Args:
        text: A `key`, so that its digits are 0-9.
        words: The words of that key, in order.

    Returns:
        Digits without separators, leading zeros or trailing zeros of a fraction;
        "3.8 million" is 38 and 3800000. The bare words for one are left out, because
        they are articles too. Empty where there is none.

    >>> sorted(numbers_in("3,8 លានរៀល", ("3,8", "លាន", "រៀល")))
    ['38', '3800000']
    >>> sorted(numbers_in("twenty-eight", ("twenty", "eight")))
    ['28']
    """
    return frozenset(_written(text)) | frozenset(_spoken(words))


def _written(text: str) -> Iterator[str]:
    for found in _NUMBER.finditer(text):
        digits = _SEPARATOR.sub("", found[0])
        if len(digits) <= _LONGEST:
            yield digits.lstrip("0") or "0"


def _spoken(words: Sequence[str]) -> Iterator[str]:
    run: list[str] = []
    for word in (*words, ""):
        parts = _number_words(word)
        if parts:
            run += parts
        elif run:
            yield from _read(run)
            run = []


def _number_words(word: str) -> list[str]:
    if word in UNITS or word in MAGNITUDES or _NUMBER.fullmatch(word):
        return [word]
    if word and "\u1780" <= word[0] <= "\u17ff":
        parts = KHMER_PIECES.findall(word)
        return parts if "".join(parts) == word else []
    return []


def _read(run: list[str]) -> Iterator[str]:
    total, current, is_spoken = 0.0, 0.0, False
    for word in run:
        if word in MAGNITUDES:
            total, current = multiplied(total, current, MAGNITUDES[word])
            is_spoken = True
        elif word in UNITS:
            current += UNITS[word]
            is_spoken = True
        else:
            # Two figures side by side are two numbers.
            total, current = 0.0, _figure(word)
    value = total + current
    if is_spoken and 1 < value < 10**_LONGEST:
        yield f"{value:.0f}"


def _figure(word: str) -> float:
    if _THOUSANDS.fullmatch(word):
        return float(_SEPARATOR.sub("", word))
    whole, *rest = _SEPARATOR.split(word)
    return float(f"{whole}.{''.join(rest) or 0}") if len(whole) <= _LONGEST else 0.0
