"""Paragraphs as long as a newspaper's, in Khmer and in English, as many as are asked.

They are words of the demonstration in an order that makes no sense: sentences that came
twice would be packed to nothing.
"""

import random
from collections.abc import Sequence

from articles.text.blocks import block_text, parse_body
from articles.text.breaks import word_pieces
from newsroom.demo.stories import DEMO_STORIES

SHORTEST, LONGEST = 300, 400


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
    return [piece.strip() for piece in pieces if piece.strip()]
