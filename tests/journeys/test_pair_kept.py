"""What could not be sent is kept on the device, for as long as somebody wants it."""

import pytest
from playwright.sync_api import Page, expect

from people.models import Session
from tests import factories as make
from tests.journeys.pairs import (
    empty_fixture,  # noqa: F401
    field,
    opens,
    says,
    translator_fixture,  # noqa: F401
    types,
    version_fixture,  # noqa: F401
)
from tests.journeys.test_a_storys_day import press
from tests.newsroom.pair_page import page_of, texts
from tests.translations.pairs import ENGLISH, translate, unit_of

pytestmark = pytest.mark.journey


class TestOnThisDevice:
    @pytest.fixture
    def keeper(self, translator, version):
        """Let somebody keep their unsent text, and lose the line and the page."""
        page = opens(translator, version)
        page.locator("#keep").check()
        page.context.set_offline(True)
        types(page, version, "a", " Kept here.")
        says(page, "Offline, kept on this device")
        page.wait_for_timeout(500)
        # A page that is only closed would ask first.
        page.close(run_before_unload=False)
        translator.page.context.set_offline(False)
        translator.page = translator.page.context.new_page()
        return translator

    def test_is_offered_again_and_merged(self, keeper, version):
        translate(unit_of(version, "b"), "Theirs.")
        page = opens(keeper, version)
        expect(page.locator("#keep")).to_be_checked()
        draft = page.locator(".draft")
        expect(draft).to_contain_text("Kept here.")
        expect(field(page, version, "a")).to_have_text(ENGLISH["a"])
        assert keeper.findings() == []
        draft.locator("button").first.click()
        says(page, "Saved")
        assert texts(version)[:2] == [f"{ENGLISH['a']} Kept here.", "Theirs."]
        page.reload()
        page.wait_for_timeout(300)
        assert page.locator(".draft").count() == 0

    def test_meets_what_others_wrote_since(self, keeper, version):
        translate(unit_of(version, "a"), "The river rose yesterday.")
        page = opens(keeper, version)
        page.locator(".draft button").first.click()
        says(page, "Conflict")
        expect(page.locator(".ways")).to_contain_text("yesterday")
        assert texts(version)[0] == "The river rose yesterday."

    def test_can_be_thrown_away(self, keeper, version):
        page = opens(keeper, version)
        page.locator(".draft button").last.click()
        page.reload()
        page.wait_for_timeout(300)
        assert page.locator(".draft").count() == 0

    def test_goes_when_nobody_wants_it_kept(self, keeper, version):
        page = opens(keeper, version)
        page.locator("#keep").uncheck()
        page.wait_for_timeout(300)
        assert kept(page) == []

    def test_stays_readable_when_its_row_is_gone(self, keeper, version):
        from translations.actions.arranging import merge  # noqa: PLC0415

        one, two = unit_of(version, "a"), unit_of(version, "b")
        merge(unit=two, other=one, by=make.a_chief(), at=make.NOW)
        page = opens(keeper, version)
        expect(page.locator("#left")).to_contain_text("Kept here.")

    def test_goes_at_sign_out(self, keeper, version):
        page = opens(keeper, version)
        assert kept(page) != []
        press(page, "#sign-out button")
        page.goto(f"{keeper.base}/admin/login/")
        page.wait_for_timeout(300)
        assert kept(page) == []

    def test_goes_where_somebody_has_to_sign_in(self, keeper, version):
        Session.objects.all().delete()
        page = keeper.goes_to(page_of(version)).page
        assert "/admin/login/" in page.url
        page.wait_for_timeout(300)
        assert kept(page) == []

    def test_goes_when_it_is_submitted(self, translator, empty):
        page = opens(translator, empty)
        page.locator("#keep").check()
        page.locator("#headline [contenteditable]").click()
        page.keyboard.type("The river")
        types(page, empty, "a", "The river rose.")
        press(page, "#submit button")
        assert kept(page) == []


def kept(page: Page) -> list[str]:
    """List what a browser still has of any pair."""
    return page.evaluate(
        """async () => {
          if (!(await indexedDB.databases()).some(d => d.name === "spean-pair"))
            return [];
          const open = () => new Promise(done => {
            const asked = indexedDB.open("spean-pair");
            asked.onsuccess = () => done(asked.result);
          });
          const base = await open();
          const keys = await new Promise(done => {
            const all = base.transaction("drafts").objectStore("drafts").getAllKeys();
            all.onsuccess = () => done(all.result);
          });
          base.close();
          return keys;
        }"""
    )
