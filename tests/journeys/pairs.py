"""Opens the pair editor, writes in it and reads what it says, for tests."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Version
from tests import factories as make
from tests.journeys.conftest import Reader
from tests.newsroom.pair_page import key_of, page_of
from tests.translations.pairs import a_source, a_translation, sent, unit_of

TO_THE_END = """field => {
  const end = field.lastElementChild ?? field;
  field.focus(); getSelection().selectAllChildren(end); getSelection().collapseToEnd();
}"""


@pytest.fixture(name="version")
def version_fixture(newsroom):
    return a_translation(a_source())


@pytest.fixture(name="empty")
def empty_fixture(newsroom):
    return sent(a_source())


@pytest.fixture(name="translator")
def translator_fixture(at_the_desk):
    return at_the_desk("en", make.an_account(("Translator", "en")))


def opens(one: Reader, version: Version) -> Page:
    page = one.goes_to(page_of(version)).page
    page.wait_for_selector("[contenteditable]")
    return page


def field(page: Page, version: Version, name: str):
    return page.locator(f"#{key_of(version, name)} [contenteditable]")


def types(page: Page, version: Version, name: str, words: str) -> None:
    """Write at the end of a paragraph."""
    field(page, version, name).evaluate(TO_THE_END)
    page.keyboard.type(words)


def says(page: Page, words: str) -> None:
    expect(page.locator("#saving")).to_contain_text(words, timeout=15_000)


def state(version: Version, name: str) -> str:
    return unit_of(version, name).state
