"""Our own long-running programs, and how they and the servers are kept running."""

import os
import selectors
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from newsroom.stack import children, places
from newsroom.stack.errors import StackError

GRACE = 4
WEB_WORKERS, WEB_THREADS = 2, 4


@dataclass(frozen=True)
class Program:
    """One of our own programs.

    Attributes:
        name: In progress lines.
        words: What Python runs, `-m` and all.
        death_signal: What tells it to end at once when the launcher is gone.
        environ: What it needs besides the common environment.
    """

    name: str
    words: tuple[str, ...]
    death_signal: signal.Signals = signal.SIGTERM
    environ: tuple[tuple[str, str], ...] = ()


def programs(*, port: int, home: Path) -> tuple[Program, ...]:
    """List the programs of a newsroom in their order of starting and stopping.

    Args:
        port: Where the web server listens, on this machine alone.
        home: The data folder, for Beat's schedule.
    """
    web = ("-m", "gunicorn", "newsroom.wsgi", "--bind", f"127.0.0.1:{port}")
    threads = ("--worker-class", "gthread", "--threads", str(WEB_THREADS))
    logs = ("--log-level", "warning", "--no-control-socket")
    grace = ("--workers", str(WEB_WORKERS), "--graceful-timeout", str(GRACE))
    # Celery warns of root; with `up`, root's worker runs only its own checkout.
    celery = ("-W", "ignore::UserWarning:celery.platforms", "-m", "celery", "-q")
    one = ("--concurrency", "1")
    # A heartbeat waits for ever for a broker that is gone, and so does the end of it.
    lonely = ("--without-gossip", "--without-mingle", "--without-heartbeat")
    quiet = ("--loglevel", "warning")
    schedule = ("--schedule", str(home / "beat-schedule"), "--pidfile=")
    return (
        Program(
            name="web",
            words=(*web, *threads, *grace, *logs),
            # For gunicorn: end now, without waiting for work.
            death_signal=signal.SIGQUIT,
            environ=(("WEB_POOL", "1"),),
        ),
        Program(
            name="worker",
            words=(*celery, "-A", "newsroom", "worker", *one, *quiet, *lonely),
            # Asked to end, Celery may wait for a broker that is gone as well. What it
            # does is durable, and the kernel ends the children of its pool with it.
            death_signal=signal.SIGKILL,
        ),
        Program(
            name="beat",
            words=(*celery, "-A", "newsroom", "beat", *quiet, *schedule),
        ),
        Program(name="sweep", words=("manage.py", "sweep")),
    )


def common_environment(*, profile: str, port: int) -> dict[str, str]:
    """Return the environment of our own programs under the launcher."""
    environ = {name: it for name, it in os.environ.items() if name != "SPEAN_STARTED"}
    environ.setdefault("SITE_URL", f"http://127.0.0.1:{port}")
    return {
        **environ,
        "SPEAN_LAUNCHED": "1",
        "SPEAN_PROFILE": profile,
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
    }


class Outputs:
    """What running programs write, line by line, in one thread.

    Args:
        tell: Called with a program's name and one line.
    """

    def __init__(self, tell: Callable[[str, str], None]) -> None:
        self._tell = tell
        self._selector = selectors.DefaultSelector()
        self._rests: dict[int, bytes] = {}

    def add(self, name: str, descriptor: int) -> None:
        """Listen to a program's output; the descriptor becomes ours."""
        os.set_blocking(descriptor, False)
        self._rests[descriptor] = b""
        self._selector.register(descriptor, selectors.EVENT_READ, name)

    def pump(self, *, wait: float) -> bool:
        """Tell what has been written; wait at most so many seconds for it.

        Returns:
            Whether there was something, so that there may be more.
        """
        events = self._selector.select(wait)
        for key, _ in events:
            try:
                piece = os.read(key.fd, 65536)
            except BlockingIOError:
                continue
            *lines, rest = (self._rests[key.fd] + piece).split(b"\n")
            if not piece:
                lines, rest = [rest], b""
                self._drop(key.fd)
            else:
                self._rests[key.fd] = rest
            for line in lines:
                text = line.decode(errors="replace").rstrip()
                if text:
                    self._tell(key.data, text)
        return bool(events)

    def drain(self) -> None:
        """Tell all that has been written so far."""
        while self.pump(wait=0.0):
            continue

    def close(self) -> None:
        """Stop listening."""
        for descriptor in tuple(self._rests):
            self._drop(descriptor)
        self._selector.close()

    def _drop(self, descriptor: int) -> None:
        self._selector.unregister(descriptor)
        del self._rests[descriptor]
        os.close(descriptor)


class Running:
    """A program of ours as a child of the launcher.

    Args:
        program: What to run.
        environ: The common environment.
        outputs: Where its lines go.
    """

    def __init__(
        self, program: Program, *, environ: Mapping[str, str], outputs: Outputs
    ) -> None:
        self.name = program.name
        self._command = children.Command(
            words=(sys.executable, *program.words),
            folder=places.PROJECT,
            death_signal=program.death_signal,
            environ={**environ, **dict(program.environ)},
        )
        self._outputs = outputs
        self._child: children.Child | None = None

    @property
    def pid(self) -> int | None:
        """Its number; None before it started."""
        return self._child.pid if self._child else None

    @property
    def code(self) -> int | None:
        """The return code; None before it ended."""
        return self._child.poll() if self._child else None

    def start(self) -> None:
        """Start it; what an ended one left of its own children goes first."""
        if self._child:
            children.kill_group(self._child)
        reading, writing = os.pipe()
        try:
            with os.fdopen(writing, "wb") as output:
                self._child = children.start(self._command, output=output)
        finally:
            self._outputs.add(self.name, reading)

    def has_ended(self) -> bool:
        """Tell whether it is gone without being asked."""
        return self._child is not None and self._child.poll() is not None

    def ask_to_end(self) -> None:
        """Ask it to finish what it is doing and end."""
        if self._child and self._child.poll() is None:
            self._child.send_signal(signal.SIGTERM)

    def end(self, *, within: float) -> None:
        """Wait for its end after `ask_to_end`, then end it by force."""
        if self._child:
            children.end(self._child, signals=((signal.SIGTERM, within),))
            self._child = None


class Restartable(Protocol):
    """What can be kept running: a program of ours or an embedded server."""

    name: str

    def start(self) -> None:
        """Start it, again if it has ended."""

    def has_ended(self) -> bool:
        """Tell whether it is gone without being asked."""


class Kept:
    """Something that is started again when it ends, ever less eagerly.

    Args:
        it: What to keep running; it has been started.
        tell: Called with its name and what happens to it.
    """

    def __init__(self, it: Restartable, *, tell: Callable[[str, str], None]) -> None:
        self._it = it
        self._tell = tell
        self._pause = children.BackOff()
        self._started_at = time.monotonic()
        self._due_at: float | None = None

    def look(self) -> None:
        """Notice its end, and start it again when its pause is over."""
        now = time.monotonic()
        if self._due_at is None:
            if self._it.has_ended():
                self._put_off(now, "ended")
        elif now >= self._due_at:
            self._due_at = None
            self._started_at = now
            try:
                self._it.start()
                self._tell(self._it.name, "started again")
            except (StackError, OSError) as reason:
                self._put_off(now, str(reason))

    def _put_off(self, now: float, why: str) -> None:
        pause = self._pause.after(now - self._started_at)
        self._due_at = now + pause
        self._tell(self._it.name, f"{why}; starting it again in {pause:g} s")
