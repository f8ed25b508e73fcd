"""Poison stops only itself, in a real worker: parked after five tries, and says why."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now

from newsroom.celery import app
from newsroom.stack.places import DATABASE, PROJECT
from tests.worklist.chores import KIND, MISBEHAVIOURS, Chore, a_chore
from worklist.models import MOST_ATTEMPTS, WorkState

GOOD = 30
WITHIN = 90
# Seconds; the worker's own limits are for work that is worth waiting for.
PATIENCE = {"soft_time_limit": 0.5, "time_limit": 1, "expires": 5}


@pytest.fixture
def log(tmp_path) -> Path:
    return tmp_path / "worker.log"


@pytest.fixture
def worker(settings, lasting_chores, log) -> Iterator[subprocess.Popen]:
    """Run Celery as `manage.py up` does, for this test's database."""
    name = connection.settings_dict["NAME"]
    words = ("-A", "newsroom", "worker", "--concurrency", "1", "--loglevel", "warning")
    # Rings of earlier tests have the patience of the newsroom.
    app.control.purge()
    output = log.open("wb")
    program = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-m", "celery", "-q", *words],
        cwd=PROJECT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.worklist.poison_settings",
            "SPEAN_PROFILE": settings.PROFILE,
            "DATABASE_URL": settings.DATABASE_URL.replace(f"/{DATABASE}?", f"/{name}?"),
        },
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        yield program
    finally:
        # The pool child is in the same group; it may be in an endless loop.
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()
        output.close()


def hurry() -> None:
    """Ring as the sweeper does, and let nothing wait for its pause."""
    with transaction.atomic():
        waiting = Chore.objects.filter(state=WorkState.WAITING)
        free = waiting.select_for_update(skip_locked=True).values_list("pk", flat=True)
        Chore.objects.filter(pk__in=list(free)).update(due_at=Now())
    app.send_task("worklist.tasks.work_through", args=(KIND,), **PATIENCE)


class TestPoison:
    def test_is_parked_with_its_reason_and_the_rest_is_done(self, worker, log):
        bad = {note: a_chore(note=note) for note in MISBEHAVIOURS}
        for _ in range(GOOD):
            a_chore()
        deadline = time.monotonic() + WITHIN
        while Chore.objects.filter(state=WorkState.WAITING).exists():
            assert time.monotonic() < deadline, log.read_text()
            assert worker.poll() is None
            hurry()
            time.sleep(0.1)
        assert Chore.objects.filter(state=WorkState.DONE, note="").count() == GOOD
        for item in bad.values():
            item.refresh_from_db()
            assert (item.state, item.attempts) == (WorkState.PARKED, MOST_ATTEMPTS)
        gone = "It was tried 5 times; each time the worker was gone."
        failed = "It was tried 5 times; the last time it failed with: {}"
        slow = "TimeoutError: It took too long and was stopped."
        assert {note: item.reasons[0] for note, item in bad.items()} == {
            "turn_for_ever": failed.format(slow),
            "turn_for_ever_and_be_deaf": gone,
            "be_killed": gone,
            "eat_all_memory": failed.format("MemoryError"),
        }
