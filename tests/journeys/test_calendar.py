"""A publisher plans a week in the calendar; everybody can read it, however they do."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from articles.actions import publishing
from articles.models import Article, Version
from rights.models import Grant, Licensee
from tests import factories as make

pytestmark = pytest.mark.journey

ZONE = ZoneInfo("Asia/Phnom_Penh")
# A Thursday.
HOUR = datetime(2998, 3, 8, 7, 30, tzinfo=ZONE)
DAY = timedelta(days=1)
MONTH, WEEK = "/admin/calendar/?month=2998-03", "/admin/calendar/?week=2998-W10"


def scheduled(version, at=HOUR):
    make.approved(version)
    return publishing.publish(
        version=version, by=make.a_chief(), at=make.NOW, visible_from=at
    )


def a_full_week():
    """Plan one thing of each kind, and what is to be warned of."""
    make.count_from(12_000)
    original = scheduled(make.a_version())
    scheduled(make.a_version(article=original.article, language="en"), HOUR - DAY)
    held = make.a_story(slugline="the dam")
    Article.objects.filter(pk=held.pk).update(embargoed_until=HOUR + DAY)
    held.refresh_from_db()
    make.a_version(article=held)
    late = make.a_version(language="en")
    Version.objects.filter(pk=late.pk).update(due_at=HOUR - 2 * DAY, owner=None)
    request = make.asked_to_reply(make.published(make.a_version()).article)
    type(request).objects.filter(pk=request.pk).update(due_date=HOUR.date())
    partner, _made = Licensee.objects.get_or_create(
        slug="the-partner", defaults={"name_km": "ដៃគូ", "name_en": "Partner"}
    )
    Grant.objects.create(
        licensee=partner,
        outlet=held.outlet,
        starts_at=make.NOW,
        ends_at=HOUR + 2 * DAY,
        granted_at=make.NOW,
    )
    return original


class TestPlanning:
    def test_an_hour_is_moved_from_the_calendar(self, at_the_desk):
        original = a_full_week()
        one = at_the_desk("en", make.an_account(("Publisher", "")))
        page = one.goes_to("/admin/").page
        with page.expect_navigation():
            page.get_by_role("link", name="Calendar", exact=True).click()
        one.goes_to(MONTH)
        line = page.locator(f"li:has(> p > #event-release-{original.pk})")
        assert "Khmer" in line.inner_text()
        warned = page.locator(".calendar-cautions").all_inner_texts()
        assert "It goes out before its original." in warned
        line.locator("summary").click()
        line.get_by_label("Readers see it from").fill("2998-03-06T09:00")
        with page.expect_navigation():
            line.get_by_role("button", name="Move").click()
        assert page.url.endswith(MONTH)
        original.refresh_from_db()
        assert original.published_at == datetime(2998, 3, 6, 9, tzinfo=ZONE)
        warned = page.locator(".calendar-cautions").all_inner_texts()
        assert "It goes out before its original." not in warned
        assert one.troubles == []

    def test_the_keyboard_reaches_every_day_and_line(self, at_the_desk):
        a_full_week()
        one = at_the_desk("en", make.an_account(("Publisher", ""), ("Rights desk", "")))
        page = one.goes_to(WEEK).page
        page.get_by_role("link", name="Week after").focus()
        reached = []
        for _press in range(60):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.innerText.trim()"))
        assert "Month" in reached
        assert "Filters" in reached
        assert "Move" in reached
        assert "Partner" in reached


class TestThePages:
    @pytest.mark.parametrize("language", ["km", "en"])
    @pytest.mark.parametrize("width", [390, 1280])
    def test_let_everybody_in(self, at_the_desk, language, width):
        a_full_week()
        one = at_the_desk(language, width=width)
        page = one.page
        for path in (
            MONTH,
            WEEK,
            "/admin/calendar/?day=2998-03-08",
            "/admin/calendar/?month=2998-09&kind=reply",
        ):
            one.goes_to(path).page.wait_for_load_state("networkidle")
            for box in page.locator("details").all():
                box.evaluate("box => box.open = true")
            assert one.faults() == [], path
        assert one.troubles == []

    def test_are_a_grid_on_a_wide_screen_and_an_agenda_on_a_phone(self, at_the_desk):
        a_full_week()
        wide, phone = at_the_desk("km"), at_the_desk("km", width=390)
        for one in (wide, phone):
            one.goes_to(MONTH)
        assert wide.page.locator(".calendar-day:visible").count() == 31
        boxes = [day.bounding_box() for day in wide.page.locator(".calendar-day").all()]
        assert len({round(box["x"]) for box in boxes}) == 7
        shown = phone.page.locator(".calendar-day:visible")
        assert shown.count() == 5
        assert len({round(day.bounding_box()["x"]) for day in shown.all()}) == 1
        assert phone.page.locator(".calendar-date:visible").count() == 5
