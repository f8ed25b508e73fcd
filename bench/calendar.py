"""The calendar at 1,000 and 100,000 stories: a month, a week, one day, one kind."""

from collections.abc import Iterator
from datetime import timedelta

from bench.board import SIZES, Spent, be_the_owner, planted, spent, told

# Django is set up by the bench of the board.
from django.db import connection  # isort: skip
from django.utils import timezone  # isort: skip

CALENDAR = "/admin/calendar/"
# Of the newest stories every ninth goes out later, and every eighth draft is due.
PLANNED = """
UPDATE articles_version SET published_at = published_at + interval '9 days'
WHERE status = 'published' AND published_at > now() - interval '8 days'
  AND id %% 9 = 0;
UPDATE articles_article SET embargoed_until = now() + interval '3 days'
WHERE embargoed_until > now() - interval '20 days';
"""


def lines() -> Iterator[str]:
    """Yield the lines of the table, with how much each grows from size to size."""
    be_the_owner()
    small: dict[str, Spent] = {}
    for size in SIZES:
        with planted(size) as client:
            with connection.cursor() as cursor:
                for table in ("article", "version"):
                    cursor.execute(f"ALTER TABLE articles_{table} DISABLE TRIGGER USER")
                for statement in PLANNED.split(";\n"):
                    if statement.strip():
                        cursor.execute(statement.replace("%%", "%"))
                cursor.execute("ANALYZE")
            for name, asked in _pages():
                cost = spent(client, CALENDAR, asked)
                grown = cost.work / small.setdefault(name, cost).work
                yield f"{size:>7,} {name:<22}{told(cost)}   growth {grown:4.2f}"


def _pages() -> Iterator[tuple[str, dict[str, str]]]:
    today = timezone.localdate()
    before = (today.replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
    yield "this week", {"week": today.strftime("%G-W%V")}
    yield "next week", {"week": (today + timedelta(days=7)).strftime("%G-W%V")}
    yield "a past month", {"month": before}
    yield "today", {"day": today.isoformat()}
    yield "past month, mine", {"month": before, "mine": "1"}
    yield (
        "next week, English",
        {
            "week": (today + timedelta(days=7)).strftime("%G-W%V"),
            "language": "en",
        },
    )
