"""What a letter says: unbuildable without its sentences and its notice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from exports.letters.kinds import PERMISSION, LetterKind, Words
from rights.notices import Notice, notice_form
from rights.sentences import SENTENCE_LANGUAGES

_NUMBER: Final = re.compile(r"\d{4}/\d{1,9}")


class LetterError(ValueError):
    """A letter cannot be made; `reasons` lists everything that is missing."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, kw_only=True)
class Place:
    """An address that a letter names in a line of its own.

    Attributes:
        label: What is there, by language tag.
        url: Plain ASCII.
    """

    label: Words
    url: str


@dataclass(frozen=True, kw_only=True)
class LetterPackage:
    """What is put on paper in both languages: a permission, or a complaint.

    Attributes:
        number: Of the letter: year/permission, or year/case.
        day: On which it is written.
        outlet: By language tag, as are the next two.
        licensee: To whom: who may, or who published without asking.
        sentences: The permission, one sentence each; or what is complained of.
        notice: The pinned edition, which names the rights holder.
        policy_url: Where machines read the terms, or where one asks.
        kind: With the standing words.
        places: Addresses that the letter is about.

    Raises:
        LetterError: A text is blank in one of the languages, or the number malformed.
    """

    number: str
    day: date
    outlet: Words
    licensee: Words
    sentences: Words
    notice: Notice
    policy_url: str
    kind: LetterKind = PERMISSION
    places: tuple[Place, ...] = ()

    def __post_init__(self) -> None:
        reasons = tuple(_faults(self))
        if reasons:
            raise LetterError(reasons)


def _faults(letter: LetterPackage) -> Iterator[str]:
    if not _NUMBER.fullmatch(letter.number):
        yield "the number is a year, a stroke and digits"
    texts = {
        "outlet": letter.outlet,
        "partner": letter.licensee,
        "sentence": letter.sentences,
        "rights holder": letter.notice.rights_holder,
        "notice": {tag: text.full for tag, text in letter.notice.texts.items()},
    }
    for name, by_language in texts.items():
        for language in SENTENCE_LANGUAGES:
            if not notice_form(by_language.get(language, "")):
                yield f"no {name} in {language}"
    if not _is_address(letter.policy_url):
        yield "no address of the terms for machines"
    if not all(_is_address(place.url) for place in letter.places):
        yield "no address of a place"


def _is_address(url: str) -> bool:
    return url.isascii() and url.startswith(("https://", "http://"))
