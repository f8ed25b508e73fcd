import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newsroom.stack import holding, launcher, places

Family = Callable[[int], set[int]]
READY_WITHIN = 90.0
GONE_WITHIN = 10.0
# PostgreSQL, Valkey, gunicorn, the worker and Beat at least, and the launcher.
FEWEST = 7


class Up:
    """`manage.py up` as a program of its own."""

    def __init__(self, home: Path) -> None:
        self.port = free_port()
        self.lines: list[str] = []
        self.program = subprocess.Popen(  # noqa: S603 - our own words
            self.words(),
            cwd=places.PROJECT,
            env=environment(home),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def words(self) -> list[str]:
        return [
            sys.executable,
            "manage.py",
            "up",
            "--port",
            str(self.port),
            "--no-demo",
        ]

    def await_line(self, pattern: str) -> str:
        assert self.program.stdout
        for line in self.program.stdout:
            self.lines.append(line)
            if re.search(pattern, line):
                return line
        pytest.fail("".join(self.lines))

    def get(self, path: str) -> tuple[int, bytes]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port)) as client:
            client.request("GET", path)
            answer = client.getresponse()
            return answer.status, answer.read()


def environment(home: Path) -> dict[str, str]:
    return {
        **os.environ,
        "SPEAN_NO_VENV": "1",
        "SPEAN_PROFILE": "dev",
        "VAR_DIR": str(home / "var"),
    }


def manage(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "manage.py", *words],
        cwd=places.PROJECT,
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def until(is_so: Callable[[], bool], within: float) -> None:
    deadline = time.monotonic() + within
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def listed(pids: set[int]) -> str:
    """Say what runs under some numbers."""
    words = ("/bin/ps", "-o", "pid,ppid,stat,args", "-p", ",".join(map(str, pids)))
    return subprocess.run(words, check=False, capture_output=True, text=True).stdout  # noqa: S603


@pytest.fixture
def up(stack_home: Path) -> Iterator[Up]:
    running = Up(stack_home)
    try:
        running.await_line(rf"ready +http://127.0.0.1:{running.port}/")
        yield running
    finally:
        running.program.kill()
        running.program.communicate()


class TestUp:
    def test_serves_refuses_a_second_lets_commands_join_and_stops_in_order(
        self,
        up: Up,
        stack_home: Path,
        family: Family,
        living: Callable[[set[int]], set[int]],
    ) -> None:
        started = family(up.program.pid)
        status, body = up.get("/readyz")
        assert (status, json.loads(body)["ready"]) == (200, True)

        second = manage("up", "--port", str(free_port()), home=stack_home)
        assert second.returncode == 1
        first = rf"http://127.0.0.1:{up.port}/ \(pid {up.program.pid}\)"
        assert re.search(f"up already runs here at {first}", second.stdout)

        joined = manage("shell", "-v", "0", "-c", "print('in')", home=stack_home)
        assert (joined.stdout, joined.stderr) == ("in\n", "")
        refused = manage("up", "--forget", home=stack_home)
        assert (refused.returncode, "End it first" in refused.stdout) == (1, True)

        assert len(started) >= FEWEST
        begin = time.monotonic()
        up.program.send_signal(signal.SIGINT)
        up.await_line("all stopped")
        assert up.program.wait(GONE_WITHIN) == 0
        assert time.monotonic() - begin < GONE_WITHIN
        assert living(started) == set()

    def test_starts_again_what_was_killed_and_leaves_no_orphan_when_it_is(
        self, up: Up, family: Family, living: Callable[[set[int]], set[int]]
    ) -> None:
        ends = {
            name: int(line.split("pid ")[1].split(")")[0])
            for line in up.lines
            for name in ("postgres", "valkey", "web", "worker", "beat", "sweep")
            if re.search(rf"\] {name} .*pid", line)
        }
        assert len(ends) == FEWEST - 1
        for pid in ends.values():
            os.kill(pid, signal.SIGKILL)
        for _ in ends:
            up.await_line("started again")
        until(lambda: _is_ready(up), READY_WITHIN)

        everybody = family(up.program.pid)
        assert len(everybody) >= FEWEST
        assert not everybody & set(ends.values())
        up.program.kill()
        try:
            until(lambda: not living(everybody), GONE_WITHIN)
        except AssertionError:
            pytest.fail(listed(living(everybody)))

    def test_names_a_taken_port_before_it_starts_anything(
        self, stack_home: Path
    ) -> None:
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = other.getsockname()[1]
            ended = manage("up", "--port", str(port), home=stack_home)
        assert ended.returncode == 1
        assert f"Port {port} is taken" in ended.stdout
        assert "--port" in ended.stdout
        assert "ready" not in ended.stdout


class TestLauncher:
    def test_refuses_production_without_urls(
        self,
        stack_home: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setenv("DEBUG", "0")
        before = signal.getsignal(signal.SIGTERM)
        assert launcher.run(port=free_port(), with_demo=False) == 1
        assert "EMBEDDED_SERVERS=1" in capsys.readouterr().out
        assert signal.getsignal(signal.SIGTERM) is before
        with holding.servers_lock(stack_home) as lock:
            assert lock.take()


def _is_ready(up: Up) -> bool:
    try:
        return up.get("/readyz")[0] == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
