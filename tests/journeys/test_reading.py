"""A reader opens a story, switches languages, and sees who made it and who owns it."""

import pytest
from django.utils import timezone

from articles.actions import reviewing
from articles.addresses import version_url
from articles.models import Version
from people.models import Account
from rights.lookup import current_notice
from tests.journeys.test_a_storys_day import press

pytestmark = pytest.mark.journey


def stories(language: str) -> list[str]:
    versions = Version.objects.public().filter(language=language)
    return [
        version_url(version) for version in versions.select_related("article__section")
    ]


class TestReading:
    @pytest.mark.parametrize("width", [320, 390, 1280])
    def test_finds_every_page_accessible_at_every_width(self, reader, width):
        one = reader(width)
        for path in [
            "/en/",
            "/km/",
            "/en/nothing/here/",
            *stories("en"),
            *stories("km"),
        ]:
            one.goes_to(path)
            assert one.faults() == []
        # The one page that is not there says so to the browser, too.
        assert [text for text in one.troubles if "404" not in text] == []

    @pytest.mark.parametrize("width", [390, 1280])
    def test_goes_from_the_front_page_through_both_languages(self, reader, width):
        one = reader(width)
        press(one.goes_to("/en/").page, "article h2 a")
        page = one.page
        assert page.get_attribute("html", "lang") == "en"
        english = page.url
        press(page, "nav.languages a")
        assert page.get_attribute("html", "lang") == "km"
        assert page.url != english
        press(page, "nav.languages a")
        assert page.url == english
        press(page, ".translation-note a")
        assert page.get_attribute("html", "lang") == "km"

    def test_sees_the_notice_in_the_language_of_the_page(self, reader):
        one = reader(390)
        for language in ("en", "km"):
            version = Version.objects.public().filter(language=language).first()
            one.goes_to(version_url(version))
            box = one.page.locator("article .rights")
            assert box.is_visible()
            notice = current_notice(version.article.outlet)
            assert notice.appears_in(box.inner_text(), language)

    def test_gets_no_cookie_no_script_and_nothing_from_elsewhere(self, reader):
        one = reader(390)
        for path in ["/en/", "/km/", *stories("en"), *stories("km")]:
            one.goes_to(path)
            loaded = (
                "performance.getEntriesByType('resource').map(e => e.initiatorType)"
            )
            assert "script" not in one.page.evaluate(loaded)
        assert one.page.context.cookies() == []
        assert one.hosts == {one.base.split("/")[2]}
        assert one.troubles == []

    def test_sees_khmer_with_room_for_its_signs(self, reader):
        one = reader(390).goes_to(stories("km")[0])
        heights = one.page.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,p,figcaption,a,time')].map(e => {"
            " const s = getComputedStyle(e);"
            " return parseFloat(s.lineHeight) / parseFloat(s.fontSize) })"
        )
        assert min(heights) >= 1.6
        spacing = one.page.evaluate(
            "getComputedStyle(document.querySelector('h1')).letterSpacing"
        )
        assert spacing in {"normal", "0px"}

    def test_prints_the_notice_with_the_story(self, reader):
        one = reader(1280).goes_to(stories("km")[0])
        one.page.emulate_media(media="print")
        assert one.page.locator("article .rights").is_visible()
        assert not one.page.locator("nav.languages").is_visible()


class TestStaff:
    @pytest.mark.parametrize("width", [390, 1280])
    def test_writes_and_publishes_in_the_admin(self, reader, width):
        one = reader(width).goes_to("/admin/")
        page = one.page
        page.fill("#id_username", "publisher")
        page.fill("#id_password", "publisher-riverbank")
        press(page, "[type=submit]")
        version = Version.objects.get(
            language="en", slug="one-deep-pool-left-to-the-fish"
        )
        one.goes_to(f"/admin/articles/version/{version.pk}/change/")
        page.locator("[contenteditable=true] p").first.click()
        page.keyboard.press("Control+Home")
        page.keyboard.type("Typed here. ")
        with page.expect_navigation():
            page.click("[name=_continue]")
        editor = Account.objects.get(username="editor-en")
        reviewing.approve(version=version, by=editor, at=timezone.now())
        page.reload()
        with page.expect_navigation():
            page.click(".step button:text-is('ចុះផ្សាយ')")
        page.wait_for_selector(".messagelist .success")
        one.goes_to(version_url(version))
        assert "Typed here. Before sunrise" in page.inner_text("article")
        assert one.troubles == []
        assert one.hosts == {one.base.split("/")[2]}
