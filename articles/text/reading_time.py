"""How long a text takes to read, the same for both tellings of one story."""

import re
from dataclasses import dataclass
from typing import Final

from articles.languages import language
from articles.text.khmer import INVISIBLE
from articles.text.words import words

_UNSEEN: Final = re.compile(rf"[\s{INVISIBLE}]+")


@dataclass(frozen=True, kw_only=True)
class ReadingRates:
    """How fast people read.

    Attributes:
        characters_per_minute: for scripts without spaces; spaces do not count.
        words_per_minute: for all others.

    Raises:
        ValueError: a rate is not above zero.
    """

    characters_per_minute: int = 1500
    words_per_minute: int = 238

    def __post_init__(self) -> None:
        if min(self.characters_per_minute, self.words_per_minute) <= 0:
            message = "a reading rate is above zero"
            raise ValueError(message)


USUAL_RATES: Final = ReadingRates()


@dataclass(frozen=True)
class Amount:
    """How much text there is, in what its language is measured in.

    Attributes:
        count: Of characters or words.
        is_characters: Spaces do not count; otherwise words are counted.
    """

    count: int
    is_characters: bool


def amount(text: str, language_tag: str) -> Amount:
    """Measure a text: characters where a language writes no spaces, else words.

    Args:
        text: plain text in its canonical form; zero-width spaces do not count.
        language_tag: BCP 47.

    Raises:
        LanguageTagError: the tag is malformed.

    >>> amount("ទឹក ឡើង", "km"), amount("The river rose.", "en")
    (Amount(count=6, is_characters=True), Amount(count=3, is_characters=False))
    """
    spoken = language(language_tag)
    if spoken.is_written_without_spaces:
        return Amount(len(_UNSEEN.sub("", text)), is_characters=True)
    return Amount(len(words(text, spoken.tag)), is_characters=False)


def reading_minutes(
    text: str, language_tag: str, *, rates: ReadingRates = USUAL_RATES
) -> int:
    """Estimate the reading time of a text.

    Args:
        text: plain text in its canonical form; zero-width spaces do not count.
        language_tag: BCP 47; decides whether characters or words are counted.
        rates: per minute.

    Returns:
        Whole minutes, halves rounded up, at least 1.

    Raises:
        LanguageTagError: the tag is malformed.

    >>> reading_minutes("ក" * 3800, "km"), reading_minutes("word " * 600, "en")
    (3, 3)
    """
    read = amount(text, language_tag)
    rate = rates.characters_per_minute if read.is_characters else rates.words_per_minute
    return max(1, (2 * read.count + rate) // (2 * rate))
