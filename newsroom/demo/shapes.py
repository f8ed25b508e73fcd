"""What the demonstration is made of: plain values, no Django."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class DemoContributor:
    """A person or desk that credits can name.

    Attributes:
        key: What credits refer to.
        kind: "person", "desk" or "agency".
        names: By language tag.
        biography: By language tag; empty for a desk.
        consents: Language tags in which this person may be named.
    """

    key: str
    kind: str
    names: Mapping[str, str]
    biography: Mapping[str, str]
    consents: tuple[str, ...]


@dataclass(frozen=True)
class DemoLabel:
    """A section or a tag: an ASCII slug, and its name by language tag."""

    slug: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class DemoSeries:
    """Stories that are read one after the other.

    Attributes:
        slug: ASCII.
        titles: By language tag.
        descriptions: By language tag.
        stories: Keys of its parts, in order.
    """

    slug: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    stories: tuple[str, ...]


@dataclass(frozen=True)
class DemoPhoto:
    """A lead picture that `newsroom.demo.drawing` draws.

    Attributes:
        key: What `draw_photo` takes.
        file_name: For the stored file.
        credit: Key of the contributor who made it.
        is_illustration: Drawn, not photographed.
        description: What it shows, for those who do not see it, by language tag.
    """

    key: str
    file_name: str
    credit: str
    is_illustration: bool
    description: Mapping[str, str]


@dataclass(frozen=True)
class DemoChange:
    """What a published version says from a later day on.

    Attributes:
        body_html: As in `DemoVersion`.
        published_at: Timezone-aware.
    """

    body_html: tuple[str, ...]
    published_at: datetime


@dataclass(frozen=True)
class DemoVersion:
    """One telling of a story.

    Attributes:
        language: BCP 47 tag.
        headline: Plain text, as are standfirst, dateline and caption; the last two
            may be empty.
        body_html: One `<p>…</p>` per paragraph, in order.
        slug: Unique within its language.
        credits: (role, contributor key) pairs, in printing order.
        translated_from: Language tag of the version it was made from; None for
            the original.
        published_at: Timezone-aware; of a draft, when its text was saved.
        is_published: False for a draft, which readers do not see.
        change: Made to it after all versions of the story were published.
    """

    language: str
    headline: str
    standfirst: str
    dateline: str
    body_html: tuple[str, ...]
    caption: str
    slug: str
    credits: tuple[tuple[str, str], ...]
    translated_from: str | None
    published_at: datetime
    is_published: bool = True
    change: DemoChange | None = None

    @property
    def is_original(self) -> bool:
        """Tell whether no other version is its source."""
        return self.translated_from is None


@dataclass(frozen=True)
class DemoStory:
    """A story and its versions, the original first.

    Attributes:
        key: Stable name, so that seeding twice finds the first.
        kind: "news", "feature" and so on, as articles name them.
        section: Slug of its section.
        tags: Slugs of its tags.
        photo: Key of its lead picture; None where it has none.
        versions: One per language.
        embargo: Counted from the planting; None when it may go out at once.
    """

    key: str
    kind: str
    section: str
    tags: tuple[str, ...]
    photo: str | None
    versions: tuple[DemoVersion, ...]
    embargo: timedelta | None = None


@dataclass(frozen=True)
class DemoAccount:
    """A login of the demonstration; never made where `DEBUG` is off.

    Attributes:
        username: Also the beginning of the password.
        password: Printed at start-up; it guards nothing.
        group: Role group; empty for the superuser.
        languages: Tags of the languages the role is granted for.
        interface_language: What the desk speaks to this account.
        is_superuser: May do everything.
    """

    username: str
    password: str
    group: str
    languages: tuple[str, ...]
    interface_language: str
    is_superuser: bool = False


@dataclass(frozen=True)
class DemoDecision:
    """Whether a story is wanted in a language.

    Attributes:
        story: Key of the story.
        language: BCP 47 tag.
        decision: "full", "brief", "not_wanted" or "undecided".
        by: User name of who decided.
    """

    story: str
    language: str
    decision: str
    by: str


@dataclass(frozen=True)
class DemoQuestion:
    """A question to the reporter of a story.

    Attributes:
        story: Key of the story.
        language: Tag of the version for which it is asked.
        by: User name of who asks.
        paragraph: Of the original, counted from 1.
        text: In the language of the original.
    """

    story: str
    language: str
    by: str
    paragraph: int
    text: str


@dataclass(frozen=True)
class DemoAnswers:
    """What came back from a reporter, as one text with the numbers of the questions."""

    story: str
    by: str
    text: str


def paragraphs(*texts: str) -> tuple[str, ...]:
    """Wrap plain texts as HTML paragraphs.

    Args:
        texts: Without markup; `&`, `<` and `>` do not occur in them.

    Returns:
        One `<p>…</p>` per text, in order.

    >>> paragraphs("Rain fell.", "It stopped.")
    ('<p>Rain fell.</p>', '<p>It stopped.</p>')
    """
    return tuple(f"<p>{text}</p>" for text in texts)
