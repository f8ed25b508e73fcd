"""The planted demonstration, kept as rows and put back much faster than planted."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from psycopg import sql

from newsroom.stack.postgres import SUPERUSER

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
_SEQUENCES = """
SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'
"""


@dataclass(frozen=True)
class Planted:
    """Everything that the database and the folder of pictures held at a moment.

    Attributes:
        rows: By table, as PostgreSQL copies them out, in the order of their bytes:
            where a row lies depends on when the table was last swept. Empty tables
            are missing.
        sequences: The last number that each has given; None before the first.
        media: A copy of the folder.
    """

    rows: Mapping[str, bytes]
    sequences: Mapping[str, int | None]
    media: Path


def keep(folder: Path) -> Planted:
    """Keep what there is now.

    Args:
        folder: A new one, for copies of the pictures.
    """
    shutil.copytree(settings.MEDIA_ROOT, folder)
    with _as_superuser() as connection, connection.cursor() as cursor:
        tables = [name for (name,) in cursor.execute(_TABLES).fetchall()]
        copied = {name: _copied(cursor, name) for name in tables}
        sequences = dict(cursor.execute(_SEQUENCES).fetchall())
    return Planted({n: rows for n, rows in copied.items() if rows}, sequences, folder)


def put_back(planted: Planted) -> None:
    """Put everything back into a database that was flushed."""
    shutil.copytree(planted.media, settings.MEDIA_ROOT)
    with _as_superuser() as connection, connection.cursor() as cursor:
        # What was kept was checked when it was written; no trigger writes it again.
        cursor.execute("SET session_replication_role = replica")
        for name, rows in planted.rows.items():
            table = sql.Identifier(name)
            cursor.execute(sql.SQL("DELETE FROM {}").format(table))
            with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(table)) as copy:
                copy.write(rows)
        for name, value in planted.sequences.items():
            has_given = value is not None
            cursor.execute("SELECT setval(%s, %s, %s)", [name, value or 1, has_given])
    ContentType.objects.clear_cache()


def _as_superuser() -> "psycopg.Connection[Any]":
    params = connections["owner"].get_connection_params()
    place = {
        name: params[name] for name in ("host", "port", "dbname") if name in params
    }
    return psycopg.connect(**place, user=SUPERUSER)


def _copied(cursor: "psycopg.Cursor[Any]", table: str) -> bytes:
    copied = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))
    with cursor.copy(copied) as copy:
        rows = b"".join(map(bytes, copy))
    return b"".join(sorted(rows.splitlines(keepends=True)))
