"""Seven faults while somebody saves five kilobytes of Khmer: not a byte is lost."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.db import connections
from django.urls import reverse
from playwright.sync_api import Page

from articles.actions.writing import write_working_copy
from articles.models import Version
from articles.text.blocks import block_text, body_blocks, from_json
from newsroom.stack.server import Server
from people.models import Account, Session
from tests import factories as make
from tests.journeys.conftest import Reader
from tests.sending import as_sent

pytestmark = pytest.mark.journey

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"
PASSWORD = "river-bank-river"  # noqa: S105 - of an account that only this test knows
ENOUGH = 5_000
SENTENCE = "ទឹក\u200bទន្លេ\u200bបាន\u200bឡើង\u200bខ្ពស់ «ណាស់» នៅ\u200bថ្ងៃ\u200bនេះ។"
DECK = f"{SENTENCE}\n\n{SENTENCE}"
EDITOR = ".field-body .ProseMirror[contenteditable=true]"
SAVE, AGAIN = "[name=_continue]", ".rescue button"
FIELDS = (
    "form => [...new FormData(form)].filter(([, value]) => typeof value === 'string')"
)
NOT_TYPED = ("csrfmiddlewaretoken", "sign-in-")

Servers = Mapping[str, Server]
Fields = list[tuple[str, str]]


@pytest.fixture
def servers(request: Any) -> Servers:
    """Return PostgreSQL and Valkey of this run by name, where they are its own."""
    plugin: Any = request.config.pluginmanager.get_plugin(str(CONFTEST))
    return {server.name: server for server in plugin.SERVERS.started}


@pytest.fixture
def account(newsroom: str, settings: Any) -> Account:
    """Return somebody who can sign in again."""
    account = make.a_chief()
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.fixture
def version(newsroom: str) -> Version:
    """Return a Khmer story of the demonstration that readers see."""
    return Version.objects.public().filter(language="km").order_by("pk")[0]


@pytest.fixture
def writer(at_the_desk: Any, account: Account) -> Reader:
    """Return somebody whose pages save nothing by themselves."""
    one: Reader = at_the_desk("km", account)
    one.page.on("dialog", lambda dialog: dialog.accept())
    for name in ("autosave", "heartbeat"):
        one.page.route(f"**/{name}/", lambda route: route.fulfill(status=503))
    return one


def paragraphs(time: int) -> list[str]:
    return [f"{time}.{number} {SENTENCE * 8}" for number in range(6)]


def types(one: Reader, version: Version, time: int) -> Page:
    """Open the form, and put a text of one's own in the place of the old one."""
    page = one.goes_to(reverse("admin:articles_version_change", args=[version.pk])).page
    page.locator("#id_standfirst").fill(DECK)
    page.locator(EDITOR).click()
    page.keyboard.press("Control+A")
    for paragraph in paragraphs(time):
        page.keyboard.insert_text(paragraph)
        page.keyboard.press("Enter")
    return page


@contextmanager
def stopped(servers: Servers, name: str) -> Iterator[None]:
    """Stop a server for good, as long as it is ours; else nobody reaches it."""
    connections.close_all()
    if name in servers:
        servers[name].stop()
        try:
            yield
        finally:
            servers[name].start()
        return
    settings = connections["default"].settings_dict
    host, settings["HOST"] = settings["HOST"], "/nowhere"
    try:
        yield
    finally:
        settings["HOST"] = host


def saves(page: Page) -> tuple[int, Fields]:
    """Press save; the status of the answer, and every field as it went out."""
    with (
        page.expect_navigation() as answered,
        page.expect_request(
            lambda asked: asked.method == "POST" and asked.is_navigation_request()
        ) as asked,
    ):
        page.locator(SAVE).first.click()
    assert answered.value is not None
    sent = parse_qsl(asked.value.post_data or "", keep_blank_values=True)
    return answered.value.status, typed_of(sent)


def kept_on(page: Page, selector: str = ".rescue") -> Fields:
    """Return every field of a form in the page, as it would go out."""
    found = page.locator(selector).evaluate(FIELDS)
    return typed_of([(as_sent(name), as_sent(value)) for name, value in found])


def typed_of(fields: Fields) -> Fields:
    return sorted(field for field in fields if not field[0].startswith(NOT_TYPED))


def words_of(fields: Fields) -> str:
    return dict(fields)["body"] + dict(fields)["standfirst"]


