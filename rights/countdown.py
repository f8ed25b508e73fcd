"""How long a permission still lasts, and what the desk has to do about it."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum
from typing import Final

SOON_DAYS: Final = 30


class Standing(StrEnum):
    """Where a permission stands in its life."""

    NOT_YET = "not_yet"
    RUNS = "runs"
    ENDS_SOON = "ends_soon"
    REVIEW_DUE = "review_due"
    ENDED = "ended"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Countdown:
    """Where a permission stands, and how many days it takes until that changes.

    Attributes:
        standing: As judged at a moment.
        days: Until it begins, ends or is looked at again, the day itself not
            counted; None where nothing is to come.
    """

    standing: Standing
    days: int | None = None


def countdown(
    *,
    starts_at: datetime,
    ends_at: datetime | None,
    revoked_at: datetime | None,
    review_date: date | None,
    at: datetime,
    zone: tzinfo,
) -> Countdown:
    """Count the days of a permission.

    Args:
        starts_at: Timezone-aware; included.
        ends_at: Timezone-aware; no longer included. None for no end.
        revoked_at: Timezone-aware; None for never.
        review_date: When it is looked at again; None where nobody said.
        at: Timezone-aware.
        zone: In which days begin and end.
    """
    today = at.astimezone(zone).date()
    if revoked_at is not None and at >= revoked_at:
        return Countdown(Standing.REVOKED)
    if ends_at is not None and at >= ends_at:
        return Countdown(Standing.ENDED)
    if at < starts_at:
        begins = (starts_at.astimezone(zone).date() - today).days
        return Countdown(Standing.NOT_YET, begins)
    if ends_at is not None:
        days = (ends_at.astimezone(zone).date() - today).days
        soon = Standing.ENDS_SOON if days <= SOON_DAYS else Standing.RUNS
        return Countdown(soon, days)
    if review_date is None:
        return Countdown(Standing.RUNS)
    days = (review_date - today).days
    due = Standing.REVIEW_DUE if days <= 0 else Standing.RUNS
    return Countdown(due, max(days, 0))
