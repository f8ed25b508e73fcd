"""Starts the servers tests need, and makes the database as the owner for the app."""

import gc
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as configured
from django.db import connections
from django.utils import translation
from psycopg import sql

from newsroom.stack.embedded import EmbeddedServers, in_use
from newsroom.stack.errors import StackError
from tests import crew, database, flushing, suites, thrift

SERVERS = EmbeddedServers(profile=configured.PROFILE)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Start the servers; settings know their addresses already.

    Who only hands tests out needs none, but keeps a second run out.
    """
    try:
        if not crew.leads(session.config):
            SERVERS.start()
        elif not SERVERS.claim():
            pytest.exit(in_use(SERVERS.holder()), returncode=2)
    except StackError as error:
        pytest.exit(str(error), returncode=2)
    flushing.flush_in_our_way(is_ours=_is_ours())


def pytest_sessionfinish() -> None:
    """Stop them again."""
    SERVERS.stop()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(specs: Any) -> None:
    """Keep the processes that share a run apart."""
    crew.give_profiles(specs)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> crew.OneByOne:
    """Hand tests out in a way that each process can bear."""
    return crew.OneByOne(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Where processes share a run, let none wait for another at its end."""
    if crew.is_led(config):
        crew.begin_with_the_longest(items)


def pytest_collection_finish() -> None:
    """Look for garbage less often, and never among what lives as long as the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what was skipped and measured, and how long each suite took."""
    for line in suites.closing_words(terminalreporter.stats):
        terminalreporter.write_line(line)


@pytest.fixture
def tell(record_property: Any) -> Callable[[str], None]:
    """Let a test tell a figure that it measured; it is printed at the end."""
    return lambda figure: record_property(suites.FIGURE, figure)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """Let the owner make and migrate the test database; tests run as the app role."""
    from newsroom.roles import sync_roles  # noqa: PLC0415 - apps are loaded only now

    with django_db_blocker.unblock():
        owner, app = connections["owner"], connections["default"]
        before = owner.settings_dict["NAME"]
        app.settings_dict["NAME"] = database.make(owner, may_keep=_is_ours())
        _let_the_app_empty_tables(owner, app.settings_dict["USER"])
        sync_roles()
    yield
    with django_db_blocker.unblock():
        app.close()
        owner.creation.destroy_test_db(before, verbosity=0)


def _is_ours() -> bool:
    """Tell whether PostgreSQL is one that this process started."""
    return any(server.name == "postgres" for server in SERVERS.started)


def _let_the_app_empty_tables(owner: Any, app_role: str) -> None:
    """Let transactional tests flush, which no installation needs."""
    with owner.cursor() as cursor:
        cursor.execute(
            sql.SQL("GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {}").format(
                sql.Identifier(app_role)
            )
        )
    owner.close()


@pytest.fixture(scope="session", autouse=True)
def thrifty() -> Iterator[None]:
    """Spend nothing on what no test asks about."""
    with thrift.thrifty():
        yield


@pytest.fixture(autouse=True)
def media_of_its_own(settings: Any, tmp_path: Any) -> None:
    """Give each test an empty folder for photos and recordings."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def without_a_look_at_every_static_file(settings: Any) -> None:
    """Let static files be looked for when asked for: each test client is a start."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Let every test read English messages, whatever language it then chooses."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Let no page be known from another test: it asks once more than a new one."""
    from website.keeping import KEEPER  # noqa: PLC0415 - settings come first
    from website.parts import PARTS  # noqa: PLC0415

    KEEPER.clear()
    PARTS.clear()


@pytest.fixture
def without_checks(settings: Any) -> None:
    """Let texts be approved that are signs for texts, not translations."""
    settings.APPROVAL_GATES = ()
