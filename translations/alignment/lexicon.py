"""Which word translates which, learnt from the newsroom's own pairs."""

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, Final, Self

from articles.languages import canonical_tag
from articles.text.khmer import key
from articles.text.words import words

MOST_PAIRS: Final = 20_000
"""Pairs that are learnt from; the newest, where there are more."""
MOST_ENTRIES: Final = 150_000
"""Word pairs that are kept in each direction; the most useful, where there are more."""

_ROUNDS: Final = 5
_MOST_WORDS: Final = 60
# A word seen once would be taken for the translation of all that stood beside it.
_LEAST_SEEN: Final = 2
_LEAST_PROBABLE: Final = 0.005
_MOST_MEANINGS: Final = 24
_FAINT: Final = 1e-3
_FORMAT: Final = 1

Meanings = Mapping[str, Mapping[str, float]]
_Bag = tuple[tuple[str, ...], tuple[str, ...]]


class LexiconError(ValueError):
    """A lexicon is of other languages than the texts, or was not written by us."""


@dataclass(frozen=True)
class Glossary:
    """What the words of one language become in the other.

    Attributes:
        meanings: By word, the probability, 0-1, of each word it may become.
        frequencies: Share, 0-1, of each word among all words it may become.
    """

    meanings: Meanings
    frequencies: Mapping[str, float]


@dataclass(frozen=True)
class Lexicon:
    """What was learnt, in both directions.

    Attributes:
        source_language: BCP 47, as is the other.
        target_language: Of the second text of each pair.
        forward: From the source language to the target language.
        backward: The other way round.
    """

    source_language: str
    target_language: str
    forward: Glossary
    backward: Glossary

    @cached_property
    def turned(self) -> "Lexicon":
        """The same lexicon for the other direction of work."""
        return Lexicon(
            self.target_language, self.source_language, self.backward, self.forward
        )

    def between(self, source_language: str, target_language: str) -> "Lexicon":
        """Turn the lexicon so that it fits two texts.

        Args:
            source_language: BCP 47, as is the other; region and script do not matter.
            target_language: Of the second text.

        Raises:
            LexiconError: It is of other languages.
            LanguageTagError: A tag is malformed.
        """
        wanted = _primary(source_language), _primary(target_language)
        for each in (self, self.turned):
            known = _primary(each.source_language), _primary(each.target_language)
            if known == wanted:
                return each
        message = (
            f"a lexicon of {self.source_language} and {self.target_language} says "
            f"nothing of {source_language} and {target_language}"
        )
        raise LexiconError(message)

    def as_json(self) -> dict[str, Any]:
        """Write the lexicon as lists, numbers and strings that JSON can hold."""
        return {
            "format": _FORMAT,
            "source_language": self.source_language,
            "target_language": self.target_language,
            "forward": _written(self.forward),
            "backward": _written(self.backward),
        }

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> Self:
        """Read what `as_json` wrote.

        Raises:
            LexiconError: It is something else.
        """
        try:
            if written["format"] != _FORMAT:
                message = f"a lexicon of format {written['format']}, not {_FORMAT}"
                raise LexiconError(message)
            return cls(
                str(written["source_language"]),
                str(written["target_language"]),
                _read(written["forward"]),
                _read(written["backward"]),
            )
        except (KeyError, TypeError, IndexError, AttributeError) as error:
            message = "not a lexicon"
            raise LexiconError(message) from error


def learn(
    pairs: Iterable[tuple[str, str]], *, source_language: str, target_language: str
) -> Lexicon:
    """Learn which word translates which.

    Args:
        pairs: Texts that say the same, a sentence or a paragraph each, oldest first.
        source_language: BCP 47 tag of the first text of each pair.
        target_language: Of the second.

    Returns:
        A lexicon of bounded size, the same for the same pairs; it knows nothing where
        no word was seen twice.

    Raises:
        LanguageTagError: A tag is malformed.

    References:
        Brown et al. 1993, "The Mathematics of Statistical Machine Translation", §4.2
        (model 1), in both directions.

    >>> lexicon = learn(
    ...     [("ទឹក", "water"), ("ទឹក ភ្លៀង", "rain water"), ("ភ្លៀង", "rain")],
    ...     source_language="km", target_language="en",
    ... )
    >>> max(lexicon.forward.meanings["ភ្លៀង"].items(), key=lambda each: each[1])[0]
    'rain'
    """
    newest = deque(pairs, maxlen=MOST_PAIRS)
    sources = [_bag(source, source_language) for source, _ in newest]
    targets = [_bag(target, target_language) for _, target in newest]
    source_counts, target_counts = _counted(sources), _counted(targets)
    bags = list(
        zip(_known(sources, source_counts), _known(targets, target_counts), strict=True)
    )
    return Lexicon(
        canonical_tag(source_language),
        canonical_tag(target_language),
        _glossary(bags, source_counts, target_counts),
        _glossary([(t, s) for s, t in bags], target_counts, source_counts),
    )


