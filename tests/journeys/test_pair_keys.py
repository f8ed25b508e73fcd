"""Keys and buttons of the pair editor do what they say, without a new page."""

import pytest
from playwright.sync_api import expect

from tests import factories as make
from tests.journeys.pairs import (
    empty_fixture,  # noqa: F401
    field,
    opens,
    says,
    state,
    translator_fixture,  # noqa: F401
    types,
    version_fixture,  # noqa: F401
)
from tests.newsroom.pair_page import key_of, texts
from tests.translations.pairs import ENGLISH, a_source, a_translation, changed, unit_of
from translations.models import Unit, UnitState

pytestmark = pytest.mark.journey


class TestKeys:
    def test_translate_and_go_on(self, translator, empty):
        page = opens(translator, empty)
        for name in "ab":
            if name == "a":
                field(page, empty, name).click()
            expect(field(page, empty, name)).to_be_focused()
            page.keyboard.type(ENGLISH[name])
            page.keyboard.press("Control+Enter")
        expect(field(page, empty, "c")).to_be_focused()
        assert {state(empty, n) for n in "ab"} == {UnitState.TRANSLATED}
        expect(page.locator("#progress")).to_have_text("2 of 4 done")

    def test_approve_and_go_on(self, at_the_desk, version):
        editor = at_the_desk("en", make.an_account(("Editor", "en")))
        page = opens(editor, version)
        field(page, version, "a").click()
        page.keyboard.press("Control+Shift+Enter")
        row = page.locator(f"#{key_of(version, 'a')}")
        expect(row.locator(".signs")).to_contain_text("approved")
        assert state(version, "a") == UnitState.APPROVED

    def test_say_still_right_and_copy(self, translator, newsroom):
        source = a_source()
        version = a_translation(source, texts={"a": ENGLISH["a"]})
        changed(source, a="ទឹកទន្លេបានឡើងណាស់។")
        page = opens(translator, version)
        field(page, version, "a").click()
        page.keyboard.press("Control+j")
        says(page, "Now press K, S")
        # A Khmer layout writes another letter with the key that says K.
        page.keyboard.press("KeyK")
        row = page.locator(f"#{key_of(version, 'a')}")
        expect(row.locator(".signs")).not_to_contain_text("changed")
        field(page, version, "b").click()
        page.keyboard.press("Control+j")
        page.keyboard.press("KeyS")
        expect(field(page, version, "b")).to_have_text("អ្នកភូមិបានរើទៅទីទួល។")
        assert unit_of(version, "a").anchored_as == "still_right"

    def test_go_up_and_down_and_show_the_table(self, translator, version):
        page = opens(translator, version)
        field(page, version, "b").click()
        page.keyboard.press("Alt+ArrowDown")
        expect(field(page, version, "c")).to_be_focused()
        page.keyboard.press("Alt+ArrowUp")
        page.keyboard.press("Alt+ArrowUp")
        expect(field(page, version, "a")).to_be_focused()
        page.keyboard.press("Control+/")
        expect(page.locator("#keys")).to_be_visible()
        assert page.locator("#keys tr").count() == 10
        assert translator.findings() == []
        page.keyboard.press("Control+/")
        expect(page.locator("#keys")).to_be_hidden()

    def test_mean_nothing_while_letters_are_composed_or_with_altgr(
        self, translator, empty
    ):
        page = opens(translator, empty)
        field(page, empty, "a").click()
        page.keyboard.type("Text.")
        for facts in (
            "isComposing: true, ctrlKey: true",
            "modifierAltGraph: true, ctrlKey: true",
            "ctrlKey: true, altKey: true",
        ):
            page.evaluate(
                f"""() => document.activeElement.dispatchEvent(new KeyboardEvent(
                "keydown", {{code: "Enter", bubbles: true, {facts}}}))"""
            )
        page.keyboard.press("Control+s")
        says(page, "Saved")
        page.wait_for_timeout(300)
        assert state(empty, "a") == UnitState.NEEDS_WORK


class TestButtons:
    def test_join_part_and_move_without_a_new_page(self, translator, version):
        page = opens(translator, version)
        page.evaluate("window.sameness = true")
        types(page, version, "b", " Typed.")
        row = page.locator(f"#{key_of(version, 'a')}")
        row.locator(".deeds button[value=more]").click()
        row.locator("button[value=merge]").click()
        expect(page.locator("#rows > li")).to_have_count(4)
        expect(field(page, version, "a").locator("p")).to_have_count(2)
        assert texts(version)[1].endswith(" Typed.")
        row.locator("button[value=split]").click()
        expect(page.locator("#rows > li")).to_have_count(5)
        row = page.locator(f"#{key_of(version, 'a')}")
        row.locator("button[value=later]").click()
        expect(row.locator(".note").first).to_contain_text("tells it after")
        assert page.evaluate("window.sameness")
        assert len(Unit.objects.filter(version=version)) == 4

    def test_comment_and_look_back(self, translator, version):
        page = opens(translator, version)
        row = page.locator(f"#{key_of(version, 'a')}")
        row.locator(".deeds button[value=more]").click()
        row.locator("[name=comment]").fill("Is it?")
        row.locator("button[value=comment]").click()
        expect(row.locator(".comments")).to_contain_text("Is it?")
        expect(row.locator("[name=comment]")).to_have_value("")
        row.locator("button[value=history]").click()
        expect(row.locator(".past")).to_contain_text("Nothing was kept")
        row.locator("button[name=resolve]").click()
        expect(row.locator(".comments")).to_contain_text("settled by")
        assert translator.findings() == []

    def test_keep_the_text_when_the_source_moved(self, translator, newsroom):
        source = a_source()
        version = a_translation(source)
        page = opens(translator, version)
        changed(source, a="ទឹកទន្លេបានឡើងណាស់។")
        types(page, version, "a", " Kept.")
        row = page.locator(f"#{key_of(version, 'a')}")
        row.locator("button[value=translated]").click()
        expect(row.locator(".told")).to_contain_text("The source changed while")
        expect(row.locator(".source ins")).to_contain_text("ណាស់")
        assert texts(version)[0].endswith(" Kept.")
        row.locator("button[value=translated]").click()
        expect(row.locator(".signs")).not_to_contain_text("changed")

    def test_preview_opens_beside(self, translator, version):
        page = opens(translator, version)
        types(page, version, "a", " Seen.")
        with page.context.expect_page() as opened:
            page.locator("#preview button").click()
        expect(opened.value.locator("body")).to_contain_text("Seen.")
