"""Whoever is killed on the way: no export is lost, doubled or without its notice."""

import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.stack import places

ITEMS = int(os.environ.get("CHAOS_ITEMS", "300"))
KILLS = int(os.environ.get("CHAOS_KILLS", "20"))
PROFILE = "chaos"
# What is killed: the words that tell it by its command line.
VICTIMS = {
    "worker or pool child": ("celery", " worker"),
    "sweeper": ("manage.py sweep",),
    "PostgreSQL": ("postgres", " -D "),
    "Valkey": ("valkey-server",),
}


class Newsroom:
    """`manage.py up` with a home of its own."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        steering = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SPEAN_STARTED")
        self.environ = {
            **{name: it for name, it in os.environ.items() if name not in steering},
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
        deadline = time.monotonic() + 90
        while not re.search(r"ready +http", self.said()):
            assert self.program.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.2)

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

    def children(self) -> dict[int, str]:
        """List the command line of every process below the launcher."""
        parents, lines = {}, {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                stat = (folder / "stat").read_text().rsplit(")", 1)[1].split()
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except (OSError, IndexError):
                continue
            parents[int(folder.name)] = int(stat[1])
            lines[int(folder.name)] = line
        found, size = {self.program.pid}, 0
        while size != len(found):
            size = len(found)
            found |= {pid for pid, parent in parents.items() if parent in found}
        return {pid: lines[pid] for pid in found - {self.program.pid}}

    def loses(self, name: str, chance: random.Random) -> bool:
        """Kill one process of a kind, if one runs; PostgreSQL's postmaster alone."""
        pids = [
            pid
            for pid, line in self.children().items()
            if all(word in line for word in VICTIMS[name])
        ]
        if not pids:
            return False
        os.kill(chance.choice(sorted(pids)), signal.SIGKILL)
        return True


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    home = Path(tempfile.mkdtemp(prefix="spean-chaos-"))
    home.chmod(0o711)
    running = Newsroom(home)
    try:
        running.becomes_ready()
        yield running
    finally:
        running.program.send_signal(signal.SIGTERM)
        try:
            running.program.wait(20)
        except subprocess.TimeoutExpired:
            running.program.kill()
        running.log.close()
        shutil.rmtree(home, ignore_errors=True)


class TestExportsSurvive:
    def test_random_kills_lose_and_double_nothing(self, newsroom):
        chance = random.Random(20260301)  # noqa: S311 - not for secrets
        placed, killed = 0, []
        while len(killed) < KILLS or placed < ITEMS:
            if placed < ITEMS:
                placed += newsroom.asks("place", "60")["placed"]
            for name in chance.sample(sorted(VICTIMS), k=len(VICTIMS)):
                if newsroom.loses(name, chance):
                    killed.append(name)
                time.sleep(chance.uniform(0.2, 1.0))
        deadline = time.monotonic() + 180
        while newsroom.asks("waiting")["waiting"]:
            assert time.monotonic() < deadline, newsroom.said()[-3000:]
            time.sleep(1)
        outcome = newsroom.asks("judge")
        assert set(killed) == set(VICTIMS)
        assert outcome.pop("done") >= ITEMS * 0.9
        reasons = outcome.pop("reasons")
        assert outcome == dict.fromkeys(outcome, 0)
        assert reasons
        assert all("tried 5 times" in reason for reason in reasons)
