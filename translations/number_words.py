"""Numbers written as words, and what multiplies them, in English and in Khmer."""

import re
from collections.abc import Iterable, Mapping
from typing import Final


def _values(words: str, numbers: Iterable[int]) -> dict[str, int]:
    return dict(zip(words.split(), numbers, strict=True))


ENGLISH: Final[Mapping[str, int]] = {
    **_values(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen",
        range(2, 20),
    ),
    **_values(
        "twenty thirty forty fifty sixty seventy eighty ninety", range(20, 100, 10)
    ),
}
"""Without "one", which is an article too."""
KHMER: Final[Mapping[str, int]] = {
    **_values("ពីរ បី បួន ប្រាំ ប្រាំមួយ ប្រាំពីរ ប្រាំបី ប្រាំបួន ដប់", range(2, 11)),
    **_values("ម្ភៃ សាមសិប សែសិប ហាសិប ហុកសិប ចិតសិប ប៉ែតសិប កៅសិប", range(20, 100, 10)),
    "ប្រាំពិល": 7,
}
"""Without មួយ, which is an article too."""
UNITS: Final[Mapping[str, int]] = {**ENGLISH, "one": 1, **KHMER, "មួយ": 1}
MAGNITUDES: Final[Mapping[str, int]] = {
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
KHMER_PIECES: Final = re.compile(
    "|".join(sorted((*KHMER, "មួយ", *MAGNITUDES), key=len, reverse=True))
)
"""What a Khmer number is put together from."""
_HUNDRED: Final = 100
_MILLION: Final = 10**6


def multiplied(total: float, current: float, magnitude: int) -> tuple[float, float]:
    """Go on reading a number at a word that multiplies.

    Args:
        total: What has been read and multiplied.
        current: What has been read since; 0 for nothing.
        magnitude: What the word stands for.

    Returns:
        Both, after the word.

    >>> multiplied(0, 2, 100), multiplied(2000, 0, 10**6), multiplied(10**6, 2, 1000)
    ((0, 200), (2000000000, 0.0), (1002000, 0.0))
    """
    if magnitude == _HUNDRED:
        return total, (current or 1) * magnitude
    # "Two thousand million", but "a million, two thousand".
    if total < magnitude and magnitude >= _MILLION:
        return (total + current or 1) * magnitude, 0.0
    return total + (current or 1) * magnitude, 0.0
