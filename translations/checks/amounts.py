"""The amounts a passage speaks of, each in every way in which it may be meant."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from articles.text.dates import ENGLISH_MONTHS, KHMER_MONTHS
from articles.text.khmer import key
from translations.checks.scripts import is_khmer
from translations.number_words import (
    ENGLISH,
    KHMER_PIECES,
    MAGNITUDES,
    UNITS,
    multiplied,
)

_FIGURE: Final = r"\d+(?:[.,:\u066b]\d+)*"
_SEPARATOR: Final = re.compile("[.,\u066b]")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_CLOCK: Final = re.compile(r"(\d{1,2})[.:](\d{2})")
_LONGEST: Final = 15
_NOON: Final = 12
_BUDDHIST_ERA: Final = (543, 544)
_CENTURY: Final = 100
_WITH_A_FRACTION: Final = 2

_words = re.compile(r"\S+").findall
_ORDINALS: Final = {
    word: value
    for value, word in enumerate(
        _words(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
            "twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
            "nineteenth twentieth"
        ),
        1,
    )
}
_ENGLISH_VAGUE: Final = {
    **_ORDINALS,
    **{word.lower(): value for value, word in enumerate(ENGLISH_MONTHS, 1)},
    **{word[:3].lower(): value for value, word in enumerate(ENGLISH_MONTHS, 1)},
    "sept": 9,
    "half": 0.5,
    "quarter": 0.25,
    "quarters": 0.25,
    "dozen": 12,
    "dozens": 12,
    "decade": 10,
    "decades": 10,
    "century": 100,
    "once": 1,
    "a": 1,
    "an": 1,
    "single": 1,
    "twice": 2,
    "double": 2,
    "doubled": 2,
    "couple": 2,
    "pair": 2,
    "both": 2,
    "twin": 2,
    "twins": 2,
    "triple": 3,
    "trio": 3,
    "noon": 12,
    "midnight": 0,
    "zero": 0,
    "no": 0,
}
_KHMER_VAGUE: Final = {
    **{key(month): value for value, month in enumerate(KHMER_MONTHS, 1)},
    "កុម្ភះ": 2,
    "មិនា": 3,
    "កន្លះ": 0.5,
    "ពាក់កណ្តាល": 0.5,
    "ទសវត្សរ៍": 10,
    "សតវត្ស": 100,
    "ដំបូង": 1,
    "ទ្វេ": 2,
    "ទាំងគូ": 2,
    "សូន្យ": 0,
    "អាទិត្យ": 7,
    "សប្តាហ៍": 7,
}
_HALF_PAST: Final = 30
_ROMAN: Final = re.compile(r"\b(?=[IVX]{2,})(X{0,3})(IX|IV|V?I{0,3})\b")
_ENGLISH_TOKEN: Final = re.compile(rf"{_FIGURE}|[a-z]+")
_KHMER_TOKEN: Final = re.compile(
    rf"{_FIGURE}|{KHMER_PIECES.pattern}|"
    + "|".join(sorted(map(re.escape, _KHMER_VAGUE), key=len, reverse=True))
)
_AFTERNOON: Final = re.compile(r"\s*(?:p\.?\s?m\b|រសៀល|ល្ងាច|យប់)")
_BUDDHIST: Final = re.compile(r"(?:ព\.?ស\.?|ពុទ្ធសករាជ|b\.?e\.?)\s*$")


@dataclass(frozen=True)
class Amount:
    """A number somewhere in a passage.

    Attributes:
        values: Each way to read it: "12.000" is twelve thousand, or twelve.
        bare: The figure without the word that multiplies it, which the other side may
            write in another way: "3.8 million" is 3.8. Empty without such a word.
        parts: What it is put together from, where that may stand apart elsewhere:
            "7.30" is seven and thirty. Empty otherwise.
        written: Its figures as they stand in the passage's key; empty where it is
            told in words, which may be no number at all.
        start: Where it begins, in code points of the key.
        end: Where it ends.
    """

    values: frozenset[float]
    bare: frozenset[float] = frozenset()
    parts: tuple[float, ...] = ()
    written: str = ""
    start: int = 0
    end: int = 0


def amounts(text: str, language_tag: str) -> tuple[Amount, ...]:
    """Find every amount of a passage.

    Args:
        text: Plain text.
        language_tag: BCP 47. Number words are known in Khmer and English; figures in
            every language.

    Returns:
        In order; empty where there is none.

    >>> [sorted(each.values) for each in amounts("៣,៨ លានរៀល", "km")]
    [[3800000.0]]
    >>> [sorted(each.values) for each in amounts("twenty-eight boats", "en")]
    [[8.0, 20.0, 28.0]]
    """
    folded = key(text)
    tokens = (_KHMER_TOKEN if is_khmer(language_tag) else _ENGLISH_TOKEN).finditer(
        folded
    )
    found = [amount for run in _runs(folded, tokens) for amount in _read(folded, run)]
    return (*found, *_romans(text))


def _runs(
    text: str, tokens: Iterator["re.Match[str]"]
) -> Iterator[list["re.Match[str]"]]:
    """Group what belongs to one number: nothing but spaces or a hyphen between."""
    run: list[re.Match[str]] = []
    for token in tokens:
        between = text[run[-1].end() : token.start()] if run else ""
        if run and (between.strip(" -") or not _belongs(run[-1][0], token[0])):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _belongs(before: str, word: str) -> bool:
    if word in MAGNITUDES:
        return before in UNITS or before in MAGNITUDES or before[0].isdigit()
    if word in UNITS:
        return before in UNITS or before in MAGNITUDES
    # "1 million 500 thousand", but "in 2019 4 people".
    return word[0].isdigit() and before in MAGNITUDES


def _read(text: str, run: Sequence["re.Match[str]"]) -> Iterator[Amount]:
    words = [token[0] for token in run]
    start, end = run[0].start(), run[-1].end()
    if words[0] in _ENGLISH_VAGUE or words[0] in _KHMER_VAGUE:
        vague = {**_ENGLISH_VAGUE, **_KHMER_VAGUE}[words[0]]
        yield Amount(frozenset({float(vague)}), start=start, end=end)
        return
    figures = [word for word in words if word[0].isdigit()]
    readings = set(_values(words))
    if not figures:
        if readings:
            yield Amount(frozenset({*readings, *_lone(words)}), start=start, end=end)
        return
    bare: frozenset[float] = frozenset()
    if len(words) == 1:
        readings |= {*_figure(words[0]), *_in_context(text, run[0])}
    elif words[0] in figures:
        bare = frozenset(_figure(words[0]))
    clock = _CLOCK.fullmatch(words[0]) if len(words) == 1 else None
    # Four o'clock is 4:00.
    parts = tuple(float(it) for it in clock.groups() if it != "00") if clock else ()
    yield Amount(frozenset(readings), bare, parts, "".join(figures), start, end)


def _lone(words: Sequence[str]) -> Iterator[float]:
    """Read the words of a run one by one too: "two hundred" may be a hundred twos."""
    if len(words) > 1 and all(word in ENGLISH for word in words):
        yield from (float(ENGLISH[word]) for word in words)


def _values(words: Sequence[str]) -> Iterator[float]:
    """Read a run of words; with both meanings of the separator of its figures."""
    for reading in (0, 1):
        total, current, is_any = 0.0, 0.0, False
        for word in words:
            if word in MAGNITUDES:
                total, current = multiplied(total, current, MAGNITUDES[word])
            elif word in UNITS:
                current += UNITS[word]
            else:
                figure = _figure(word)
                if not figure:
                    return
                current += figure[min(reading, len(figure) - 1)]
            is_any = True
        if is_any:
            yield total + current


def _figure(figure: str) -> tuple[float, ...]:
    """Read figures: with separators of thousands first, then with a decimal one."""
    pieces = _SEPARATOR.split(figure)
    if not all(map(str.isdigit, pieces)):
        return ()
    if sum(map(len, pieces)) > _LONGEST:
        return ()
    joined = float("".join(pieces))
    if len(pieces) == 1:
        return (joined,)
    whole, last = "".join(pieces[:-1]), pieces[-1]
    decimal = float(f"{whole}.{last}")
    if _THOUSANDS.fullmatch(figure):
        return (joined, decimal) if len(pieces) == _WITH_A_FRACTION else (joined,)
    return (decimal,) if len(pieces) == _WITH_A_FRACTION else (decimal, joined)


def _in_context(text: str, token: "re.Match[str]") -> set[float]:
    """Read one figure as what stands around it lets it be meant."""
    found: set[float] = set()
    numbers = _figure(token[0])
    value = numbers[0] if numbers else None
    if value is None:
        return found
    if value < _NOON and _AFTERNOON.match(text, token.end()):
        found.add(value + _NOON)
    if _BUDDHIST.search(text, 0, token.start()):
        found |= {value - years for years in _BUDDHIST_ERA}
    if text[token.end() : token.end() + 1] == "s" and value >= _CENTURY:
        # The 1990s are the nineties.
        found.add(value % _CENTURY)
    return found


def _romans(text: str) -> Iterator[Amount]:
    """Read Roman numerals, which are told by their capitals."""
    values = {"I": 1, "V": 5, "X": 10}
    for found in _ROMAN.finditer(text):
        signs = [values[sign] for sign in found[0]]
        pairs = pairwise([*signs, 0])
        yield Amount(
            frozenset({float(sum(a if a >= b else -a for a, b in pairs))}),
            start=found.start(),
            end=found.end(),
        )
