"""Somebody makes the desk their own: its language, its clock, and what it tells."""

import pytest

from articles.models import NotificationChoice
from people.models import DigestPlan
from tests import factories as make

pytestmark = pytest.mark.journey

PAGE = "/admin/profile/"


class TestMyProfile:
    def test_is_set_and_shows_at_once(self, at_the_desk):
        account = make.an_account(("Translator", "en"))
        one = at_the_desk("km", account)
        page = one.goes_to("/admin/notifications/").page
        with page.expect_navigation():
            page.locator("#user-tools").get_by_role("link", name="ប្រវត្តិរូប").click()
        with page.expect_navigation():
            page.get_by_role("button", name="English", exact=True).click()
        assert page.url.endswith(PAGE)
        assert page.locator("html").get_attribute("lang") == "en"
        page.get_by_label("Time zone").select_option("Australia/Melbourne")
        page.get_by_label("E-mail").fill("kite@mail.example")
        with page.expect_navigation():
            page.get_by_role("button", name="Save").first.click()
        assert page.get_by_text("Stored.").is_visible()
        account.refresh_from_db()
        assert account.time_zone == "Australia/Melbourne"
        page.get_by_label("Hour of the mail").select_option("18")
        page.get_by_label("Sunday").uncheck()
        page.get_by_label("Somebody commented").select_option("nowhere")
        with page.expect_navigation():
            page.get_by_role("button", name="Save").last.click()
        plan = DigestPlan.objects.get(account=account)
        assert (plan.hour, plan.days) == (18, [1, 2, 3, 4, 5, 6])
        chosen = NotificationChoice.objects.get(account=account, kind="commented")
        assert chosen.way == "nowhere"
        assert one.troubles == []

    @pytest.mark.parametrize("language", ["km", "en"])
    @pytest.mark.parametrize("width", [390, 1280])
    def test_lets_everybody_in(self, at_the_desk, language, width):
        roles = ("Editor", ""), ("Translator", "en")
        one = at_the_desk(language, make.an_account(*roles), width=width)
        one.goes_to(PAGE).page.wait_for_load_state("networkidle")
        assert (one.faults(), one.troubles) == ([], [])


class TestBeforeSigningIn:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_a_link_changes_the_language_of_the_page(self, reader, scheme):
        one = reader(390, scheme)
        page = one.goes_to("/admin/login/?lang=km&next=/admin/profile/").page
        assert page.locator("html").get_attribute("lang") == "km"
        assert (one.findings(), one.scrolls_sideways()) == ([], False)
        with page.expect_navigation():
            page.get_by_role("link", name="English").click()
        assert page.locator("html").get_attribute("lang") == "en"
        assert "next=" in page.url
        assert one.findings() == []
        assert one.troubles == []
