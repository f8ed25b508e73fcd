"""Months, weekdays and relative days of a passage, in Khmer and English."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from articles.text.dates import ENGLISH_MONTHS, KHMER_MONTHS
from articles.text.khmer import key
from translations.checks.scripts import is_english, is_khmer

KHMER_WEEKDAYS: Final = ("ចន្ទ", "អង្គារ", "ពុធ", "ព្រហស្បតិ៍", "សុក្រ", "សៅរ៍", "អាទិត្យ")
"""Monday first, as Python counts."""
ENGLISH_WEEKDAYS: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
_KHMER_SPELLINGS: Final = {
    **{word: day for day, word in enumerate(KHMER_WEEKDAYS)},
    "ច័ន្ទ": 0,
    "ព្រហស្បត៍": 3,
    "ព្រហស្បត្តិ៍": 3,
    "សៅរ៏": 5,
}
_KHMER_RELATIVE: Final = {
    "ម្សិលម្ង៉ៃ": -2,
    "ម្សិលមិញ": -1,
    "ថ្ងៃនេះ": 0,
    "ព្រឹកនេះ": 0,
    "ល្ងាចនេះ": 0,
    "ស្អែក": 1,
    "ខានស្អែក": 2,
}
_ENGLISH_RELATIVE: Final = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}


def _any_of(words: object) -> str:
    return "|".join(sorted(map(re.escape, map(key, words)), key=len, reverse=True))  # type: ignore[call-overload]


_KHMER_DAYS: Final = {key(word): day for word, day in _KHMER_SPELLINGS.items()}
_KHMER_AWAY: Final = {key(word): away for word, away in _KHMER_RELATIVE.items()}
# Alone អាទិត្យ is a week and the sun, ពុធ a planet: the word for day stands before it.
_KHMER_DAY: Final = re.compile(
    rf"(?:ថ្ងៃ|ព្រឹក|ល្ងាច|រសៀល|យប់)\s*((?:{_any_of(_KHMER_SPELLINGS)})"
    rf"(?:\s*(?:និង|ឬ|,)\s*(?:{_any_of(_KHMER_SPELLINGS)}))*)"
)
_KHMER_DAY_NAME: Final = re.compile(_any_of(_KHMER_SPELLINGS))
_KHMER_AWAY_WORD: Final = re.compile(_any_of(_KHMER_RELATIVE))
_KHMER_MONTH_NAMES: Final = {
    **{key(word): month for month, word in enumerate(KHMER_MONTHS, 1)},
    "កុម្ភះ": 2,
    "មិនា": 3,
}
# In short dates the number of a day stands before the name, and no word for month.
_KHMER_MONTH: Final = re.compile(
    rf"(?:ខែ|(?<!\d)[0-3]?\d(?=\s*[^\d\s]))\s*(?:((?:{_any_of(_KHMER_MONTH_NAMES)})"
    rf"(?:\s*(?:និង|ឬ|ដល់|,)\s*(?:{_any_of(_KHMER_MONTH_NAMES)}))*)"
    r"|(\d{1,2})(?=\s*ឆ្នាំ))"
)
_KHMER_MONTH_NAME: Final = re.compile(_any_of(_KHMER_MONTH_NAMES))
_KHMER_DATE: Final = re.compile(
    rf"ទី\s*(\d{{1,2}})\s*ខែ\s*({_any_of(_KHMER_MONTH_NAMES)})"
    r"(?:\s*ឆ្នាំ\s*(\d{4}))?"
)
_ENGLISH_DAY: Final = re.compile(rf"\b({'|'.join(ENGLISH_WEEKDAYS)})s?\b")
_ENGLISH_AWAY_WORD: Final = re.compile(
    rf"\b({_any_of(_ENGLISH_RELATIVE)})\b", re.IGNORECASE
)
_SHORT: Final = tuple(month[:3] for month in ENGLISH_MONTHS)
# "May" is a verb too: a number, "in" or "of" must stand beside it.
_ENGLISH_MONTH: Final = re.compile(
    rf"\b({'|'.join((*ENGLISH_MONTHS, 'Sept', *_SHORT))})\b\.?"
)
_BESIDE_MAY: Final = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)?|\b(?:in|of|since|until|last|early|late|mid|by|from|to"
    r"|and|this|next|between))[\s-]*$"
)
_AFTER_MAY: Final = re.compile(r"\s*,?\s*\d")
_ENGLISH_DATE: Final = re.compile(
    rf"\b({'|'.join((*ENGLISH_MONTHS, 'Sept', *_SHORT))})\b\.?\s+(\d{{1,2}})\b"
    r"(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?"
    rf"|\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(ENGLISH_MONTHS)})(?:,?\s+(\d{{4}}))?"
)
# A weekday names the day of a date that stands at most so many signs away.
_BESIDE: Final = 18


@dataclass(frozen=True)
class Days:
    """When a passage says that something is.

    Attributes:
        weekdays: 0 for Monday.
        away: Days from the one on which it is read.
        months: 1 for January.
        dated: A weekday and a date that stand beside each other: weekday, day,
            month, and the year or None.
    """

    weekdays: frozenset[int]
    away: frozenset[int]
    months: frozenset[int]
    dated: tuple[tuple[int, int, int, int | None], ...]


def days_of(text: str, language_tag: str) -> Days | None:
    """Read the days of a passage.

    Args:
        text: Plain text.
        language_tag: BCP 47.

    Returns:
        None for a language whose words for days are not known here.

    >>> days_of("It came on Monday, June 1.", "en").dated
    ((0, 1, 6, None),)
    """
    if is_khmer(language_tag):
        return _khmer(key(text))
    if is_english(language_tag):
        return _english(text)
    return None


def weekday_of(day: int, month: int, year: int) -> int | None:
    """Return the weekday of a date, 0 for Monday; None where there is no such date."""
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None


def on(published_date: date, away: int) -> int:
    """Return the weekday so many days from a day, 0 for Monday."""
    return (published_date + timedelta(days=away)).weekday()


def _khmer(text: str) -> Days:
    weekdays = [
        (it.end(), _KHMER_DAYS[name])
        for it in _KHMER_DAY.finditer(text)
        for name in _KHMER_DAY_NAME.findall(it[1])
    ]
    dates = [
        (it.start(), int(it[1]), _KHMER_MONTH_NAMES[it[2]], _year(it[3]))
        for it in _KHMER_DATE.finditer(text)
    ]
    months = set()
    for it in _KHMER_MONTH.finditer(text):
        named = _KHMER_MONTH_NAME.findall(it[1] or "")
        months |= {_KHMER_MONTH_NAMES[name] for name in named} or {int(it[2])}
    away = {_KHMER_AWAY[it[0]] for it in _KHMER_AWAY_WORD.finditer(text)}
    return Days(
        frozenset(day for _at, day in weekdays),
        frozenset(away),
        frozenset(months),
        tuple(_beside(weekdays, dates)),
    )


def _english(text: str) -> Days:
    weekdays = [
        (it.end(), ENGLISH_WEEKDAYS.index(it[1])) for it in _ENGLISH_DAY.finditer(text)
    ]
    dates = []
    for it in _ENGLISH_DATE.finditer(text):
        name, day, year = (it[1], it[2], it[3]) if it[1] else (it[5], it[4], it[6])
        dates.append((it.start(), int(day), _month(name), _year(year)))
    months = {
        _month(it[1])
        for it in _ENGLISH_MONTH.finditer(text)
        if it[1] != "May" or _is_month(text, it)
    }
    away = {
        _ENGLISH_RELATIVE[it[1].lower()] for it in _ENGLISH_AWAY_WORD.finditer(text)
    }
    return Days(
        frozenset(day for _at, day in weekdays),
        frozenset(away),
        frozenset(months),
        tuple(_beside(weekdays, dates)),
    )


def _year(written: str | None) -> int | None:
    return int(written) if written else None


def _month(name: str) -> int:
    return _SHORT.index(name[:3]) + 1


def _is_month(text: str, found: "re.Match[str]") -> bool:
    before = text[max(0, found.start() - 12) : found.start()].lower()
    return bool(_BESIDE_MAY.search(before) or _AFTER_MAY.match(text, found.end()))


def _beside(
    weekdays: list[tuple[int, int]], dates: list[tuple[int, int, int, int | None]]
) -> Iterator[tuple[int, int, int, int | None]]:
    for end, weekday in weekdays:
        for start, day, month, year in dates:
            if 0 <= start - end <= _BESIDE:
                yield weekday, day, month, year
