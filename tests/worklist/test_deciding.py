"""People park, retry and cancel; a row remembers who and when."""

import threading

import pytest
from django.db import connection, transaction

from tests.factories import NOW
from tests.worklist.chores import Chore, a_chore, pretend
from worklist.actions.deciding import (
    cancel,
    cancel_unbegun,
    park,
    resume_stopped,
    retry_parked,
)
from worklist.actions.failing import WorkStateError
from worklist.actions.working import Outcome, work
from worklist.models import WorkState

BY = "account:7"


@pytest.mark.usefixtures("chores")
class TestPark:
    def test_keeps_every_reason_who_and_when(self):
        item = park(item=a_chore(), reasons=["Wrong.", " Really \n"], by=BY, at=NOW)
        assert (item.state, item.reasons) == (WorkState.PARKED, ("Wrong.", "Really"))
        assert (item.decided_by, item.decided_at) == (BY, NOW)

    def test_keeps_workers_away(self):
        item = park(item=a_chore(), reasons=["Wrong."], by=BY, at=NOW)
        outcome = work(model=Chore, item_id=item.pk, perform=pretend)
        assert outcome == Outcome.NOT_TAKEN

    @pytest.mark.parametrize("reasons", [[], [" "]])
    def test_wants_a_reason(self, reasons):
        with pytest.raises(WorkStateError, match="Say why"):
            park(item=a_chore(), reasons=reasons, by=BY, at=NOW)


@pytest.mark.usefixtures("chores")
class TestRetryParked:
    def test_gives_all_attempts_again_at_once(self):
        item = a_chore(
            state=WorkState.PARKED, reason="Full.", attempts=5, last_error="OSError"
        )
        again = retry_parked(item=item, by=BY, at=NOW)
        assert (again.attempts, again.reasons, again.decided_by) == (0, (), BY)
        assert again.last_error == ""
        assert Chore.objects.pending().get() == again

    def test_refuses_what_is_not_parked(self):
        with pytest.raises(WorkStateError, match="waiting"):
            retry_parked(item=a_chore(), by=BY, at=NOW)


@pytest.mark.usefixtures("chores")
class TestCancel:
    @pytest.mark.parametrize(
        "facts", [{}, {"state": WorkState.PARKED, "reason": "Full."}]
    )
    def test_gives_up_what_is_not_done(self, facts):
        item = cancel(item=a_chore(**facts), reasons=["Unwanted."], by=BY, at=NOW)
        assert (item.state, item.finished_at) == (WorkState.CANCELLED, NOW)
        assert item.reasons == ("Unwanted.",)

    def test_refuses_what_is_done(self):
        item = a_chore()
        work(model=Chore, item_id=item.pk, perform=pretend)
        with pytest.raises(WorkStateError, match="done"):
            cancel(item=item, reasons=["Unwanted."], by=BY, at=NOW)


@pytest.mark.usefixtures("lasting_chores")
class TestHeldItems:
    def test_are_refused_instead_of_waited_for(self):
        item = a_chore()
        holds, let_go = threading.Event(), threading.Event()

        def worker():
            with transaction.atomic():
                Chore.objects.select_for_update().get(pk=item.pk)
                holds.set()
                let_go.wait(10)
            connection.close()

        thread = threading.Thread(target=worker)
        thread.start()
        try:
            assert holds.wait(10)
            with pytest.raises(WorkStateError, match="at this moment"):
                cancel(item=item, reasons=["Unwanted."], by=BY, at=NOW)
        finally:
            let_go.set()
            thread.join(10)
        item.refresh_from_db()
        assert item.state == WorkState.WAITING

    def test_are_left_to_their_worker_when_many_are_cancelled(self):
        held, free = a_chore(), a_chore()
        holds, let_go = threading.Event(), threading.Event()

        def worker():
            with transaction.atomic():
                Chore.objects.select_for_update().get(pk=held.pk)
                holds.set()
                let_go.wait(10)
            connection.close()

        thread = threading.Thread(target=worker)
        thread.start()
        try:
            assert holds.wait(10)
            stopped = cancel_unbegun(
                items=Chore.objects.all(), reasons=["Unwanted."], by=BY, at=NOW
            )
        finally:
            let_go.set()
            thread.join(10)
        held.refresh_from_db()
        free.refresh_from_db()
        assert stopped == 1
        assert (held.state, free.state) == (WorkState.WAITING, WorkState.CANCELLED)


@pytest.mark.usefixtures("chores")
class TestMany:
    def test_are_cancelled_with_a_reason_and_go_on_as_new(self):
        done = a_chore()
        work(model=Chore, item_id=done.pk, perform=pretend)
        parked = park(item=a_chore(), reasons=["Wrong."], by=BY, at=NOW)
        waits = a_chore(last_error="It failed.", attempts=2)
        everything = Chore.objects.all()
        stopped = cancel_unbegun(items=everything, reasons=["Unwanted."], by=BY, at=NOW)
        assert stopped == 1
        waits.refresh_from_db()
        assert (waits.reasons, waits.decided_by) == (("Unwanted.",), BY)
        assert resume_stopped(items=everything, by=BY, at=NOW) == 2
        for item in (waits, parked):
            item.refresh_from_db()
            assert (item.state, item.attempts, item.reason) == (
                WorkState.WAITING,
                0,
                "",
            )
            assert item.finished_at is None
        done.refresh_from_db()
        assert done.state == WorkState.DONE

    def test_want_a_reason(self):
        a_chore()
        with pytest.raises(WorkStateError, match="Say why"):
            cancel_unbegun(items=Chore.objects.all(), reasons=[" "], by=BY, at=NOW)
