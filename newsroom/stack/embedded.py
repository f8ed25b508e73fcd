"""The embedded servers of a profile: those that no environment variable replaces."""

import os
from collections.abc import Mapping

from newsroom.env import Environment
from newsroom.stack import holding, places
from newsroom.stack.errors import StackError
from newsroom.stack.ground import make_ground, make_home
from newsroom.stack.postgres import PostgresServer
from newsroom.stack.server import Server, is_listening
from newsroom.stack.valkey import ValkeyServer

SERVERS: tuple[type[Server], ...] = (PostgresServer, ValkeyServer)


class EmbeddedServers:
    """PostgreSQL and Valkey as children of this process; they die with it.

    Start them from the main thread (see `newsroom.stack.children.start`).

    Args:
        profile: "dev" or "test": each has its own servers and folders.
        doing: What this process does, in words, for those it keeps out.
        address: Where it will be reached, for the same.
        environ: Where the replacing URLs are looked up; the environment by default.

    Attributes:
        kinds: The kinds of servers that nothing replaces.
        started: The servers in their order of starting; empty before `start`.
    """

    def __init__(
        self,
        profile: str,
        *,
        doing: str = "a test run",
        address: str = "",
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self.profile = profile
        self.doing = doing
        self.started: tuple[Server, ...] = ()
        self._environ = os.environ if environ is None else environ
        self.kinds = tuple(
            it for it in SERVERS if not self._environ.get(it.variable, "").strip()
        )
        self._note: dict[str, object] = {
            "pid": os.getpid(),
            "doing": doing,
            "address": address,
            "servers": [kind.name for kind in self.kinds],
            "sockets": str(places.run_dir(profile)),
        }
        self._lock: holding.Lock | None = None

    def claim(self) -> bool:
        """Become the one who has this profile's servers; False if another has.

        Raises:
            StackError: The data folder is not ours.
        """
        lock = holding.servers_lock(make_home(self.profile))
        if not lock.take(note=self._note):
            lock.close()
            return False
        self._lock = lock
        return True

    def start(self) -> None:
        """Start the servers, having claimed the profile if that is still to do.

        Raises:
            StackError: Another has the servers, embedded ones are not wanted here,
                or one of them did not start.
        """
        self.refuse_in_production()
        if not self._lock and not self.claim():
            raise StackError(in_use(self.holder()))
        for kind in self.kinds:
            server = kind(make_ground(self.profile))
            self.started = (*self.started, server)
            server.start()
        if self._lock:
            self._lock.write({**self._note, "ready": True})

    def stop(self) -> None:
        """Stop the servers, the last first, and let others have the profile."""
        for server in reversed(self.started):
            server.stop()
        self.started = ()
        if self._lock:
            self._lock.close()
            self._lock = None

    def holder(self) -> dict[str, object]:
        """Read the note of whoever has the servers; empty when nobody left one."""
        with holding.servers_lock(make_home(self.profile)) as lock:
            return lock.note()

    def are_answering(self) -> bool:
        """Tell whether the servers that another program has can be joined.

        Raises:
            StackError: They never can: it has other servers, or hides them from us.
        """
        note = self.holder()
        if not note.get("ready"):
            return False
        has = note.get("servers")
        for kind in self.kinds:
            if isinstance(has, list) and kind.name not in has:
                msg = f"{in_use(note)} It has {kind.variable} set: set it here too."
                raise StackError(msg)
        if note.get("sockets") != self._note["sockets"]:
            place = note.get("sockets")
            msg = (
                f"{in_use(note)} Its sockets are in {place}: set TMPDIR as it is there."
            )
            raise StackError(msg)
        run = places.run_dir(self.profile)
        return all(is_listening(kind.socket_in(run)) for kind in self.kinds)

    def refuse_in_production(self) -> None:
        """Refuse embedded servers where DEBUG is off, unless asked for by name.

        Raises:
            StackError: DEBUG is off, a URL is missing, EMBEDDED_SERVERS is not 1.
        """
        variables = Environment(self._environ)
        if not self.kinds or variables.flag("DEBUG", default=True):
            return
        if not variables.flag("EMBEDDED_SERVERS", default=False):
            missing = " and ".join(kind.variable for kind in self.kinds)
            msg = (
                f"DEBUG is off, but not set: {missing}. Production has servers of its "
                "own: set both URLs, or EMBEDDED_SERVERS=1 if you do want ours."
            )
            raise StackError(msg)


def in_use(note: Mapping[str, object]) -> str:
    """Say who has the servers, from their note."""
    who = note.get("doing") or "another program"
    where = f" at {note['address']}" if note.get("address") else ""
    return f"{who} already runs here{where} (pid {note.get('pid', 'unknown')})."