def stored_in(version: Version) -> list[str]:
    """Return the body of the newest revision, a text a paragraph."""
    version.refresh_from_db()
    assert version.current_revision is not None
    blocks = body_blocks(from_json(version.current_revision.blocks))
    return [block_text(block) for block in blocks]


def is_whole(fault: str, kept: str, sent: str) -> bool:
    """Print how many of the bytes that were typed are still there."""
    sizes = len(kept.encode()), len(sent.encode())
    print(f"\n{fault}: {sizes[0]:,} of {sizes[1]:,} bytes kept")
    return kept == sent and sizes[0] > ENOUGH


def presses(page: Page, selector: str) -> None:
    """Press a button, and wait for the page that follows."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def is_for_everybody(one: Reader) -> bool:
    """Tell whether a page is in order, on a phone too."""
    faults: list[str] = []
    for width in (390, 1280):
        one.page.set_viewport_size({"width": width, "height": 900})
        faults += one.findings() + ["too wide"] * one.scrolls_sideways()
    return faults == []


class TestWhatWasTyped:
    def test_is_whole_whatever_stops(
        self, writer: Reader, version: Version, servers: Servers
    ) -> None:
        page = types(writer, version, 1)
        with stopped(servers, "postgres"):
            status, sent = saves(page)
        assert status == 503
        assert kept_on(page) == sent
        assert is_whole("database stopped", words_of(kept_on(page)), words_of(sent))
        assert is_for_everybody(writer)
        assert stored_in(version) != paragraphs(1)
        presses(page, AGAIN)
        assert stored_in(version) == paragraphs(1)
        types(writer, version, 2)
        # No worker runs beside these tests at all.
        with stopped(servers, "valkey") if "valkey" in servers else nullcontext():
            status, _sent = saves(page)
        assert status == 200
        typed, stored = "".join(paragraphs(2)), "".join(stored_in(version))
        for fault in ("Valkey stopped", "worker stopped"):
            assert is_whole(fault, stored, typed)

    def test_is_whole_whatever_runs_out(
        self, writer: Reader, version: Version, account: Account, settings: Any
    ) -> None:
        page = types(writer, version, 1)
        page.context.clear_cookies(name="spean_csrf")
        status, sent = saves(page)
        assert status == 403
        assert kept_on(page) == sent
        assert is_whole(
            "token not valid any more", words_of(kept_on(page)), words_of(sent)
        )
        assert is_for_everybody(writer)
        presses(page, AGAIN)
        assert stored_in(version) == paragraphs(1)
        types(writer, version, 2)
        Session.objects.all().delete()
        status, sent = saves(page)
        assert status == 403
        for password in ("wrong-wrong-wrong", PASSWORD):
            assert kept_on(page) == sent
            assert is_for_everybody(writer)
            page.fill("#id_sign-in-username", account.username)
            page.fill("#id_sign-in-password", password)
            presses(page, AGAIN)
        assert kept_on(page) == sent
        assert is_whole("signed out", words_of(kept_on(page)), words_of(sent))
        presses(page, AGAIN)
        assert stored_in(version) == paragraphs(2)

    def test_is_whole_where_it_is_more_than_can_be_sent(
        self, writer: Reader, version: Version, settings: Any
    ) -> None:
        page = types(writer, version, 3)
        most, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000, ENOUGH
        status, sent = saves(page)
        assert status == 413
        assert is_for_everybody(writer)
        page.go_back()
        page.locator(EDITOR).get_by_text(paragraphs(3)[5]).wait_for()
        assert is_whole(
            "too large", words_of(kept_on(page, "#version_form")), words_of(sent)
        )
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = most
        # The empty one behind what was typed, wherever in it the click falls.
        page.locator(EDITOR).locator("p").last.click()
        page.keyboard.insert_text("ចប់។")
        saves(page)
        assert stored_in(version)[:6] == paragraphs(3)

    def test_is_whole_where_somebody_else_wrote(
        self, writer: Reader, version: Version
    ) -> None:
        page = types(writer, version, 1)
        theirs = make.blocks("ចំណងជើងរបស់គេ", ["របស់គេ ១។", "របស់គេ ២។"])
        write_working_copy(
            version=version, blocks=theirs, by=make.a_chief(), at=make.NOW
        )
        _status, sent = saves(page)
        assert is_whole(
            "conflict", words_of(kept_on(page, "#version_form")), words_of(sent)
        )
        for choice in page.locator(".way [value=mine]").all():
            choice.check()
        presses(page, SAVE)
        # What the other added stays as well.
        assert set(paragraphs(1)) <= set(stored_in(version))
