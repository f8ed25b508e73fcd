"""A story is translated and edited, comes out, and follows its original for good."""

import urllib.request
from dataclasses import dataclass

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.addresses import version_url
from articles.models import CreditRole, Version
from tests import factories as make
from tests.journeys.conftest import Reader
from tests.journeys.pairs import field, opens, says
from tests.journeys.test_a_storys_day import press, steps_of
from tests.newsroom.pair_page import key_of
from tests.translations.pairs import a_source, edited, released, texts
from tests.website.test_source_changed import SENTENCE
from translations.models import Unit

pytestmark = pytest.mark.journey

KHMER = {
    "market": "ផ្សារព្រែកថ្មបើកលក់វិញនៅព្រឹកថ្ងៃច័ន្ទ ក្រោយពីលិចទឹកបីសប្ដាហ៍។",
    "stalls": "តូបចំនួន ៤២ បានរៀបចំរួចហើយ។",
    "fish": "អ្នកលក់ត្រីមកដល់មុនគេបង្អស់ តាំងពីម៉ោង ៤ ទៀបភ្លឺ។",
    "thanks": "គណៈកម្មការផ្សារសូមអរគុណដល់អ្នកដែលបានជួយលាងសម្អាត។",
    "price": "ត្រីអណ្ដែងមួយគីឡូក្រាមលក់ថ្លៃ ១២.០០០ រៀល។",
    "dyke": "ទំនប់ខាងកើតនៅមិនទាន់ជួសជុលរួចទេ។",
}
TYPO = KHMER | {"market": KHMER["market"].replace("លិចទឹក", "លិចទឹកអស់")}
NEWS = TYPO | {"stalls": KHMER["stalls"].replace("៤២", "៥៨")}
DRY = NEWS | {"dyke": "ទំនប់ខាងកើតនៅមិនទាន់ជួសជុលរួចនៅឡើយទេ។"}
MARKET = "Prek Thmor market reopened on Monday after three weeks under water."
JOINED = "The fish sellers came first, at four in the morning, to 42 cleaned stalls."
PRICE = "A kilo of walking catfish cost 12,000 riel."
CONTEXT = "A riel is worth about a fortieth of a US cent."
DYKE = "The eastern dyke has not been mended yet."
MORE = "They found 58 stalls ready when they came at four in the morning."


def row(page: Page, version: Version, name: str):
    return page.locator(f"#{key_of(version, name)}")


def more(page: Page, version: Version, name: str) -> None:
    row(page, version, name).locator(".deeds button[value=more]").click()
    expect(row(page, version, name).locator(".more")).to_be_visible()


def types(page: Page, version: Version, name: str, words: str) -> None:
    field(page, version, name).click()
    page.keyboard.type(words)


def is_done(page: Page, version: Version, name: str) -> None:
    row(page, version, name).locator("button[value=translated]").click()
    expect(row(page, version, name).locator(".is-translated")).to_be_visible()


def is_sent(translator: Reader, source: Version) -> Version:
    page = translator.goes_to(reverse("admin:pair_send", args=[source.pk])).page
    page.fill("#id_language", "en")
    assert translator.findings() == []
    press(page, ".step-form button")
    return source.article.versions.get(language="en")


def is_written(page: Page, version: Version, name: str, words: str) -> None:
    types(page, version, name, words)
    is_done(page, version, name)


def is_asked(page: Page, version: Version, name: str, deed: str) -> None:
    """Press a button that lies behind "More"."""
    more(page, version, name)
    row(page, version, name).locator(f"button[value={deed}]").click()


def merges_drops_and_adds(translator: Reader, version: Version) -> None:
    page = opens(translator, version)
    page.locator("#headline [contenteditable]").click()
    page.keyboard.type("A market is back after the flood")
    is_written(page, version, "market", MARKET)
    is_asked(page, version, "stalls", "merge")
    expect(page.locator("#rows > li")).to_have_count(len(KHMER))
    is_written(page, version, "stalls", JOINED)
    is_asked(page, version, "thanks", "drop")
    expect(row(page, version, "thanks").locator(".signs")).to_contain_text("left out")
    types(page, version, "price", PRICE)
    page.keyboard.press("Enter")
    page.keyboard.type(CONTEXT)
    is_done(page, version, "price")
    is_asked(page, version, "price", "split")
    expect(page.locator("#rows .is-alone")).to_have_count(1)
    is_written(page, version, "dyke", DYKE)
    says(page, "Saved")
    assert translator.findings() == []
    press(page, "#submit button")


def comes_out(hands: "Hands", version: Version, *, button: str = "Approve") -> None:
    page = hands.editor.goes_to(steps_of(version)).page
    press(page, f".step button:text-is('{button}')")
    page = hands.publisher.goes_to(steps_of(version)).page
    press(page, ".step button:has-text('Publish')")


