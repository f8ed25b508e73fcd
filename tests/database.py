"""The test database: migrated once, kept, and copied for each run.

Migrations take longer than most runs of a few tests. What was migrated is kept beside
the test database under a name that changes with whatever could make it differ.
"""

import hashlib
from typing import Any

from psycopg import sql

from newsroom import migrating
from newsroom.stack.places import PROJECT

KEPT = "kept_"
# Every migration, ours and, by their versions, everybody else's.
DECIDING = (
    *("*/migrations/*.py", "requirements.txt"),
    *("tests/database.py", "newsroom/migrating.py"),
)


def make(owner: Any, *, may_keep: bool) -> str:
    """Make the test database and return its name.

    Args:
        owner: The connection of the role that owns the tables.
        may_keep: Whether the server is ours to leave a copy on.
    """
    kept = KEPT + digest()
    name = owner.creation._get_test_db_name()
    is_copied = may_keep and _copy(owner, source=kept, target=name)
    # What is in the code alone, as permissions are, is brought up to date in a copy.
    with migrating.quickly():
        owner.creation.create_test_db(verbosity=0, autoclobber=True, keepdb=is_copied)
    if may_keep and not is_copied:
        owner.close()
        _forget(owner)
        _copy(owner, source=name, target=kept)
    return str(name)


def digest() -> str:
    """Fold whatever decides what the migrations leave into a few letters."""
    folded = hashlib.sha256()
    for path in sorted(it for glob in DECIDING for it in PROJECT.glob(glob)):
        folded.update(str(path.relative_to(PROJECT)).encode() + path.read_bytes())
    return folded.hexdigest()[:16]


def _copy(owner: Any, *, source: str, target: str) -> bool:
    """Copy a database that nobody uses over another; False when there is none."""
    with owner.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [source])
        if cursor.fetchone() is None:
            return False
        names = {"source": sql.Identifier(source), "target": sql.Identifier(target)}
        for statement in (
            "DROP DATABASE IF EXISTS {target}",
            "CREATE DATABASE {target} TEMPLATE {source}",
        ):
            cursor.execute(sql.SQL(statement).format(**names))
    return True


def _forget(owner: Any) -> None:
    """Remove what was kept of other migrations."""
    with owner.creation._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [KEPT]
        )
        for (name,) in cursor.fetchall():
            dropped = sql.SQL("DROP DATABASE {}").format(sql.Identifier(name))
            cursor.execute(dropped)
