"""Words found in texts of any language, and where they stand in them.

Khmer has no spaces between words, so what is looked for is a row of orthographic
clusters: ពេញ is found in ភ្នំពេញ, and never half a syllable. Of languages with spaces
the beginning of a word finds it.

References:
    PostgreSQL 15, §8.11.1 tsvector, §8.11.2 tsquery (positions, `<->`, `:*`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from articles.text.khmer import BASE, COENG, INVISIBLE, MARK, canonical, key

MOST_PARTS: Final = 6
"""Parts of a question that are looked for; the rest is left out."""
LONGEST_QUESTION: Final = 200
_LONGEST_LEXEME: Final = 200

# Scripts without spaces between words count sign by sign.
_ALONE: Final = "\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_PIECE: Final = re.compile(
    rf"[{BASE}](?:[{INVISIBLE}]*(?:{COENG}[{INVISIBLE}]*[{BASE}]|[{MARK}]))*"
    rf"|[{_ALONE}]|(?:(?![\u1780-\u17d3\u17e0-\u17e9{_ALONE}])[^\W_])+|[\u17e0-\u17e9]+"
)


class Piece(NamedTuple):
    """A cluster or a word of a text.

    Attributes:
        start: Offset in Unicode code points.
        end: After its last sign.
        lexeme: What it is compared by.
    """

    start: int
    end: int
    lexeme: str


@dataclass(frozen=True)
class Stretch:
    """Some of a text.

    Attributes:
        text: Never empty.
        is_found: It is what was looked for.
    """

    text: str
    is_found: bool


def pieces(text: str) -> tuple[Piece, ...]:
    """Cut a text into what can be found in it.

    >>> [each.lexeme for each in pieces("ភ្នំពេញ 2026, River")]
    ['ភ្នំ', 'ពេ', 'ញ', '2026', 'river']
    """
    return tuple(
        Piece(*each.span(), lexeme)
        for each in _PIECE.finditer(text)
        if (lexeme := _lexeme(each[0]))
    )


def lexemes_in(text: str) -> list[str]:
    """Cut a text into what can be found in it, without where it stands.

    >>> lexemes_in("ភ្នំពេញ 2026, River")
    ['ភ្នំ', 'ពេ', 'ញ', '2026', 'river']
    """
    return [lexeme for it in _PIECE.findall(text) if (lexeme := _lexeme(it))]


def border_before(text: str, place: int) -> int:
    """Return where the cluster or word begins that a place is in, else the place."""
    for each in _PIECE.finditer(text):
        if place < each.end():
            return min(each.start(), place)
    return place


# A text says the same few thousand clusters again and again.
@lru_cache(maxsize=16_384)
def _lexeme(piece: str) -> str:
    return key(piece)[:_LONGEST_LEXEME]


@dataclass(frozen=True)
class Sought:
    """What somebody looks for.

    Attributes:
        parts: Rows of lexemes; each must be found, in any order.
    """

    parts: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, question: str) -> "Sought":
        """Read a question: its parts are what white space parts."""
        several = (
            tuple(piece.lexeme for piece in pieces(key(part)))
            for part in question[:LONGEST_QUESTION].split()
        )
        return cls(tuple(dict.fromkeys(filter(None, several)))[:MOST_PARTS])

    @property
    def query(self) -> str:
        """The same as the input of a tsquery; empty for nothing to look for."""
        return " & ".join(
            "(" + " <-> ".join([*map(quoted, part[:-1]), _open(part[-1])]) + ")"
            for part in self.parts
        )

    def is_in(self, text: str) -> bool:
        """Say whether a text has every part."""
        there = lexemes_in(text)
        return all(has_row(part, there) for part in self.parts)

    def marked_in(self, text: str) -> tuple[Stretch, ...]:
        """Part a text where it begins and ends to say what is looked for.

        Returns:
            In order; joined they are the canonical text.
        """
        text = canonical(text)
        there = pieces(text)
        lexemes = [piece.lexeme for piece in there]
        hits = {
            at + step
            for part in self.parts
            for at in _places(part, lexemes)
            for step in range(len(part))
        }
        return tuple(_stretches(text, there, hits))


def has_row(part: Sequence[str], there: Sequence[str]) -> bool:
    """Say whether a row of lexemes stands among others; its last may be a beginning.

    >>> has_row(("ភ្នំ", "ពេ"), ("ភ្នំ", "ពេ", "ញ")), has_row(("ri",), ("river",))
    (True, True)
    """
    return next(_places(part, there), None) is not None


def _places(part: Sequence[str], there: Sequence[str]) -> Iterator[int]:
    """Yield where a row of lexemes begins among others; the last may be longer."""
    *first, last = part
    is_open = _is_open(last)
    for end in range(len(first), len(there)):
        lexeme = there[end]
        if lexeme == last or (is_open and lexeme.startswith(last)):
            begin = end - len(first)
            if not first or list(there[begin:end]) == first:
                yield begin


def _stretches(text: str, there: Sequence[Piece], hits: set[int]) -> Iterator[Stretch]:
    begin, at = 0, 0
    while at < len(there):
        if at not in hits:
            at += 1
            continue
        start = there[at].start
        while at in hits:
            end = there[at].end
            at += 1
        if begin < start:
            yield Stretch(text[begin:start], is_found=False)
        yield Stretch(text[start:end], is_found=True)
        begin = end
    if begin < len(text):
        yield Stretch(text[begin:], is_found=False)


def _is_open(lexeme: str) -> bool:
    """Say whether a longer word with this beginning is found, too."""
    return lexeme[0].isalpha() and not re.match(rf"[\u1780-\u17ff{_ALONE}]", lexeme)


def _open(lexeme: str) -> str:
    return f"{quoted(lexeme)}:*" if _is_open(lexeme) else quoted(lexeme)


def quoted(lexeme: str) -> str:
    """Write a lexeme as a tsvector or tsquery takes it.

    >>> quoted("o'clock")
    "'o''clock'"
    """
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
