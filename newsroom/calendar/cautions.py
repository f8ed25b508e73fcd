"""What somebody should know before an hour of the calendar comes: plain rules."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from articles.workflow import APPROVED, PUBLISHED


class Kind(StrEnum):
    """What happens at an hour; also the name in the address."""

    RELEASE = "release"
    """Readers get a text, or got it."""
    EMBARGO = "embargo"
    """The embargo of a story ends."""
    DEADLINE = "deadline"
    """A text is to be done."""
    REPLY = "reply"
    """A request for a reply is to be decided."""
    PERMISSION = "permission"
    """A permission of a partner ends."""


class Caution(StrEnum):
    """Why what is planned may not be what readers get."""

    HIDDEN = "hidden"
    """The story is hidden, so that nothing goes out."""
    RESTRICTED = "restricted"
    """Only named people know of the story, so that nothing goes out."""
    SOURCE_LATER = "source_later"
    """The translation goes out before what it was made from."""
    SOURCE_NOT_OUT = "source_not_out"
    """What it was made from is neither out nor on the schedule."""
    STALE = "stale"
    """A paragraph of the source says something else than was translated."""
    NEWER_TEXT = "newer_text"
    """What was written since does not go out with it."""
    EMBARGO_LATER = "embargo_later"
    """The embargo of the story ends later than the hour of the schedule."""
    NOT_BEGUN = "not_begun"
    """The embargo ends, and there is no text."""
    NOT_APPROVED = "not_approved"
    """The embargo ends, and nobody has approved the text."""
    NOT_PUBLISHED = "not_published"
    """The embargo ends, and nobody has published the approved text."""
    OVERDUE = "overdue"
    """It should be done."""
    NOBODY = "nobody"
    """Nobody has it, and nobody is asked."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of a text, of which something is planned.

    Attributes:
        status: Of the version, as `articles.workflow` names it.
        visible_from: The hour of its release; timezone-aware, as all moments here.
        embargoed_until: Of its story.
        due_at: Its deadline.
        is_hidden: The story is.
        is_restricted: The story is.
        is_stale: A paragraph no longer fits its source.
        is_newest: What is released is the newest text.
        has_somebody: It is in somebody's hands, or offered to somebody.
        source_later: A source goes out later than it.
        source_not_out: A source is neither out nor on the schedule.
    """

    status: str
    visible_from: datetime | None = None
    embargoed_until: datetime | None = None
    due_at: datetime | None = None
    is_hidden: bool = False
    is_restricted: bool = False
    is_stale: bool = False
    is_newest: bool = True
    has_somebody: bool = True
    source_later: bool = False
    source_not_out: bool = False


def cautions(kind: Kind, facts: Facts, *, now: datetime) -> tuple[Caution, ...]:
    """List what should be known about something that is planned.

    Nothing is said of what has happened: it cannot be planned otherwise any more.

    >>> from datetime import UTC
    >>> today = datetime(2026, 12, 1, tzinfo=UTC)
    >>> facts = Facts(status="draft", embargoed_until=today.replace(day=2))
    >>> [str(each) for each in cautions(Kind.EMBARGO, facts, now=today)]
    ['not_approved']
    """
    return tuple(_RULES[kind](facts, now))


def _stopped(facts: Facts) -> Iterator[Caution]:
    if facts.is_hidden:
        yield Caution.HIDDEN
    if facts.is_restricted:
        yield Caution.RESTRICTED


def _of_release(facts: Facts, now: datetime) -> Iterator[Caution]:
    if facts.visible_from is None or facts.visible_from <= now:
        return
    yield from _stopped(facts)
    if facts.source_later:
        yield Caution.SOURCE_LATER
    if facts.source_not_out:
        yield Caution.SOURCE_NOT_OUT
    if facts.is_stale:
        yield Caution.STALE
    if not facts.is_newest:
        yield Caution.NEWER_TEXT
    if facts.embargoed_until is not None and facts.embargoed_until > facts.visible_from:
        yield Caution.EMBARGO_LATER


def _of_embargo(facts: Facts, now: datetime) -> Iterator[Caution]:
    if facts.embargoed_until is None or facts.embargoed_until <= now:
        return
    yield from _stopped(facts)
    if not facts.status:
        yield Caution.NOT_BEGUN
    elif facts.status == APPROVED:
        yield Caution.NOT_PUBLISHED
    elif facts.status != PUBLISHED:
        yield Caution.NOT_APPROVED
    elif facts.is_stale:
        yield Caution.STALE


def _of_deadline(facts: Facts, now: datetime) -> Iterator[Caution]:
    if facts.due_at is not None and facts.due_at <= now:
        yield Caution.OVERDUE
    if not facts.has_somebody:
        yield Caution.NOBODY


def _of_nothing(_facts: Facts, _now: datetime) -> Iterator[Caution]:
    return iter(())


_RULES: Mapping[Kind, Callable[[Facts, datetime], Iterator[Caution]]] = {
    Kind.RELEASE: _of_release,
    Kind.EMBARGO: _of_embargo,
    Kind.DEADLINE: _of_deadline,
    Kind.REPLY: _of_deadline,
    Kind.PERMISSION: _of_nothing,
}
