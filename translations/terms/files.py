"""What a file of terms says, whatever its format, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from translations.terms.concepts import Concept, Form, Standing

LARGEST_FILE: Final = 2_000_000
"""Octets."""
MOST_ENTRIES: Final = 10_000
FIRST_LANGUAGES: Final = ("km", "en")
"""Those that come first wherever languages are listed."""


class Part(StrEnum):
    """What may be said of a thing in a language."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"
    TITLE = "title"
    FIRST = "first"
    SECOND = "second"
    NOTE = "note"


PARTS: Final[Mapping[Part, tuple[Form, Standing]]] = {
    Part.PREFERRED: (Form.NAME, Standing.PREFERRED),
    Part.ADMITTED: (Form.NAME, Standing.ADMITTED),
    Part.FORBIDDEN: (Form.NAME, Standing.FORBIDDEN),
    Part.TITLE: (Form.TITLE, Standing.PREFERRED),
    Part.FIRST: (Form.FIRST, Standing.PREFERRED),
    Part.SECOND: (Form.SECOND, Standing.PREFERRED),
}
"""All but the note, which is no wording."""


@dataclass(frozen=True)
class Incoming:
    """One entry of a file.

    Attributes:
        line: Where it begins, from 1.
        concept: What the file says; without a code where the file has none; its number
            is that of the entry when the file was written, 0 where it does not say.
        covers: Languages and parts that the file speaks of, be it that there is
            nothing; of the others it says nothing.
    """

    line: int
    concept: Concept
    covers: frozenset[tuple[str, Part]]


@dataclass(frozen=True)
class Problem:
    """Why a file, or an entry of it, cannot be taken in.

    Attributes:
        line: From 1; 0 for the whole file.
        text: An entry of the interface catalogue, with named places for `values`.
        values: What stands in those places.
    """

    line: int
    text: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Contents:
    """What was read from a file, in its order."""

    entries: tuple[Incoming, ...] = ()
    problems: tuple[Problem, ...] = ()


# Entries of the interface catalogue.
TOO_LARGE: Final = "The file is larger than %(most)s MB. Divide it."
TOO_MANY: Final = "The file has more than %(most)s entries. Divide it."
NOT_UTF8: Final = "The file is not written in UTF-8. Save it as “CSV UTF-8”."
EMPTY: Final = "The file has no entry."
UNKNOWN_KIND: Final = "“%(kind)s” is no kind of entry. Write one of: %(kinds)s."


def too_large(octets: bytes) -> Problem | None:
    """Say that a file is too large to be read; None where it is not."""
    if len(octets) <= LARGEST_FILE:
        return None
    return Problem(0, TOO_LARGE, {"most": str(LARGEST_FILE // 1_000_000)})
