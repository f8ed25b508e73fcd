"""Where texts name the terms of a glossary: at the borders of letters, not of words.

Khmer has no space between words, so a word has no border that a program could see.
What is compared are whole syllables (orthographic clusters) and, in scripts with
letter case, whole words; spaces, hyphens and zero-width spaces mean nothing.

References:
    UAX #29 §3.1 (extended grapheme clusters), made coarser by the coeng of Khmer.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from typing import Final

from articles.text.atoms import Folded, folded_text
from translations.terms.concepts import Concept, Form, Saying

_GRAMS: Final = (6, 4, 3, 2, 1)
"""Lengths of the beginnings by which spellings are looked up, the longest first."""
_ONE_WORD: Final = re.compile(r"\w+")
_MOST_FOLDED: Final = 2_048
_MOST_SPELLINGS: Final = 32_768


@dataclass(frozen=True)
class Spelling:
    """What is looked for.

    Attributes:
        folded: As `articles.text.atoms` folds it.
        is_capital: One word that begins with a capital letter, and is another word
            without it: May, Bar, Long.
        is_acronym: In capital letters throughout, and another word without them: US,
            WHO.
    """

    folded: str
    is_capital: bool = False
    is_acronym: bool = False

    @classmethod
    def of(cls, text: str) -> "Spelling":
        """Fold a spelling; empty for one with nothing to see."""
        return _spelling(text.strip())

    def is_written(self, stood: str) -> bool:
        """Say whether the letters of a place are as large as they have to be."""
        if self.is_acronym:
            return stood.isupper()
        return not self.is_capital or stood[:1].isupper()


@lru_cache(maxsize=_MOST_SPELLINGS)
def _spelling(text: str) -> Spelling:
    is_word = text[:1].isupper() and _ONE_WORD.fullmatch(text) is not None
    is_acronym = len(text) > 1 and text.isupper()
    # Not remembered among the paragraphs: a glossary has more names than a story has.
    return Spelling(folded_text(text, has_tags=False).text, is_word, is_acronym)


@dataclass(frozen=True)
class Place:
    """Where a spelling stands.

    Attributes:
        spelling: That was looked for.
        start: Offset in code points of the text.
        end: Offset after it.
    """

    spelling: Spelling
    start: int
    end: int


class Spellings:
    """Many spellings, looked for at once.

    A text is walked through once, however many there are: at each of its syllables
    and words the few spellings that begin alike are compared, the longest first.
    """

    def __init__(self, spellings: Iterable[Spelling]) -> None:
        self._by_start: dict[str, list[Spelling]] = defaultdict(list)
        for each in set(spellings):
            size = next((it for it in _GRAMS if it <= len(each.folded)), 0)
            if size:
                self._by_start[each.folded[:size]].append(each)
        for alike in self._by_start.values():
            alike.sort(key=lambda it: (-len(it.folded), *astuple(it)))
        self._sizes = tuple(
            size for size in _GRAMS if any(len(it) == size for it in self._by_start)
        )

    def places(self, text: str) -> Iterator[Place]:
        """Yield every place, from the left, at one place the longest first.

        Args:
            text: Plain.
        """
        folded = folded_of(text)
        for at, start in folded.starts.items():
            if at in folded.joined:
                continue
            for size in self._sizes:
                for each in self._by_start.get(folded.text[at : at + size], ()):
                    if folded.text.startswith(each.folded, at):
                        end = _end(folded, at + len(each.folded))
                        if end and each.is_written(text[start:end]):
                            yield Place(each, start, end)


@dataclass(frozen=True)
class Meaning:
    """What a wording in a text may stand for."""

    concept: Concept
    saying: Saying


@dataclass(frozen=True)
class Found:
    """Where a text names something.

    Attributes:
        start: Offset in code points of the text.
        end: Offset after it.
        meanings: What it may be, more than one where two things are called the same;
            never empty.
    """

    start: int
    end: int
    meanings: tuple[Meaning, ...]


class Termbase:
    """All terms of a glossary, ready to be found.

    Args:
        concepts: Those that are in use.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = tuple(concepts)
        meant: dict[str, dict[Spelling, list[Meaning]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for concept in self.concepts:
            for saying in concept.sayings:
                if saying.form is not Form.TITLE:
                    by_spelling = meant[_language(saying.language)]
                    spelling = Spelling.of(saying.text)
                    by_spelling[spelling].append(Meaning(concept, saying))
        self._meanings = meant
        self._spellings = {tag: Spellings(each) for tag, each in meant.items()}

    def find(
        self, texts: Sequence[str], language: str
    ) -> tuple[tuple[Found, ...], ...]:
        """Find what the paragraphs of one story name, the longest where two overlap.

        A second reference alone ("Dara") is somebody only in a story that gives the
        whole name somewhere.

        Args:
            texts: Plain, a paragraph each.
            language: BCP 47 of all of them.

        Returns:
            For each text, from the left; none over another.
        """
        spellings = self._spellings.get(_language(language))
        if spellings is None:
            return tuple(() for _text in texts)
        known = self._meanings[_language(language)]
        places = [tuple(spellings.places(text)) for text in texts]
        named = {
            meaning.concept.code
            for each in places
            for place in each
            for meaning in known[place.spelling]
            if meaning.saying.form is not Form.SECOND
        }
        return tuple(tuple(_apart(_found(each, known, named))) for each in places)


def _found(
    places: Iterable[Place],
    known: dict[Spelling, list[Meaning]],
    named: set[str],
) -> Iterator[Found]:
    meant: dict[tuple[int, int], list[Meaning]] = defaultdict(list)
    for place in places:
        meant[place.start, place.end] += (
            it
            for it in known[place.spelling]
            if it.saying.form is not Form.SECOND or it.concept.code in named
        )
    for (start, end), meanings in meant.items():
        if meanings:
            yield Found(start, end, tuple(meanings))


def _apart(found: Iterable[Found]) -> Iterator[Found]:
    """Yield the first and longest of those that lie over one another."""
    reached = 0
    for each in sorted(found, key=lambda it: (it.start, -it.end)):
        if each.start >= reached:
            yield each
            reached = each.end


@lru_cache(maxsize=_MOST_FOLDED)
def folded_of(text: str) -> Folded:
    """Fold a plain text, with the way back."""
    return folded_text(text, has_tags=False)


def _end(folded: Folded, end: int) -> int:
    """Return where a word that ends here ends in the text; 0 where it goes on."""
    if end in folded.ends and end not in folded.joined:
        return folded.ends[end]
    # A plural is the word itself.
    is_plural = folded.text.startswith("s", end) and end + 1 not in folded.joined
    return folded.ends.get(end, 0) if is_plural else 0


def _language(tag: str) -> str:
    return tag.partition("-")[0]
