"""Who may start and stop the servers of a profile: two locks in its data folder.

- `servers.lock` is held alone, by the one whose children the servers are, from before
  they start until after they stopped. It carries a note of who that is.
- `users.lock` is shared by the commands that joined those servers. A command that
  started servers for its own time takes it alone before it stops them: so it waits
  for whoever joined, and nobody can join what is about to stop.

The kernel drops both when their holder dies, however it died. See flock(2).
"""

import fcntl
import json
import os
from pathlib import Path
from types import TracebackType
from typing import Self


class Lock:
    """A lock on a file that its holder can leave a note in.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "servers.lock"
    >>> with Lock(path) as first, Lock(path) as second:
    ...     (first.take(note={"pid": 7}), second.take(), second.note())
    (True, False, {'pid': 7})
    """

    def __init__(self, path: Path) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
        self._descriptor = os.open(path, flags, 0o600)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def take(self, *, note: dict[str, object] | None = None) -> bool:
        """Take it alone if it is free.

        Args:
            note: What others may read while it is held.
        """
        if not self._lock(fcntl.LOCK_EX | fcntl.LOCK_NB):
            return False
        if note is not None:
            self.write(note)
        return True

    def write(self, note: dict[str, object]) -> None:
        """Leave a note for others, in the place of the last one."""
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, json.dumps(note).encode(), 0)

    def share(self) -> bool:
        """Take it together with others, unless somebody has it alone."""
        return self._lock(fcntl.LOCK_SH | fcntl.LOCK_NB)

    def wait(self) -> None:
        """Take it alone as soon as nobody else has it."""
        self._lock(fcntl.LOCK_EX)

    def note(self) -> dict[str, object]:
        """Read the holder's note; empty when there is none."""
        size = os.fstat(self._descriptor).st_size
        try:
            note = json.loads(os.pread(self._descriptor, size, 0))
        except ValueError:
            return {}
        return note if isinstance(note, dict) else {}

    def give_back(self) -> None:
        """Let others take it."""
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let others take it, and close its file; again does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _lock(self, operation: int) -> bool:
        try:
            fcntl.flock(self._descriptor, operation)
        except BlockingIOError:
            return False
        return True


def servers_lock(home: Path) -> Lock:
    """Open the lock of the one who has the servers."""
    return Lock(home / "servers.lock")


def users_lock(home: Path) -> Lock:
    """Open the lock of those who use them."""
    return Lock(home / "users.lock")
