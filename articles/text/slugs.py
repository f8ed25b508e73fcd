"""Readable addresses in any script: Khmer keeps its vowels and subscripts."""

import re
import unicodedata
from typing import Final

from articles.text.khmer import COENG, canonical, without_invisibles

SLUG_LENGTH: Final = 80

_APOSTROPHE = re.compile("['’ʼ]")


class SlugError(ValueError):
    """The text has no letter or digit that an address could be made of."""


def slugify(text: str, *, max_length: int = SLUG_LENGTH) -> str:
    """Make the part of an address that names a story.

    Letters, signs and digits of any script stay, in lower case; everything else,
    Khmer punctuation too, becomes one hyphen. The result is in NFC and canonical.

    Args:
        text: a headline or a slug somebody typed.
        max_length: code points, at least 1. A longer slug ends at the last hyphen in
            its second half, else before the letter that does not fit, never inside a
            Khmer cluster.

    Returns:
        Never empty; the same for its own result.

    Raises:
        SlugError: no letter or digit is left.

    >>> slugify("ទន្លេសាប៖ «ឆ្នាំ២០២៦»។"), slugify("It’s a Story!")
    ('ទន្លេសាប-ឆ្នាំ២០២៦', 'its-a-story')
    """
    plain = _lower(_APOSTROPHE.sub("", without_invisibles(text)))
    kept = "".join(each if _belongs(each) else " " for each in plain)
    parts = (_without_stray_signs(part) for part in kept.split())
    slug = _shortened("-".join(part for part in parts if part), max_length)
    if not slug:
        message = f"nothing to make an address of: {text[:SLUG_LENGTH]!r}"
        raise SlugError(message)
    return slug


def is_slug(text: str, *, max_length: int = SLUG_LENGTH) -> bool:
    """Tell whether a text is a slug already.

    >>> is_slug("ទន្លេសាប-២០២៦"), is_slug("Two words"), is_slug("")
    (True, False, False)
    """
    try:
        return slugify(text, max_length=max_length) == text
    except SlugError:
        return False


def _lower(text: str) -> str:
    lower = canonical(canonical(text).lower())
    while lower != text:
        text, lower = lower, canonical(lower.lower())
    return lower


def _belongs(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM" or character.isdecimal()


def _without_stray_signs(part: str) -> str:
    for at, character in enumerate(part):
        if not unicodedata.category(character).startswith("M"):
            return part[at:].rstrip(COENG)
    return ""


def _shortened(slug: str, max_length: int) -> str:
    if len(slug) <= max_length:
        return slug
    hyphen = slug.rfind("-", max_length // 2, max_length + 1)
    if hyphen > 0:
        return slug[:hyphen]
    end = max_length
    while end and _is_inside_cluster(slug, end):
        end -= 1
    return slug[:end].strip("-")


def _is_inside_cluster(slug: str, at: int) -> bool:
    return slug[at - 1] == COENG or unicodedata.category(slug[at]).startswith("M")