def read(base: str, version: Version) -> str:
    """Fetch a page as somebody who is nobody to us."""
    stored = Version.objects.select_related("article__section").get(pk=version.pk)
    with urllib.request.urlopen(base + version_url(stored)) as answer:  # noqa: S310
        return " ".join(answer.read().decode().split())


def changed_rows(page: Page) -> list[str]:
    return [str(each.get_attribute("id")) for each in page.locator(CHANGED).all()]


CHANGED = "#rows > li:has(.sign.is-changed)"


@dataclass(frozen=True)
class Hands:
    """Three people at three browsers."""

    translator: Reader
    editor: Reader
    publisher: Reader

    def reads(self, version: Version) -> str:
        return read(self.translator.base, version)

    def tells_of_a_change(self, version: Version) -> bool:
        return SENTENCE["en"] in self.reads(version)


@pytest.fixture
def hands(at_the_desk):
    return Hands(
        at_the_desk("en", make.an_account(("Translator", "en"))),
        at_the_desk("en", make.an_account(("Editor", "en"))),
        at_the_desk("en", make.an_account(("Publisher", ""))),
    )


@pytest.fixture
def source(hands):
    return a_source(KHMER)


@pytest.fixture
def translation(hands, source):
    """Translate and edit it through the page, and publish it."""
    english = is_sent(hands.translator, source)
    merges_drops_and_adds(hands.translator, english)
    english.refresh_from_db()
    make.described(english)
    make.credit(english, (make.a_desk(), CreditRole.TRANSLATOR))
    comes_out(hands, english)
    return english


class TestTranslatedAndEdited:
    def test_follows_its_original_for_good(self, hands, source, translation):
        self.is_joined_left_out_and_added_to(hands, translation)
        released(edited(source, TYPO, is_minor=True))
        assert not hands.tells_of_a_change(translation)
        released(edited(source, NEWS))
        assert hands.tells_of_a_change(translation)
        self.shows_the_one_paragraph_that_changed(hands, translation)
        released(edited(source, DRY))
        self.tells_readers_until_the_update_is_out(hands, source, translation)

    def is_joined_left_out_and_added_to(self, hands, translation):
        assert texts(translation) == [MARKET, JOINED, PRICE, CONTEXT, DYKE]
        assert shapes(translation) == {(1, 1), (2, 1), (1, 0), (0, 1)}
        assert not hands.tells_of_a_change(translation)
        assert hands.translator.troubles == []
        assert hands.translator.findings() == []
        # The policy refuses styles that axe tries on the page of a text.
        hands.translator.troubles.clear()

    def shows_the_one_paragraph_that_changed(self, hands, translation):
        page = opens(hands.translator, translation)
        assert changed_rows(page) == [key_of(translation, "stalls")]
        changed = row(page, translation, "stalls")
        assert changed.locator("del").inner_text() == "៤២"
        assert changed.locator("ins").inner_text() == "៥៨"
        expect(field(page, translation, "stalls")).to_have_text(JOINED)
        assert (
            "minor" in row(page, translation, "market").locator(".signs").inner_text()
        )
        assert hands.translator.findings() == []

    def tells_readers_until_the_update_is_out(self, hands, source, translation):
        page = opens(hands.translator, translation)
        wanted = {key_of(translation, name) for name in ("stalls", "dyke")}
        assert {*changed_rows(page)} == wanted

        row(page, translation, "dyke").locator("button[value=still_right]").click()
        expect(page.locator(CHANGED)).to_have_count(1)
        assert hands.tells_of_a_change(translation)
        is_rewritten(page, translation, "stalls", MORE)
        expect(page.locator(CHANGED)).to_have_count(0)
        assert not Unit.objects.stale().filter(version=translation).exists()
        # Readers still have the old words, and are told so.
        assert hands.tells_of_a_change(translation)
        comes_out(hands, translation, button="Approve the change")
        assert not hands.tells_of_a_change(translation)
        assert MORE in hands.reads(translation)
        for public in (hands.reads(translation), hands.reads(source)):
            assert JOINED not in public
            assert "៤២" not in public
        troubles = [who.troubles for who in vars(hands).values()]
        assert troubles == [[], [], []]


def is_rewritten(page: Page, version: Version, name: str, words: str) -> None:
    field(page, version, name).click()
    page.keyboard.press("Control+a")
    page.keyboard.type(words)
    row(page, version, name).locator("button[value=translated]").click()


def shapes(version: Version) -> set[tuple[int, int]]:
    units = Unit.objects.filter(version=version)
    return {(len(unit.source_ids), len(unit.target_ids)) for unit in units}
