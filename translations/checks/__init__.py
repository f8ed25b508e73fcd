"""What may be wrong with a translation: every check, in the order of showing."""

from functools import lru_cache

from translations.checks.dates import DatesCheck
from translations.checks.lengths import LengthCheck
from translations.checks.links import LinksCheck
from translations.checks.names import NamesCheck
from translations.checks.numbers import NumbersCheck
from translations.checks.originals import OriginalsCheck
from translations.checks.pairs import Check, Finding, SegmentPair
from translations.checks.paragraphs import ParagraphsCheck
from translations.checks.pictures import PicturesCheck
from translations.checks.quotations import QuotationsCheck
from translations.checks.terms import TermsCheck
from translations.checks.typography import TypographyCheck
from translations.checks.untranslated import UntranslatedCheck

CHECKS: tuple[Check, ...] = (
    ParagraphsCheck(),
    NumbersCheck(),
    DatesCheck(),
    NamesCheck(),
    QuotationsCheck(),
    OriginalsCheck(),
    TermsCheck(),
    UntranslatedCheck(),
    LengthCheck(),
    LinksCheck(),
    TypographyCheck(),
    PicturesCheck(),
)


@lru_cache(maxsize=4096)
def findings(pair: SegmentPair) -> tuple[Finding, ...]:
    """Ask every check about a passage.

    Returns:
        In the order of CHECKS; empty where nothing was found.

    >>> found = findings(SegmentPair("<p>៤២ តូប</p>", "<p>43</p>"))
    >>> [each.values["number"] for each in found]
    ['42', '43']
    """
    return tuple(found for check in CHECKS for found in check.find(pair))
