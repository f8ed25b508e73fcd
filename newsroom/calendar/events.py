"""What somebody asks a calendar, and what it answers."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from articles.models import Article, ReplyRequest, Version
from newsroom.calendar.cautions import Caution, Kind
from newsroom.calendar.spans import Span
from people.models import Account
from rights.models import Grant


@dataclass(frozen=True, kw_only=True)
class Question:
    """What somebody asks the calendar.

    Attributes:
        account: Who looks; what they may not know of is left out.
        span: Of which days.
        zone: Where these days are.
        now: Timezone-aware.
        language: Only this one, BCP 47; empty for all.
        kind: Only this one; None for all.
        is_mine: Only what whoever looks has, wrote, put on the schedule or entered.
    """

    account: Account
    span: Span
    zone: tzinfo
    now: datetime
    language: str = ""
    kind: Kind | None = None
    is_mine: bool = False

    def asks(self, kind: Kind) -> bool:
        """Say whether a kind of event is asked for."""
        return self.kind in {None, kind}

    def local_day(self, at: datetime) -> date:
        """Return on which day a moment is."""
        return at.astimezone(self.zone).date()


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing on one day.

    Attributes:
        kind: What.
        day: When.
        at: Timezone-aware; None for the whole day.
        subject: The version, story, request or permission it is about, as stored.
        written: HTML of the headline of a version's working copy; may be empty.
        headline: What readers know a story by, and in which language; may be empty.
        offered_to: Who is asked to take a text that is in nobody's hands; or empty.
        cautions: What should be known about it.
    """

    kind: Kind
    day: date
    at: datetime | None
    subject: Version | Article | ReplyRequest | Grant
    written: str = ""
    headline: tuple[str, str] = ("", "")
    offered_to: str = ""
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True)
class Found:
    """What the calendar holds of some days.

    Attributes:
        events: In their order; those of a whole day before those at an hour.
        has_more: There are more of a kind than are fetched.
    """

    events: tuple[Event, ...]
    has_more: bool
