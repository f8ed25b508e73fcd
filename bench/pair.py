"""The pair editor with a hundred units: its weight, its queries, how fast it writes."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import quantiles
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.actions import opening, writing  # noqa: E402
from articles.models import Article, Origin, Outlet, RightsBasis, Section, Version  # noqa: E402
from articles.text.blocks import parse_body  # noqa: E402
from bench.weight import LETTERS, fetched, weight  # noqa: E402
from bench.words import paragraphs  # noqa: E402
from people.models import Account  # noqa: E402
from translations.actions.sending import send_to_translation  # noqa: E402
from translations.actions.translating import mark, write_unit  # noqa: E402
from translations.models import Unit, UnitState  # noqa: E402

UNITS = 100
ROUNDS = 10
KEYS = 200
BETWEEN_KEYS_MS = 40
SLUGLINE = "bench-pair"
BROWSERS = ("chromium", "chromium-browser")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
WATCH_PAINT = """() => new Promise(done => new PerformanceObserver(list =>
  done(list.getEntries().at(-1).startTime)
).observe({type: "largest-contentful-paint", buffered: true}))"""
# From the key to the end of the frame that shows it.
WATCH_KEYS = """() => {
  window.took = [];
  const channel = new MessageChannel();
  let began = 0;
  channel.port1.onmessage = () => took.push(performance.now() - began);
  addEventListener("keydown", event => {
    const at = event.timeStamp;
    requestAnimationFrame(() => { began = at; channel.port2.postMessage(0); });
  }, true);
}"""


class _Silent(WSGIRequestHandler):
    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""


def lines() -> Iterator[str]:
    """Yield the lines of the table."""
    # Development keeps the text of every query.
    settings.DEBUG = False
    account = _account()
    version = _version(account)
    address = reverse("admin:pair", args=[version.pk])
    client = Client()
    client.force_login(account)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
        queries = len(asked)
    times = [_wall(client, address) for _each in range(ROUNDS)]
    yield (
        f"page of {UNITS} units   {queries:3} queries (≤ 12)   "
        f"p50 {quantiles(times, n=20)[9]:6.0f} ms"
    )
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    with _server() as base:
        yield from _in_a_browser(base, address, session)


def _in_a_browser(base: str, address: str, session: str) -> Iterator[str]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a tool of tests

    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        yield "Chromium is missing: its lines are left out."
        return
    # Playwright's own loop runs in this thread; Django sees it and would refuse.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base}
        context.add_cookies([cookie])
        page = context.new_page()
        responses: list[Any] = []

        def note(response: Any) -> None:
            responses.append(response)

        # The way there leads over the board, which brings the letters of Khmer.
        page.goto(f"{base}{reverse('admin:index')}")
        page.wait_for_load_state("networkidle")
        page.evaluate(LETTERS)
        page.on("response", note)
        page.goto(f"{base}{address}")
        page.wait_for_selector("[contenteditable]")
        sent = fetched(page, responses)
        yield (
            f"transfer            {weight(sent) / 1024:5.1f} KB (≤ 60)   "
            f"{len(sent)} requests (≤ 6)"
        )
        yield f"largest paint       {page.evaluate(WATCH_PAINT):5.0f} ms (≤ 800)"
        yield _typing(page)
        browser.close()


def _typing(page: Any) -> str:
    page.evaluate(WATCH_KEYS)
    page.locator("[contenteditable]").nth(UNITS // 2).click()
    page.keyboard.type("The river rose. " * (KEYS // 16), delay=BETWEEN_KEYS_MS)
    page.wait_for_timeout(500)
    cut = quantiles(page.evaluate("took"), n=20)
    return f"key to frame        p50 {cut[9]:5.1f} ms   p95 {cut[18]:5.1f} ms (≤ 50)"


def _wall(client: Client, address: str) -> float:
    begin = time.perf_counter()
    client.get(address, headers={"accept-encoding": "gzip"})
    return (time.perf_counter() - begin) * 1000


@contextmanager
def _server() -> Iterator[str]:
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Silent)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _account() -> Account:
    account, _made = Account.objects.get_or_create(
        username=SLUGLINE, defaults={"is_superuser": True, "interface_language": "en"}
    )
    return account


@transaction.atomic
def _version(by: Account) -> Version:
    """Return the translation that is measured; it is made once and stays."""
    at = timezone.now()
    stored = Version.objects.filter(article__slugline=SLUGLINE, language="en")
    if stored.exists():
        return stored.get()
    article = opening.open_article(
        article=Article(
            outlet=Outlet.objects.earliest("pk"),
            section=Section.objects.earliest("pk"),
            slugline=SLUGLINE,
        ),
        tags=(),
        cleared_people=(),
        by=by,
    )
    source = opening.start_version(
        article=article,
        language="km",
        origin=Origin.ORIGINAL,
        rights_basis=RightsBasis.STAFF,
        by=by,
    )
    html = "".join(f"<p>{text}</p>" for text in paragraphs(UNITS, "km"))
    writing.write_working_copy(version=source, blocks=parse_body(html), by=by, at=at)
    writing.save_revision(version=source, by=by, at=at)
    version = send_to_translation(source=source, language="en", by=by, at=at)
    units = Unit.objects.filter(version=version).order_by("pk")
    for unit, text in zip(units, paragraphs(UNITS, "en"), strict=True):
        facts = {"seen": unit.source_now, "by": by, "at": at}
        written = write_unit(unit=unit, html=f"<p>{text}</p>", base=(), **facts)
        mark(unit=written.unit, state=UnitState.TRANSLATED, **facts)
    return version
