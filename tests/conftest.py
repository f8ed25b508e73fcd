"""Starts the servers tests need, and makes the database as the owner for the app."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.utils import translation
from psycopg import sql

from newsroom.stack.embedded import EmbeddedServers
from newsroom.stack.errors import StackError
from tests import exiftool

SERVERS = EmbeddedServers(profile="test")


def pytest_sessionstart() -> None:
    """Start the servers; settings know their addresses already."""
    try:
        SERVERS.start()
    except StackError as error:
        pytest.exit(str(error), returncode=2)


def pytest_sessionfinish() -> None:
    """Stop them again."""
    SERVERS.stop()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say in one line how many tests were skipped for want of ExifTool."""
    skipped = [
        r
        for r in terminalreporter.stats.get("skipped", ())
        if exiftool.HOW in str(r.longrepr)
    ]
    if skipped:
        terminalreporter.write_line(
            f"{len(skipped)} tests of photos were skipped. {exiftool.HOW}"
        )


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Let the owner make and migrate the test database; tests run as the app role."""
    from newsroom.roles import sync_roles  # noqa: PLC0415 - apps are loaded only now

    with django_db_blocker.unblock():
        owner, app = connections["owner"], connections["default"]
        before = owner.settings_dict["NAME"]
        name = owner.creation.create_test_db(verbosity=0, autoclobber=True)
        app.settings_dict["NAME"] = name
        _let_the_app_empty_tables(owner, app.settings_dict["USER"])
        sync_roles()
    yield
    with django_db_blocker.unblock():
        app.close()
        owner.creation.destroy_test_db(before, verbosity=0)


def _let_the_app_empty_tables(owner: Any, app_role: str) -> None:
    """Let transactional tests flush, which no installation needs."""
    with owner.cursor() as cursor:
        cursor.execute(
            sql.SQL("GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {}").format(
                sql.Identifier(app_role)
            )
        )
    owner.close()


@pytest.fixture(autouse=True)
def media_of_its_own(settings: Any, tmp_path: Any) -> None:
    """Give each test an empty folder for photos and recordings."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Let every test read English messages, whatever language it then chooses."""
    with translation.override("en"):
        yield
