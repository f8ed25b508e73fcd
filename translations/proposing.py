"""Names that published translations repeat: which words of both languages go together.

A name is a run of capitalised words on the side that has capitals. On the Khmer side no
letter says where a name begins: what is looked for is the string of syllables that
stands in nearly all paragraphs beside that name and in few others, or that sounds like
it. Both sides count, so that “the Mekong” is not proposed for every river.

References:
    Dice's coefficient of two sets of paragraphs; the consonant skeletons of
    `translations.skeletons`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from articles.text.khmer import BASE, COENG, MARK, key
from translations.skeletons import SHORTEST, khmer_skeleton, latin_skeleton
from translations.terms.concepts import Kind

LEAST_TIMES: Final = 3
"""Paragraphs in which a name has to stand to be proposed."""
MOST_NAMES: Final = 300
_SAMPLE: Final = 12
_LONGEST: Final = 10
"""Syllables of a Khmer name."""
_TOGETHER: Final = 0.6
"""Dice's coefficient from which on two strings go together, 0-1."""
_SOUNDS_ALIKE: Final = 0.75
_TOGETHER_WHERE_ALIKE: Final = 0.4
_RUN: Final = re.compile(
    r"[A-ZÀ-Þ][\w’'-]*(?:\s+(?:(?:of|the|and|for|de)\s+)*[A-ZÀ-Þ][\w’'-]*)*"
)
_BEGIN: Final = re.compile(r"(?:^|[.!?:;“\"‘(]\s*)$")
_SYLLABLES: Final = re.compile(f"[{BASE}](?:{COENG}[{BASE}]|[{MARK}])*")
_PERSON: Final = re.compile("(?:លោកស្រី|លោកជំទាវ|លោក|អ្នកស្រី|ឯកឧត្តម|សម្តេច|ឧកញ៉ា)\\s*$")
_PLACE: Final = re.compile("(?:ខេត្ត|ស្រុក|ក្រុង|ខណ្ឌ|ឃុំ|សង្កាត់|ភូមិ|ប្រទេស|ទន្លេ)\\s*$")
_BODY: Final = re.compile(
    "^(?:ក្រសួង|គណៈ|គណបក្ស|អង្គការ|ក្រុមប្រឹក្សា|តុលាការ|សាលា|សមាគម|ធនាគារ)"
)
_words = re.compile(r"\S+").findall
_SMALL: Final = frozenset(
    _words(
        "the a an in on at it he she they we i but and for if as this that these those "
        "when while after before his her its their our my there then now not no "
        "monday tuesday wednesday thursday friday saturday sunday"
    )
)


@dataclass(frozen=True)
class Beside:
    """Two paragraphs that say the same.

    Attributes:
        pk: Names the pair.
        khmer: Plain text.
        latin: Plain text in a language with capital letters.
    """

    pk: int
    khmer: str
    latin: str


@dataclass(frozen=True)
class Proposed:
    """Two spellings that go together.

    Attributes:
        khmer: As the texts have it.
        latin: The same.
        kind: What it seems to be.
        times: Pairs in which both stand.
        pairs: Keys of some of them, in the order of the pairs.
    """

    khmer: str
    latin: str
    kind: Kind
    times: int
    pairs: tuple[int, ...]


def propose(pairs: Sequence[Beside]) -> tuple[Proposed, ...]:
    """Find the names that are repeated.

    Args:
        pairs: Paragraphs beside each other, the newest first.

    Returns:
        The most frequent first; at most MOST_NAMES.
    """
    texts = {pair.pk: key(pair.khmer) for pair in pairs}
    places = _repeated(pairs)
    found = []
    for latin, keys in places.items():
        khmer = _khmer_of(latin, keys, texts)
        if khmer:
            both = tuple(pk for pk in keys if khmer in texts[pk])
            kind = _kind(khmer, [texts[pk] for pk in both])
            found.append(Proposed(khmer, latin, kind, len(both), both[:_SAMPLE]))
    return tuple(sorted(_longest(found), key=lambda it: (-it.times, it.latin)))


