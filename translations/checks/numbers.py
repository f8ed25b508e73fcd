"""A number that only one side says."""

from collections.abc import Iterator, Sequence
from typing import Final

from translations.checks.amounts import Amount, amounts
from translations.checks.measures import is_conversion
from translations.checks.pairs import Finding, SegmentPair, Severity

# Entries of the interface catalogue.
MISSING: Final = "The source says %(number)s, the translation does not."
SURPLUS: Final = "The translation says %(number)s, the source does not."


class NumbersCheck:
    """Compares what is written in figures with figures, number words and conversions.

    Words alone are never missed: "one" and "both" are hardly numbers.
    """

    code = "numbers"
    name = "Numbers"

    def find(self, pair: SegmentPair) -> Iterator[Finding]:
        """Yield every figure that has no counterpart."""
        if not pair.is_whole:
            return
        source = amounts(pair.source_text, pair.source_language)
        target = amounts(pair.target_text, pair.target_language)
        both = [(pair.source_key, each) for each in source]
        both += [(pair.target_key, each) for each in target]
        for text, here, there, says in (
            (pair.source_key, source, target, MISSING),
            (pair.target_key, target, source, SURPLUS),
        ):
            for amount in _without_counterpart(here, there):
                if not is_conversion(text, amount, both):
                    values = {"number": amount.written}
                    yield Finding(self.code, Severity.ERROR, says, values)


def _without_counterpart(
    here: Sequence[Amount], there: Sequence[Amount]
) -> Iterator[Amount]:
    known = {value for each in there for value in (*each.values, *each.parts)}
    # What multiplies a figure may be written in a way that nobody reads here ("m"),
    # but two that are multiplied must come to the same.
    plain = {value for each in there if not each.bare for value in each.values}
    bare = {value for each in there for value in each.bare}
    for amount in here:
        wanted = {*amount.values} if not amount.bare else set()
        if (
            amount.written
            and known.isdisjoint(amount.values)
            and plain.isdisjoint(amount.bare)
            and bare.isdisjoint(wanted)
            and not (amount.parts and known.issuperset(amount.parts))
        ):
            yield amount
