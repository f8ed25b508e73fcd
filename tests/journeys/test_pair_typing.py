"""Translators at the pair editor: no word goes astray."""

import pytest
from playwright.sync_api import expect

from articles.models import Status
from people.models import Session
from tests import factories as make
from tests.journeys.pairs import (
    TO_THE_END,
    empty_fixture,  # noqa: F401
    field,
    opens,
    says,
    translator_fixture,  # noqa: F401
    types,
    version_fixture,  # noqa: F401
)
from tests.journeys.test_a_storys_day import press
from tests.newsroom.pair_page import key_of, texts
from tests.translations.pairs import ENGLISH, translate, unit_of

pytestmark = pytest.mark.journey


class TestWhatIsTyped:
    def test_in_two_rows_is_there_after_the_page_is_gone(self, translator, version):
        page = opens(translator, version)
        types(page, version, "a", " And high.")
        says(page, "Waiting")
        types(page, version, "c", " And nights.")
        says(page, "Saved")
        page = opens(translator, version)
        expect(field(page, version, "a")).to_have_text(f"{ENGLISH['a']} And high.")
        expect(field(page, version, "c")).to_have_text(f"{ENGLISH['c']} And nights.")
        assert translator.findings() == []
        assert translator.troubles == []

    def test_is_saved_when_another_row_is_entered(self, translator, version):
        page = opens(translator, version)
        types(page, version, "a", "!")
        field(page, version, "b").evaluate(TO_THE_END)
        says(page, "Saved")
        assert texts(version)[0] == f"{ENGLISH['a']}!"

    def test_becomes_paragraphs(self, translator, empty):
        page = opens(translator, empty)
        field(page, empty, "a").click()
        page.keyboard.type("One.")
        page.keyboard.press("Enter")
        page.keyboard.type("Two.")
        page.keyboard.press("Control+s")
        says(page, "Saved")
        assert texts(empty) == ["One.", "Two."]
        types(page, empty, "a", " More.")
        page.keyboard.press("Control+s")
        says(page, "Saved")
        page.wait_for_timeout(300)
        assert texts(empty) == ["One.", "Two. More."]

    def test_is_pasted_as_text_and_made_bold(self, translator, empty):
        page = opens(translator, empty)
        field(page, empty, "a").click()
        page.evaluate(
            """() => {
              const data = new DataTransfer();
              data.setData("text/html", "<h1 style='color:red'>One</h1><table>");
              data.setData("text/plain", "One\\n\\nTwo");
              document.activeElement.dispatchEvent(
                new ClipboardEvent("paste",
                  {clipboardData: data, bubbles: true, cancelable: true}));
            }"""
        )
        page.keyboard.press("Shift+Home")
        page.locator("[data-tool=bold]").click()
        page.locator("[data-tool=save]").click()
        says(page, "Saved")
        html = [b.html for b in empty.working_blocks.order_by("position")]
        assert html == ["<p>One</p>", "<p><strong>Two</strong></p>"]

    def test_waits_while_the_line_is_cut(self, translator, version):
        page = opens(translator, version)
        page.context.set_offline(True)
        types(page, version, "a", " Cut.")
        says(page, "Offline: keep this page open")
        types(page, version, "b", " Too.")
        page.context.set_offline(False)
        says(page, "Saved")
        page.wait_for_timeout(500)
        assert texts(version)[0].endswith(" Cut.")
        assert texts(version)[1].endswith(" Too.")

    def test_is_no_conflict_with_itself_when_an_answer_is_lost(
        self, translator, version
    ):
        page = opens(translator, version)

        def lose(route):
            route.fetch()
            route.abort()

        page.route("**/row/**", lose, times=1)
        types(page, version, "a", " Once")
        says(page, "Offline")
        types(page, version, "a", " more.")
        says(page, "Saved")
        page.wait_for_timeout(500)
        assert texts(version)[0] == f"{ENGLISH['a']} Once more."

    def test_waits_for_who_is_signed_out(self, translator, version):
        page = opens(translator, version)
        Session.objects.all().delete()
        types(page, version, "a", " Out.")
        says(page, "signed out")
        expect(field(page, version, "a")).to_contain_text("Out.")

    def test_goes_along_when_it_is_submitted(self, translator, empty):
        page = opens(translator, empty)
        page.locator("#headline [contenteditable]").click()
        page.keyboard.type("The river")
        types(page, empty, "a", "The river rose.")
        press(page, "#submit button")
        empty.refresh_from_db()
        assert empty.status == Status.SUBMITTED
        assert "The river rose." in str(empty.current_revision.blocks)


class TestTwoTranslators:
    def test_at_two_rows_keep_both_and_see_each_other(
        self, at_the_desk, translator, version
    ):
        other = at_the_desk("km", make.an_account(("Editor", "en")), width=390)
        one_page, other_page = opens(translator, version), opens(other, version)
        expect(other_page.locator("#also-here")).to_contain_text("ក៏នៅទីនេះដែរ")
        types(one_page, version, "a", " Mine.")
        types(other_page, version, "b", " Theirs.")
        says(one_page, "Saved")
        expect(other_page.locator("#saving[data-state=saved]")).to_be_attached(
            timeout=10_000
        )
        assert texts(version)[0].endswith(" Mine.")
        assert texts(version)[1].endswith(" Theirs.")
        assert (other.findings(), other.scrolls_sideways()) == ([], False)

    @pytest.mark.parametrize("choice", ["mine", "theirs"])
    def test_at_one_row_see_both_texts_and_choose(
        self, at_the_desk, translator, version, choice
    ):
        page = opens(translator, version)
        translate(unit_of(version, "a"), "The river rose yesterday.")
        types(page, version, "a", " Mine.")
        says(page, "Conflict")
        row = page.locator(f"#{key_of(version, 'a')}")
        expect(row.locator(".ways")).to_contain_text("yesterday")
        expect(row.locator(".ways")).to_contain_text("Mine.")
        assert texts(version)[0] == "The river rose yesterday."
        assert translator.findings() == []
        row.locator(f"button[value={choice}]").click()
        expect(row.locator(".ways")).to_have_count(0)
        says(page, "Saved")
        wanted = {
            "mine": f"{ENGLISH['a']} Mine.",
            "theirs": "The river rose yesterday.",
        }
        assert texts(version)[0] == wanted[choice]
        expect(field(page, version, "a")).to_have_text(wanted[choice])
        types(page, version, "a", " On.")
        page.keyboard.press("Control+s")
        page.wait_for_timeout(800)
        assert texts(version)[0] == f"{wanted[choice]} On."
