"""Units of measure and money, so that a conversion that was added is no error."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from translations.checks.amounts import Amount


@dataclass(frozen=True)
class Unit:
    """What a number counts.

    Attributes:
        kind: Only units of one kind are converted into each other.
        size: In the smallest unit of the kind.
        spread: How far a rate may be off: money has a price that moves.
    """

    kind: str
    size: float
    spread: float = 0.04


def _units(
    kind: str, sizes: dict[float, str], spread: float = 0.04
) -> dict[str, "Unit"]:
    return {
        name: Unit(kind, size, spread)
        for size, names in sizes.items()
        for name in names.split("|")
    }


_UNITS: Final = {
    **_units(
        "length",
        {
            0.01: "centimeters|centimeter|centimetres|centimetre|cm|សង់ទីម៉ែត្រ|សង់ទីម៉ែត្រ",
            0.0254: "inches|inch",
            0.3048: "feet|foot|ft|ហ្វីត",
            0.9144: "yards|yard",
            1.0: "meters|meter|metres|metre|m|ម៉ែត្រ|ម៉ែត",
            1000.0: "kilometers|kilometer|kilometres|kilometre|km|គីឡូម៉ែត្រ|គីឡូម៉ែត|គ.ម|គម",
            1609.344: "miles|mile|mi|ម៉ាយល៍|ម៉ាយ",
        },
    ),
    **_units(
        "weight",
        {
            0.0283495: "ounces|ounce|oz",
            0.453592: "pounds|pound|lbs|lb|ផោន",
            0.001: "grams|gram|g|ក្រាម",
            1.0: "kilograms|kilogram|kilos|kilo|kg|គីឡូក្រាម|គីឡូ|គ.ក",
            1000.0: "tons|ton|tonnes|tonne|តោន",
            60.0: "piculs|picul|ហាប",
        },
    ),
    **_units(
        "area",
        {
            1.0: "square meters|square metres|ម៉ែត្រការ៉េ|ម៉ែត្រក្រឡា",
            4046.86: "acres|acre",
            10_000.0: "hectares|hectare|ha|ហិកតា|ហិចតា",
            1_000_000.0: "square kilometers|square kilometres|គីឡូម៉ែត្រការ៉េ|គីឡូម៉ែត្រក្រឡា",
            2_589_988.0: "square miles",
        },
    ),
    **_units(
        "money",
        {
            1.0: "riels|riel|៛|រៀល",
            4050.0: "us dollars|dollars|dollar|us$|$|usd|ដុល្លារ",
            120.0: "baht|฿|បាត",
            0.16: "dong|₫|ដុង",
            4500.0: "euros|euro|€|អឺរ៉ូ",
            560.0: "yuan|រេនមីនប៊ី|យ័ន",
        },
        spread=0.2,
    ),
}
_NAMES: Final = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_AFTER: Final = re.compile(rf"[\s-]*(?:សហរដ្ឋ\s*)?({_NAMES})(?![a-z])")
_BEFORE: Final = re.compile(r"(us\$|\$|៛|€|฿|₫)\s*$")


def unit_of(text: str, amount: Amount) -> Unit | None:
    """Read what an amount counts from the words beside it.

    Args:
        text: The key of the passage.
        amount: Found in it.
    """
    after = _AFTER.match(text, amount.end)
    if after:
        return _UNITS[after[1]]
    before = _BEFORE.search(text, max(0, amount.start - 4), amount.start)
    return _UNITS[before[1]] if before else None


def is_conversion(
    text: str, amount: Amount, others: Iterable[tuple[str, Amount]]
) -> bool:
    """Say whether an amount is another one in another unit.

    Args:
        text: The key of its passage.
        amount: What nobody said on the other side.
        others: Amounts of either side, each with the key of its passage.

    >>> from translations.checks.amounts import amounts
    >>> text = "300 km (190 miles)"
    >>> first, second = amounts(text, "en")
    >>> is_conversion(text, second, [(text, first)])
    True
    """
    unit = unit_of(text, amount)
    return unit is not None and any(
        _is_worth(amount, unit, other, other_unit)
        for passage, other in others
        if (other_unit := unit_of(passage, other)) is not None
    )


def _is_worth(amount: Amount, unit: Unit, other: Amount, other_unit: Unit) -> bool:
    if unit.kind != other_unit.kind or unit.size == other_unit.size:
        return False
    return any(
        abs(here * unit.size - there * other_unit.size)
        <= unit.spread * there * other_unit.size
        for here in amount.values
        for there in other.values
        if there
    )
