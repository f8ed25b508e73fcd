"""Moments and numbers in the writing of the page's language."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import get_default_timezone

from articles.languages import interface_language
from articles.text.dates import to_khmer_digits, written_moment


@dataclass(frozen=True)
class Moment:
    """A point in time as a page prints it.

    Attributes:
        at: Timezone-aware.
        text: Written out in the language of the page.
    """

    at: datetime
    text: str


def moment(at: datetime, language: str) -> Moment:
    """Prepare a point in time for a page in a language, in the newsroom's time zone."""
    return Moment(at, written_moment(at, language, zone=get_default_timezone()))


def written_number(number: int | str, language: str) -> str:
    """Write a number in the digits of a language.

    >>> written_number("4:05", "km")
    '៤:០៥'
    """
    text = str(number)
    return to_khmer_digits(text) if interface_language(language) == "km" else text
