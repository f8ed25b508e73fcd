"""Translators at the pair editor: no word goes astray, on any device."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.models import Status, Version, WorkingBlock
from articles.text.blocks import parse_body
from bench.weight import LETTERS, fetched, weight
from bench.words import paragraphs
from people.models import Account, Session
from tests import factories as make
from tests.journeys.conftest import Reader
from tests.journeys.test_a_storys_day import press
from tests.newsroom.pair_page import key_of, page_of, texts
from tests.translations.pairs import (
    ENGLISH,
    a_source,
    a_translation,
    changed,
    sent,
    translate,
    unit_of,
)
from translations.models import Unit, UnitState

pytestmark = pytest.mark.journey

TO_THE_END = """field => {
  const end = field.lastElementChild ?? field;
  field.focus(); getSelection().selectAllChildren(end); getSelection().collapseToEnd();
}"""


@pytest.fixture
def version(newsroom):
    return a_translation(a_source())


@pytest.fixture
def empty(newsroom):
    return sent(a_source())


@pytest.fixture
def translator(at_the_desk):
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


class TestWithoutScripts:
    @pytest.fixture
    def plain(self, browser, newsroom):
        """Sign somebody in whose browser runs no script."""
        from django.test import Client  # noqa: PLC0415

        account, client = make.an_account(("Translator", "en")), Client()
        Account.objects.filter(pk=account.pk).update(interface_language="en")
        client.force_login(account)
        context = browser.new_context(java_script_enabled=False)
        session = client.cookies["spean_session"].value
        context.add_cookies(
            [{"name": "spean_session", "value": session, "url": newsroom}]
        )
        yield Reader(context.new_page(), newsroom)
        context.close()

    def test_every_button_works(self, plain, empty):
        page = plain.goes_to(page_of(empty)).page
        row = page.locator(f"#{key_of(empty, 'a')}")
        row.locator("textarea.text").fill("<p>The <b>river</b>.</p>")
        row.locator("button[value=translated]").click()
        assert page.url.endswith(f"#{key_of(empty, 'b')}")
        assert state(empty, "a") == UnitState.TRANSLATED
        row.locator(".deeds button[value=more]").click()
        assert page.url.endswith(f"?more={key_of(empty, 'a')}#{key_of(empty, 'a')}")
        row.locator("button[value=merge]").click()
        assert Unit.objects.filter(version=empty).count() == 3

    def test_a_refusal_gives_the_text_back(self, plain, version):
        page = plain.goes_to(page_of(version)).page
        translate(unit_of(version, "a"), "The river rose yesterday.")
        row = page.locator(f"#{key_of(version, 'a')}")
        row.locator("textarea.text").fill("<p>The river rose tomorrow.</p>")
        row.locator("button.save").click()
        assert "tomorrow" in row.locator("textarea.text").input_value()
        assert "yesterday" in row.locator(".ways").inner_text()
        row.locator("button[value=mine]").click()
        assert texts(version)[0] == "The river rose tomorrow."


class TestEveryWindow:
    @pytest.mark.parametrize("language", ["km", "en"])
    @pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
    def test_is_readable_and_reachable(
        self, reader, at_the_desk, newsroom, language, width, scheme
    ):
        source = a_source()
        version = a_translation(source, texts={"a": ENGLISH["a"], "b": ENGLISH["b"]})
        changed(source, a="ទឹកទន្លេបានឡើងណាស់។")
        one = at_the_desk(language, make.an_account(("Editor", "en")), width=width)
        one.page.emulate_media(color_scheme=scheme)
        page = opens(one, version)
        row = page.locator(f"#{key_of(version, 'a')}")
        row.locator(".deeds button[value=more]").click()
        expect(row.locator(".more")).to_be_visible()
        assert one.findings() == []
        assert not one.scrolls_sideways()
        small = page.eval_on_selector_all(
            "button, .button, summary, header a, input[name], textarea",
            "all => all.filter(e => e.checkVisibility()).map(e => "
            "[e.outerHTML.slice(0, 80), e.getBoundingClientRect()]).filter("
            "([, box]) => box.height && box.height < 44).map(([html]) => html)",
        )
        assert small == []

    def test_of_a_phone_has_next_at_hand(self, at_the_desk, version):
        Unit.objects.filter(pk=unit_of(version, "d").pk).update(state="needs_work")
        one = at_the_desk("km", make.an_account(("Translator", "en")), width=390)
        page = opens(one, version)
        for at in (0, 2_000):
            page.evaluate(f"scrollTo(0, {at})")
            box = page.locator("#next").bounding_box()
            assert box["height"] >= 44
            assert box["y"] + box["height"] <= 900
        page.locator("#next").click()
        expect(page.locator("#headline [contenteditable]")).to_be_focused()
        page.locator("#next").click()
        expect(field(page, version, "d")).to_be_focused()
        source, mine = (
            page.locator(f"#{key_of(version, 'd')} {part}").bounding_box()
            for part in (".source", "[contenteditable]")
        )
        assert source["y"] + source["height"] <= mine["y"]


class TestBudget:
    @pytest.mark.parametrize("language", ["km", "en"])
    def test_of_a_hundred_units_is_kept(self, at_the_desk, newsroom, language):
        texts = {f"p{at}": text for at, text in enumerate(paragraphs(100, "km"))}
        version = sent(a_source(texts))
        english = [f"<p>{text}</p>" for text in paragraphs(100, "en")]
        units = Unit.objects.filter(version=version).order_by("pk")
        for unit, html in zip(units, english, strict=True):
            block = parse_body(html)[0]
            WorkingBlock.objects.create(
                version=version,
                block_id=block.id,
                position=unit.pk,
                kind=block.kind,
                html=block.html,
            )
            Unit.objects.filter(pk=unit.pk).update(
                target_ids=[block.id], state=UnitState.TRANSLATED
            )
        one = at_the_desk(language, make.an_account(("Editor", "en")))
        # The way there leads over the board, which brings the letters of Khmer.
        one.goes_to("/admin/").page.wait_for_load_state("networkidle")
        one.page.evaluate(LETTERS)
        responses = []

        def note(response):
            responses.append(response)

        one.page.on("response", note)
        page = opens(one, version)
        assert page.locator("#rows > li").count() == 101
        on_the_line = fetched(page, responses)
        assert 3 <= len(on_the_line) <= 6
        # Kilobytes as browsers and Lighthouse count them.
        assert weight(on_the_line) <= 60 * 1024


class TestWays:
    def test_lead_from_a_source_into_the_editor(self, at_the_desk, newsroom):
        source = a_source()
        one = at_the_desk("en", make.an_account(("Editor", "")))
        page = one.goes_to(
            reverse("admin:articles_version_change", args=[source.pk])
        ).page
        page.get_by_role("link", name="Send to translation").click()
        assert one.findings() == []
        page.get_by_role("button", name="Send to translation").click()
        page.wait_for_selector("[contenteditable]")
        version = Version.objects.get(article=source.article, language="en")
        assert page.url.endswith(page_of(version))
        for place in ("Board", "Story", "Version"):
            opens(one, version)
            page.locator(f"header nav >> text={place}").click()
            link = page.locator(f'a[href="{page_of(version)}"]').first
            link.click()
            page.wait_for_selector("[contenteditable]")
