"""A whole newsroom that tests attack: `manage.py up` with a home of its own."""

import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from newsroom.stack import places

PROFILE = "chaos"
# How quickly a newsroom starts is another test's business.
STARTS_WITHIN = 180
# What is killed: the words that tell it by its command line.
VICTIMS = {
    "worker or pool child": ("celery", " worker"),
    "sweeper": ("manage.py sweep",),
    "PostgreSQL": ("postgres", " -D "),
    "Valkey": ("valkey-server",),
}
# One of the two kinds that look the same; the other is its child.
WORKER, POOL_CHILD = "worker", "pool child"
STEERING = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SPEAN_STARTED")


@dataclass(frozen=True)
class Process:
    """One process below the launcher."""

    pid: int
    parent: int
    line: str


class Newsroom:
    """`manage.py up`, what it says, and who can be killed in it."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SPEAN_HOME", str(home))
            self.database = places.database_url(PROFILE)
        self.environ = {
            **{name: it for name, it in os.environ.items() if name not in STEERING},
            "SPEAN_HOME": str(home),
            "SPEAN_PROFILE": PROFILE,
            "SPEAN_NO_VENV": "1",
            "SPEAN_LAUNCHED": "1",
            "VAR_DIR": str(home / "var"),
            "DEBUG": "1",
        }
        self.log = (home / "up.log").open("w+")
        self.program = subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, "manage.py", "up", "--no-demo", "--port", str(self.port)],
            cwd=places.PROJECT,
            env=self.environ,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )

    def said(self) -> str:
        return Path(self.log.name).read_text()

    def becomes_ready(self) -> None:
        deadline = time.monotonic() + STARTS_WITHIN
        while not re.search(r"ready +http", self.said()):
            assert self.program.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.2)

    def ends(self) -> None:
        self.program.send_signal(signal.SIGTERM)
        try:
            self.program.wait(20)
        except subprocess.TimeoutExpired:
            self.program.kill()
        self.log.close()

    def asks(self, *words: str) -> dict:
        """Ask the newsroom from inside; a database that restarts is asked again."""
        for _attempt in range(30):
            done = subprocess.run(  # noqa: S603 - our own words
                [sys.executable, "-m", "tests.chaos.orders", *words],
                cwd=places.PROJECT,
                env=self.environ,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode == 0:
                return json.loads(done.stdout.splitlines()[-1])
            time.sleep(1)
        pytest.fail(done.stderr)

    def rows(self, statement: str, *values: Any) -> list[tuple]:
        """Read from its database at once; one that restarts is asked again."""
        deadline = time.monotonic() + 60
        while True:
            try:
                with psycopg.connect(self.database) as link:
                    return link.execute(statement, values).fetchall()
            except psycopg.OperationalError:
                assert time.monotonic() < deadline, self.said()[-3000:]
                time.sleep(0.1)

    def children(self) -> list[Process]:
        """List every process below the launcher."""
        running = list(_processes())
        found, size = {self.program.pid}, 0
        while size != len(found):
            size = len(found)
            found |= {it.pid for it in running if it.parent in found}
        found.remove(self.program.pid)
        return [it for it in running if it.pid in found]

    def pids(self, name: str) -> list[int]:
        """List who is meant by a name of VICTIMS, by WORKER or POOL_CHILD."""
        words = VICTIMS[
            "worker or pool child" if name in (WORKER, POOL_CHILD) else name
        ]
        all_ = [it for it in self.children() if all(word in it.line for word in words)]
        if name == WORKER:
            all_ = [it for it in all_ if it.parent == self.program.pid]
        if name == POOL_CHILD:
            all_ = [it for it in all_ if it.parent != self.program.pid]
        return sorted(it.pid for it in all_)

    def is_whole(self) -> bool:
        return all(map(self.pids, (WORKER, POOL_CHILD, *VICTIMS)))

    def loses(self, name: str, chance: random.Random) -> bool:
        """Kill one process of a kind, if one runs; PostgreSQL's postmaster alone."""
        pids = self.pids(name)
        if not pids:
            return False
        os.kill(chance.choice(pids), signal.SIGKILL)
        return True

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Stop the pool child for a moment, and let it go on if it still has a parent.

        Without one it stays as it is, so that the launcher kills it in mid-item.
        """
        pids = self.pids(POOL_CHILD)
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in set(pids) & set(self.pids(POOL_CHILD)):
                os.kill(pid, signal.SIGCONT)


def _processes() -> Iterator[Process]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (OSError, IndexError):
            continue
        yield Process(int(folder.name), int(stat[1]), line)
