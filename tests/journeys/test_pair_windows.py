"""The pair editor in every window, without scripts, and what it weighs."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Version, WorkingBlock
from articles.text.blocks import parse_body
from bench.weight import LETTERS, fetched, weight
from bench.words import paragraphs
from people.models import Account
from tests import factories as make
from tests.journeys.conftest import Reader
from tests.journeys.pairs import (
    empty_fixture,  # noqa: F401
    field,
    opens,
    state,
    version_fixture,  # noqa: F401
)
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
