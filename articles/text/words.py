"""The words of a text in any language, for counting."""

from articles.text.breaks import word_pieces


def words(text: str, language: str) -> tuple[str, ...]:
    """List the words of a text without spaces and punctuation.

    Khmer has no spaces between words: ICU looks them up in its dictionary and takes
    a zero-width space for a boundary.

    Args:
        text: plain text in its canonical form.
        language: BCP 47 tag.

    Returns:
        In the order of the text; empty when it has no letter or digit.

    Raises:
        LanguageTagError: the tag is malformed.

    >>> words("ប្រជាជនកម្ពុជា ១២ នាក់។", "km")
    ('ប្រជាជន', 'កម្ពុជា', '១២', 'នាក់')
    >>> words("It’s 12 o’clock.", "en")
    ('It’s', '12', 'o’clock')
    """
    pieces = word_pieces(text, language)
    return tuple(each for each in pieces if any(map(str.isalnum, each)))
