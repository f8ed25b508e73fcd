"""Work is done once, counted before it begins, and never tried for ever."""

import errno
import os
import threading
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models.functions import Now

from tests.worklist.chores import Chore, a_chore, pretend
from worklist.actions.failing import WorkRefused, brief
from worklist.actions.working import (
    HEAD_START,
    PAUSE_WHEN_FULL,
    Outcome,
    _do,
    work,
    work_next,
)
from worklist.models import MOST_ATTEMPTS, TRIED_TOO_OFTEN, WorkState


class WorkerDied(BaseException):
    """A kill in the midst of the work: nothing after it runs."""


def die(item):
    leave_a_trace(item)
    raise WorkerDied


def leave_a_trace(item):
    ContentType.objects.create(app_label="trace", model=str(item.pk))


def traces() -> int:
    return ContentType.objects.filter(app_label="trace").count()


def work_now(item, perform) -> Outcome:
    Chore.objects.filter(pk=item.pk).update(due_at=Now())
    outcome = work(model=Chore, item_id=item.pk, perform=perform)
    item.refresh_from_db()
    return outcome


def raise_error(error):
    def perform(item):
        leave_a_trace(item)
        raise error

    return perform


@pytest.mark.usefixtures("chores")
class TestWork:
    def test_does_it_once(self):
        item = a_chore()
        assert work_now(item, leave_a_trace) == Outcome.DONE
        assert work_now(item, leave_a_trace) == Outcome.NOT_TAKEN
        assert (item.state, item.attempts, traces()) == (WorkState.DONE, 1, 1)
        assert item.finished_at is not None

    def test_leaves_alone_what_is_not_due(self):
        item = a_chore()
        Chore.objects.update(due_at=Now() + timedelta(seconds=9))
        outcome = work(model=Chore, item_id=item.pk, perform=leave_a_trace)
        assert (outcome, traces()) == (Outcome.NOT_TAKEN, 0)

    def test_leaves_alone_what_is_not_there(self):
        assert work(model=Chore, item_id=0, perform=pretend) == Outcome.NOT_TAKEN

    def test_puts_off_what_fails_and_keeps_nothing_of_it_but_the_error(self):
        item = a_chore()
        outcome = work_now(item, raise_error(ValueError("no section 'Society'")))
        assert (outcome, traces()) == (Outcome.PUT_OFF, 0)
        assert item.last_error == "ValueError: no section …"
        assert (item.state, item.attempts) == (WorkState.WAITING, 1)

    def test_waits_twice_as_long_each_time(self):
        item = a_chore()
        pauses = []
        for _ in range(MOST_ATTEMPTS - 1):
            work_now(item, raise_error(OSError()))
            left = Chore.objects.annotate(now=Now()).get(pk=item.pk)
            pauses.append(round((left.due_at - left.now).total_seconds()))
        assert pauses == [1, 2, 4, 8]

    def test_parks_after_five_attempts_and_says_why(self):
        item = a_chore()
        for _ in range(MOST_ATTEMPTS - 1):
            assert work_now(item, raise_error(OSError("full"))) == Outcome.PUT_OFF
        assert work_now(item, raise_error(OSError("full"))) == Outcome.PARKED
        assert (item.state, item.reason) == (WorkState.PARKED, TRIED_TOO_OFTEN)
        assert "OSError: full" in item.reasons[0]

    def test_parks_a_refusal_at_once_with_every_reason(self):
        item = a_chore()
        refusal = WorkRefused(["No grant covers\nbroadcast.", "No notice."])
        assert work_now(item, raise_error(refusal)) == Outcome.PARKED
        assert item.reasons == ("No grant covers broadcast.", "No notice.")
        assert (item.attempts, traces()) == (1, 0)

    def test_parks_a_refusal_that_says_nothing(self):
        item = a_chore()
        assert work_now(item, raise_error(WorkRefused([]))) == Outcome.PARKED
        assert item.reasons == ("WorkRefused",)

    def test_goes_on_after_an_error_in_the_database(self):
        def perform(item):
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 / 0")

        item = a_chore()
        assert work_now(item, perform) == Outcome.PUT_OFF
        assert item.last_error == "DataError: division by zero"


@pytest.mark.usefixtures("chores")
class TestWorkNext:
    def test_finds_nothing_on_an_empty_list(self):
        assert work_next(model=Chore, perform=pretend) is None

    def test_takes_first_what_was_begun_before(self):
        a_chore()
        begun = a_chore(attempts=1)
        done = []
        work_next(model=Chore, perform=lambda item: done.append(item.pk))
        assert done == [begun.pk]

    def test_takes_last_what_has_failed_before(self):
        a_chore(attempts=2, last_error="TimeoutError")
        fresh = a_chore()
        done = []
        for _ in range(2):
            work_next(model=Chore, perform=lambda item: done.append(item.pk))
        assert (done[0], len(done)) == (fresh.pk, 2)


