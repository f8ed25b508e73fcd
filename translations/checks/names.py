"""People: heard in both scripts, told apart where they share a name, not swapped."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations
from typing import Final

from translations.checks.mentions import Mention, mentions
from translations.checks.pairs import Finding, Name, SegmentPair, Severity
from translations.checks.scripts import is_english, is_khmer
from translations.skeletons import SHORTEST, khmer_skeleton, latin_skeleton

# Entries of the interface catalogue.
UNHEARD: Final = "No name in the translation sounds like %(name)s."
LEFT_OUT: Final = "The source names %(name)s, the translation does not."
SWAPPED: Final = (
    "%(first)s and %(second)s share a name, and the translation tells them in the "
    "other order. Make sure that they are not swapped."
)
SHARED: Final = "“%(name)s” alone can be %(first)s or %(second)s. Write the whole name."

# Behind a word that ends in the same letters it is no title.
_HONORIFIC: Final = re.compile(
    "(?<![\u1780-\u17d3])(?:លោកស្រី|លោកជំទាវ|លោក|អ្នកស្រី|អ្នកនាង|កញ្ញា|ឯកឧត្តម|សម្តេច|អ្នកឧកញ៉ា"
    "|ឧកញ៉ា|ព្រះអង្គម្ចាស់|ឧត្តមសេនីយ៍)\\s*"
)
# "លោក" alone is "he": what is no name may follow it.
_NO_NAME: Final = re.compile(
    "បាន|ថា|ក៏|នឹង|គឺ|ជា|មាន|នេះ|នោះ|ទៅ|មក|ត្រូវ|កំពុង|ដែល|និង|ឬ|នៅ|ពី|ដោយ|ដើម្បី|ក្នុង|លើ|អំពី|ដល់|ចំពោះ"
    "|ប្រធាន|រដ្ឋមន្ត្រី|នាយក|អភិបាល|សាស្ត្រាចារ្យ|វេជ្ជបណ្ឌិត|បណ្ឌិត|មេធាវី|ចៅក្រម|អ្នក|គ្រូ|តែង|មិន|អាច|ចង់|រស់"
    "|ធ្វើ|និយាយ|បន្ត|លើក|ព្រមាន|ប្រឆាំង|ឆ្នាំ|ថ្ងៃ|ខែ|ម្នាក់|ទាំង|តា|យាយ|ផ្ទាល់|តាម|ឲ្យ|ឱ្យ|ស្រី|ប្រុស|ព្រះ|សង្ឃ"
)
_IS_OR_NAME: Final = "ជា"
"""“Is”, and Chea, a name: then the next word says what somebody does."""
_ACTS: Final = re.compile(
    " ?(?:បាន|ថា|ក៏|នឹង|ត្រូវ|កំពុង|មានប្រសាសន៍|និយាយ|បន្ត|ព្រមាន|ប្រាប់|ថ្លែង|បញ្ជាក់|អះអាង|ពន្យល់)"
)
_CHUNK: Final = re.compile(r"[\u1780-\u17d3]+")
_LONGEST_PART: Final = 14
"""Signs of one part of a name; what is longer, without a space, is a sentence."""
_CAPITALISED: Final = re.compile(r"[A-ZÀ-Þ][\w’'-]*(?:\s+[A-ZÀ-Þ][\w’'-]*)*")
_HEARD: Final = 0.8
_NEARLY: Final = 0.7
_PARTS: Final = 2


class NamesCheck:
    """Listens for the names that follow a title, and knows those of the glossary."""

    code = "names"
    name = "Names"

    def find(self, pair: SegmentPair) -> Iterator[Finding]:
        """Yield names that are not heard, left out, swapped or can be two people's."""
        if not pair.is_whole:
            return
        people = [each for each in pair.names if each.is_person]
        yield from self._known(pair, people)
        if is_khmer(pair.source_language) and is_english(pair.target_language):
            yield from self._unheard(pair, people)

    def _known(self, pair: SegmentPair, people: Sequence[Name]) -> Iterator[Finding]:
        by_source = _by_spelling(people, lambda it: it.sources)
        by_target = _by_spelling(people, lambda it: (*it.targets, *it.called))
        told = mentions(pair.target_text, by_target)
        named = [by_source[it.name] for it in mentions(pair.source_text, by_source)]
        shown = [by_target[it.name] for it in told]
        for person in dict.fromkeys(named):
            if person not in shown and not _is_told_by_a_part(pair, person, told):
                values = {"name": person.targets[0]}
                yield Finding(self.code, Severity.WARNING, LEFT_OUT, values)
        yield from self._swapped(named, shown)
        yield from self._shared(pair, people, told)

    def _swapped(
        self, named: Sequence[Name], shown: Sequence[Name]
    ) -> Iterator[Finding]:
        """Compare the order in which two who share a name are told."""
        if Counter(named) != Counter(shown):
            return
        for first, second in combinations(dict.fromkeys(named), _PARTS):
            if not _family(first) & _family(second):
                continue
            here = [each for each in named if each in (first, second)]
            there = [each for each in shown if each in (first, second)]
            if here != there:
                values = {"first": first.targets[0], "second": second.targets[0]}
                yield Finding(self.code, Severity.ERROR, SWAPPED, values)

    def _shared(
        self, pair: SegmentPair, people: Sequence[Name], told: Sequence[Mention]
    ) -> Iterator[Finding]:
        """Find a name that stands alone although two people are called so."""
        for first, second in combinations(people, _PARTS):
            shared = _family(first) & _family(second) | _calls(first) & _calls(second)
            for name in sorted(each.title() for each in shared):
                alone = [
                    it
                    for it in mentions(pair.target_text, [name])
                    if not any(m.start <= it.start and it.end <= m.end for m in told)
                ]
                if alone:
                    values = {
                        "name": name,
                        "first": first.targets[0],
                        "second": second.targets[0],
                    }
                    yield Finding(self.code, Severity.WARNING, SHARED, values)

    def _unheard(self, pair: SegmentPair, people: Sequence[Name]) -> Iterator[Finding]:
        text = pair.source_key
        spellings = (spelling for each in people for spelling in each.sources)
        known = {it.start for it in mentions(text, spellings)}
        heard = heard_in(pair.target_text)
        for start, words in names_behind_titles(text):
            if start in known or not heard:
                continue
            if not _is_heard(words, heard):
                values = {"name": words[-1].strip()}
                yield Finding(self.code, Severity.WARNING, UNHEARD, values)


