"""What a permission letter says: unbuildable without its sentences and its notice."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from rights.notices import Notice, notice_form
from rights.sentences import SENTENCE_LANGUAGES

_NUMBER: Final = re.compile(r"\d{4}/\d{1,9}")


class LetterError(ValueError):
    """A letter cannot be made; `reasons` lists everything that is missing."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, kw_only=True)
class LetterPackage:
    """A permission as it is put on paper, in both languages.

    Attributes:
        number: Of the letter: year/permission.
        day: On which it is written.
        outlet: By language tag, as are the next three.
        licensee: Who may.
        sentences: The permission, one sentence each.
        notice: The pinned edition, which names the rights holder.
        policy_url: Where machines read the terms.

    Raises:
        LetterError: A text is blank in one of the languages, or the number malformed.
    """

    number: str
    day: date
    outlet: Mapping[str, str]
    licensee: Mapping[str, str]
    sentences: Mapping[str, str]
    notice: Notice
    policy_url: str

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
    if not letter.policy_url.startswith(("https://", "http://")):
        yield "no address of the terms for machines"
