"""Copies without permission: what they lack, how a case goes on, what is complained of.

No text here names a person, a partner or how a copy was recognised.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from articles.text.dates import written_date

CASE_LANGUAGES: Final = ("km", "en")
ANSWER_WITHIN: Final = timedelta(days=14)
NOTICE, CREDIT, LINK, WORDS = LACKS = ("notice", "credit", "link", "words")
NOTED, SENT, ANSWERED = OPEN_STATES = ("noted", "sent", "answered")
SETTLED, LICENSED, GIVEN_UP = CLOSED_STATES = ("settled", "licensed", "given_up")

# From where to where a case goes; what is closed stays so.
NEXT_STATES: Final[Mapping[str, tuple[str, ...]]] = {
    NOTED: (SENT, *CLOSED_STATES),
    SENT: (ANSWERED, *CLOSED_STATES),
    ANSWERED: (SENT, *CLOSED_STATES),
}
_CODE: Final = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
_COMPLAINTS: Final = {
    "km": "នៅ{found} យើងបានឃើញអត្ថបទរបស់ {outlet} «{headline}» នៅអាសយដ្ឋានខាងក្រោម។ "
    "គ្មាននរណាបានសុំការអនុញ្ញាតពីយើង ដើម្បីផ្សាយអត្ថបទនេះនៅទីនោះទេ។{lacks} "
    "សូមដកវាចេញ ឬសុំការអនុញ្ញាត ហើយផ្សាយតាមការអនុញ្ញាតនោះ រួចសរសេរមក {address} "
    "យ៉ាងយូរត្រឹម{deadline} ថាលោកអ្នកបានធ្វើអ្វី។",
    "en": "On {found} we found at the address below a text of {outlet}, “{headline}”. "
    "Nobody asked us for the permission to publish it there.{lacks} Please remove it, "
    "or ask for permission and publish it as the permission says, and write to "
    "{address} by {deadline} what you did.",
}
_FOUND_THERE: Final = {
    "km": " យើងឃើញនៅទីនោះ៖ {listed}។",
    "en": " This is what we saw there: {listed}.",
}
_SEEN: Final[Mapping[str, Mapping[str, str]]] = {
    "km": {
        NOTICE: "គ្មានសេចក្ដីជូនដំណឹងអំពីសិទ្ធិ",
        CREDIT: "គ្មានឈ្មោះអ្នករៀបចំអត្ថបទ",
        LINK: "គ្មានតំណទៅអត្ថបទដើម",
        WORDS: "ពាក្យពេចន៍ត្រូវបានកែប្រែ",
    },
    "en": {
        NOTICE: "no rights notice",
        CREDIT: "no names of those who made it",
        LINK: "no link to the original",
        WORDS: "words that were changed",
    },
}
_BETWEEN: Final = {"km": " និង", "en": "; "}
PAGE_LABEL: Final = {"km": "ទំព័រដែលយើងបានឃើញ", "en": "The page that we saw"}
STORY_LABEL: Final = {"km": "អត្ថបទដើមរបស់យើង", "en": "Our original"}


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """What a letter about a copy complains of.

    Attributes:
        outlet: By language tag.
        headline: As readers see it, by language tag.
        lacks: Of LACKS.
        found_date: In the newsroom's own time zone, as the next.
        written_date: On the letter.
        address: Where to write to.
    """

    outlet: Mapping[str, str]
    headline: Mapping[str, str]
    lacks: Collection[str]
    found_date: date
    written_date: date
    address: str


def codes_in(text: str) -> tuple[str, ...]:
    """Find what may be trace codes of copies, each once, in order.

    >>> codes_in("see /en/a/b/#copy-" + "0a" * 16 + " and " + "f" * 64)
    ('0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a',)
    """
    return tuple(dict.fromkeys(_CODE.findall(text.lower())))


def complaint_text(complaint: Complaint, tag: str) -> str:
    """Word what is complained of and asked for.

    Args:
        complaint: The case.
        tag: Of CASE_LANGUAGES.
    """
    seen = [_SEEN[tag][lack] for lack in LACKS if lack in complaint.lacks]
    listed = _BETWEEN[tag].join(seen)
    return _COMPLAINTS[tag].format(
        found=written_date(complaint.found_date, tag),
        outlet=complaint.outlet[tag],
        headline=complaint.headline[tag],
        lacks=_FOUND_THERE[tag].format(listed=listed) if seen else "",
        address=complaint.address,
        deadline=written_date(complaint.written_date + ANSWER_WITHIN, tag),
    )