@pytest.mark.usefixtures("chores")
class TestFullDisk:
    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
    def test_is_waited_out_and_costs_no_attempt(self, number):
        item = a_chore()
        full = raise_error(OSError(number, os.strerror(number)))
        for _ in range(2 * MOST_ATTEMPTS):
            assert work_now(item, full) == Outcome.PUT_OFF
        assert (item.state, item.attempts, traces()) == (WorkState.WAITING, 0, 0)
        assert item.last_error == f"OSError: [Errno {number}] {os.strerror(number)}"
        assert work_now(item, leave_a_trace) == Outcome.DONE

    def test_is_not_asked_for_room_all_the_time(self):
        item = a_chore()
        work_now(item, raise_error(OSError(errno.ENOSPC, "No space left on device")))
        left = Chore.objects.annotate(now=Now()).get(pk=item.pk)
        pause = left.due_at - left.now
        assert round(pause.total_seconds()) == PAUSE_WHEN_FULL.total_seconds()

    def test_of_the_database_is_waited_out_too(self):
        def perform(item):
            with connection.cursor() as cursor:
                cursor.execute("DO $$ BEGIN RAISE disk_full; END $$")

        item = a_chore()
        assert work_now(item, perform) == Outcome.PUT_OFF
        assert (item.attempts, item.last_error) == (0, "OperationalError: disk_full")

    def test_does_not_excuse_another_failure(self):
        item = a_chore()
        work_now(item, raise_error(OSError(errno.EACCES, "Permission denied")))
        assert item.attempts == 1


@pytest.mark.usefixtures("lasting_chores")
class TestKilledWorkers:
    def test_count_the_attempt_and_leave_nothing_else(self):
        item = a_chore()
        with pytest.raises(WorkerDied):
            work(model=Chore, item_id=item.pk, perform=die)
        item.refresh_from_db()
        assert (item.state, item.attempts) == (WorkState.WAITING, 1)
        assert (item.last_error, traces()) == ("", 0)

    def test_leave_it_pending_after_the_head_start(self):
        item = a_chore()
        with pytest.raises(WorkerDied):
            work(model=Chore, item_id=item.pk, perform=die)
        assert not Chore.objects.pending().exists()
        later = Chore.objects.filter(due_at__lte=Now() + HEAD_START)
        assert later.get() == item

    def test_cost_only_their_own_item_after_five(self):
        item = a_chore()
        for _ in range(MOST_ATTEMPTS):
            with pytest.raises(WorkerDied):
                work_now(item, die)
        assert work_now(item, die) == Outcome.PARKED
        assert item.reasons == ("It was tried 5 times; each time the worker was gone.",)

    def test_do_not_finish_what_a_neighbour_has_taken_meanwhile(self):
        item = a_chore()

        def slow(item):
            Chore.objects.filter(pk=item.pk).update(note="slow")

        # As if we had stood still between counting and locking.
        Chore.objects.filter(pk=item.pk).update(attempts=2)
        item.attempts = 1
        assert _do(item, slow) == Outcome.NOT_TAKEN
        item.refresh_from_db()
        assert (item.note, item.state) == ("", WorkState.WAITING)


@pytest.mark.usefixtures("lasting_chores")
class TestTwoWorkers:
    def test_share_the_list_and_double_nothing(self):
        # Enough for workers that only look to lock what another has just counted.
        for _ in range(200):
            a_chore()
        done = Counter()
        lock = threading.Lock()

        def perform(item):
            with lock:
                done[item.pk] += 1

        def worker():
            try:
                while work_next(model=Chore, perform=perform):
                    continue
            finally:
                connection.close()

        workers = [threading.Thread(target=worker) for _ in range(4)]
        for thread in workers:
            thread.start()
        for thread in workers:
            thread.join(30)
        assert (len(done), set(done.values())) == (200, {1})
        states = Chore.objects.values_list("state", "attempts")
        assert set(states) == {(WorkState.DONE, 1)}

    def test_do_not_wait_for_what_the_other_holds(self):
        item = a_chore()
        holds, let_go = threading.Event(), threading.Event()

        def hold(_item):
            holds.set()
            let_go.wait(10)

        def worker():
            try:
                work(model=Chore, item_id=item.pk, perform=hold)
            finally:
                connection.close()

        thread = threading.Thread(target=worker)
        thread.start()
        try:
            assert holds.wait(10)
            # Its head start is over, but it is locked.
            time.sleep(HEAD_START.total_seconds() + 0.1)
            begin = time.monotonic()
            assert Chore.objects.pending().exists()
            assert work_next(model=Chore, perform=leave_a_trace) is None
            assert time.monotonic() - begin < 1
        finally:
            let_go.set()
            thread.join(10)
        item.refresh_from_db()
        assert (item.state, item.attempts, traces()) == (WorkState.DONE, 1, 0)


class TestBrief:
    @pytest.mark.parametrize(
        ("error", "line"),
        [
            (ValueError(), "ValueError"),
            (OSError(28, "No space left on device"), "OSError: [Errno 28] No space"),
            (KeyError("Sok Dara"), "KeyError: …"),
            (ValueError('"Sok" and “Dara” and «Bopha»'), "ValueError: … and … and …"),
            (ValueError("unclosed 'Sok Dara"), "ValueError: unclosed …"),
            (ValueError("first\nDETAIL: Sok Dara"), "ValueError: first"),
            (ValueError("សុខ ដារ៉ា is unknown"), "ValueError: … … is unknown"),
        ],
    )
    def test_keeps_what_tells_the_fault_and_no_name(self, error, line):
        assert brief(error).startswith(line)
        assert not {"Sok", "Dara", "Bopha"} & set(
            brief(error).replace("'", " ").split()
        )

    def test_stays_short(self):
        assert len(brief(ValueError("x" * 10_000))) == 200
