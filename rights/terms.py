"""What a permission is about, in words: acts, edits, media, territories."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

EVERY: Final = "*"
"""Stands for every language, medium or territory."""

_TERRITORY: Final = re.compile(r"[A-Z]{2}")


class TermsError(ValueError):
    """A use or a permission is malformed."""


class _Labelled(StrEnum):
    """A word of the terms, with what people read."""

    label_km: str
    label_en: str

    def __new__(cls, value: str, km: str, en: str) -> "_Labelled":
        word = str.__new__(cls, value)
        word._value_ = value
        word.label_km, word.label_en = km, en
        return word

    @property
    def labels(self) -> Mapping[str, str]:
        """The word on the screen, by language tag."""
        return MappingProxyType({"km": self.label_km, "en": self.label_en})


class Act(_Labelled):
    """What the notice reserves: the five acts, and translation, granted apart."""

    PRINT = "print", "បោះពុម្ព", "print"
    ELECTRONIC = "electronic", "ផលិតឡើងវិញតាមអេឡិចត្រូនិក", "reproduce electronically"
    BROADCAST = "broadcast", "ផ្សាយតាមវិទ្យុ ឬទូរទស្សន៍", "broadcast"
    REWRITING = "rewriting", "សរសេរឡើងវិញ", "rewrite"
    REDISTRIBUTION = "redistribution", "ចែកចាយបន្ត", "redistribute"
    TRANSLATE = "translate", "បកប្រែ", "translate"


class Edit(_Labelled):
    """What a licensee may change without it being rewriting."""

    HEADLINE = "headline", "ប្តូរចំណងជើង", "change the headline"
    LENGTH = "length", "កាត់ឱ្យខ្លី", "shorten"
    STYLE = "style", "ប្តូរតាមក្បួនសរសេររបស់ខ្លួន", "adapt to the house style"


class Medium(_Labelled):
    """Where a copy appears."""

    NEWSPAPER = "newspaper", "កាសែត", "newspaper"
    MAGAZINE = "magazine", "ទស្សនាវដ្តី", "magazine"
    BOOK = "book", "សៀវភៅ", "book"
    WEBSITE = "website", "គេហទំព័រ", "website"
    APP = "app", "កម្មវិធីទូរសព្ទ", "app"
    NEWSLETTER = "newsletter", "ព្រឹត្តិបត្រព័ត៌មាន", "newsletter"
    SOCIAL = "social", "បណ្តាញសង្គម", "social media"
    RADIO = "radio", "វិទ្យុ", "radio"
    TELEVISION = "television", "ទូរទស្សន៍", "television"
    PODCAST = "podcast", "ផតខាស", "podcast"


def check_territory(code: str) -> None:
    """Refuse what is no territory.

    Args:
        code: ISO 3166-1 alpha-2 in capitals, or "*".

    Raises:
        TermsError: It is neither.
    """
    if code != EVERY and not _TERRITORY.fullmatch(code):
        message = f"territory: two capital letters or *, not {code[:20]!r}"
        raise TermsError(message)


@dataclass(frozen=True)
class Terms:
    """What a permission allows, where and how long; empty allows nothing.

    Attributes:
        acts: What may be done.
        languages: BCP 47 tags, or "*".
        starts_at: Timezone-aware; included.
        media: Values of `Medium`, or "*".
        territories: ISO 3166-1 alpha-2 codes, or "*".
        ends_at: Timezone-aware; no longer included. None for no end.
        is_denial: Denies all this instead of allowing it.
        edits: What may be changed.
        review_date: When a permission without an end is looked at again; None where
            nobody said.
        pieces_stay: Whether what was published before the end may stay after it.
        may_mirror: Whether the pages may be kept on a second address.
        is_exclusive: Whether no other partner may be allowed any of this.
    """

    acts: frozenset[Act]
    languages: frozenset[str]
    starts_at: datetime
    media: frozenset[str] = frozenset({EVERY})
    territories: frozenset[str] = frozenset({EVERY})
    ends_at: datetime | None = None
    is_denial: bool = False
    edits: frozenset[Edit] = frozenset()
    review_date: date | None = None
    pieces_stay: bool = True
    may_mirror: bool = False
    is_exclusive: bool = False
