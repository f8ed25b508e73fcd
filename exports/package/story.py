"""What is told in a copy, as plain values: text, credits, links, photo."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class BodyBlock:
    """A block of the body.

    Attributes:
        kind: paragraph, heading, quote or list.
        html: One whole element; cleaned again by who writes it.
        text: The same as plain text, a newline for each line in it.
    """

    kind: str
    html: str
    text: str


@dataclass(frozen=True)
class Creditor:
    """One of those behind a credit, for machines.

    Attributes:
        name: As printed.
        is_person: False for a desk or an agency.
    """

    name: str
    is_person: bool = False


@dataclass(frozen=True)
class PrintedCredit:
    """A credit line as printed.

    Attributes:
        role: A key of articles.credits.CREDIT_LABELS.
        label: The words before the names.
        names: All names, joined.
        creditors: Each of them; never empty.
    """

    role: str
    label: str
    names: str
    creditors: tuple[Creditor, ...]

    @property
    def text(self) -> str:
        """The whole line."""
        return f"{self.label} {self.names}"


@dataclass(frozen=True)
class VersionLink:
    """The story in another language.

    Attributes:
        url: Absolute, http(s).
        language: BCP 47 tag there.
        title: Its headline; may be empty.
    """

    url: str
    language: str
    title: str = ""


@dataclass(frozen=True)
class PhotoFacts:
    """The lead photo: as an address, or only as words where it stays home.

    Attributes:
        credit: Who took it or whose it is, as printed with its label.
        caption: Plain text; may be empty.
        url: Absolute address of our own picture; None for one that stays home.
        withheld: What stands in its place and why; empty for our own.
        picture: Our own as a JPEG file, for a format that packs it; empty for one
            that stays home.
        is_upright: Whether it is higher than wide.
        description: What is to be seen, by BCP 47 tag; may be empty.
        names: The credit without its label, by BCP 47 tag; may be empty.
    """

    credit: str
    caption: str = ""
    url: str | None = None
    withheld: str = ""
    picture: bytes = field(default=b"", repr=False)
    is_upright: bool = False
    description: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Story:
    """What is told, with everything that belongs to it.

    Attributes:
        urn: Of the article.
        article_id: The same article, as the permission names it.
        revision: Number of the text, from 1.
        language: BCP 47.
        headline: Plain text.
        standfirst: Plain text; may be empty.
        dateline: Plain text; may be empty.
        body: In order; never empty.
        credits: In the order in which they are printed; never empty.
        canonical_url: Where the outlet shows it.
        first_published_at: Timezone-aware.
        updated_at: Timezone-aware; None if never again.
        section: Name in the language of the copy.
        kind: Code of the article's kind, such as news.
        kind_label: As printed; empty for news.
        schema_type: Of schema.org.
        outlet: Name in the language of the copy.
        note: What it was translated from; empty for an original.
        sources: Of a translation, those that readers can see.
        translations: Made from it, those that readers can see.
        stale: Sentence that says the original has changed; empty when it has not.
        machine: Sentence that says that a machine drafted it, or part of it; empty
            where no machine had a part in it.
        photo: The lead photo; None without one.
        withheld_urls: Addresses that must be nowhere in a copy.
    """

    urn: str
    article_id: str
    revision: int
    language: str
    headline: str
    body: tuple[BodyBlock, ...]
    credits: tuple[PrintedCredit, ...]
    canonical_url: str
    first_published_at: datetime
    section: str
    kind: str
    schema_type: str
    outlet: str
    standfirst: str = ""
    dateline: str = ""
    updated_at: datetime | None = None
    kind_label: str = ""
    note: str = ""
    sources: tuple[VersionLink, ...] = ()
    translations: tuple[VersionLink, ...] = ()
    stale: str = ""
    machine: str = ""
    photo: PhotoFacts | None = None
    withheld_urls: frozenset[str] = frozenset()

    @property
    def is_stale(self) -> bool:
        """Whether the original has changed since it was translated."""
        return bool(self.stale)
