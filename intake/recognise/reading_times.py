"""The line that says how long a story takes to read."""

import re
from dataclasses import dataclass
from typing import Final

from intake.recognise.lines import Found, Line

_LONGEST: Final = 200
_MINUTES: Final = r"(?P<minutes>\d{1,3})"
_ENGLISH: Final = (
    rf"(?:about |approx\. )?{_MINUTES}[ -]?(?:min|mins|minutes?)\.?"
    r"(?: of)?[ -]read(?:ing)?(?: time)?",
    rf"(?:estimated |average )?read(?:ing)?(?: time)? ?[:–—-]? ?{_MINUTES}"
    r"[ -]?(?:min|mins|minutes?)",
)
_KHMER: Final = (
    r"(?:(?:ប្រើ|ចំណាយ|ត្រូវការ)?(?:រយៈ)?ពេល(?:វេលា)?|ការ)?(?:សម្រាប់)?(?:ការ)?អាន"
    r"(?:ចប់)?(?:ក្នុង)?(?:ប្រើ|ចំណាយ)?(?:រយៈ)?(?:ពេល)?(?:ប្រហែល|ប្រមាណ)?"
    rf" ?[៖:]? ?{_MINUTES} ?នាទី",
    rf"{_MINUTES} ?នាទី ?(?:សម្រាប់)?(?:ការ)?អាន",
)
_LINES: Final = tuple(
    re.compile(pattern + r"[.។]?", re.IGNORECASE) for pattern in (*_ENGLISH, *_KHMER)
)


@dataclass(frozen=True, kw_only=True)
class ReadingTime(Found):
    """How long the page says that reading takes.

    Attributes:
        minutes: whole minutes.
    """

    minutes: int


def reading_time(line: Line) -> ReadingTime | None:
    """Recognise a line that says nothing but how long reading takes.

    Returns:
        None for any other line.

    >>> found = reading_time(Line(number=3, text="អាន ៥ នាទី", html=""))
    >>> found.minutes if found else None
    5
    """
    if len(line.text) > _LONGEST:
        return None
    text = line.seen
    for pattern in _LINES:
        found = pattern.fullmatch(text)
        if found:
            return ReadingTime(
                words=line.text, line=line.number, minutes=int(found["minutes"])
            )
    return None
