"""Where words and sentences end, by ICU: the pieces of a text, nothing lost.

References:
    UAX #29 word and sentence boundaries; CLDR segment suppressions (`ss=standard`).
"""

import re
from typing import Final

from icu4py.breakers import SentenceBreaker, WordBreaker

from articles.languages import canonical_tag

_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")


# ICU counts UTF-16 units. Walking the pieces instead of the offsets keeps every
# character whole, in Khmer as in emoji.
def word_pieces(text: str, language: str) -> tuple[str, ...]:
    """Cut a text at word boundaries.

    Returns:
        Words, spaces and punctuation in order; joined they are the text, except that
        a lone surrogate has become U+FFFD. Empty for an empty text.

    Raises:
        LanguageTagError: the tag is malformed.
    """
    return tuple(WordBreaker(_SURROGATE.sub("\ufffd", text), canonical_tag(language)))


def sentence_pieces(text: str, language: str) -> tuple[str, ...]:
    """Cut a text at sentence boundaries, not after the usual abbreviations.

    Returns:
        Sentences with the spaces after them, in order; joined they are the text,
        except that a lone surrogate has become U+FFFD. Empty for an empty text.

    Raises:
        LanguageTagError: the tag is malformed.
    """
    locale = f"{canonical_tag(language)}@ss=standard"
    return tuple(SentenceBreaker(_SURROGATE.sub("\ufffd", text), locale))
