"""Rows of the test database, taken out and put back past every trigger and check."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connections
from psycopg import sql

from newsroom.stack.postgres import SUPERUSER

Cursor = psycopg.Cursor[Any]


@contextmanager
def all_powerful() -> Iterator[Cursor]:
    """Work in one transaction in which no trigger fires and no reference is checked.

    What is put back was checked when it was written.
    """
    params = connections["owner"].get_connection_params()
    place = {
        name: params[name] for name in ("host", "port", "dbname") if name in params
    }
    with (
        psycopg.connect(**place, user=SUPERUSER) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("SET session_replication_role = replica")
        yield cursor


def taken_out(cursor: Cursor, tables: Iterable[str]) -> dict[str, bytes]:
    """Read tables whole.

    Returns:
        By table, as PostgreSQL copies them out, in the order of their bytes: where a
        row lies depends on when the table was last swept. Empty tables are missing.
    """
    copied = {name: _copied(cursor, name) for name in tables}
    return {name: rows for name, rows in copied.items() if rows}


def put_back(cursor: Cursor, rows: Mapping[str, bytes]) -> None:
    """Let tables hold what was taken out of them, and nothing else."""
    for name, content in rows.items():
        table = sql.Identifier(name)
        cursor.execute(sql.SQL("DELETE FROM {}").format(table))
        with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(table)) as copy:
            copy.write(content)


def _copied(cursor: Cursor, table: str) -> bytes:
    copied = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))
    with cursor.copy(copied) as copy:
        rows = b"".join(map(bytes, copy))
    return b"".join(sorted(rows.splitlines(keepends=True)))
