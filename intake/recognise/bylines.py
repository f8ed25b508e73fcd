"""Lines that name who wrote, and the day of publication, above or below a story."""

import re
from dataclasses import dataclass
from typing import Final

from articles.text.dates import ENGLISH_MONTHS, KHMER_MONTHS
from intake.recognise.lines import Found, Line

_LONGEST: Final = 160
_ROLE: Final = (
    r"(?:(?:Reported|Written|Translated|Edited|Photos?|Reporting|Translation|Editing"
    r"|Additional reporting|Story)(?: and (?:edited|translated))? )?by"
)
_CAPITALISED: Final = r"[A-Z][^\W\d_]*(?:[’'.-][^\W\d_]*)*"
_ENGLISH: Final = re.compile(
    rf"[(\[]?(?:(?i:{_ROLE}):? )(?P<names>{_CAPITALISED}"
    rf"(?:,? (?:and |& )?{_CAPITALISED})*)[)\]]?\.?"
)
_KHMER: Final = re.compile(
    r"[(\[]?(?:(?:រាយការណ៍|និពន្ធ|សរសេរ|បកប្រែ|កែសម្រួល|អត្ថបទ) ?(?:ដោយ)? ?[៖:]|ដោយ ?[៖:]"
    r"|(?:រាយការណ៍|និពន្ធ|សរសេរ|បកប្រែ|កែសម្រួល|អត្ថបទ) ?ដោយ)"
    r" ?(?P<names>[^។៕៖()]{2,80}?)[)\]]?"
)
_MONTHS: Final = "|".join(ENGLISH_MONTHS)
_TIME: Final = r"(?:,?(?: at)? \d{1,2}:\d{2}(?: ?[ap]\.?m\.?)?)?"
_WEEKDAY: Final = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_DAY: Final = re.compile(
    rf"(?:(?:Published|Posted|Updated)(?: on)?:? )?{_WEEKDAY}"
    rf"(?:(?:{_MONTHS}) \d{{1,2}}, \d{{4}}|\d{{1,2}} (?:{_MONTHS}),? \d{{4}}"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}){_TIME}",
    re.IGNORECASE,
)
_KHMER_DAY: Final = re.compile(
    r"(?:ចុះផ្សាយ ?(?:នៅ)? ?[៖:]? ?)?(?:ថ្ងៃ\S{2,12} ?)?(?:ថ្ងៃ)?(?:ទី)? ?\d{1,2} ?"
    rf"(?:ខែ)? ?(?:{'|'.join(KHMER_MONTHS)}) ?(?:ឆ្នាំ)? ?\d{{4}}"
    r"(?: ?ម៉ោង ?\d{1,2}[:៖]\d{2}.*)?"
)


@dataclass(frozen=True, kw_only=True)
class Byline(Found):
    """A line that credits people; the desk decides whether they are printed.

    Attributes:
        names: as they stand after the role.
    """

    names: str


@dataclass(frozen=True, kw_only=True)
class DayLine(Found):
    """A line that holds nothing but the day of publication."""


def byline(line: Line) -> Byline | None:
    """Recognise a line that only says by whom a story is.

    Returns:
        None for any other line.

    >>> found = byline(Line(number=2, text="By Chan Thida and Keo Rith", html=""))
    >>> found.names if found else None
    'Chan Thida and Keo Rith'
    """
    if len(line.text) > _LONGEST:
        return None
    text = line.seen
    found = _ENGLISH.fullmatch(text) or _KHMER.fullmatch(text)
    if found is None:
        return None
    return Byline(words=line.text, line=line.number, names=found["names"].strip())


def day_line(line: Line) -> DayLine | None:
    """Recognise a line that only says when a story was published.

    Returns:
        None for any other line.

    >>> day_line(Line(number=2, text="January 8, 2020", html="")) is None
    False
    """
    if len(line.text) > _LONGEST:
        return None
    text = line.seen
    if _DAY.fullmatch(text) or _KHMER_DAY.fullmatch(text):
        return DayLine(words=line.text, line=line.number)
    return None
