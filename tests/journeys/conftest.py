"""A real browser on a real newsroom; without Chromium its tests are skipped."""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from newsroom.demo import planting
from newsroom.roles import sync_roles
from people.models import Account
from tests import factories as make
from tests.journeys.planted import Planted, keep, put_back
from tests.planting import plant_quickly

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
HOW = (
    "Chromium is missing: apt-get install chromium (Debian), then run the tests again."
)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# Seconds; how often in a row nothing may be under way.
LONGEST_ANSWER, CALM_LOOKS = 10, 3
_BUSY = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND usename = current_user
  AND pid <> pg_backend_pid() AND state <> 'idle'
"""

# Links change their colour slowly.
ONCE_PAINTED = "() => Promise.allSettled(document.getAnimations().map(a => a.finished))"
# What the browser paints behind a page that sets no colour; axe takes it for white.
CANVAS_SHOWN = (
    "() => { const e = document.documentElement; "
    "if (getComputedStyle(e).backgroundColor === 'rgba(0, 0, 0, 0)' && "
    "getComputedStyle(document.body).backgroundColor === 'rgba(0, 0, 0, 0)') "
    "e.style.backgroundColor = 'Canvas' }"
)
# Every rule is tried; of what it finds, only what is told crosses to Python.
VIOLATIONS = """
async () => {
  const options = { resultTypes: ["violations"], selectors: false };
  const { violations } = await axe.run(options);
  return violations.map((each) => [each.id, each.nodes[0].html]);
}
"""
AFTER_A_FRAME = "() => new Promise(go => requestAnimationFrame(() => setTimeout(go)))"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium; BROWSER_REQUIRED=1 makes its absence a failure."""
    if CHROMIUM is None:
        if os.environ.get("BROWSER_REQUIRED") == "1":
            pytest.fail(HOW)
        pytest.skip(HOW)
    # Playwright's own loop runs in this thread; Django sees it and would refuse.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class KeptOnce:
    """The demonstration, once a test has planted it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.planted: Planted | None = None

    def plant(self) -> None:
        """Plant it, or put it back."""
        if self.planted is not None:
            put_back(self.planted)
            return
        sync_roles()
        planting.plant(make.NOW)
        self.planted = keep(self.folder)


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> KeptOnce:
    """Keep the demonstration for the whole run."""
    return KeptOnce(tmp_path_factory.mktemp("planted") / "media")


@pytest.fixture
def newsroom(
    browser: Browser,
    transactional_db: None,
    live_server: Any,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    kept: KeptOnce,
) -> Iterator[str]:
    """Serve the demonstration; yields its address."""
    settings.SITE_URL = live_server.url
    plant_quickly(monkeypatch, settings)
    kept.plant()
    yield str(live_server.url)
    wait_until_idle()


def wait_until_idle() -> None:
    """Let the server finish what pages asked for: the database is flushed after that.

    A page that is closed does not take back what it asked; what is still being answered
    holds rows that a flush wants.
    """
    calm, until = 0, time.monotonic() + LONGEST_ANSWER
    while calm < CALM_LOOKS and time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(_BUSY)
            (busy,) = cursor.fetchone()
        calm = 0 if busy else calm + 1
        time.sleep(0.02)


class Reader:
    """Somebody with a browser, and everything that went wrong while they looked."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.troubles: list[str] = []
        self.hosts: set[str] = set()
        page.on("console", lambda message: self.troubles.append(message.text))
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("request", lambda request: self.hosts.add(request.url.split("/")[2]))

    def goes_to(self, path: str) -> "Reader":
        """Open a path of the newsroom."""
        self.page.goto(f"{self.base}{path}")
        return self

    def findings(self) -> list[str]:
        """List what axe finds, shortest form first."""
        self.page.evaluate(CANVAS_SHOWN)
        # A page that it looked at before has it.
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        violations = self.page.evaluate(VIOLATIONS)
        # What axe makes the browser complain of has arrived when this returns.
        self.page.evaluate(AFTER_A_FRAME)
        return [f"{rule}: {html[:150]}" for rule, html in violations]

    def faults(self) -> list[str]:
        """List what axe finds, and scrolling sideways, in the light and in the dark.

        The page is not loaded anew.
        """
        found = []
        for scheme in SCHEMES:
            self.page.emulate_media(color_scheme=scheme)
            self.page.evaluate(ONCE_PAINTED)
            sideways = ["scrolls sideways"] * self.scrolls_sideways()
            found += [f"{scheme}: {each}" for each in [*self.findings(), *sideways]]
        return found

    def scrolls_sideways(self) -> bool:
        """Say whether the page is wider than the window."""
        return bool(
            self.page.evaluate(
                "document.documentElement.scrollWidth > "
                "document.documentElement.clientWidth"
            )
        )


@pytest.fixture
def reader(browser: Browser, newsroom: str) -> Iterator[Any]:
    """Make readers; each has a window of a width and a colour scheme."""
    contexts = []

    def of(width: int, scheme: str = "light") -> Reader:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme
        )
        contexts.append(context)
        return Reader(context.new_page(), newsroom)

    yield of
    for context in contexts:
        context.close()


@pytest.fixture
def at_the_desk(reader: Any) -> Any:
    """Sign somebody with a browser in; they speak a language."""

    def in_language(
        language: str, account: Account | None = None, width: int = 1280
    ) -> Reader:
        one, account, client = reader(width), account or make.a_chief(), Client()
        Account.objects.filter(pk=account.pk).update(interface_language=language)
        client.force_login(account)
        session = client.cookies["spean_session"].value
        one.page.context.add_cookies(
            [{"name": "spean_session", "value": session, "url": one.base}]
        )
        return one

    return in_language
