"""What a reader asks for, as PostgreSQL's queries take it.

All parts of a question must be in a text, however each of them is spelt: as it stands;
in another form of the word; in the words that the glossary has for it; or as the name
is heard in the other script.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Final

from articles.text.khmer import key
from articles.text.sought import Sought, has_row, lexemes_in, pieces, quoted
from website.search.document import is_joined, pair_of, ranking_words
from website.search.names import MOST_WORDS, asked_by_name, is_named, name_lexemes

MOST_PARTS: Final = 8
"""Parts of a question that are looked for; the rest is left out."""
LONGEST: Final = 200
"""Characters of a question that are read."""

_PAIR: Final = 2

Window = tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """What is looked for.

    Attributes:
        parts: What white space parts, folded; each has something to find.
        stems: Of a word, the beginning that all its forms have.
        other_words: Of some neighbouring parts, joined by spaces: what else is called
            so, in any language.
    """

    parts: tuple[str, ...]
    stems: Mapping[str, str] = field(default_factory=dict)
    other_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def match(self) -> str:
        """What a text must have; the input of a tsquery, empty for no question."""
        return self._from(0) if self.parts else ""

    @cached_property
    def rank(self) -> str:
        """What puts a text before others; the input of a tsquery."""
        return _either(
            self._word(word)
            for said in (*self.parts, *self._others())
            for word in ranking_words(said, "km")
        )

    @cached_property
    def marks(self) -> Sought:
        """What is shown as found."""
        rows = (
            _row(part)
            for whole in (*self.parts, *self.stems.values(), *self._others())
            for part in whole.split()
        )
        return Sought(tuple(dict.fromkeys(filter(None, rows))))

    def holds(self, *texts: str) -> bool:
        """Say whether texts have each part of several clusters, in one way or another.

        A text may have all pairs of a phrase and not the phrase.

        Args:
            texts: Plain.
        """
        there = _Texts(texts)
        for part in self.parts:
            row = _row(part)
            if len(row) <= _PAIR or there.has(row):
                continue
            windows = [it for it in windows_of(self.parts) if part in it]
            others = (
                other
                for it in windows
                for other in self.other_words.get(" ".join(it), ())
            )
            if any(there.has(_row(it)) for it in others):
                continue
            if not any(
                is_named(it, names) for names in there.names() for it in windows
            ):
                return False
        return True

    def _from(self, at: int) -> str:
        """Write the question from one of its parts on."""
        ends = range(at + 1, min(at + MOST_WORDS, len(self.parts)) + 1)
        return _either(
            _all(
                filter(
                    None, (covered, self._from(end) if end < len(self.parts) else "")
                )
            )
            for end in ends
            if (covered := self._covered(self.parts[at:end]))
        )

    def _covered(self, window: Window) -> str:
        """Write all ways to say some neighbouring parts; empty for none."""
        others = self.other_words.get(" ".join(window), ())
        return _either(
            (
                *map(self._said, window if len(window) == 1 else ()),
                *(_all(map(self._said, other.split())) for other in others),
                asked_by_name(window),
            )
        )

    def _said(self, part: str) -> str:
        """Write one part as it stands."""
        there = pieces(part)
        joins = [is_joined(part, *both) for both in pairwise(there)]
        pairs = (
            quoted(pair_of(first.lexeme, second.lexeme))
            for (first, second), is_pair in zip(pairwise(there), joins, strict=True)
            if is_pair
        )
        alone = (
            self._word(piece.lexeme)
            for at, piece in enumerate(there)
            if not any(joins[max(0, at - 1) : at + 1])
        )
        return _all((*pairs, *alone))

    def _word(self, lexeme: str) -> str:
        return _either((quoted(lexeme), quoted(self.stems.get(lexeme, lexeme))))

    def _others(self) -> Iterator[str]:
        for several in self.other_words.values():
            yield from several


class _Texts:
    """Texts of which most need not be cut into lexemes to know what they have."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._lexemes: dict[str, list[str]] = {}
        self._names: list[frozenset[str]] = []

    def names(self) -> Iterator[frozenset[str]]:
        """Yield what the names of each text are found by."""
        yield from self._names
        for text in self._texts[len(self._names) :]:
            self._names.append(name_lexemes(text, key(text)))
            yield self._names[-1]

    def has(self, row: Sequence[str]) -> bool:
        """Say whether a row of lexemes stands in one of them."""
        letters = "".join(row)
        likely = sorted(self._texts, key=lambda text: letters not in text.lower())
        return any(has_row(row, self._cut(text)) for text in likely)

    def _cut(self, text: str) -> list[str]:
        if text not in self._lexemes:
            self._lexemes[text] = lexemes_in(text)
        return self._lexemes[text]


def parts_of(question: str) -> tuple[str, ...]:
    """Cut a question into parts.

    >>> parts_of("  River  RIVER ២០២៦ — ")
    ('river', '2026')
    """
    folded = key(question[:LONGEST]).split()
    with_something = (part for part in folded if pieces(part))
    return tuple(dict.fromkeys(with_something))[:MOST_PARTS]


def windows_of(parts: Sequence[str]) -> Iterator[Window]:
    """Yield the neighbouring parts that may be a name or a term together.

    >>> list(windows_of(("hun", "sen")))
    [('hun',), ('hun', 'sen'), ('sen',)]
    """
    for at in range(len(parts)):
        for end in range(at + 1, min(at + MOST_WORDS, len(parts)) + 1):
            yield tuple(parts[at:end])


def _row(part: str) -> tuple[str, ...]:
    return tuple(lexemes_in(part))


def _all(terms: Iterable[str]) -> str:
    return _joined(terms, " & ")


def _either(terms: Iterable[str]) -> str:
    return _joined(terms, " | ")


def _joined(terms: Iterable[str], operator: str) -> str:
    several = list(dict.fromkeys(filter(None, terms)))
    if len(several) <= 1:
        return "".join(several)
    return f"({operator.join(several)})"
