"""Which word translates which: a value that can be stored as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Self

from articles.languages import canonical_tag

_FORMAT: Final = 1

Meanings = Mapping[str, Mapping[str, float]]


class LexiconError(ValueError):
    """A lexicon is of other languages than the texts, or was not written by us."""


@dataclass(frozen=True)
class Glossary:
    """What the words of one language become in the other.

    Attributes:
        meanings: By word, the probability, 0-1, of each word it may become.
        counts: How often each word was seen that they may become.
        total: How many words of the other language were seen, known ones or not.
    """

    meanings: Meanings
    counts: Mapping[str, int]
    total: int


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
            known = written["format"] == _FORMAT
            read = cls(
                str(written["source_language"]),
                str(written["target_language"]),
                _read(written["forward"]),
                _read(written["backward"]),
            )
        except (KeyError, TypeError, IndexError, AttributeError, ValueError) as error:
            message = "not a lexicon"
            raise LexiconError(message) from error
        if not known:
            message = f"a lexicon of format {written['format']}, not {_FORMAT}"
            raise LexiconError(message)
        return read


def _primary(tag: str) -> str:
    return canonical_tag(tag).split("-", maxsplit=1)[0]


def _written(glossary: Glossary) -> dict[str, Any]:
    """Name each target word once, for there are twenty times as many entries."""
    place = {word: at for at, word in enumerate(glossary.counts)}
    return {
        "total": glossary.total,
        "words": list(glossary.counts),
        "counts": list(glossary.counts.values()),
        "meanings": {
            word: [[place[each], round(share, 4)] for each, share in row.items()]
            for word, row in glossary.meanings.items()
        },
    }


def _read(written: Mapping[str, Any]) -> Glossary:
    words = [str(word) for word in written["words"]]
    counts = dict(zip(words, map(int, written["counts"]), strict=True))
    meanings = {
        str(word): {words[at]: float(share) for at, share in row}
        for word, row in written["meanings"].items()
    }
    return Glossary(meanings, counts, int(written["total"]))
