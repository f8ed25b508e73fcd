"""A permission says how many days it has left."""

from datetime import date, datetime, timedelta, timezone

import pytest

from rights.countdown import SOON_DAYS, Countdown, Standing, countdown

ZONE = timezone(timedelta(hours=7))
NOW = datetime(2026, 3, 10, 22, 0, tzinfo=ZONE)
DAY = timedelta(days=1)
MIDNIGHT = NOW.replace(hour=0)


def counted(*, starts_at=NOW - DAY, ends_at=None, revoked_at=None, review_date=None):
    return countdown(
        starts_at=starts_at,
        ends_at=ends_at,
        revoked_at=revoked_at,
        review_date=review_date,
        at=NOW,
        zone=ZONE,
    )


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, Countdown(Standing.RUNS)),
        ({"starts_at": MIDNIGHT + DAY}, Countdown(Standing.NOT_YET, 1)),
        ({"starts_at": NOW}, Countdown(Standing.RUNS)),
        ({"ends_at": NOW}, Countdown(Standing.ENDED)),
        ({"ends_at": MIDNIGHT + DAY}, Countdown(Standing.ENDS_SOON, 1)),
        (
            {"ends_at": MIDNIGHT + SOON_DAYS * DAY},
            Countdown(Standing.ENDS_SOON, SOON_DAYS),
        ),
        (
            {"ends_at": MIDNIGHT + (SOON_DAYS + 1) * DAY},
            Countdown(Standing.RUNS, SOON_DAYS + 1),
        ),
        ({"review_date": date(2026, 3, 12)}, Countdown(Standing.RUNS, 2)),
        ({"review_date": date(2026, 3, 10)}, Countdown(Standing.REVIEW_DUE, 0)),
        ({"review_date": date(2026, 3, 1)}, Countdown(Standing.REVIEW_DUE, 0)),
        ({"revoked_at": NOW, "ends_at": NOW}, Countdown(Standing.REVOKED)),
        ({"revoked_at": NOW + DAY}, Countdown(Standing.RUNS)),
    ],
)
def test_counts_days(facts, expected):
    assert counted(**facts) == expected
