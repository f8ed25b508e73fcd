"""What a paragraph shows to somebody who cannot read it: size, anchors, words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from articles.languages import language
from articles.text.dates import ENGLISH_MONTHS, KHMER_MONTHS
from articles.text.khmer import canonical, key
from articles.text.words import words
from translations.alignment.numbers import numbers_in
from translations.skeletons import (
    LONGEST,
    SHORTEST,
    joined,
    khmer_skeleton,
    latin_skeleton,
)

MOST_WORDS: Final = 150
"""Different words of one paragraph that the lexicon is asked about."""

_NAME_WORDS: Final = 3
_LATIN_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENGLISH_DAYS: Final = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
]
_KHMER_DAYS: Final = ["ចន្ទ", "អង្គារ", "ពុធ", "ព្រហស្បតិ៍", "សុក្រ", "សៅរ៍", "អាទិត្យ"]
_ENGLISH_DATES: Final = {
    **{name: f"date:month:{at}" for at, name in enumerate(ENGLISH_MONTHS)},
    **{name: f"date:day:{at}" for at, name in enumerate(_ENGLISH_DAYS)},
}
_KHMER_DATES: Final = {
    **{f"ខែ{key(name)}": f"date:month:{at}" for at, name in enumerate(KHMER_MONTHS)},
    **{f"ថ្ងៃ{key(name)}": f"date:day:{at}" for at, name in enumerate(_KHMER_DAYS)},
}
# With its capital letter, or every "may" were a month.
_ENGLISH_DATE: Final = re.compile(rf"\b(?:{'|'.join(_ENGLISH_DATES)})\b")
_KHMER_DATE: Final = re.compile("|".join(_KHMER_DATES))
# Vietnamese and Chinese count the months.
_COUNTED_MONTH: Final = re.compile(r"\btháng (1[0-2]|[1-9])\b|(1[0-2]|[1-9])月")
_QUOTE: Final = re.compile('["“”«»„‟「」『』]')
_QUESTION: Final = re.compile("[?？]")


@dataclass(frozen=True)
class Passage:
    """One paragraph as the aligner sees it.

    Attributes:
        size: Characters without white space.
        anchors: What should be the same in both languages, each with its kind before
            a colon: numbers, dates, words in Latin letters, sounds of names.
        words: For the lexicon; each once, in order.
        has_question: There is a question mark.
        has_quote: There is a quotation mark.
    """

    size: int
    anchors: frozenset[str]
    words: frozenset[str]
    has_question: bool
    has_quote: bool


def passage(text: str, language_tag: str) -> Passage:
    """Look at one paragraph.

    Args:
        text: Plain.
        language_tag: BCP 47.

    Raises:
        LanguageTagError: The tag is malformed.

    >>> seen = passage("ថ្ងៃទី១៨ ខែកក្កដា ឆ្នាំ២០១៩?", "km")
    >>> sorted(each for each in seen.anchors if each[0] != "s"), seen.has_question
    (['date:month:6', 'number:18', 'number:2019'], True)
    """
    text = canonical(text)
    folded = key(text)
    spoken = words(folded, language_tag)
    anchors = frozenset(
        (
            *(f"number:{each}" for each in numbers_in(folded, spoken)),
            *_dates(text, folded),
            *_names(text, spoken, language(language_tag).script),
        )
    )
    return Passage(
        size=len(folded) - folded.count(" "),
        anchors=anchors,
        words=frozenset(spoken[:MOST_WORDS]),
        has_question=bool(_QUESTION.search(text)),
        has_quote=bool(_QUOTE.search(text)),
    )


def _dates(text: str, folded: str) -> Iterator[str]:
    for found in _ENGLISH_DATE.finditer(text):
        yield _ENGLISH_DATES[found[0]]
    for found in _KHMER_DATE.finditer(folded):
        yield _KHMER_DATES[found[0]]
    for found in _COUNTED_MONTH.finditer(folded):
        yield f"date:month:{int(found[1] or found[2]) - 1}"


def _names(text: str, spoken: Sequence[str], script: str) -> Iterator[str]:
    latin = _LATIN_WORD.findall(text)
    for word in latin:
        if word.isascii() and (len(word) > _NAME_WORDS - 1 or word.isupper()):
            yield f"latin:{word.lower()}"
    if script == "Khmr":
        yield from _sounds([khmer_skeleton(word) for word in spoken])
    elif script in ("Latn", "Zzzz"):
        yield from _sounds(
            [latin_skeleton(word) if word[0].isupper() else "" for word in latin]
        )


def _sounds(skeletons: Sequence[str]) -> Iterator[str]:
    """Join up to three neighbours, for languages part names in different places."""
    for start, first in enumerate(skeletons):
        if not first:
            continue
        for end in range(start + 1, start + 1 + _NAME_WORDS):
            if end > len(skeletons) or not skeletons[end - 1]:
                break
            whole = joined(tuple(skeletons[start:end]))
            if SHORTEST <= len(whole) <= LONGEST:
                yield f"sound:{whole}"
