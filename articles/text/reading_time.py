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
    spoken = language(language_tag)
    if spoken.is_written_without_spaces:
        count, rate = len(_UNSEEN.sub("", text)), rates.characters_per_minute
    else:
        count, rate = len(words(text, spoken.tag)), rates.words_per_minute
    return max(1, (2 * count + rate) // (2 * rate))
