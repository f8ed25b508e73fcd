"""A term as a plain value: one thing, and what it is called in each language.

References:
    ISO 30042:2019 (TBX): a concept entry holds language sections, which hold terms.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LONGEST_TEXT: Final = 200
"""Characters of a name or term."""
LONGEST_NOTE: Final = 1_000
BETWEEN: Final = "|"
"""Stands between the names in one cell of a file, and so in no name."""


class Kind(StrEnum):
    """What is called so."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    TITLE = "title"
    TERM = "term"


class Standing(StrEnum):
    """Whether a name is wanted."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"


class Form(StrEnum):
    """What part a wording plays; all but the name are of people alone."""

    NAME = "name"
    TITLE = "title"
    """What stands before the name, such as “Prime Minister”."""
    FIRST = "first"
    """How a story names somebody for the first time."""
    SECOND = "second"
    """How it names them from then on."""


@dataclass(frozen=True)
class Saying:
    """One wording in one language.

    Attributes:
        language: BCP 47, in its usual letter case.
        text: As it is written.
        form: What part it plays.
        standing: Whether it is wanted; whatever is no name is preferred.
    """

    language: str
    text: str
    form: Form = Form.NAME
    standing: Standing = Standing.PREFERRED


@dataclass(frozen=True)
class Note:
    """What the desk of a language should know of a term."""

    language: str
    text: str


@dataclass(frozen=True)
class Concept:
    """One thing that has a name.

    Attributes:
        code: Names it in files; the same for ever.
        kind: What it is.
        sayings: In the order in which they are offered.
        notes: At most one a language.
        pk: Of the stored term; None of what is not stored.
        number: Counts its changes; 0 of what is not stored.
    """

    code: str
    kind: Kind
    sayings: tuple[Saying, ...]
    notes: tuple[Note, ...] = ()
    pk: int | None = None
    number: int = 0

    @property
    def is_person(self) -> bool:
        """Whether it names somebody."""
        return self.kind is Kind.PERSON

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which anything is said of it, in their order."""
        said = [each.language for each in self.sayings]
        return tuple(dict.fromkeys([*said, *(each.language for each in self.notes)]))

    def texts(
        self,
        language: str,
        form: Form = Form.NAME,
        standings: Iterable[Standing] = (Standing.PREFERRED, Standing.ADMITTED),
    ) -> tuple[str, ...]:
        """List wordings in a language, the preferred ones first.

        Args:
            language: BCP 47; a region or script that nobody wrote in stands for the
                language alone.
            form: What part they play.
            standings: Whether they are wanted, in the order of the answer.
        """
        near = self._nearest(language)
        return tuple(
            each.text
            for standing in standings
            for each in self.sayings
            if (each.language, each.form, each.standing) == (near, form, standing)
        )

    def preferred(self, language: str) -> str:
        """Return the preferred name in a language; empty where it has none."""
        return next(iter(self.texts(language, standings=(Standing.PREFERRED,))), "")

    def forbidden(self, language: str) -> tuple[str, ...]:
        """List the names that are not wanted in a language."""
        return self.texts(language, standings=(Standing.FORBIDDEN,))

    def first_reference(self, language: str) -> str:
        """Say how a story names it for the first time.

        >>> Concept("x", Kind.PERSON, (Saying("en", "Sok Dara"),
        ...     Saying("en", "Minister", Form.TITLE))).first_reference("en")
        'Minister Sok Dara'
        """
        if said := self.texts(language, Form.FIRST):
            return said[0]
        title = next(iter(self.texts(language, Form.TITLE)), "")
        return f"{title} {self.preferred(language)}".strip()

    def second_reference(self, language: str) -> str:
        """Say how a story names it from then on: by the name, where nobody says."""
        said = self.texts(language, Form.SECOND)
        return said[0] if said else self.preferred(language)

    def note(self, language: str) -> str:
        """Return what the desk of a language should know; empty for nothing."""
        return next((it.text for it in self.notes if it.language == language), "")

    def _nearest(self, language: str) -> str:
        written = {each.language for each in self.sayings}
        return next((it for it in _wider(language) if it in written), language)


def _wider(tag: str) -> Iterator[str]:
    """Yield a tag, then what is left of it without its last subtags."""
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


@dataclass(frozen=True)
class WantedTerm:
    """What the glossary wants something to be called that a text names.

    Attributes:
        said: As the text says it.
        wanted: In the language of the translation.
        unwanted: What it must not be called there.
    """

    said: str
    wanted: str
    unwanted: tuple[str, ...] = ()
