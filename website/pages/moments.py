"""Moments in the writing of the page's language."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import get_default_timezone

from articles.text.dates import written_moment


@dataclass(frozen=True)
class Moment:
    """A point in time as a page prints it.

    Attributes:
        at: Timezone-aware.
        text: Written out in the language of the page.
    """

    at: datetime
    text: str


def moment(at: datetime, language: str) -> Moment:
    """Prepare a point in time for a page in a language, in the newsroom's time zone."""
    return Moment(at, written_moment(at, language, zone=get_default_timezone()))
