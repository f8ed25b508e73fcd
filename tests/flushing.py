"""Empties the test database even where a server is still answering somebody.

A page that was closed does not take back what it asked: the answer under way holds rows
that the flush wants, the flush holds tables that the answer wants, and PostgreSQL ends
one of the two. pytest-django does not clean up after a flush that failed: every later
test of that process would be refused the owner's connection.
"""

from collections.abc import Callable
from typing import Any

from django.core.management import CommandError
from django.db import OperationalError
from django.test import TransactionTestCase
from psycopg.errors import DeadlockDetected

TRIES = 5


def flush_again_after_deadlocks() -> None:
    """Let every transactional test's flush be tried again when it was the one ended."""
    flush = TransactionTestCase._fixture_teardown

    def flush_patiently(case: TransactionTestCase) -> None:
        patiently(lambda: flush(case))

    TransactionTestCase._fixture_teardown = flush_patiently  # type: ignore[method-assign]


def patiently(flush: Callable[[], Any]) -> int:
    """Call it until no deadlock ends it; return how many did.

    Raises:
        CommandError: What the last of `TRIES` raised, or the first for another reason.
    """
    for deadlocks in range(TRIES):
        try:
            flush()
        except CommandError as error:
            if deadlocks == TRIES - 1 or not _was_a_deadlock(error):
                raise
        else:
            break
    return deadlocks


def _was_a_deadlock(error: CommandError) -> bool:
    cause = error.__cause__
    return isinstance(cause, OperationalError) and isinstance(
        cause.__cause__, DeadlockDetected
    )