def _repeated(pairs: Iterable[Beside]) -> Mapping[str, list[int]]:
    """List the capitalised names that stand in several paragraphs, with these."""
    places: dict[str, dict[int, None]] = defaultdict(dict)
    for pair in pairs:
        for name in _names(pair.latin):
            places[name][pair.pk] = None
    repeated = {
        name: list(keys) for name, keys in places.items() if len(keys) >= LEAST_TIMES
    }
    most = sorted(repeated, key=lambda name: (-len(repeated[name]), name))
    return {name: repeated[name] for name in most[:MOST_NAMES]}


def _names(text: str) -> Iterator[str]:
    """Yield the runs of capitalised words, small words before them left out."""
    for run in _RUN.finditer(text):
        words = run[0].split()
        while words and words[0].lower() in _SMALL:
            del words[0]
        yield from _name(words)
        # What begins a sentence has a capital letter anyway.
        if _BEGIN.search(text[: run.start()]):
            yield from _name(words[1:])


def _name(words: Sequence[str]) -> Iterator[str]:
    name = re.sub("[’']s?$", "", " ".join(words))
    if len(latin_skeleton(name)) > 1:
        yield name


def _khmer_of(latin: str, keys: Sequence[int], texts: Mapping[int, str]) -> str:
    """Return the Khmer that stands beside a name; empty where none does."""
    sample = [texts[pk] for pk in keys[:_SAMPLE]]
    counts = Counter(each for text in sample for each in set(_strings(text)))
    least = max(2, round(len(sample) * _TOGETHER_WHERE_ALIKE))
    heard = latin_skeleton(latin)
    best, best_score = "", 0.0
    likely = [each for each, times in counts.items() if times >= least]
    likely.sort(key=lambda each: (-_alike(each, heard), -counts[each], -len(each)))
    frequent = sorted(counts, key=lambda each: (-counts[each], -len(each)))
    for each in dict.fromkeys((*likely[:8], *frequent[:8])):
        alike = _alike(each, heard)
        together = _together(each, keys, texts)
        is_heard = alike >= _SOUNDS_ALIKE
        # Of two that are as good, the longer one is the whole name.
        score = together + alike * is_heard + len(each) / 100
        is_enough = together >= (_TOGETHER_WHERE_ALIKE if is_heard else _TOGETHER)
        if is_enough and score > best_score:
            best, best_score = each, score
    return best


def _strings(text: str) -> Iterator[str]:
    """Yield the strings of neighbouring syllables, a space between them or not."""
    syllables = [(it.start(), it.end()) for it in _SYLLABLES.finditer(text)]
    for first, (start, end) in enumerate(syllables):
        reached = end
        for here, after in syllables[first + 1 : first + _LONGEST]:
            if here - reached > 1 or text[reached:here].strip():
                break
            reached = after
            yield text[start:reached]


def _together(khmer: str, keys: Collection[int], texts: Mapping[int, str]) -> float:
    """Measure how often two strings stand in the same paragraphs, 0-1."""
    having = {pk for pk, text in texts.items() if khmer in text}
    return 2 * len(having.intersection(keys)) / (len(having) + len(keys))


def _alike(khmer: str, heard: str) -> float:
    sounds = khmer_skeleton(khmer.replace(" ", ""))
    if min(len(sounds), len(heard)) < SHORTEST:
        return 0.0
    return SequenceMatcher(None, sounds, heard, autojunk=False).ratio()


def _kind(khmer: str, texts: Iterable[str]) -> Kind:
    before = [text[: text.find(khmer)] for text in texts]
    if _BODY.match(khmer):
        return Kind.ORGANISATION
    for pattern, kind in ((_PERSON, Kind.PERSON), (_PLACE, Kind.PLACE)):
        if 2 * sum(pattern.search(it) is not None for it in before) >= len(before):
            return kind
    return Kind.TERM


def _longest(found: Sequence[Proposed]) -> Iterator[Proposed]:
    """Leave out what is a part of a name that stands in the same paragraphs."""
    for each in found:
        if not any(
            each.latin != it.latin
            and each.latin in it.latin
            and each.times <= it.times + 1
            for it in found
        ):
            yield each
