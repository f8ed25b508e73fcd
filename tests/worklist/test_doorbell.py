"""The doorbell rings after the commit and keeps nobody waiting."""

import os
import signal
import threading
import time

import pytest
from django.db import transaction

from tests.conftest import SERVERS
from tests.worklist.chores import KIND
from worklist import doorbell
from worklist.doorbell import Bell, ring, strike

SOON = 10.0


class Strikes:
    """Counts how often it is struck; may be made to stand still or to fail."""

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self.struck = threading.Semaphore(0)
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.error: Exception | None = None

    def __call__(self, kind: str) -> None:
        self.may_go_on.wait(SOON)
        self.kinds.append(kind)
        self.struck.release()
        if self.error:
            raise self.error

    def await_one(self) -> None:
        assert self.struck.acquire(timeout=SOON)


class TestBell:
    def test_strikes_in_a_thread_of_its_own(self):
        strikes = Strikes()
        Bell(strikes).press("a.b")
        strikes.await_one()
        assert strikes.kinds == ["a.b"]

    def test_makes_many_presses_of_one_kind_one_strike(self):
        strikes = Strikes()
        strikes.may_go_on.clear()
        bell = Bell(strikes)
        begin = time.monotonic()
        for _ in range(1000):
            bell.press("a.b")
            bell.press("c.d")
        assert time.monotonic() - begin < 1
        strikes.may_go_on.set()
        for _ in range(2):
            strikes.await_one()
        time.sleep(0.1)
        # One may have begun before the others were pressed.
        assert len(strikes.kinds) <= 3
        assert set(strikes.kinds) == {"a.b", "c.d"}

    def test_goes_on_after_a_strike_that_failed(self, caplog):
        strikes = Strikes()
        strikes.error = ConnectionError("refused")
        bell = Bell(strikes)
        bell.press("a.b")
        strikes.await_one()
        bell.press("c.d")
        strikes.await_one()
        assert strikes.kinds == ["a.b", "c.d"]
        assert "No worker was woken for a.b" in caplog.text

    def test_keeps_a_bounded_number_of_kinds(self):
        strikes = Strikes()
        strikes.may_go_on.clear()
        bell = Bell(strikes)
        for number in range(500):
            bell.press(f"a.k{number}")
        assert len(bell._kinds) <= doorbell.MOST_KINDS
        strikes.may_go_on.set()

    # Python warns of forks beside threads: that is what is tried here.
    @pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
    def test_rings_in_a_forked_child_although_the_lock_was_held(self):
        reading, writing = os.pipe()
        bell = Bell(lambda kind: os.write(writing, kind.encode()) and None)
        bell.press("parent")
        assert os.read(reading, 6) == b"parent"
        with bell._pressed:
            child = os.fork()
            if child == 0:
                bell.press("child!")
                time.sleep(SOON)
                os._exit(1)
        try:
            assert os.read(reading, 6) == b"child!"
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


@pytest.fixture
def pressed(monkeypatch) -> list[str]:
    kinds: list[str] = []
    monkeypatch.setattr(doorbell._bell, "press", kinds.append)
    return kinds


@pytest.mark.django_db(transaction=True)
class TestRing:
    def test_waits_for_the_commit(self, pressed):
        with transaction.atomic():
            ring(KIND)
            assert pressed == []
        assert pressed == [KIND]

    def test_stays_silent_when_nothing_was_committed(self, pressed):
        def fail():
            with transaction.atomic():
                ring(KIND)
                raise ValueError("no")

        with pytest.raises(ValueError, match="no"):
            fail()
        assert pressed == []

    def test_never_raises_into_the_command(self, monkeypatch, caplog):
        def fail(_kind):
            raise RuntimeError("can't start new thread")

        monkeypatch.setattr(doorbell._bell, "press", fail)
        with transaction.atomic():
            ring(KIND)
        assert "can't start new thread" in caplog.text

    def test_takes_no_time_while_redis_hangs(self):
        (valkey,) = (it for it in SERVERS.started if it.name == "valkey")
        longest = 0.0
        os.kill(valkey.pid, signal.SIGSTOP)
        try:
            for _ in range(20):
                begin = time.monotonic()
                with transaction.atomic():
                    ring(KIND)
                longest = max(longest, time.monotonic() - begin)
                time.sleep(0.02)
        finally:
            os.kill(valkey.pid, signal.SIGCONT)
        assert longest < 0.05


class TestStrike:
    def test_leaves_one_message_that_wakes_a_worker(self):
        from newsroom.celery import app  # noqa: PLC0415 - a room below names it by path

        with app.connection_for_read() as link:
            queue = link.SimpleQueue("celery")
            queue.clear()
            strike(KIND)
            message = queue.get(timeout=SOON)
            message.ack()
        assert message.headers["task"] == "worklist.tasks.work_through"
        assert message.payload[0] == [KIND]
        assert message.headers["expires"]

    def test_gives_up_soon_when_redis_hangs_and_works_again_afterwards(self):
        (valkey,) = (it for it in SERVERS.started if it.name == "valkey")
        strike(KIND)
        os.kill(valkey.pid, signal.SIGSTOP)
        begin = time.monotonic()
        try:
            with pytest.raises(Exception, match=r"(?i)time"):
                strike(KIND)
            assert time.monotonic() - begin < 5
        finally:
            os.kill(valkey.pid, signal.SIGCONT)
        strike(KIND)
