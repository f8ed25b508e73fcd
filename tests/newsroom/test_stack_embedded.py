import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from newsroom.stack import places
from newsroom.stack.embedded import EmbeddedServers
from newsroom.stack.errors import StackError

LONG_ENOUGH = 10.0
OTHER_PROGRAM = """
import sys, time
from newsroom.stack.embedded import EmbeddedServers
servers = EmbeddedServers(sys.argv[1])
servers.start()
print(*(it.pid for it in servers.started), flush=True)
time.sleep(60)
"""


@pytest.fixture
def servers(stack_home: Path) -> Iterator[EmbeddedServers]:
    embedded = EmbeddedServers("test", doing="the test", environ={})
    embedded.start()
    yield embedded
    embedded.stop()


def rows(statement: str, *, url: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(statement.encode()).fetchall()


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LONG_ENOUGH
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


class TestEmbeddedServers:
    def test_know_khmer_letters(self, servers: EmbeddedServers) -> None:
        assert servers.started
        question = (
            "SELECT datcollate, datctype, pg_encoding_to_char(encoding), "
            "'ក' ~ '[[:alpha:]]' FROM pg_database WHERE datname = current_database()"
        )
        seen = rows(question, url=places.database_url("test"))
        assert seen == [("C.UTF-8", "C.UTF-8", "UTF8", True)]

    def test_listen_on_sockets_of_a_private_folder_alone(
        self, servers: EmbeddedServers
    ) -> None:
        url = places.database_url("test")
        assert rows("SHOW listen_addresses", url=url) == [("",)]
        assert places.run_dir("test").stat().st_mode & 0o777 == 0o700
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(places.valkey_socket(places.run_dir("test"))))
            client.sendall(b"CONFIG GET port\r\n")
            assert b"\r\n0\r\n" in client.recv(100)

    def test_do_not_run_as_root(self, servers: EmbeddedServers) -> None:
        owners = {Path(f"/proc/{it.pid}").stat().st_uid for it in servers.started}
        assert 0 not in owners
        assert len(owners) == 1

    def test_let_the_app_change_no_tables(self, servers: EmbeddedServers) -> None:
        app, owner = (
            places.database_url("test"),
            places.database_url("test", role="owner"),
        )
        for statement in ("CREATE TABLE mine ()", "CREATE TEMPORARY TABLE mine ()"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                rows(statement, url=app)
        with psycopg.connect(owner) as connection:
            connection.execute("CREATE TABLE theirs ()")
            connection.rollback()

    def test_give_neither_role_more_than_it_needs(
        self, servers: EmbeddedServers
    ) -> None:
        question = (
            "SELECT rolname, rolsuper, rolcreaterole, rolcreatedb FROM pg_roles "
            "WHERE rolname IN ('spean_app', 'spean_owner') ORDER BY rolname"
        )
        seen = rows(question, url=places.database_url("test"))
        # Making databases is for test runs, and for the owner.
        assert seen == [
            ("spean_app", False, False, False),
            ("spean_owner", False, False, True),
        ]

    def test_keep_what_was_stored_over_a_kill(self, servers: EmbeddedServers) -> None:
        owner = places.database_url("test", role="owner")
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 'ស្ពាន' AS word")
        for server in servers.started:
            os.kill(server.pid or 0, signal.SIGKILL)
            until(server.has_ended)
            server.start()
        assert rows("SELECT word FROM kept", url=owner) == [("ស្ពាន",)]

    def test_start_beside_lock_files_of_a_server_that_is_gone(
        self, servers: EmbeddedServers
    ) -> None:
        servers.stop()
        # Numbers come again after a restart; this one is somebody else's: ours.
        stale = f"{os.getpid()}\n"
        [cluster] = places.data_home("test").glob("pg*[0-9]")
        run = places.run_dir("test")
        for path in (
            cluster / "postmaster.pid",
            run / f"{places.postgres_socket(run).name}.lock",
            places.data_home("test") / "postgres.pid",
            places.data_home("test") / "valkey.pid",
        ):
            path.write_text(stale)
        servers.start()
        assert rows("SELECT 1", url=places.database_url("test")) == [(1,)]

    def test_are_started_by_one_at_a_time(self, servers: EmbeddedServers) -> None:
        second = EmbeddedServers("test", environ={})
        with pytest.raises(StackError, match=rf"the test .* \(pid {os.getpid()}\)"):
            second.start()
        assert second.started == ()

    def test_leave_nothing_running(
        self, servers: EmbeddedServers, living: Callable[[set[int]], set[int]]
    ) -> None:
        pids = {server.pid or 0 for server in servers.started}
        assert living(pids) == pids
        servers.stop()
        assert living(pids) == set()

    def test_die_with_a_parent_that_was_killed(
        self, stack_home: Path, living: Callable[[set[int]], set[int]]
    ) -> None:
        words = [sys.executable, "-c", OTHER_PROGRAM, "test"]
        with subprocess.Popen(  # noqa: S603 - our own words
            words, cwd=places.PROJECT, stdout=subprocess.PIPE, text=True
        ) as parent:
            assert parent.stdout
            pids = {int(word) for word in parent.stdout.readline().split()}
            assert len(living(pids)) == 2
            parent.kill()
        until(lambda: not living(pids))

    def test_show_the_end_of_the_log_when_one_does_not_start(
        self, servers: EmbeddedServers
    ) -> None:
        servers.stop()
        [cluster] = places.data_home("test").glob("pg*[0-9]")
        settings = cluster / "postgresql.auto.conf"
        before = settings.read_text()
        settings.write_text("no_such_setting = 1\n")
        try:
            with pytest.raises(StackError, match="no_such_setting"):
                servers.start()
        finally:
            settings.write_text(before)
            servers.stop()


class TestKinds:
    @pytest.mark.parametrize(
        ("replaced", "left"),
        [
            ((), ["postgres", "valkey"]),
            (("DATABASE_URL",), ["valkey"]),
            (("REDIS_URL",), ["postgres"]),
            (("DATABASE_URL", "REDIS_URL"), []),
        ],
    )
    def test_leave_out_what_a_url_replaces(
        self, replaced: tuple[str, ...], left: list[str]
    ) -> None:
        servers = EmbeddedServers("dev", environ=dict.fromkeys(replaced, "x://y"))
        assert [kind.name for kind in servers.kinds] == left


class TestRefuseInProduction:
    def test_wants_to_be_asked_by_name(self) -> None:
        with pytest.raises(StackError, match="DATABASE_URL and REDIS_URL"):
            EmbeddedServers("dev", environ={"DEBUG": "0"}).refuse_in_production()
        asked = {"DEBUG": "0", "EMBEDDED_SERVERS": "1"}
        servers = EmbeddedServers("dev", environ=asked)
        servers.refuse_in_production()
        assert len(servers.kinds) == 2
