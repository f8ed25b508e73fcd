"""Paragraphs as long as a newspaper's, in Khmer and in English, as many as are asked.

They are words of the demonstration in an order that makes no sense: sentences that came
twice would be packed to nothing. Figures, days and marks are left out, as a translation
says the same ones as its source.
"""

import random
from collections.abc import Sequence

from articles.text.blocks import block_text, parse_body
from articles.text.breaks import word_pieces
from articles.text.dates import ENGLISH_MONTHS, KHMER_MONTHS
from newsroom.demo.stories import DEMO_STORIES
from translations.checks.days import ENGLISH_WEEKDAYS, KHMER_WEEKDAYS

SHORTEST, LONGEST = 300, 400
_DAYS = frozenset((*ENGLISH_MONTHS, *KHMER_MONTHS, *ENGLISH_WEEKDAYS, *KHMER_WEEKDAYS))
_MARK = frozenset('0123456789០១២៣៤៥៦៧៨៩«»“”‘’",.:;!?()[]។៕៖')


def paragraphs(number: int, language: str) -> list[str]:
    """Return so many plain paragraphs of 300-400 characters, always the same.

    Args:
        number: How many.
        language: "km" or "en".
    """
    chance = random.Random(number)  # noqa: S311 - nothing is kept secret with it
    words = _words(language)
    return [_paragraph(words, chance, language) for _each in range(number)]


def _paragraph(words: Sequence[str], chance: random.Random, language: str) -> str:
    wanted, text = chance.randint(SHORTEST, LONGEST), ""
    between = " " if language == "en" else ""
    while len(text) < wanted:
        text += chance.choice(words) + between
    return text.strip() + ("." if language == "en" else "។")


def _words(language: str) -> list[str]:
    """Return every word of the demonstration, as often as it occurs."""
    texts = [
        block_text(block)
        for story in DEMO_STORIES
        for version in story.versions
        if version.language == language
        for block in parse_body("".join(version.body_html))
    ]
    pieces = (piece for text in texts for piece in word_pieces(text, language))
    words = (piece.strip() for piece in pieces)
    kept = (word for word in words if word and _MARK.isdisjoint(word))
    return [word for word in kept if word not in _DAYS]
