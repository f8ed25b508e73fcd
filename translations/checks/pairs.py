"""What checks look at, and what they say about it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from articles.text.khmer import key
from articles.text.markup import plain_text


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """Stands in the way of an approval until it is mended or dismissed."""
    WARNING = "warning"
    """Is shown and stands in nobody's way."""


@dataclass(frozen=True)
class Name:
    """A name or term as both languages write it.

    Attributes:
        source: How the source says it.
        targets: How the translation may say it, the preferred way first.
        forbidden: How it may not.
        is_person: Whether it names somebody.
        also: Other ways in which the source says it.
        called: How the translation may call a person besides: with a title, or from
            the second time on.
        is_optional: The translation may leave it out, as it may a form of address.
    """

    source: str
    targets: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    is_person: bool = False
    also: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    is_optional: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        """Every way in which the source says it."""
        return (self.source, *self.also)


@dataclass(frozen=True)
class Picture:
    """What is said of the photo of a story, beside its caption.

    Attributes:
        source_credit: In the language of the source.
        credit: In that of the translation.
        source_description: For those who cannot see it.
        description: The same of the translation.
        is_caption: The passage is its caption.
    """

    source_credit: str
    credit: str
    source_description: str
    description: str
    is_caption: bool = False


@dataclass(frozen=True)
class SegmentPair:
    """A passage of a source and its translation.

    Attributes:
        source: HTML of blocks, as stored; empty for what the translation adds.
        target: The same of the translation; empty for what it leaves out.
        source_language: BCP 47.
        target_language: BCP 47.
        published_date: The day on which the source came out, or comes out; None when
            nobody knows, and nothing is said of relative days.
        names: What the glossary says of what is in the source.
        is_heading: Whether it is a headline, a caption or a heading, which end
            without a full stop.
        picture: Whose words are told here; None anywhere else.
        originals: What was said in the language of the translation.
    """

    source: str
    target: str
    source_language: str = "km"
    target_language: str = "en"
    published_date: date | None = None
    names: tuple[Name, ...] = ()
    is_heading: bool = False
    picture: Picture | None = None
    originals: tuple[str, ...] = ()

    @cached_property
    def source_text(self) -> str:
        """The source without its markup."""
        return plain_text(self.source)

    @cached_property
    def target_text(self) -> str:
        """The translation without its markup."""
        return plain_text(self.target)

    @cached_property
    def source_key(self) -> str:
        """What the source says, for comparison."""
        return key(self.source_text)

    @cached_property
    def target_key(self) -> str:
        """What the translation says, for comparison."""
        return key(self.target_text)

    @property
    def is_whole(self) -> bool:
        """Whether there is something on both sides."""
        return bool(self.source_key and self.target_key)


@dataclass(frozen=True)
class Finding:
    """One thing that may be wrong.

    Attributes:
        check: The code of the check that says so.
        severity: How much it weighs.
        text: A sentence of the interface catalogue, with named places for `values`.
        values: What stands in those places, as it stands in the texts.
        words: The same for places in which an entry of the catalogue stands, such as
            the name of a weekday.
    """

    check: str
    severity: Severity
    text: str
    values: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def identity(self) -> str:
        """The same for the same finding, so that a dismissal of it holds."""
        said = [self.check, self.text, sorted({**self.values, **self.words}.items())]
        # Short, because a page names it twice; it has to differ within one row.
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


class Check(Protocol):
    """One family of rules; sees a pair and nothing else.

    Attributes:
        code: Short, lower case; stored with dismissals.
        name: An entry of the interface catalogue.
    """

    code: str
    name: str

    def find(self, pair: SegmentPair) -> Iterator[Finding]:
        """Yield what may be wrong, in the order of the text."""
        ...
