"""Faults that are planted in true translations, each kind for the check that finds it.

Some faults need more than the texts have: names, links, the other direction. What is
put in for them is true on both sides, and a finding there counts as a false alarm.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from articles.text.dates import ENGLISH_MONTHS
from translations.checks.days import ENGLISH_WEEKDAYS
from translations.checks.pairs import Check, Name, SegmentPair
from translations.checks.quotations import (
    INVENTED,
    LENGTHENED,
    LOST,
    SHORTENED,
    UNCLOSED,
)
from translations.checks.typography import LATIN_COLON, LATIN_END

Plant = Callable[[SegmentPair, random.Random], SegmentPair | None]
_DIGIT = re.compile("[0-9]")
_MONTH = re.compile(rf"\b({'|'.join(ENGLISH_MONTHS)})\b(?= \d)")
_WEEKDAY = re.compile(rf"\b({'|'.join(ENGLISH_WEEKDAYS)})\b")
_MARKS = re.compile('[«»“”"]')
_ANY_MARK = re.compile("[«»“”\"‘’']")
_SAID, _TOLD = 25, 10
_PAIRED = re.compile('"([^"]*)"|“([^”]*)”|«([^»]*)»')
QUOTED = re.compile('[«“"]([^«»“”"<>&\']{25,})[»”"]')
"""What somebody said, without the marks around it."""
_KHMER_WORD = re.compile("[\u1780-\u17b3][\u1780-\u17d3]{5,}")
_LONG = 80
_NUMBER = re.compile("(?<![0-9.,])[0-9]{2,}(?![0-9.,])")
_SPACE = re.compile("(?<=[a-z]) (?=[a-z])")
_STOP = re.compile(r"\.$")
_KHMER_STOP = re.compile("។$")
_LAST_DIGIT = re.compile('[0-9](?=">)')
_CAMNUC = re.compile(" ?៖")
# The same page as news sites lead to it from Khmer and from English.
_ADDRESSES = (
    ("https://news.example/km/story-", "https://news.example/en/story-"),
    ("https://news.example/story-", "http://www.news.example/story-"),
    ("https://km.wiki.example/wiki/", "https://en.wiki.example/wiki/"),
    ("https://gov.example/?lang=km&amp;id=", "https://gov.example/?lang=en&amp;id="),
    ("https://gov.example/kh/law/", "https://gov.example/law/"),
)
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
    passages = [max(it.groups(""), key=len) for it in _PAIRED.finditer(pair.target)]
    if max(map(len, passages), default=0) < _SAID or not _MARKS.search(pair.source):
        return None
    return replace(pair, target=_MARKS.sub("", pair.target))


def _marks_more(pair: SegmentPair, _chance: random.Random) -> SegmentPair | None:
    """Give as said by somebody what the source only tells."""
    words = pair.target.split()
    if len(words) < _TOLD or _ANY_MARK.search(f"{pair.source} {pair.target}"):
        return None
    said = " ".join(words[2:-2])
    return replace(
        pair, target=f"{' '.join(words[:2])} “{said}” {' '.join(words[-2:])}"
    )


def _not_closed(pair: SegmentPair, _chance: random.Random) -> SegmentPair | None:
    quoted = _PAIRED.search(pair.target)
    if quoted is None:
        return None
    end = quoted.end()
    return replace(pair, target=pair.target[: end - 1] + pair.target[end:])


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


def _longer(pair: SegmentPair, _chance: random.Random) -> SegmentPair | None:
    """Paste a translation twice."""
    if len(pair.target) < _LONG:
        return None
    return replace(pair, target=f"{pair.target} {pair.target}")


def _copied(pair: SegmentPair, _chance: random.Random) -> SegmentPair:
    return replace(pair, target=pair.source)


def _sentence_left(pair: SegmentPair, _chance: random.Random) -> SegmentPair | None:
    """Leave a sentence of the source within the translation."""
    first, dot, rest = pair.source.partition(". ")
    if not dot or not rest or len(first) < _LONG:
        return None
    return replace(pair, target=f"{first}. {pair.target}")


def _without(pattern: "re.Pattern[str]", other: str = "") -> Plant:
    """Take out of a translation, or write otherwise, what stands there first."""

    def plant(pair: SegmentPair, _chance: random.Random) -> SegmentPair | None:
        target, times = pattern.subn(other, pair.target, count=1)
        return replace(pair, target=target) if times else None

    return plant


def _turned(pair: SegmentPair, _chance: random.Random) -> SegmentPair:
    """Take the pair for a translation into Khmer."""
    return SegmentPair(pair.target, pair.source, "en", "km")


def _linked(pair: SegmentPair, chance: random.Random) -> SegmentPair:
    """Let both sides lead to the same page, each in its own language."""
    here, there = chance.choice(_ADDRESSES)
    number = chance.randint(1, 9_999)
    return replace(
        pair,
        source=f'<a href="{here}{number}">{pair.source}</a>',
        target=f'<a href="{there}{number}">{pair.target}</a>',
    )


def _emphasised(pair: SegmentPair, _chance: random.Random) -> SegmentPair:
    return replace(
        pair,
        source=f"<strong>{pair.source}</strong>",
        target=f"<em>{pair.target}</em>",
    )


def _named(people: Sequence[Name], *, is_known: bool) -> Plant:
    """Let somebody speak on both sides, whom the glossary knows or does not."""

    def given(pair: SegmentPair, chance: random.Random) -> SegmentPair:
        person = chance.choice(people)
        return replace(
            pair,
            source=f"{pair.source}{_speaks(person)}",
            target=f"{pair.target} {person.targets[0]} spoke.",
            names=(*pair.names, person) if is_known else pair.names,
        )

    return given


def _exchanged(people: Sequence[Name]) -> Plant:
    """Let somebody else speak."""

    def plant(pair: SegmentPair, chance: random.Random) -> SegmentPair:
        speaker = next(it for it in people if pair.source.endswith(_speaks(it)))
        other = chance.choice([it for it in people if it is not speaker])
        before = pair.target.removesuffix(f"{speaker.targets[0]} spoke.")
        return replace(pair, target=f"{before}{other.targets[0]} spoke.")

    return plant


def _speaks(person: Name) -> str:
    return f" លោក {person.source} បានថ្លែង។"


def _met(people: Sequence[Name]) -> Plant:
    """Let two people meet who share a part of their names."""
    words = {it: {*it.targets[0].split()} for it in people}
    both = [(a, b) for a, b in combinations(people, 2) if words[a] & words[b]]

    def given(pair: SegmentPair, chance: random.Random) -> SegmentPair:
        one, other = chance.choice(both)
        return replace(
            pair,
            source=f"{pair.source} {one.source} បានជួប {other.source}។",
            target=f"{pair.target} {one.targets[0]} met {other.targets[0]}.",
            names=(*pair.names, one, other),
        )

    return given


def _by_half(pair: SegmentPair, _chance: random.Random) -> SegmentPair:
    """Call somebody by the part of the name that both have."""
    one, other = (it.targets[0] for it in pair.names[-2:])
    shared = next(word for word in other.split() if word in one.split())
    return replace(pair, target=pair.target.removesuffix(f"{other}.") + f"{shared}.")


def _in_other_order(pair: SegmentPair, _chance: random.Random) -> SegmentPair:
    one, other = (it.targets[0] for it in pair.names[-2:])
    told = pair.target.removesuffix(f"{one} met {other}.")
    return replace(pair, target=f"{told}{other} met {one}.")


def _as_it_is(pair: SegmentPair, _chance: random.Random) -> SegmentPair:
    return pair


@dataclass(frozen=True)
class Fault:
    """One way in which translations go wrong.

    Attributes:
        check: The code of the check that should find it.
        name: What is wrong.
        plant: Makes a true pair wrong; None where it cannot be.
        given: Makes of a pair of the texts the true pair.
        texts: What the check says of it; empty for whatever it says.
    """

    check: str
    name: str
    plant: Plant
    given: Plant = _as_it_is
    texts: tuple[str, ...] = ()

    def told(self, check: Check, pair: SegmentPair) -> set[str]:
        """Return the findings in a pair that can be of this fault."""
        found = check.find(pair)
        return {it.identity for it in found if not self.texts or it.text in self.texts}


def faults(people: Sequence[Name]) -> Iterator[Fault]:
    """Yield every kind, by the order of the checks.

    Args:
        people: Whom the texts may name besides.
    """
    yield from _of_facts()
    yield from _of_names(people)
    yield from _of_words()
    yield from _of_markup()


def _of_facts() -> Iterator[Fault]:
    yield Fault("paragraphs", "missing", lambda it, _: replace(it, target=""))
    yield Fault("paragraphs", "surplus", lambda it, _: replace(it, source=""))
    yield Fault("numbers", "other digit", _digit)
    yield Fault("numbers", "left out", _without(_NUMBER))
    yield Fault("dates", "other month", _one_of(_MONTH, ENGLISH_MONTHS))
    yield Fault("dates", "other weekday", _one_of(_WEEKDAY, ENGLISH_WEEKDAYS))


def _of_names(people: Sequence[Name]) -> Iterator[Fault]:
    for is_known, how in ((False, "unknown"), (True, "known")):
        given = _named(people, is_known=is_known)
        yield Fault("names", f"exchanged, {how}", _exchanged(people), given)
    yield Fault("names", "swapped", _in_other_order, _met(people))
    yield Fault("names", "second reference", _by_half, _met(people))


def _of_words() -> Iterator[Fault]:
    for name, plant, texts in (
        ("marks lost", _without_marks, (LOST, SHORTENED)),
        ("marks invented", _marks_more, (INVENTED, LENGTHENED)),
        ("not closed", _not_closed, (UNCLOSED,)),
    ):
        yield Fault("quotations", name, plant, texts=texts)
        yield Fault("quotations", f"{name}, into Khmer", plant, _turned, texts)
    yield Fault("originals", "said otherwise", _retranslated)
    yield Fault("terms", "other term", _other_term)
    yield Fault("untranslated", "word of the source", _khmer_left)
    yield Fault("untranslated", "copied", _copied)
    yield Fault("untranslated", "sentence, into Khmer", _sentence_left, _turned)
    yield Fault("length", "a third", _half)
    yield Fault("length", "twice", _longer)


def _of_markup() -> Iterator[Fault]:
    yield Fault("links", "link lost", _without(re.compile("<a [^>]*>")), _linked)
    yield Fault("links", "leads elsewhere", _without(_LAST_DIGIT, "0x"), _linked)
    yield Fault("links", "emphasis lost", _without(re.compile("</?em>")), _emphasised)
    yield Fault("typography", "no end", _no_end)
    yield Fault("typography", "ZWSP in English", _without(_SPACE, " \u200b"))
    yield Fault("typography", "Khmer digits", _without(_NUMBER, "៤២"))
    yield Fault("typography", "Khmer full stop", _without(_STOP, "។"))
    yield Fault("typography", "two spaces", _without(_SPACE, "  "))
    yield Fault(
        "typography",
        "stop, into Khmer",
        _without(_KHMER_STOP, "."),
        _turned,
        (LATIN_END,),
    )
    yield Fault(
        "typography",
        "colon, into Khmer",
        _without(_CAMNUC, ":"),
        _turned,
        (LATIN_COLON,),
    )
    yield Fault("pictures", "credit, description", _photo_in_khmer)
