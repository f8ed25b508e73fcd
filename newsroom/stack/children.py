"""Child processes that never outlive their parent: start, look at, end."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeAlias

from newsroom.stack.ground import Account

Child: TypeAlias = subprocess.Popen[bytes]

PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Command:
    """What to start, and how it should die.

    Attributes:
        words: The program and its arguments.
        folder: The working folder.
        death_signal: Sent by the kernel when the parent is gone, however it went
            (Linux; elsewhere the next start clears away what was left).
        environ: The environment; ours when None.
        account: Who runs it; ourselves when None.
    """

    words: tuple[str, ...]
    folder: Path
    death_signal: signal.Signals
    environ: Mapping[str, str] | None = None
    account: Account | None = None


def run(
    words: Sequence[str],
    *,
    folder: Path | None = None,
    account: Account | None = None,
    lines: Sequence[str] = (),
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end.

    Args:
        words: The program and its arguments.
        folder: Where it runs; here when None.
        account: Who runs it; ourselves when None.
        lines: What it reads.

    Returns:
        Its return code, and what it wrote and complained, in one, as `stdout`.

    Raises:
        OSError: It could not be started.
    """
    return subprocess.run(  # noqa: S603 - our own words, no shell
        words,
        input="".join(f"{line}\n" for line in lines),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
        cwd=folder,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )


def start(command: Command, *, output: int | IO[bytes]) -> Child:
    """Start a child in a session of its own, so that Ctrl-C reaches us alone.

    Call it from the main thread: the kernel takes the end of the *thread* that
    started a child for the death of its parent (prctl(2), PR_SET_PDEATHSIG).
    """
    account = command.account
    return subprocess.Popen(  # noqa: S603 - our own words, no shell
        command.words,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        cwd=command.folder,
        env=command.environ,
        start_new_session=True,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        # We start children from one thread alone, so a fork holds no foreign lock.
        preexec_fn=_die_with_parent(command.death_signal),  # noqa: PLW1509
    )


def end(
    child: Child,
    *,
    signals: Sequence[tuple[signal.Signals, float]],
) -> None:
    """End a child, ever more firmly, and whatever it left in its session's group.

    Args:
        child: What `start` returned.
        signals: Each signal with the seconds to wait after it; a kill comes last.
    """
    for number, patience in signals:
        if child.poll() is not None:
            break
        with suppress(ProcessLookupError):
            child.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(patience, 0.0))
    kill_group(child)


def kill_group(child: Child) -> None:
    """Kill what is left of a child and of its own children; reap it."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def is_running(pid: int, *, mention: str) -> bool:
    """Tell whether a process lives whose command line mentions a text.

    A number alone proves nothing: after a restart of the machine or the container
    it may belong to anybody.
    """
    try:
        line = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        if sys.platform == "linux":
            return False
        ps = ("/bin/ps", "-ww", "-o", "command=", "-p", str(pid))
        line = os.fsencode(run(ps).stdout)
    return os.fsencode(mention) in line


def end_orphan(pid: int, *, mention: str, number: signal.Signals) -> None:
    """End a process that an earlier run left behind, and wait until it is gone.

    Args:
        pid: Its number then.
        mention: What its command line must mention to be the one.
        number: The signal that asks it to end; a kill follows after five seconds.
    """
    deadline = time.monotonic() + 5
    with suppress(ProcessLookupError):
        while is_running(pid, mention=mention):
            os.kill(pid, number if time.monotonic() < deadline else signal.SIGKILL)
            time.sleep(0.1)


class BackOff:
    """How long to wait before a program that ended is started again.

    >>> pause = BackOff()
    >>> [pause.after(0.1), pause.after(0.1), pause.after(0.1), pause.after(60)]
    [0.5, 1.0, 2.0, 0.5]
    """

    FIRST, LONGEST, CALM = 0.5, 15.0, 20.0

    def __init__(self) -> None:
        self._next = self.FIRST

    def after(self, lived: float) -> float:
        """Return the seconds to wait after a life of so many seconds."""
        if lived >= self.CALM:
            self._next = self.FIRST
        pause = self._next
        self._next = min(pause * 2, self.LONGEST)
        return pause


def _die_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    parent = os.getpid()
    prctl = ctypes.CDLL(None).prctl

    def before_exec() -> None:
        prctl(PR_SET_PDEATHSIG, int(number))
        # The parent may have died before the kernel knew of our wish.
        if os.getppid() != parent:
            os._exit(1)

    return before_exec
