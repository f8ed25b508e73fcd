import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.stack import places
from newsroom.stack.embedded import EmbeddedServers
from newsroom.stack.errors import StackError
from newsroom.stack.sharing import share_servers

# Joins, says so, and leaves when its input ends.
OTHER_COMMAND = """
import sys
from newsroom.stack.sharing import share_servers
shared = share_servers("dev", doing="manage.py other", environ={})
print("joined" if not shared.servers.started else "started", flush=True)
sys.stdin.read()
shared.leave()
"""


def other_command() -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", OTHER_COMMAND],
        cwd=places.PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def line_of(program: subprocess.Popen[str]) -> str:
    assert program.stdout
    return program.stdout.readline().strip()


def let_go(program: subprocess.Popen[str]) -> None:
    assert program.stdin
    program.stdin.close()


@pytest.mark.usefixtures("stack_home")
class TestShareServers:
    def test_lets_a_second_command_join_and_waits_for_it(
        self, living: Callable[[set[int]], set[int]]
    ) -> None:
        with other_command() as first:
            assert line_of(first) == "started"
            second = share_servers("dev", doing="manage.py second", environ={})
            assert second.servers.started == ()
            pid = EmbeddedServers("dev", environ={}).holder()["pid"]
            assert pid == first.pid
            let_go(first)
            time.sleep(0.3)
            assert first.poll() is None
            assert second.servers.are_answering()
            second.leave()
            assert first.wait(10) == 0
        assert living({first.pid}) == set()

    def test_starts_them_again_after_the_starter_was_killed(self) -> None:
        with other_command() as first:
            assert line_of(first) == "started"
            first.kill()
        shared = share_servers("dev", doing="manage.py second", environ={})
        try:
            assert [it.name for it in shared.servers.started] == ["postgres", "valkey"]
        finally:
            shared.leave()

    def test_two_at_the_same_moment_start_them_once(self) -> None:
        with other_command() as one, other_command() as two:
            assert sorted((line_of(one), line_of(two))) == ["joined", "started"]
            let_go(one)
            let_go(two)
            assert (one.wait(10), two.wait(10)) == (0, 0)

    def test_says_why_it_can_never_join(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        partial = EmbeddedServers("dev", doing="up", environ={"DATABASE_URL": "x://"})
        partial.start()
        try:
            with pytest.raises(StackError, match=r"up .* has DATABASE_URL set"):
                share_servers("dev", doing="manage.py shell", environ={})
            monkeypatch.setattr("tempfile.tempdir", str(Path("/elsewhere")))
            wanted = {"DATABASE_URL": "x://"}
            with pytest.raises(StackError, match="set TMPDIR"):
                share_servers("dev", doing="manage.py shell", environ=wanted)
        finally:
            monkeypatch.undo()
            partial.stop()
