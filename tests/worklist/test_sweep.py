"""`manage.py sweep` rings for what is pending, whatever got lost."""

import io
import os
import signal
import subprocess
import sys
import time
from datetime import datetime

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from newsroom.stack.places import DATABASE, PROJECT
from tests.worklist.chores import KIND, a_chore
from worklist.management.commands import sweep
from worklist.management.commands.sweep import Command
from worklist.models import WorkState

STARTS_WITHIN = 60.0
RINGS: list[str] = []


def ring_here(kind: str) -> None:
    """Note the ring."""
    RINGS.append(kind)


def fail(kind: str) -> None:
    """Be a bell whose wire is cut."""
    raise ConnectionError(kind)


def stumble(*, at: datetime) -> None:
    """Be a chore with a fault."""
    raise ValueError(at)


def tidy_up(*, at: datetime) -> None:
    """Be a chore that is done."""
    RINGS.append("tidy")


@pytest.fixture
def swept(settings, tmp_path):
    settings.WORK_PERFORMERS = {KIND: "tests.worklist.chores.pretend"}
    settings.WORK_BELL = "tests.worklist.test_sweep.ring_here"
    settings.ARTIFACT_DIR = tmp_path
    module = sys.modules.get("tests.worklist.test_sweep")
    rings = RINGS if module is None else module.RINGS
    rings.clear()
    return rings


def sweep_once() -> str:
    out = io.StringIO()
    call_command("sweep", "--once", stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("chores")
class TestSweep:
    def test_rings_once_for_a_kind_with_pending_work(self, swept):
        a_chore()
        a_chore()
        assert sweep_once() == ""
        assert swept == [KIND]

    def test_is_silent_when_nothing_is_pending(self, swept):
        a_chore(state=WorkState.PARKED, reason="Full.")
        sweep_once()
        assert swept == []

    def test_says_that_the_bell_does_not_ring_and_goes_on(self, swept, settings):
        settings.WORK_BELL = "tests.worklist.test_sweep.fail"
        a_chore()
        assert sweep_once() == "doorbell: ConnectionError\n"

    @pytest.mark.parametrize("name", ["ARTIFACT_DIR", "MEDIA_ROOT"])
    def test_clears_old_drafts_away(self, swept, settings, tmp_path, name):
        folder = tmp_path / "swept"
        folder.mkdir()
        setattr(settings, name, folder)
        draft = folder / ".a.tmp"
        draft.write_bytes(b"")
        past = time.time() - 3700
        os.utime(draft, (past, past))
        sweep_once()
        assert list(folder.iterdir()) == []

    def test_does_the_chores_and_one_that_fails_holds_up_no_other(
        self, swept, settings
    ):
        settings.CHORES = (
            "tests.worklist.test_sweep.stumble",
            "tests.worklist.test_sweep.tidy_up",
        )
        a_chore()
        assert sweep_once() == "tests.worklist.test_sweep.stumble: ValueError\n"
        assert swept == ["tidy", KIND]

    def test_refuses_a_chore_that_does_not_exist(self, swept, settings):
        settings.CHORES = ("nowhere.tidy",)
        with pytest.raises(CommandError, match="CHORES has"):
            sweep_once()

    def test_refuses_a_wrong_setting_by_name(self, settings):
        settings.WORK_PERFORMERS = {"worklist.none": "x.y"}
        with pytest.raises(CommandError, match="WORK_PERFORMERS"):
            sweep_once()


class TestRounds:
    def test_survive_a_database_that_comes_back_and_say_so_once(
        self, swept, monkeypatch
    ):
        class Model:
            """Stands for a table that is out of reach."""

            answers = iter([OperationalError(), OperationalError(), None])

            class objects:  # noqa: N801 - as Django calls it
                @staticmethod
                def pending():
                    return Model

            @staticmethod
            def exists():
                answer = next(Model.answers)
                if answer:
                    raise answer
                return True

        out = io.StringIO()
        command = Command(stdout=out)
        command._troubles = {}
        kind = sweep.Performer(kind=KIND, model=Model, perform=print)
        for _ in range(3):
            command._round((kind,))
        assert out.getvalue() == "database: OperationalError\ndatabase: well again\n"
        assert swept == [KIND]


def guests(address: str) -> int:
    """Count who is connected to a database, but for whoever asks."""
    with psycopg.connect(address) as link:
        (count,) = link.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchone()
    return count


class TestProcess:
    def test_ends_when_told_to(self, settings, db):
        name = connection.settings_dict["NAME"]
        address = settings.DATABASE_URL.replace(f"/{DATABASE}?", f"/{name}?")
        before = guests(address)
        program = subprocess.Popen(
            [sys.executable, "manage.py", "sweep"],
            cwd=PROJECT,
            env={
                **os.environ,
                "SPEAN_NO_VENV": "1",
                "SPEAN_LAUNCHED": "1",
                "SPEAN_PROFILE": settings.PROFILE,
                "DATABASE_URL": address,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        try:
            deadline = time.monotonic() + STARTS_WITHIN
            # Its first round has begun: by then it listens to signals.
            while guests(address) == before:
                assert time.monotonic() < deadline
                assert program.poll() is None
                time.sleep(0.1)
            program.send_signal(signal.SIGTERM)
            assert (program.wait(5), program.stdout.read()) == (0, b"")
        finally:
            program.kill()
            program.wait()
            program.stdout.close()
