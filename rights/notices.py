"""The rights notice as a value: its comparison form, and whether a text carries it."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from rights.commons import Commons
from rights.wording import NoticeText

# Nothing readers see; writers and converters sprinkle them.
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_SPACES = re.compile(r"\s+")
FALLBACK_LANGUAGE = "en"


def notice_form(text: str) -> str:
    r"""Bring a text into the form in which notices are compared.

    Returns:
        NFC (Unicode Standard Annex #15), without invisible characters, runs of
        white space as one space, none at the ends.

    >>> notice_form("  No\u200b part\n of it ")
    'No part of it'
    """
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return _SPACES.sub(" ", visible).strip()


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a text's comparison form, as 64 hexadecimal digits."""
    return hashlib.sha256(notice_form(text).encode()).hexdigest()


def carries(text: str, notice: str) -> bool:
    """Say whether a text contains a notice word for word.

    An empty notice is carried by nothing.
    """
    wanted = notice_form(notice)
    return bool(wanted) and wanted in notice_form(text)


@dataclass(frozen=True)
class Notice:
    """One edition of an outlet's notice, in every language it was worded in.

    Attributes:
        edition: Its number, counted per outlet from 1.
        year: Of first publication, as the notice states it.
        rights_holder: The holder's name per language.
        address: Where to ask for permission.
        texts: Per language, the four texts of the edition.
        licence: By which everybody may use the text; None where nothing is licensed.
    """

    edition: int
    year: int
    rights_holder: Mapping[str, str]
    address: str
    texts: Mapping[str, NoticeText]
    licence: Commons | None = None

    def language_for(self, language: str) -> str:
        """Return the language in which a copy in `language` shows the notice."""
        return language if language in self.texts else FALLBACK_LANGUAGE

    def text_for(self, language: str) -> NoticeText:
        """Return the texts that a copy in `language` shows: its own, else English."""
        return self.texts[self.language_for(language)]

    def appears_in(self, text: str, language: str) -> bool:
        """Say whether a copy's visible text carries the full notice in its language.

        Args:
            text: All that a reader of the copy sees, without markup.
            language: BCP 47 tag of the copy.
        """
        return carries(text, self.text_for(language).full)

    def appears_everywhere_in(self, texts: Mapping[str, str]) -> bool:
        """Say whether a machine slot carries the notice in all the edition's languages.

        Args:
            texts: What was found there, per language.
        """
        return all(
            fingerprint(texts.get(language, "")) == fingerprint(wording.full)
            for language, wording in self.texts.items()
        )