def names_behind_titles(text: str) -> Iterator[tuple[int, list[str]]]:
    """Find what may be a name because a form of address stands before it.

    Args:
        text: The `articles.text.khmer.key` of a Khmer passage.

    Yields:
        Where it begins, in code points; its first part, then both parts where a second
        one follows. Nobody can tell where the last part ends.
    """
    for title in _HONORIFIC.finditer(text):
        words = _name_at(text, title.end())
        if words:
            yield title.end(), words


def _name_at(text: str, start: int) -> list[str]:
    """Read what may be a name from a place on: its first part, then both."""
    first = _CHUNK.match(text, start)
    if first is None or len(first[0]) > _LONGEST_PART:
        return []
    second = _CHUNK.match(text, first.end() + 1)
    if second and (len(second[0]) > _LONGEST_PART or not _is_part(text, second)):
        second = None
    if _NO_NAME.match(first[0]):
        acts = second and _ACTS.match(text, second.end())
        if first[0] != _IS_OR_NAME or not acts:
            return []
    found = [first[0]] if len(khmer_skeleton(first[0])) >= SHORTEST else []
    if second:
        both = f"{first[0]} {second[0]}"
        # Where both parts are there, less is enough to tell them.
        if len(khmer_skeleton(both)) >= SHORTEST - (second[0] == _IS_OR_NAME):
            found.append(both)
    return found


def _is_part(text: str, chunk: re.Match[str]) -> bool:
    """Say whether a word may be the second part of a name."""
    if chunk[0] == _IS_OR_NAME:
        return _ACTS.match(text, chunk.end()) is not None
    return not _NO_NAME.match(chunk[0])


def heard_in(text: str, *, most_words: int | None = None) -> tuple[str, ...]:
    """Write the names of a passage as they are heard, whole and word by word.

    Args:
        text: Plain, in Latin letters.
        most_words: How many words a name has at most; None for as many as there are.
    """
    heard = set()
    for run in _CAPITALISED.findall(text):
        words = run.split()
        for first in range(len(words)):
            end = len(words) if most_words is None else first + most_words
            for last in range(first + 1, min(end, len(words)) + 1):
                heard.add(latin_skeleton("".join(words[first:last])))
    return tuple(each for each in heard if len(each) > 1)


def _is_heard(words: Sequence[str], heard: Sequence[str]) -> bool:
    """Say whether a name is among what is heard, or its second part without a slip."""
    # Who has a family name is often called by the other one.
    given = {khmer_skeleton(word) for word in words[-1].split(" ")[1:]}
    skeletons = [khmer_skeleton(word) for word in words]
    return any(
        each in given or any(_is_alike(one, each) for one in skeletons)
        for each in heard
    )


def _is_alike(name: str, heard: str) -> bool:
    """Say whether two skeletons may be one name.

    Of two letters nothing may be missing, and what is less alike begins and ends alike.
    """
    if min(len(name), len(heard)) < SHORTEST:
        return name == heard
    likeness = _alike(name, heard)
    is_framed = name[0] == heard[0] and name[-1] == heard[-1]
    return likeness >= (_NEARLY if is_framed else _HEARD)


@lru_cache(maxsize=16_384)
def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _by_spelling(
    people: Sequence[Name], spellings: Callable[[Name], Iterable[str]]
) -> dict[str, Name]:
    """Tell who is meant by each spelling; what can be two people's is left out."""
    found: dict[str, set[Name]] = {}
    for person in people:
        for each in spellings(person):
            found.setdefault(each, set()).add(person)
    return {each: next(iter(of)) for each, of in found.items() if len(of) == 1}


def _calls(person: Name) -> frozenset[str]:
    """Return how a story calls somebody besides the whole name."""
    return frozenset(each.lower() for each in person.called)


def _family(person: Name) -> frozenset[str]:
    """Return the words of a name that somebody else may have too."""
    return frozenset(
        word for spelling in person.targets for word in spelling.lower().split()
    )


def _is_told_by_a_part(
    pair: SegmentPair, person: Name, told: Sequence[Mention]
) -> bool:
    """Say whether a part of a name stands somewhere, and not in somebody else's."""
    words = (word for spelling in person.targets for word in spelling.split())
    return any(
        not any(whole.start <= it.start < whole.end for whole in told)
        for it in mentions(pair.target_text, words)
    )
