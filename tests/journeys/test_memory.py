"""A translator puts in what was translated before, and looks for words of the past."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.models import Version
from tests import factories as make
from tests.newsroom.pair_page import key_of, page_of, texts
from tests.translations.pairs import (
    ENGLISH,
    KHMER,
    a_source,
    a_translation,
    finished,
    sent,
    translate,
    unit_of,
)
from translations.actions.remembering import remember_when_due
from translations.models import Draft

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("without_checks")]

PUT_IN = {"en": "Put it in", "km": "ដាក់ចូល"}


@pytest.fixture
def version(newsroom):
    finished(a_translation(a_source()))
    remember_when_due(at=make.NOW)
    return sent(a_source())


def translating(at_the_desk, speaking, width=1280):
    account = make.an_account(("Translator", "en"))
    return at_the_desk(speaking, account, width)


def opens(one, version: Version) -> Page:
    page = one.goes_to(page_of(version)).page
    page.wait_for_selector("[contenteditable]")
    return page


def field(page: Page, version: Version, name: str):
    return page.locator(f"#{key_of(version, name)} [contenteditable]")


def stands_in(page: Page, version: Version, name: str):
    """Enter a row and wait for what is offered beside it."""
    field(page, version, name).click()
    panel = page.locator(f"#{key_of(version, name)} .offers")
    expect(panel).to_be_visible()
    return panel


def is_saved(page: Page) -> None:
    page.keyboard.press("Control+s")
    expect(page.locator("#saving")).to_have_attribute("data-state", "saved")


@pytest.mark.parametrize("speaking", ["en", "km"])
class TestAMatch:
    def test_is_put_in_by_its_key(self, at_the_desk, version, speaking):
        one = translating(at_the_desk, speaking)
        page = opens(one, version)
        panel = stands_in(page, version, "a")
        expect(panel).to_contain_text(ENGLISH["a"])
        assert one.findings() == []
        page.keyboard.press("Control+j")
        page.keyboard.press("Digit1")
        expect(field(page, version, "a")).to_have_text(ENGLISH["a"])
        expect(field(page, version, "a")).to_be_focused()
        is_saved(page)
        assert ENGLISH["a"] in texts(version)

    def test_is_put_in_by_a_press_on_a_telephone(self, at_the_desk, version, speaking):
        one = translating(at_the_desk, speaking, 390)
        page = opens(one, version)
        panel = stands_in(page, version, "b")
        assert not one.scrolls_sideways()
        panel.get_by_role("button", name=PUT_IN[speaking]).click()
        expect(field(page, version, "b")).to_have_text(ENGLISH["b"])
        assert one.findings() == []


class TestWhatIsTyped:
    def test_stays_before_what_is_put_in_and_comes_back(self, at_the_desk, version):
        page = opens(translating(at_the_desk, "en"), version)
        panel = stands_in(page, version, "a")
        page.keyboard.type("Typed.")
        panel.get_by_role("button", name="Put it in").click()
        expect(field(page, version, "a").locator("p")).to_have_text(
            ["Typed.", ENGLISH["a"]]
        )
        for _each in range(9):
            page.keyboard.press("Control+z")
            if ENGLISH["a"] not in field(page, version, "a").inner_text():
                break
        expect(field(page, version, "a")).to_contain_text("Typed.")
        expect(field(page, version, "a")).not_to_contain_text(ENGLISH["a"])
        is_saved(page)
        assert texts(version)[-1] == "Typed."

    def test_is_not_offered_again(self, at_the_desk, version):
        translate(unit_of(version, "a"), ENGLISH["a"])
        page = opens(translating(at_the_desk, "en"), version)
        expect(stands_in(page, version, "a")).to_contain_text("Nothing like it")


class TestAPanel:
    def test_goes_along_and_is_fetched_once(self, at_the_desk, version):
        page = opens(translating(at_the_desk, "en"), version)
        fetched = []
        page.on("request", lambda it: "?fragment" in it.url and fetched.append(it.url))
        stands_in(page, version, "a")
        stands_in(page, version, "b")
        stands_in(page, version, "a")
        expect(page.locator(".offers")).to_have_count(1)
        assert len(fetched) == 2

    def test_is_not_asked_for_in_passing(self, at_the_desk, version):
        page = opens(translating(at_the_desk, "en"), version)
        fetched = []
        page.on("request", lambda it: "?fragment" in it.url and fetched.append(it.url))
        field(page, version, "a").click()
        for _each in range(3):
            page.keyboard.press("Alt+ArrowDown")
        expect(page.locator(".offers")).to_be_visible()
        assert [url.rsplit("/", 2)[1] for url in fetched] == [key_of(version, "d")]


class TestTheWhole:
    def test_is_filled_at_once(self, at_the_desk, version):
        translate(unit_of(version, "b"), "Mine.", state=None)
        page = opens(translating(at_the_desk, "en"), version)
        page.get_by_role("button", name="Fill in what was translated before").click()
        expect(page.locator(".says")).to_have_text(
            "3 of 3 empty paragraphs were translated before."
        )
        assert texts(version)[-4:] == [
            ENGLISH["a"],
            "Mine.",
            ENGLISH["c"],
            ENGLISH["d"],
        ]
        assert unit_of(version, "a").drafted_as == Draft.MEMORY


class TestPastTranslations:
    @pytest.mark.parametrize(("speaking", "width"), [("en", 1280), ("km", 390)])
    def test_are_found_by_words_of_either_side(
        self, at_the_desk, version, speaking, width
    ):
        one = translating(at_the_desk, speaking, width)
        page = one.goes_to(reverse("admin:memory")).page
        page.locator("#memory-q").fill("អ្នកភូមិបានរើ")
        page.keyboard.press("Enter")
        expect(page.locator("mark")).to_have_text("អ្នកភូមិបានរើ")
        expect(page.locator(".past li")).to_contain_text(ENGLISH["b"])
        expect(page.locator(".past li")).to_contain_text(KHMER["b"])
        assert one.findings() == []
        assert not one.scrolls_sideways()
