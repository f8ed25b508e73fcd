"""The numbers a text speaks of, in digits of any script or in words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_SEPARATOR: Final = re.compile("[.,]")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_LONGEST: Final = 15
_HUNDRED: Final = 100
_MILLION: Final = 10**6


def _values(words: str, numbers: Iterable[int]) -> dict[str, int]:
    return dict(zip(words.split(), numbers, strict=True))


_ENGLISH: Final = {
    **_values(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen",
        range(2, 20),
    ),
    **_values(
        "twenty thirty forty fifty sixty seventy eighty ninety", range(20, 100, 10)
    ),
}
_KHMER: Final = {
    **_values("ពីរ បី បួន ប្រាំ ប្រាំមួយ ប្រាំពីរ ប្រាំបី ប្រាំបួន ដប់", range(2, 11)),
    **_values("ម្ភៃ សាមសិប សែសិប ហាសិប ហុកសិប ចិតសិប ប៉ែតសិប កៅសិប", range(20, 100, 10)),
    "ប្រាំពិល": 7,
}
_UNITS: Final = {**_ENGLISH, "one": 1, **_KHMER, "មួយ": 1}
_MAGNITUDES: Final = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "bn": 10**9,
    "រយ": 100,
    "ពាន់": 10**3,
    "ម៉ឺន": 10**4,
    "សែន": 10**5,
    "លាន": 10**6,
    "កោដិ": 10**7,
    "ប៊ីលាន": 10**9,
    "ទ្រីលាន": 10**12,
}
_PIECES: Final = re.compile(
    "|".join(sorted((*_KHMER, "មួយ", *_MAGNITUDES), key=len, reverse=True))
)


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
    if word in _UNITS or word in _MAGNITUDES or _NUMBER.fullmatch(word):
        return [word]
    if word and "\u1780" <= word[0] <= "\u17ff":
        parts = _PIECES.findall(word)
        return parts if "".join(parts) == word else []
    return []


def _read(run: list[str]) -> Iterator[str]:
    total, current, is_spoken = 0.0, 0.0, False
    for word in run:
        if word in _MAGNITUDES:
            total, current = _multiplied(total, current, _MAGNITUDES[word])
            is_spoken = True
        elif word in _UNITS:
            current += _UNITS[word]
            is_spoken = True
        else:
            # Two figures side by side are two numbers.
            total, current = 0.0, _figure(word)
    value = total + current
    if is_spoken and 1 < value < 10**_LONGEST:
        yield f"{value:.0f}"


def _multiplied(total: float, current: float, magnitude: int) -> tuple[float, float]:
    if magnitude == _HUNDRED:
        return total, (current or 1) * magnitude
    # "Two thousand million", but "a million, two thousand".
    if total < magnitude and magnitude >= _MILLION:
        return (total + current or 1) * magnitude, 0.0
    return total + (current or 1) * magnitude, 0.0


def _figure(word: str) -> float:
    if _THOUSANDS.fullmatch(word):
        return float(_SEPARATOR.sub("", word))
    whole, *rest = _SEPARATOR.split(word)
    return float(f"{whole}.{''.join(rest) or 0}") if len(whole) <= _LONGEST else 0.0
