"""A translation that is far too short or too long for its source."""

import math
from collections.abc import Iterator
from typing import Final

from translations.checks.pairs import Finding, SegmentPair, Severity
from translations.checks.scripts import is_english, is_khmer

# Entries of the interface catalogue.
SHORT: Final = (
    "The translation is much shorter than the source (%(percent)s%% of the usual "
    "length). Is something missing?"
)
LONG: Final = (
    "The translation is much longer than the source (%(percent)s%% of the usual "
    "length). Was something added, or pasted twice?"
)
# English letters for a Khmer sign, without spaces and what is invisible. Measured on
# 3,874 pairs of news and health texts: logarithms -0.27 and -0.16 in the mean, with a
# deviation of 0.19 and 0.15.
_ENGLISH_FOR_KHMER: Final = 0.82
_DEVIATION: Final = 0.17
_FAR: Final = 2.7
_SHORTEST: Final = 40
"""Signs of a source from which on lengths tell anything."""


class LengthCheck:
    """Compares lengths, less strictly the shorter they are."""

    code = "length"
    name = "Length"

    def find(self, pair: SegmentPair) -> Iterator[Finding]:
        """Yield one finding at most."""
        source, target = _signs(pair.source_key), _signs(pair.target_key)
        if not pair.is_whole or max(source, target) < _SHORTEST:
            return
        usual = _usual(pair)
        if usual is None:
            return
        ratio = target / source / usual
        if _is_twice(pair.target_key) and not _is_twice(pair.source_key):
            yield self._finding(LONG, ratio)
            return
        # What is short varies more: one name makes a difference.
        spread = _DEVIATION + 1 / math.sqrt(max(source, target))
        if abs(math.log(ratio)) > _FAR * spread:
            yield self._finding(SHORT if ratio < 1 else LONG, ratio)

    def _finding(self, text: str, ratio: float) -> Finding:
        values = {"percent": str(round(ratio * 100))}
        return Finding(self.code, Severity.WARNING, text, values)


def _usual(pair: SegmentPair) -> float | None:
    if is_khmer(pair.source_language) and is_english(pair.target_language):
        return _ENGLISH_FOR_KHMER
    if is_english(pair.source_language) and is_khmer(pair.target_language):
        return 1 / _ENGLISH_FOR_KHMER
    return None


def _is_twice(folded: str) -> bool:
    """Say whether a text is another one, said twice."""
    middle = len(folded) // 2
    return folded[:middle].strip() == folded[middle:].strip()


def _signs(folded: str) -> int:
    return len(folded.replace(" ", "")) or 1
