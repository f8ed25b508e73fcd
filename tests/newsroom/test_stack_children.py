import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.stack import children

SLEEPER = (sys.executable, "-I", "-S", "-c", "import time; time.sleep(60)  # moon")


@pytest.fixture
def child(tmp_path: Path) -> Iterator[children.Child]:
    command = children.Command(
        words=SLEEPER, folder=tmp_path, death_signal=signal.SIGTERM
    )
    child = children.start(command, output=subprocess.DEVNULL)
    yield child
    children.end(child, signals=())


class TestStart:
    def test_gives_the_child_a_session_of_its_own(self, child: children.Child) -> None:
        assert os.getsid(child.pid) == child.pid


class TestEnd:
    def test_asks_first(self, child: children.Child) -> None:
        children.end(child, signals=((signal.SIGTERM, 5.0),))
        assert child.returncode == -signal.SIGTERM

    def test_does_nothing_to_what_has_ended(self, child: children.Child) -> None:
        for _ in range(2):
            children.end(child, signals=())
        assert child.returncode == -signal.SIGKILL


class TestIsRunning:
    def test_takes_nobody_else_with_the_same_number_for_it(
        self, child: children.Child
    ) -> None:
        assert children.is_running(child.pid, mention="# moon")
        assert not children.is_running(child.pid, mention="# sun")
        children.end(child, signals=())
        assert not children.is_running(child.pid, mention="# moon")


class TestRun:
    def test_returns_what_was_written_and_complained(self) -> None:
        code = "import sys; print(sys.stdin.read()); sys.exit('no')"
        words = [sys.executable, "-I", "-S", "-c", code]
        ended = children.run(words, lines=("one", "two"))
        assert (ended.returncode, set(ended.stdout.split())) == (
            1,
            {"one", "two", "no"},
        )
