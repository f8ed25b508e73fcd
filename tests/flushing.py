"""Empties the test database between tests that really commit: quickly, and patiently.

Django empties every table and writes all permissions anew, for each test. Here it does
so once; what it leaves is kept, and later only tables that hold rows are emptied.

A page that was closed does not take back what it asked: the answer under way holds rows
that the flush wants, the flush holds tables that the answer wants, and PostgreSQL ends
one of the two. pytest-django does not clean up after a flush that failed: every later
test of that process would be refused the owner's connection.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError
from django.db import OperationalError
from django.test import TransactionTestCase
from psycopg import sql
from psycopg.errors import DeadlockDetected

from tests import rows

TRIES = 5
# Its triggers fire for everybody, and let a test database only be emptied whole.
LEDGER = "ledger_entry"
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"


def flush_in_our_way(*, is_ours: bool) -> None:
    """Let every transactional test's flush be quick, and tried again after a deadlock.

    Args:
        is_ours: Whether the server is ours, with a role that may do everything.
    """
    flush = TransactionTestCase._fixture_teardown
    quick = QuickFlush()

    def flush_patiently(case: TransactionTestCase) -> None:
        patiently(lambda: quick(lambda: flush(case)) if is_ours else flush(case))

    TransactionTestCase._fixture_teardown = flush_patiently  # type: ignore[method-assign]


class QuickFlush:
    """Does by rows what Django did by tables the first time."""

    def __init__(self) -> None:
        self.left: dict[str, bytes] = {}
        self.tables: list[str] = []

    def __call__(self, flush: Callable[[], None]) -> None:
        """Leave the database as Django's own flush left it the first time."""
        if self.left:
            self.again()
            return
        flush()
        with rows.all_powerful() as cursor:
            # Those of triggers too, of which Django knows nothing.
            self.tables = [name for (name,) in cursor.execute(_TABLES).fetchall()]
            self.left = rows.taken_out(cursor, self.tables)

    def again(self) -> None:
        """Empty what holds rows, once nobody writes, and put back what was left."""
        locked = sql.SQL("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE")
        with rows.all_powerful() as cursor:
            cursor.execute(locked.format(_listed(self.tables)))
            for name in filled(cursor, self.tables):
                words = "TRUNCATE {}" if name == LEDGER else "DELETE FROM {}"
                cursor.execute(sql.SQL(words).format(sql.Identifier(name)))
            rows.put_back(cursor, self.left)
        ContentType.objects.clear_cache()


def filled(cursor: rows.Cursor, tables: Iterable[str]) -> list[str]:
    """List which of some tables hold rows."""
    each = sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})")
    asked = [each.format(sql.Literal(name), sql.Identifier(name)) for name in tables]
    cursor.execute(sql.SQL(" UNION ALL ").join(asked))
    return [name for (name,) in cursor.fetchall()]


def patiently(flush: Callable[[], Any]) -> int:
    """Call it until no deadlock ends it; return how many did.

    Raises:
        CommandError: What the last of `TRIES` raised, or the first for another reason.
        DeadlockDetected: The same, where it is not told as Django does.
    """
    for deadlocks in range(TRIES):
        try:
            flush()
        except (CommandError, DeadlockDetected) as error:
            if deadlocks == TRIES - 1 or not _was_a_deadlock(error):
                raise
        else:
            break
    return deadlocks


def _listed(names: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))


def _was_a_deadlock(error: Exception) -> bool:
    if isinstance(error, DeadlockDetected):
        return True
    cause = error.__cause__
    return isinstance(cause, OperationalError) and isinstance(
        cause.__cause__, DeadlockDetected
    )
