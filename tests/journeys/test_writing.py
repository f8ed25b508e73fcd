"""Two people at one text, lost lines and closed pages: no word goes astray."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.actions.writing import working_copy, write_working_copy
from articles.models import Status, Version
from articles.text.blocks import block_text, body_blocks
from people.models import Session
from tests import factories as make
from tests.journeys.conftest import Reader
from tests.journeys.test_a_storys_day import press

pytestmark = pytest.mark.journey

WORDS = ("ទឹកទន្លេបានឡើងខ្ពស់នៅថ្ងៃនេះ។", "អ្នកភូមិបានរើទៅទីទួល។")
WRITABLE = "[contenteditable=true]"
EDITOR = f".field-body {WRITABLE}"
STANDS_AT_THE_END = """paragraph => {
  const caret = getSelection().getRangeAt(0), rest = document.createRange();
  rest.selectNodeContents(paragraph);
  if (!caret.collapsed || !paragraph.contains(caret.endContainer)) return false;
  rest.setStart(caret.endContainer, caret.endOffset);
  return rest.toString() === "";
}"""
SAVED = {"km": "បានរក្សាទុកម៉ោង", "en": "Saved"}


@pytest.fixture
def version(newsroom):
    return make.a_version(language="km", text=make.blocks("ទឹកទន្លេឡើងខ្ពស់", WORDS))


@pytest.fixture
def reporter(at_the_desk):
    return at_the_desk("en", make.an_account(("Reporter", "km")))


def path_of(version: Version) -> str:
    return reverse("admin:articles_version_change", args=[version.pk])


def opens(one: Reader, version: Version) -> Page:
    page = one.goes_to(path_of(version)).page
    page.wait_for_selector(f"{EDITOR} p")
    return page


def types(page: Page, paragraph: int, words: str, within: str = EDITOR) -> None:
    """Write at the end of a paragraph."""
    at = page.locator(f"{within} p").nth(paragraph)
    at.click()
    # The End key goes to the end of a line only, and the editor, once focused,
    # may put the caret back to where the click fell.
    for _ in range(50):
        at.evaluate(
            "e => {getSelection().selectAllChildren(e); getSelection().collapseToEnd()}"
        )
        page.wait_for_timeout(60)
        if at.evaluate(STANDS_AT_THE_END):
            break
    page.keyboard.type(words)


def is_saved(page: Page, language: str = "en") -> None:
    expect(page.locator("#saving")).to_contain_text(SAVED[language])


def says(page: Page, words: str) -> None:
    expect(page.locator("#saving")).to_contain_text(words, timeout=15_000)


def texts(version: Version) -> list[str]:
    return [block_text(block) for block in body_blocks(working_copy(version))]


def somebody_writes(version: Version, *paragraphs: str) -> None:
    write_working_copy(
        version=version,
        blocks=make.blocks("ទឹកទន្លេឡើងខ្ពស់", paragraphs),
        by=make.a_chief(),
        at=make.NOW,
    )


class TestWhatIsTyped:
    def test_is_saved_by_itself_and_there_after_the_page_is_gone(
        self, reporter, version
    ):
        page = opens(reporter, version)
        types(page, 0, " បន្ទាប់")
        expect(page.locator("#saving")).to_have_text("Not saved yet")
        is_saved(page)
        assert reporter.findings() == []
        assert version.revisions.count() == 1
        page = opens(reporter, version)
        assert "បន្ទាប់" in page.inner_text(EDITOR)

    def test_is_saved_at_once_when_another_field_is_entered(self, reporter, version):
        page = opens(reporter, version)
        types(page, 1, " ភ្លាម")
        page.evaluate("document.querySelector('#id_headline_text').focus()")
        is_saved(page)
        assert texts(version)[1].endswith(" ភ្លាម")

    def test_goes_along_when_a_step_is_taken_at_once(self, reporter, version):
        page = opens(reporter, version)
        types(page, 1, " មុនដាក់ស្នើ")
        press(page, ".step button:has-text('Submit')")
        version.refresh_from_db()
        assert version.status == Status.SUBMITTED
        assert "មុនដាក់ស្នើ" in str(version.current_revision.blocks)

    def test_waits_while_the_line_is_cut(self, reporter, version):
        page = opens(reporter, version)
        page.context.set_offline(True)
        types(page, 0, " ដាច់")
        says(page, "Offline")
        page.locator("[name=_continue]").click()
        page.wait_for_timeout(500)
        assert "ដាច់" in page.inner_text(EDITOR)
        page.context.set_offline(False)
        is_saved(page)
        assert texts(version)[0].endswith(" ដាច់")

    def test_is_no_conflict_with_itself_when_an_answer_is_lost(self, reporter, version):
        page = opens(reporter, version)

        def lose(route):
            route.fetch()
            route.abort()

        page.route("**/autosave/", lose, times=1)
        types(page, 0, " ម្ដង")
        says(page, "Offline")
        types(page, 0, " ទៀត")
        page.keyboard.press("Enter")
        page.keyboard.type("កថាខណ្ឌថ្មី")
        is_saved(page)
        assert texts(version) == [f"{WORDS[0]} ម្ដង ទៀត", "កថាខណ្ឌថ្មី", WORDS[1]]

    def test_is_saved_after_signing_in_again_elsewhere(self, reporter, version):
        account = make.an_account(("Reporter", "km"))
        page = opens(reporter, version)
        Session.objects.all().delete()
        types(page, 0, " ចេញ")
        says(page, "signed out")
        assert reporter.findings() == []
        client = Client()
        client.force_login(account)
        reporter.page.context.add_cookies(
            [
                {
                    "name": "spean_session",
                    "value": client.cookies["spean_session"].value,
                    "url": reporter.base,
                }
            ]
        )
        is_saved(page)
        assert texts(version)[0].endswith(" ចេញ")

    def test_overwrites_nobody_after_going_back(self, reporter, version):
        page = opens(reporter, version)
        types(page, 0, " មុន")
        press(page, "[name=_save]")
        somebody_writes(version, f"{WORDS[0]} មុន", f"{WORDS[1]} ដោយអ្នកផ្សេង")
        page.go_back()
        page.wait_for_selector(f"{EDITOR} p")
        page.wait_for_timeout(500)
        types(page, 0, " ក្រោយ")
        page.locator("#id_headline_text").focus()
        is_saved(page)
        assert texts(version)[1] == f"{WORDS[1]} ដោយអ្នកផ្សេង"
        assert texts(version)[0].endswith("ក្រោយ")


class TestTwoAtOneText:
    def test_keep_two_paragraphs_and_see_each_other(
        self, at_the_desk, reporter, version
    ):
        other = at_the_desk("km", make.an_account(("Editor", "km")), width=390)
        one_page, other_page = opens(reporter, version), opens(other, version)
        expect(other_page.locator("#also-here")).to_contain_text("ក៏នៅទីនេះដែរ")
        types(one_page, 0, " របស់ខ្ញុំ")
        is_saved(one_page)
        types(other_page, 1, " របស់គេ")
        is_saved(other_page, "km")
        says(other_page, "ការកែរបស់គេក៏ត្រូវបានរក្សាទុកដែរ")
        expect(one_page.locator("#also-here")).to_contain_text("is here, too")
        assert texts(version) == [f"{WORDS[0]} របស់ខ្ញុំ", f"{WORDS[1]} របស់គេ"]
        assert (other.findings(), other.scrolls_sideways()) == ([], False)

    @pytest.mark.parametrize(("language", "width"), [("km", 390), ("en", 1280)])
    def test_choose_where_they_changed_the_same_paragraph(
        self, at_the_desk, version, language, width
    ):
        one = at_the_desk(language, make.an_account(("Reporter", "km")), width=width)
        page = opens(one, version)
        somebody_writes(version, f"{WORDS[0]} ដោយអ្នកផ្សេង", WORDS[1])
        types(page, 0, " ដោយខ្ញុំ")
        types(page, 1, " ហើយនៅតែមាន")
        expect(page.locator("#saving[data-state=conflict]")).to_be_visible()
        press(page, "[name=_continue]")
        ways = page.locator("#three-ways")
        assert ways.locator("fieldset").count() == 1
        assert "ដោយអ្នកផ្សេង" in ways.inner_text()
        assert "ដោយខ្ញុំ" in ways.inner_text()
        page.wait_for_selector(f"#three-ways {WRITABLE}")
        assert (one.findings(), one.scrolls_sideways()) == ([], False)
        types(page, 0, " ទាំងពីរ", within=f"#three-ways {WRITABLE}")
        assert ways.locator("[value=own]").is_checked()
        press(page, "[name=_continue]")
        assert page.locator("#three-ways").count() == 0
        assert texts(version) == [
            f"{WORDS[0]} ដោយខ្ញុំ ទាំងពីរ",
            f"{WORDS[1]} ហើយនៅតែមាន",
        ]

    def test_choose_without_any_script(self, browser, newsroom, version):
        client = Client()
        client.force_login(make.an_account(("Reporter", "km")))
        context = browser.new_context(java_script_enabled=False)
        context.add_cookies(
            [
                {
                    "name": "spean_session",
                    "value": client.cookies["spean_session"].value,
                    "url": newsroom,
                }
            ]
        )
        page = context.new_page()
        page.goto(f"{newsroom}{path_of(version)}")
        somebody_writes(version, f"{WORDS[0]} ដោយអ្នកផ្សេង", WORDS[1])
        page.fill("#id_body", f"<p>{WORDS[0]} ដោយខ្ញុំ</p><p>{WORDS[1]}</p>")
        press(page, "[name=_continue]")
        page.check("[value=theirs]")
        press(page, "[name=_continue]")
        assert page.locator("#three-ways").count() == 0
        assert texts(version) == [f"{WORDS[0]} ដោយអ្នកផ្សេង", WORDS[1]]
        context.close()


class TestKeptTextsOfTwoLanguages:
    @pytest.mark.parametrize(("language", "width"), [("km", 390), ("en", 1280)])
    def test_are_seen_side_by_side(self, at_the_desk, version, language, width):
        english = make.a_version(article=version.article, language="en")
        one = at_the_desk(language, make.an_account(("Editor", "")), width=width)
        kept = reverse("admin:articles_version_revisions", args=[version.pk])
        page = one.goes_to(kept).page
        page.select_option("#there", f"{english.pk}-1")
        press(page, ".beside .button")
        row = page.locator(".beside-rows li").nth(1)
        assert WORDS[0] in row.inner_text()
        assert "The river rose today." in row.inner_text()
        left, right = (row.locator("> div").nth(at).bounding_box() for at in (0, 1))
        assert left is not None
        assert right is not None
        assert (left["y"] == right["y"]) is (width == 1280)
        assert (one.findings(), one.scrolls_sideways()) == ([], False)
