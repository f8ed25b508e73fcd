"""The database itself refuses rows that make no sense."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.db.models.functions import Now

from tests.factories import NOW
from tests.worklist.chores import Chore, a_chore
from worklist.models import TRIED_TOO_OFTEN, WorkState

pytestmark = pytest.mark.usefixtures("chores")


class TestPending:
    def test_has_what_is_due_by_the_databases_clock(self):
        due = a_chore()
        later = a_chore()
        Chore.objects.filter(pk=later.pk).update(due_at=Now() + timedelta(seconds=30))
        assert list(Chore.objects.pending()) == [due]

    @pytest.mark.parametrize(
        "facts",
        [
            {"state": WorkState.DONE, "finished_at": NOW},
            {"state": WorkState.PARKED, "reason": "It may not."},
            {
                "state": WorkState.CANCELLED,
                "reason": "Not wanted.",
                "finished_at": NOW,
            },
        ],
    )
    def test_has_nothing_that_stopped(self, facts):
        a_chore(**facts)
        assert not Chore.objects.pending().exists()


class TestConstraints:
    @pytest.mark.parametrize(
        ("facts", "name"),
        [
            ({"state": "lost"}, "state_known"),
            ({"attempts": 6}, "attempts_end"),
            ({"state": WorkState.PARKED}, "stopped_says_why"),
            ({"reason": "But it waits."}, "stopped_says_why"),
            ({"state": WorkState.DONE}, "end_has_moment"),
            ({"finished_at": NOW}, "end_has_moment"),
        ],
    )
    def test_refuse_nonsense_by_name(self, facts, name):
        with pytest.raises(IntegrityError, match=f"worklist_chore_{name}"):
            a_chore(**facts)


class TestReasons:
    def test_has_one_on_each_line(self):
        item = Chore(state=WorkState.PARKED, reason="No grant.\nNo notice.")
        assert item.reasons == ("No grant.", "No notice.")

    def test_is_empty_while_it_waits(self):
        assert Chore().reasons == ()

    def test_tells_the_last_error_of_what_was_tried_too_often(self):
        item = Chore(reason=TRIED_TOO_OFTEN, last_error="OSError: disk full")
        assert item.reasons == (
            "It was tried 5 times; the last time it failed with: OSError: disk full",
        )

    def test_tells_that_the_worker_was_gone_each_time(self):
        item = Chore(reason=TRIED_TOO_OFTEN)
        assert item.reasons == ("It was tried 5 times; each time the worker was gone.",)
