"""The embedded PostgreSQL: a cluster of its own behind a private Unix socket."""

import re
import shutil
import signal
from pathlib import Path

from newsroom.stack import children, places
from newsroom.stack.binaries import PostgresBinaries, postgres_binaries
from newsroom.stack.errors import StackError
from newsroom.stack.ground import own_folder
from newsroom.stack.server import SHOWN_BYTES, Server, first_number

SUPERUSER = "spean_super"
STATUS_LINE = 7  # of postmaster.pid; see PostgreSQL's miscadmin.h
# Under locale C, trigrams of Khmer are empty and search finds nothing.
LOCALE = ("--locale=C.UTF-8", "--encoding=UTF8")
# Whoever reaches the socket may connect: the folder lets only one account in.
TRUST = (f"--username={SUPERUSER}", "--auth=trust", "--no-sync", "--no-instructions")
SETTINGS = (
    "listen_addresses=",
    "unix_socket_permissions=0700",
    f"port={places.POSTGRES_PORT}",
    "max_connections=60",
    "shared_buffers=128MB",
    "jit=off",
    # No disk of today takes four times as long for a page out of the row.
    "random_page_cost=1.1",
    # A statement that fails holds what somebody wrote, and its details name rows.
    "log_min_error_statement=panic",
    "log_error_verbosity=terse",
)
# A test's database need not survive a power cut, but its server's own death it must.
TEST_SETTINGS = ("fsync=off", "full_page_writes=off")


class PostgresServer(Server):
    """PostgreSQL with the roles `spean_owner` and `spean_app` and their database."""

    name = "postgres"
    variable = "DATABASE_URL"
    farewell = ((signal.SIGINT, 3.0), (signal.SIGQUIT, 1.0))
    socket_in = staticmethod(places.postgres_socket)

    def command(self) -> tuple[str, ...]:
        """Make the cluster if there is none and return the server's command line.

        Raises:
            StackError: There are no binaries, or the cluster could not be made.
        """
        binaries = postgres_binaries(self.ground)
        self._cluster = self.ground.home / f"pg{binaries.major}"
        if not (self._cluster / "PG_VERSION").exists():
            self._make_cluster(binaries)
        self._clear_old_locks()
        is_test = places.is_of_tests(self.ground.profile)
        settings = (*SETTINGS, f"unix_socket_directories={self.ground.run}")
        return (
            str(binaries.folder / "postgres"),
            "-D",
            str(self._cluster),
            *(
                part
                for setting in (*settings, *(TEST_SETTINGS if is_test else ()))
                for part in ("-c", setting)
            ),
        )

    def answers(self) -> bool:
        """Read what the server itself says of its state, as `pg_ctl` does."""
        try:
            lines = (self._cluster / "postmaster.pid").read_text().split("\n")
        except OSError:
            return False
        is_ours = lines[0] == str(self.pid)
        return (
            is_ours
            and len(lines) > STATUS_LINE
            and lines[STATUS_LINE].strip() == "ready"
        )

    def _make_cluster(self, binaries: PostgresBinaries) -> None:
        """Make it beside its place, and put it there only when it is whole."""
        draft = self._cluster.with_name(f"{self._cluster.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        own_folder(draft, account=self.ground.account)
        self._run([str(binaries.folder / "initdb"), "-D", str(draft), *TRUST, *LOCALE])
        single = [str(binaries.folder / "postgres"), "--single", "-D", str(draft)]
        statements = role_statements(is_test=places.is_of_tests(self.ground.profile))
        self._run([*single, "template1"], lines=statements)
        draft.rename(self._cluster)

    def _run(self, words: list[str], *, lines: tuple[str, ...] = ()) -> None:
        folder, account = self.ground.home, self.ground.account
        ended = children.run(words, folder=folder, account=account, lines=lines)
        # In single-user mode a refused statement does not end the server.
        if ended.returncode or re.search("(ERROR|FATAL): ", ended.stdout):
            tail = ended.stdout[-SHOWN_BYTES:]
            msg = f"The database could not be made. {Path(words[0]).name} said:\n{tail}"
            raise StackError(msg)

    def _clear_old_locks(self) -> None:
        """Remove lock files of a server that is gone.

        Theirs is a process number, which after a restart of the machine may belong
        to somebody else; ours is the lock on the data folder, which the caller holds.
        """
        lock = self._cluster / "postmaster.pid"
        pid = first_number(lock)
        if pid:
            mention = str(self._cluster)
            children.end_orphan(pid, mention=mention, number=signal.SIGINT)
        socket = places.postgres_socket(self.ground.run)
        for path in (lock, socket.with_name(f"{socket.name}.lock")):
            path.unlink(missing_ok=True)


def role_statements(*, is_test: bool) -> tuple[str, ...]:
    """List what makes the roles and the database, one statement a line.

    The owner may change tables. The app may use what `migrate` grants it, no more.

    Args:
        is_test: Whether the owner may make databases, as a test run does.
    """
    may_make = "CREATEDB" if is_test else "NOCREATEDB"
    return (
        f"CREATE ROLE spean_owner LOGIN {may_make}",
        "CREATE ROLE spean_app LOGIN",
        # Before PostgreSQL 15 everybody could make tables in it.
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "ALTER SCHEMA public OWNER TO spean_owner",
        f"CREATE DATABASE {places.DATABASE} OWNER spean_owner",
        f"REVOKE TEMPORARY ON DATABASE {places.DATABASE} FROM PUBLIC",
    )
