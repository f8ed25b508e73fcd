"""A machine drafts a translation, people make it theirs, and readers are told."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import CreditRole, Status
from tests import factories as make
from tests.journeys.pairs import opens, says
from tests.journeys.test_a_storys_day import press, steps_of
from tests.journeys.test_translated_and_edited import is_rewritten, read, row
from tests.translations.pairs import ENGLISH, a_source, sent, texts, unit_of
from translations.actions.running import perform
from translations.models import MachineItem
from translations.suggest import Service
from worklist.actions.working import work_next
from worklist.models import WorkState

pytestmark = pytest.mark.journey

# Whoever reads the draft sees at once that it is no translation.
SOURCE = {
    name: f"{text} {number}"
    for number, (name, text) in enumerate(
        {
            "a": "ទឹកទន្លេ បានឡើងខ្ពស់",
            "b": "អ្នកភូមិ បានរើទៅទីទួល",
            "c": "ភ្លៀង បានធ្លាក់ច្រើន",
            "d": "សាលា បានបិទទ្វារ",
        }.items(),
        start=11,
    )
}
EDITED = {
    name: f"{text} {number}"
    for number, (name, text) in enumerate(ENGLISH.items(), start=11)
}
TOLD = "A machine drafted this translation; people checked it before it came out."


@pytest.fixture
def version(newsroom, settings):
    settings.MACHINE_SERVICE = Service("reversing")
    return sent(a_source(SOURCE))


def works() -> None:
    """Do what a worker does until nothing waits."""
    while work_next(model=MachineItem, perform=perform) is not None:
        pass


def whole(version) -> str:
    return reverse("admin:pair_machine", args=[version.pk])


def asks_beside_a_row(translator, version) -> None:
    page = opens(translator, version)
    one = row(page, version, "a")
    one.locator("[contenteditable]").click()
    one.locator("button[value=machine]").click()
    expect(one.locator(".is-machine")).to_be_visible()
    expect(one.locator("[contenteditable]")).to_have_text("11 បានឡើងខ្ពស់ ទឹកទន្លេ")
    assert translator.findings() == []


def asks_for_the_rest(translator, version) -> None:
    page = translator.goes_to(whole(version)).page
    assert translator.findings() == []
    assert not translator.scrolls_sideways()
    press(page, "button[value=draft]")
    assert page.locator("progress").get_attribute("value") == "0"
    works()
    page.reload()
    assert "3 / 3" in page.inner_text("#content")
    assert "100 % is as the machine wrote it" in page.inner_text("#content")


def hands_it_in(translator, version) -> None:
    page = opens(translator, version)
    page.locator("#headline [contenteditable]").click()
    page.keyboard.type("The River Rose")
    says(page, "Saved")
    make.described(version)
    make.credit(version, (make.a_desk(), CreditRole.TRANSLATOR))
    press(page, "#submit button")


def is_refused(editor, version) -> None:
    page = editor.goes_to(steps_of(version)).page
    press(page, ".step button:has-text('Take into edit')")
    assert page.locator(".step button:text-is('Approve')").count() == 0
    refused = page.inner_text("#content")
    assert "100 % of the text is as the machine wrote it" in refused
    assert "at most 20 %" in refused
    assert "paragraph 1–4" in refused


def makes_it_theirs(editor, version) -> None:
    page = opens(editor, version)
    assert "100 % is as the machine wrote it" in page.inner_text("#bar")
    for name in SOURCE:
        is_rewritten(page, version, name, EDITED[name])
        expect(row(page, version, name).locator(".is-translated")).to_be_visible()
        expect(row(page, version, name).locator(".is-edited")).to_be_visible()
    assert editor.findings() == []


def comes_out(second, publisher, version) -> None:
    page = second.goes_to(steps_of(version)).page
    press(page, ".step button:text-is('Approve')")
    page = publisher.goes_to(steps_of(version)).page
    press(page, ".step button:has-text('Publish')")
    version.refresh_from_db()
    assert version.status == Status.PUBLISHED


class TestAMachineDrafts:
    def test_and_people_make_it_theirs(self, at_the_desk, version):
        translator, editor, second, publisher = (
            at_the_desk("en", make.an_account((role, "en")))
            for role in ("Translator", "Editor", "Editor", "Publisher")
        )
        asks_beside_a_row(translator, version)
        asks_for_the_rest(translator, version)
        assert len(texts(version)) == len(SOURCE)
        hands_it_in(translator, version)
        is_refused(editor, version)
        makes_it_theirs(editor, version)
        comes_out(second, publisher, version)
        public = read(translator.base, version)
        assert TOLD in public
        assert EDITED["a"] in public
        troubles = [one.troubles for one in (translator, editor, second, publisher)]
        assert troubles == [[], [], [], []]

    def test_shows_what_it_would_write_and_leaves_the_person_s_text(
        self, at_the_desk, version
    ):
        translator = at_the_desk("en", make.an_account(("Translator", "en")), width=390)
        page = opens(translator, version)
        one = row(page, version, "b")
        one.locator("[contenteditable]").click()
        page.keyboard.type("By hand 12")
        says(page, "Saved")
        page.reload()
        page.wait_for_selector("[contenteditable]")
        one = row(page, version, "b")
        one.locator("[contenteditable]").click()
        one.locator(".ask button").click()
        expect(one.locator(".offers .offered").last).to_contain_text("12 បានរើទៅទីទួល")
        assert texts(version) == ["By hand 12"]
        assert translator.findings() == []
        assert not translator.scrolls_sideways()
        assert translator.troubles == []

    def test_is_taken_back(self, at_the_desk, version):
        translator = at_the_desk("km", make.an_account(("Translator", "en")), width=390)
        page = translator.goes_to(whole(version)).page
        press(page, "button[value=draft]")
        press(page, "button[value=cancel]")
        assert not MachineItem.objects.filter(state=WorkState.WAITING).exists()
        assert translator.findings() == []
        assert not translator.scrolls_sideways()
        works()
        assert texts(version) == []
        assert unit_of(version, "a").target_ids == []
