"""What should be known before an hour comes, case by case."""

from datetime import UTC, datetime, timedelta

import pytest

from newsroom.calendar.cautions import Caution, Facts, Kind, cautions

NOW = datetime(2026, 12, 1, tzinfo=UTC)
SOON, LATER, PAST = (NOW + timedelta(hours=n) for n in (1, 2, -1))

PLANNED = {"status": "published", "visible_from": SOON}
HELD = {"embargoed_until": SOON}
DUE = {"status": "draft", "due_at": SOON}
# What, what is known of it, what is said.
CASES = (
    ("release", PLANNED, ()),
    ("release", {**PLANNED, "is_hidden": True}, ("hidden",)),
    ("release", {**PLANNED, "is_restricted": True}, ("restricted",)),
    ("release", {**PLANNED, "source_later": True}, ("source_later",)),
    ("release", {**PLANNED, "source_not_out": True}, ("source_not_out",)),
    ("release", {**PLANNED, "is_stale": True}, ("stale",)),
    ("release", {**PLANNED, "is_newest": False}, ("newer_text",)),
    ("release", {**PLANNED, "embargoed_until": LATER}, ("embargo_later",)),
    ("release", {**PLANNED, "embargoed_until": SOON}, ()),
    (
        "release",
        {**PLANNED, "is_hidden": True, "is_stale": True, "source_later": True},
        ("hidden", "source_later", "stale"),
    ),
    ("release", {**PLANNED, "visible_from": PAST, "is_stale": True}, ()),
    ("embargo", {**HELD, "status": ""}, ("not_begun",)),
    ("embargo", {**HELD, "status": "draft"}, ("not_approved",)),
    ("embargo", {**HELD, "status": "submitted"}, ("not_approved",)),
    ("embargo", {**HELD, "status": "in_edit"}, ("not_approved",)),
    ("embargo", {**HELD, "status": "approved"}, ("not_published",)),
    ("embargo", {**HELD, "status": "published"}, ()),
    ("embargo", {**HELD, "status": "published", "is_stale": True}, ("stale",)),
    (
        "embargo",
        {**HELD, "status": "draft", "is_hidden": True},
        ("hidden", "not_approved"),
    ),
    ("embargo", {"status": "draft", "embargoed_until": PAST}, ()),
    ("deadline", DUE, ()),
    ("deadline", {**DUE, "due_at": PAST}, ("overdue",)),
    ("deadline", {**DUE, "has_somebody": False}, ("nobody",)),
    (
        "deadline",
        {**DUE, "due_at": PAST, "has_somebody": False},
        ("overdue", "nobody"),
    ),
    ("reply", {"status": "", "due_at": PAST}, ("overdue",)),
    ("reply", {"status": "", "due_at": SOON}, ()),
    ("permission", {"status": ""}, ()),
)


class TestCautions:
    @pytest.mark.parametrize(("kind", "known", "said"), CASES)
    def test_follow_the_table(self, kind, known, said):
        assert cautions(Kind(kind), Facts(**known), now=NOW) == said

    def test_are_all_in_the_table(self):
        assert {each for _kind, _known, said in CASES for each in said} == set(Caution)
