"""Which letters and whose rules a language has."""

from articles.languages import KHMER, language


def is_khmer(language_tag: str) -> bool:
    """Say whether a language is written in Khmer letters.

    Args:
        language_tag: BCP 47.
    """
    return language(language_tag).script == KHMER.script


def is_english(language_tag: str) -> bool:
    """Say whether a language is English, of whatever country.

    Args:
        language_tag: BCP 47.

    >>> is_english("en-GB"), is_english("enm")
    (True, False)
    """
    return language_tag.partition("-")[0] == "en"
