"""Makes the table of the tests' own kind of work."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections

from tests.worklist.chores import Chore


@pytest.fixture(scope="session")
def chore_table(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let the owner make the table; the app role gets its rights by default."""
    with django_db_blocker.unblock():
        owner = connections["owner"]
        with owner.schema_editor() as editor:
            editor.create_model(Chore)
        owner.close()
    yield
    with django_db_blocker.unblock():
        with owner.schema_editor() as editor:
            editor.delete_model(Chore)
        owner.close()


@pytest.fixture
def chores(chore_table: None, db: None) -> None:
    """Give a test the empty table, in a transaction that is undone."""


@pytest.fixture
def lasting_chores(chore_table: None, transactional_db: None) -> Iterator[None]:
    """Give a test the empty table, with transactions that really end."""
    yield
    Chore.objects.all().delete()
