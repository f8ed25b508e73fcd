"""Faults that are planted in true translations, one kind for each check."""

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from articles.text.dates import ENGLISH_MONTHS
from translations.checks.days import ENGLISH_WEEKDAYS
from translations.checks.pairs import SegmentPair

Plant = Callable[[SegmentPair, random.Random], SegmentPair | None]
_DIGIT = re.compile("[0-9]")
_MONTH = re.compile(rf"\b({'|'.join(ENGLISH_MONTHS)})\b(?= \d)")
_WEEKDAY = re.compile(rf"\b({'|'.join(ENGLISH_WEEKDAYS)})\b")
_MARKS = re.compile('[«»“”"]')
QUOTED = re.compile('[«“"]([^«»“”"<>&\']{25,})[»”"]')
"""What somebody said, without the marks around it."""
_KHMER_WORD = re.compile("[\u1780-\u17b3][\u1780-\u17d3]{5,}")
_LONG = 80
# Nothing in the texts is called so.
_OTHERS = ("Lake Baikal", "Ministry of Silence", "Court of Owls", "Tristan da Cunha")


def _digit(pair: SegmentPair, chance: random.Random) -> SegmentPair | None:
    places = [it.start() for it in _DIGIT.finditer(pair.target)]
    if not places:
        return None
    at = chance.choice(places)
    other = chance.choice([it for it in "0123456789" if it != pair.target[at]])
    return replace(pair, target=pair.target[:at] + other + pair.target[at + 1 :])


def _one_of(pattern: "re.Pattern[str]", words: tuple[str, ...]) -> Plant:
    def plant(pair: SegmentPair, chance: random.Random) -> SegmentPair | None:
        found = pattern.search(pair.target)
        if found is None:
            return None
        other = chance.choice([word for word in words if word not in pair.target])
        target = pair.target[: found.start()] + other + pair.target[found.end() :]
        return replace(pair, target=target)

    return plant


def _without_marks(pair: SegmentPair, _chance: random.Random) -> SegmentPair | None:
    quoted = re.search('[«“"]([^»”"]{25,})[»”"]', pair.target)
    if quoted is None or not _MARKS.search(pair.source):
        return None
    return replace(pair, target=_MARKS.sub("", pair.target))


def _khmer_left(pair: SegmentPair, chance: random.Random) -> SegmentPair | None:
    words = _KHMER_WORD.findall(pair.source)
    if not words:
        return None
    return replace(pair, target=f"{pair.target} {chance.choice(words)}")


def _half(pair: SegmentPair, _chance: random.Random) -> SegmentPair | None:
    if len(pair.target) < _LONG:
        return None
    return replace(pair, target=pair.target[: len(pair.target) // 3])


def _no_end(pair: SegmentPair, _chance: random.Random) -> SegmentPair | None:
    if not pair.target.endswith(".") or not pair.source.rstrip().endswith("។"):
        return None
    return replace(pair, target=pair.target[:-1])


def _other_term(pair: SegmentPair, chance: random.Random) -> SegmentPair | None:
    """Say another thing where the glossary has a name for what is meant."""
    asked = [it for it in pair.names if not (it.is_optional or it.is_person)]
    for name in asked:
        wanted = sorted(name.targets, key=len, reverse=True)
        said = "|".join(map(re.escape, wanted))
        target, times = re.subn(
            rf"\b(?:{said})\b", chance.choice(_OTHERS), pair.target, flags=re.IGNORECASE
        )
        if times:
            return replace(pair, target=target)
    return None


def _retranslated(pair: SegmentPair, _chance: random.Random) -> SegmentPair | None:
    """Say a quotation in other words."""
    if not pair.originals:
        return None
    said = pair.originals[0]
    words = said.split()
    other = " ".join([*words[:-2], "so", *words[-1:]])
    return replace(pair, target=pair.target.replace(said, other))


def _photo_in_khmer(pair: SegmentPair, chance: random.Random) -> SegmentPair | None:
    """Leave a word beside a photo out, or in the language of the source."""
    if pair.picture is None:
        return None
    left = chance.choice(["", pair.picture.source_credit])
    part = chance.choice(["credit", "description"])
    return replace(pair, picture=replace(pair.picture, **{part: left}))


def _nothing(pair: SegmentPair, _chance: random.Random) -> SegmentPair | None:
    return replace(pair, target="")


PLANTED: Mapping[str, Plant] = {
    "paragraphs": _nothing,
    "numbers": _digit,
    "dates": lambda pair, chance: (
        _one_of(_MONTH, ENGLISH_MONTHS)(pair, chance)
        or _one_of(_WEEKDAY, ENGLISH_WEEKDAYS)(pair, chance)
    ),
    "quotations": _without_marks,
    "originals": _retranslated,
    "terms": _other_term,
    "untranslated": _khmer_left,
    "length": _half,
    "typography": _no_end,
    "pictures": _photo_in_khmer,
}
"""By the code of the check that should find it."""
