"""What the embedded servers have in common: start, wait until ready, stop."""

import os
import signal
import socket
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from newsroom.stack import children
from newsroom.stack.errors import StackError
from newsroom.stack.ground import Ground

SHOWN_BYTES = 2000
LARGEST_LOG = 5_000_000
READY_WITHIN = 60.0
POLL_EVERY = 0.02


class Server(ABC):
    """One embedded server; its subclasses say how it starts and when it is ready.

    Attributes:
        name: In progress lines, file names and notes.
        variable: The environment variable that replaces it.
        farewell: Signals that end it in order, with the seconds each may take.
    """

    name: str
    variable: str
    farewell: tuple[tuple[signal.Signals, float], ...]

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.log = ground.home / f"{self.name}.log"
        self._pid_file = ground.home / f"{self.name}.pid"
        self._child: children.Child | None = None

    @abstractmethod
    def command(self) -> tuple[str, ...]:
        """Make ready what the server needs and return its command line."""

    @abstractmethod
    def answers(self) -> bool:
        """Tell whether the server is ready for clients."""

    @staticmethod
    @abstractmethod
    def socket_in(folder: Path) -> Path:
        """Name the server's socket in a folder of sockets."""

    @property
    def pid(self) -> int | None:
        """The number of the running server."""
        return self._child.pid if self._child else None

    def start(self) -> None:
        """Start the server and wait until it is ready.

        What an earlier run left behind, after `kill -9` too, is cleared away first.

        Raises:
            StackError: It ended or was not ready in time; with the end of its log.
        """
        self.end_left_over()
        words = self.command()
        with self._open_log() as log:
            begin = log.tell()
            command = children.Command(
                words=words,
                folder=self.ground.home,
                death_signal=self.farewell[0][0],
                environ=_plain_environment(),
                account=self.ground.account,
            )
            self._child = children.start(command, output=log)
        self._pid_file.write_text(str(self._child.pid))
        if not self._becomes_ready():
            self.stop()
            tail = self.log.read_bytes()[begin:][-SHOWN_BYTES:].decode(errors="replace")
            msg = f"{self.name} did not start. The end of {self.log}:\n{tail}"
            raise StackError(msg)

    def stop(self) -> None:
        """Stop the server in order, or by force when it takes too long."""
        if self._child:
            children.end(self._child, signals=self.farewell)
            self._child = None
            self._pid_file.unlink(missing_ok=True)

    def has_ended(self) -> bool:
        """Tell whether a server that was started is gone without being asked."""
        return self._child is not None and self._child.poll() is not None

    def end_left_over(self) -> None:
        """End a server of an earlier run that is still going down or was orphaned."""
        pid = first_number(self._pid_file)
        if pid:
            mention = str(self.ground.run)
            children.end_orphan(pid, mention=mention, number=self.farewell[0][0])
            self._pid_file.unlink(missing_ok=True)

    def _becomes_ready(self) -> bool:
        deadline = time.monotonic() + READY_WITHIN
        while time.monotonic() < deadline and not self.has_ended():
            if self.answers():
                return True
            time.sleep(POLL_EVERY)
        return False

    def _open_log(self) -> BinaryIO:
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.old"))
        return self.log.open("ab")


def is_listening(path: Path) -> bool:
    """Tell whether somebody takes calls at a socket."""
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(str(path))
        except OSError:
            return False
        return True


def first_number(path: Path) -> int:
    """Read the number on a file's first line; 0 when there is none."""
    try:
        return int(path.read_text(errors="replace").split("\n", 1)[0])
    except (OSError, ValueError):
        return 0


def _plain_environment() -> Mapping[str, str]:
    """Ours without the variables that would steer a PostgreSQL server or client."""
    return {name: it for name, it in os.environ.items() if name[:2] != "PG"}
