"""The flush between two tests outlives a deadlock with what a server still answers."""

import threading
import time
from collections.abc import Iterator

import psycopg
import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from tests import factories as make
from tests import flushing, rows
from tests.flushing import TRIES, patiently

WANTED_BY_ANSWER, HELD_BY_ANSWER = "people_account", "ledger_entry"
_IS_WAITED_FOR = """
SELECT EXISTS (SELECT FROM pg_locks WHERE relation = %s::regclass AND NOT granted)
"""


def flush() -> None:
    """Lock what a flush locks, in its way, and report failures in its way."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for table in (WANTED_BY_ANSWER, HELD_BY_ANSWER):
                cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
    except Exception as error:
        raise CommandError("couldn't be flushed") from error


@pytest.fixture
def answer_under_way(transactional_db: None) -> Iterator[None]:
    """Let somebody read one table, and then want the other as soon as one waits."""
    params = connection.get_connection_params()
    for ours in ("cursor_factory", "context", "prepare_threshold"):
        params.pop(ours, None)
    holds = threading.Event()

    def read() -> None:
        with psycopg.connect(**params) as answering, answering.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {HELD_BY_ANSWER} IN ACCESS SHARE MODE")
            holds.set()
            while True:
                cursor.execute(_IS_WAITED_FOR, [HELD_BY_ANSWER])
                if (cursor.fetchone() or (False,))[0]:
                    break
                time.sleep(0.01)
            cursor.execute(f"LOCK TABLE {WANTED_BY_ANSWER} IN ACCESS SHARE MODE")

    reading = threading.Thread(target=read)
    reading.start()
    assert holds.wait(10)
    yield
    reading.join(10)
    assert not reading.is_alive()


@pytest.mark.django_db(transaction=True)
class TestPatiently:
    @pytest.mark.usefixtures("answer_under_way")
    def test_flushes_once_the_answer_is_given(self):
        assert patiently(flush) == 1

    def test_flushes_at_once_where_nothing_is_under_way(self):
        assert patiently(flush) == 0


def fail_for(reason: Exception) -> None:
    raise CommandError("couldn't be flushed") from reason


class TestOtherFailures:
    def test_are_told_at_once(self):
        tries = []

        def flush_nothing() -> None:
            tries.append(1)
            fail_for(ValueError("no such table"))

        with pytest.raises(CommandError):
            patiently(flush_nothing)
        assert 1 == len(tries) < TRIES


def flush_whole() -> None:
    call_command("flush", interactive=False, verbosity=0, reset_sequences=False)


class TestQuickFlush:
    def test_leaves_what_a_whole_flush_leaves(self, transactional_db):
        flush = flushing.QuickFlush()
        flush(flush_whole)
        make.a_published_pair()
        Permission.objects.all().delete()
        with rows.all_powerful() as cursor:
            assert len(flushing.filled(cursor, flush.tables)) > 20
        flush(lambda: pytest.fail("flushed whole again"))
        with rows.all_powerful() as cursor:
            assert rows.taken_out(cursor, flush.tables) == flush.left
        flush_whole()
        with rows.all_powerful() as cursor:
            assert flushing.filled(cursor, flush.tables) == [
                name for name in flush.tables if name in flush.left
            ]