def _primary(tag: str) -> str:
    return canonical_tag(tag).split("-", maxsplit=1)[0]


def _bag(text: str, language_tag: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words(key(text), language_tag)))[:_MOST_WORDS]


def _counted(bags: Iterable[tuple[str, ...]]) -> Counter[str]:
    return Counter(chain.from_iterable(bags))


def _known(
    bags: Iterable[tuple[str, ...]], counts: Counter[str]
) -> list[tuple[str, ...]]:
    return [tuple(w for w in bag if counts[w] >= _LEAST_SEEN) for bag in bags]


def _glossary(
    bags: Sequence[_Bag], source_counts: Counter[str], target_counts: Counter[str]
) -> Glossary:
    bags = [bag for bag in bags if all(bag)]
    counts = _shared_out(bags, None)
    for _round in range(_ROUNDS - 1):
        counts = _shared_out(bags, _shares(counts))
    meanings = _most_useful(_shares(counts), source_counts)
    total = target_counts.total()
    kept = dict.fromkeys(chain.from_iterable(meanings.values()))
    return Glossary(meanings, {word: target_counts[word] / total for word in kept})


def _shared_out(
    bags: Sequence[_Bag], known: Meanings | None
) -> dict[str, dict[str, float]]:
    """Share each word of the targets out among the words of its source."""
    counts: dict[str, dict[str, float]] = {}
    nothing: Mapping[str, float] = {}
    for sources, targets in bags:
        # The empty word stands for what no word of the source calls for.
        words = (*sources, "")
        rows = [counts.setdefault(word, {}) for word in words]
        before = None if known is None else [known.get(w, nothing) for w in words]
        for target in targets:
            if before is None:
                shares = [1.0] * len(rows)
            else:
                shares = [row.get(target, 0.0) for row in before]
            whole = sum(shares)
            least = whole * _FAINT
            for row, share in zip(rows, shares, strict=True):
                if share > least:
                    row[target] = row.get(target, 0.0) + share / whole
    return counts


def _shares(counts: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    shares = {}
    for word, row in counts.items():
        whole = sum(row.values())
        shares[word] = {
            target: count / whole
            for target, count in row.items()
            if count > _FAINT * whole
        }
    return shares


def _most_useful(meanings: Meanings, counts: Counter[str]) -> Meanings:
    entries = [
        (word, target, probability)
        for word, row in meanings.items()
        if word
        for target, probability in sorted(row.items(), key=lambda each: -each[1])[
            :_MOST_MEANINGS
        ]
        if probability >= _LEAST_PROBABLE
    ]
    if len(entries) > MOST_ENTRIES:
        entries.sort(key=lambda each: -each[2] * counts[each[0]])
        del entries[MOST_ENTRIES:]
    kept: dict[str, dict[str, float]] = {}
    for word, target, probability in entries:
        kept.setdefault(word, {})[target] = probability
    return kept


def _written(glossary: Glossary) -> dict[str, Any]:
    """Name each target word once, for there are twenty times as many entries."""
    place = {word: at for at, word in enumerate(glossary.frequencies)}
    return {
        "words": list(glossary.frequencies.items()),
        "meanings": {
            word: [[place[each], round(share, 4)] for each, share in row.items()]
            for word, row in glossary.meanings.items()
        },
    }


def _read(written: Mapping[str, Any]) -> Glossary:
    names = [str(word) for word, _ in written["words"]]
    meanings = {
        str(word): {names[at]: float(share) for at, share in row}
        for word, row in written["meanings"].items()
    }
    return Glossary(meanings, {str(w): float(share) for w, share in written["words"]})
