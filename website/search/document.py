"""What a text is found by and what it is ranked by, as PostgreSQL's vectors take it.

Khmer has no spaces between words and its writers put spaces where they like. So a text
is *found* by its neighbouring pairs of orthographic clusters, whatever stands between
them: all pairs of a question are in every text that has the question. It is *ranked*
by its words, as a dictionary cuts them, and by where they stand.

References:
    PostgreSQL 18, §8.11.1 tsvector: 256 places of a lexeme are kept, which a long text
    has more of; pairs need no places.
"""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from articles.text.khmer import key
from articles.text.sought import Piece, pieces, quoted
from articles.text.words import words
from website.search.names import name_lexemes

EDITION: Final = 3
"""Counts the ways in which texts were indexed; another one has all indexed anew."""
TOPIC_TIMES: Final = 3
"""A word that stands so often in a body says what it is about."""
_MOST_TOPICS: Final = 64
_LONGEST_WORD: Final = 200
# What may stand between two clusters of one word or phrase.
_GAP: Final = re.compile(r"[\s\u200b]*")


@dataclass(frozen=True, kw_only=True)
class Text:
    """What readers have of a version, plain.

    Attributes:
        headline: One line.
        summary: Standfirst and dateline.
        body: Its paragraphs, and the caption.
        language: BCP 47.
    """

    headline: str
    summary: str
    body: tuple[str, ...]
    language: str


@dataclass(frozen=True)
class Document:
    """Two vectors, as their text form.

    Attributes:
        found_by: Lexemes without places.
        ranked_by: Words with weights: A of the headline, B of the summary, C of what
            the body repeats.
    """

    found_by: str
    ranked_by: str


def document(text: Text) -> Document:
    """Work out the vectors of a text.

    Raises:
        LanguageTagError: its language is malformed.
    """
    found: set[str] = set()
    for each in (text.headline, text.summary, *text.body):
        folded = key(each)
        found.update(lexemes(folded))
        found.update(name_lexemes(each, folded))
    ranked: dict[str, str] = {}
    for weight, several in (
        ("C", _topics(text)),
        ("B", ranking_words(text.summary, text.language)),
        ("A", ranking_words(text.headline, text.language)),
    ):
        ranked.update(dict.fromkeys(several, weight))
    return Document(
        " ".join(map(quoted, sorted(found))),
        " ".join(
            f"{quoted(word)}:{place}{weight}"
            for place, (word, weight) in enumerate(sorted(ranked.items()), start=1)
        ),
    )


def lexemes(text_key: str) -> Iterator[str]:
    """Yield what a text is found by.

    >>> [it for it in lexemes("ភ្នំ ពេញ 2026") if not it.startswith("~")]
    ['ភ្នំ', 'ពេ', 'ញ', '2026']
    >>> pair_of("ភ្នំ", "ពេ") in lexemes("ភ្នំ ពេញ 2026")
    True
    """
    there = pieces(text_key)
    for piece, after in pairwise((*there, None)):
        if piece is None:
            continue
        yield piece.lexeme
        if after is not None and is_joined(text_key, piece, after):
            yield pair_of(piece.lexeme, after.lexeme)


# A corpus has some hundred thousand pairs, and texts the same ones again and again.
@lru_cache(maxsize=65_536)
def pair_of(first: str, second: str) -> str:
    """Write a pair as one lexeme: a digest, a third as long as the two clusters.

    Half of what a text is found by is pairs, and texts are read again for each
    question whose words are in most of them. Two pairs share one of the 2³² digests
    so seldom that a reader may wait years for a result too much.
    """
    digest = hashlib.blake2b(f"{first} {second}".encode(), digest_size=4).digest()
    return f"~{base64.b85encode(digest).decode()}"


def is_joined(text_key: str, piece: Piece, after: Piece) -> bool:
    """Say whether two neighbours count as a pair: two Khmer clusters, nothing between.

    >>> is_joined("កខ", *pieces("កខ")), is_joined("a b", *pieces("a b"))
    (True, False)
    """
    both = piece.lexeme[0], after.lexeme[0]
    is_khmer = all("\u1780" <= sign <= "\u17d3" for sign in both)
    return is_khmer and _GAP.fullmatch(text_key, piece.end, after.start) is not None


def ranking_words(text: str, language: str) -> Iterator[str]:
    """Yield the words of a text in the form in which they are compared.

    >>> list(ranking_words("ប្រជាជនកម្ពុជា", "km"))
    ['ប្រជាជន', 'កម្ពុជា']
    """
    for word in words(key(text), language):
        yield key(word)[:_LONGEST_WORD]


def _topics(text: Text) -> Iterable[str]:
    times = Counter(
        word for each in text.body for word in ranking_words(each, text.language)
    )
    often = (word for word, count in times.most_common() if count >= TOPIC_TIMES)
    return [word for _place, word in zip(range(_MOST_TOPICS), often, strict=False)]
