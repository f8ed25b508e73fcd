"""Servers for one command: those that already run, else its own for its own time.

A command that started servers stops them at its end, after those that joined it have
ended; `newsroom.stack.holding` tells how they keep out of each other's way.
"""

import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass

from newsroom.stack import holding
from newsroom.stack.binaries import add_client_to_path
from newsroom.stack.bootstrap import say
from newsroom.stack.embedded import EmbeddedServers, in_use
from newsroom.stack.errors import StackError
from newsroom.stack.ground import make_home

WAITS_AT_MOST = 60.0
LOOKS_EVERY = 0.05


@dataclass(frozen=True)
class SharedServers:
    """The servers a command works with.

    Attributes:
        servers: Ours if we started them.
        users: Held together with others when we joined.
    """

    servers: EmbeddedServers
    users: holding.Lock

    @property
    def address(self) -> str:
        """Where the newsroom that has the servers is reached; empty if nowhere."""
        return "" if self.servers.started else str(self.servers.holder()["address"])

    def leave(self) -> None:
        """Stop the servers if they are ours, after those who joined have ended."""
        try:
            if self.servers.started and not self.users.take():
                text = "other commands joined; waiting for them (Ctrl-C stops at once)"
                say("servers", text, stream=sys.stderr)
                self.users.wait()
        except KeyboardInterrupt:
            say("servers", "stopping under those that joined", stream=sys.stderr)
        finally:
            self.servers.stop()
            self.users.close()


def share_servers(
    profile: str, *, doing: str, environ: Mapping[str, str]
) -> SharedServers:
    """Join the running servers of a profile, or start them.

    Args:
        profile: "dev" or "test".
        doing: What this program does, for those it keeps waiting.
        environ: Where the replacing URLs are looked up.

    Raises:
        StackError: They do not start, are not wanted here, or do not answer.
    """
    add_client_to_path()
    servers = EmbeddedServers(profile, doing=doing, environ=environ)
    servers.refuse_in_production()
    users = holding.users_lock(make_home(profile))
    try:
        _join_or_start(servers, users)
    except BaseException:
        servers.stop()
        users.close()
        raise
    return SharedServers(servers=servers, users=users)


def _join_or_start(servers: EmbeddedServers, users: holding.Lock) -> None:
    deadline = time.monotonic() + WAITS_AT_MOST
    while time.monotonic() < deadline:
        if servers.claim():
            servers.start()
            text = f"started for {servers.doing}, and stop with it"
            say("servers", text, stream=sys.stderr)
            return
        # Shared before looking: who stops servers takes it alone before that.
        if users.share():
            if servers.are_answering():
                return
            users.give_back()
        time.sleep(LOOKS_EVERY)
    msg = f"{in_use(servers.holder())} Its servers do not answer."
    raise StackError(msg)
