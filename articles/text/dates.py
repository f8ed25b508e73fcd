"""Dates and digits as the Khmer and the English press write them."""

from datetime import date, datetime, tzinfo
from typing import Final

KHMER_MONTHS: Final = (
    "មករា",
    "កុម្ភៈ",
    "មីនា",
    "មេសា",
    "ឧសភា",
    "មិថុនា",
    "កក្កដា",
    "សីហា",
    "កញ្ញា",
    "តុលា",
    "វិច្ឆិកា",
    "ធ្នូ",
)
ENGLISH_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
KHMER_WEEKDAYS: Final = (
    "ចន្ទ",
    "អង្គារ",
    "ពុធ",
    "ព្រហស្បតិ៍",
    "សុក្រ",
    "សៅរ៍",
    "អាទិត្យ",
)
ENGLISH_WEEKDAYS: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)

_TO_KHMER = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")
_FROM_KHMER = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
_NOON = 12


class NaiveMomentError(ValueError):
    """A moment without a time zone has no written form."""


def to_khmer_digits(text: str) -> str:
    """Write every digit 0-9 in a text as a Khmer digit.

    >>> to_khmer_digits("1,250")
    '១,២៥០'
    """
    return text.translate(_TO_KHMER)


def from_khmer_digits(text: str) -> str:
    """Write every Khmer digit in a text as a digit 0-9.

    >>> from_khmer_digits("ឆ្នាំ២០១៩")
    'ឆ្នាំ2019'
    """
    return text.translate(_FROM_KHMER)


def written_number(number: int | str, language: str) -> str:
    """Write the digits of a number as a language does.

    Args:
        number: an integer, or digits with their separators ("1:05", "1.250").
        language: BCP 47.

    >>> written_number(12, "km"), written_number("1:05", "en")
    ('១២', '1:05')
    """
    return to_khmer_digits(str(number)) if _primary(language) == "km" else str(number)


def khmer_date(day: date) -> str:
    """Write a date as the Khmer press does.

    >>> khmer_date(date(2019, 7, 18))
    'ថ្ងៃទី១៨ ខែកក្កដា ឆ្នាំ២០១៩'
    """
    month = KHMER_MONTHS[day.month - 1]
    return to_khmer_digits(f"ថ្ងៃទី{day.day} ខែ{month} ឆ្នាំ{day.year}")


def english_date(day: date) -> str:
    """Write a date as the English press of Cambodia does.

    >>> english_date(date(2019, 7, 18))
    'July 18, 2019'
    """
    return f"{ENGLISH_MONTHS[day.month - 1]} {day.day}, {day.year}"


def written_date(day: date, language: str) -> str:
    """Write a date in a language.

    Args:
        day: a date; of a `datetime` its own day, whatever its time zone.
        language: BCP 47; neither Khmer nor English gets ISO 8601.

    >>> written_date(date(2026, 3, 1), "km"), written_date(date(2026, 3, 1), "vi")
    ('ថ្ងៃទី១ ខែមីនា ឆ្នាំ២០២៦', '2026-03-01')
    """
    match _primary(language):
        case "km":
            return khmer_date(day)
        case "en":
            return english_date(day)
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def written_weekday(day: date, language: str) -> str:
    """Name the day of the week; Monday is the first.

    Args:
        day: a date.
        language: BCP 47; neither Khmer nor English gets its ISO 8601 number.

    >>> written_weekday(date(2026, 12, 1), "km"), written_weekday(date.max, "vi")
    ('អង្គារ', '5')
    """
    match _primary(language):
        case "km":
            return KHMER_WEEKDAYS[day.weekday()]
        case "en":
            return ENGLISH_WEEKDAYS[day.weekday()]
    return str(day.isoweekday())


def written_day(day: date, language: str) -> str:
    """Write a date with its day of the week.

    Args:
        day: a date.
        language: BCP 47; neither Khmer nor English gets ISO 8601.

    >>> written_day(date(2026, 12, 1), "en"), written_day(date(2026, 12, 1), "vi")
    ('Tuesday, December 1, 2026', '2026-12-01')
    >>> written_day(date(2026, 12, 1), "km")
    'ថ្ងៃអង្គារ ទី១ ខែធ្នូ ឆ្នាំ២០២៦'
    """
    written = written_date(day, language)
    match _primary(language):
        case "km":
            return f"ថ្ងៃ{written_weekday(day, language)} {written.removeprefix('ថ្ងៃ')}"
        case "en":
            return f"{written_weekday(day, language)}, {written}"
    return written


def written_month(day: date, language: str) -> str:
    """Write the month of a date.

    Args:
        day: any of its days.
        language: BCP 47; neither Khmer nor English gets ISO 8601.

    >>> written_month(date(2027, 3, 9), "km"), written_month(date(2027, 3, 9), "en")
    ('ខែមីនា ឆ្នាំ២០២៧', 'March 2027')
    """
    match _primary(language):
        case "km":
            month = KHMER_MONTHS[day.month - 1]
            return to_khmer_digits(f"ខែ{month} ឆ្នាំ{day.year}")
        case "en":
            return f"{ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year:04}-{day.month:02}"


def written_time(moment: datetime, language: str, *, zone: tzinfo) -> str:
    """Write the time of day of a moment.

    Args:
        moment: timezone-aware.
        language: BCP 47; neither Khmer nor English gets ISO 8601.
        zone: where the reader's clock hangs.

    Raises:
        NaiveMomentError: the moment has no time zone.

    >>> from datetime import timezone
    >>> afternoon = datetime(2026, 3, 1, 14, 5, tzinfo=timezone.utc)
    >>> written_time(afternoon, "km", zone=timezone.utc)
    'ម៉ោង ១៤:០៥'
    >>> written_time(afternoon, "en", zone=timezone.utc)
    '2:05 p.m.'
    """
    local = _local(moment, zone)
    clock = f"{local.hour:02}:{local.minute:02}"
    match _primary(language):
        case "km":
            return f"ម៉ោង {to_khmer_digits(clock)}"
        case "en":
            half = "a.m." if local.hour < _NOON else "p.m."
            return f"{local.hour % _NOON or _NOON}:{local.minute:02} {half}"
    return clock


def written_moment(moment: datetime, language: str, *, zone: tzinfo) -> str:
    """Write the day and the time of a moment.

    Args:
        moment: timezone-aware.
        language: BCP 47; neither Khmer nor English gets ISO 8601.
        zone: where the reader's calendar and clock hang.

    Raises:
        NaiveMomentError: the moment has no time zone.

    >>> from datetime import timezone
    >>> afternoon = datetime(2026, 3, 1, 14, 5, tzinfo=timezone.utc)
    >>> written_moment(afternoon, "km", zone=timezone.utc)
    'ថ្ងៃទី១ ខែមីនា ឆ្នាំ២០២៦ ម៉ោង ១៤:០៥'
    >>> written_moment(afternoon, "en", zone=timezone.utc)
    'March 1, 2026, 2:05 p.m.'
    """
    day = written_date(_local(moment, zone), language)
    comma = "," if _primary(language) == "en" else ""
    return f"{day}{comma} {written_time(moment, language, zone=zone)}"


def _local(moment: datetime, zone: tzinfo) -> datetime:
    if moment.utcoffset() is None:
        message = f"{moment.isoformat()} has no time zone"
        raise NaiveMomentError(message)
    return moment.astimezone(zone)


def _primary(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()
