"""Somebody comes to the desk, finds what waits, and goes where it is done."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.actions import publishing, reviewing
from articles.models import Article, Origin, Version
from tests import factories as make

pytestmark = pytest.mark.journey


def a_full_board():
    """Add what the demonstration lacks: late, hidden, restricted, several languages."""
    chief, now = make.a_chief(), timezone.now()
    late = make.a_version(article=make.a_story(slugline="late one"))
    reviewing.hand_over(version=late, to=chief, by=chief, at=now, due_at=now)
    hidden = make.published(make.a_version())
    make.hidden(hidden.article)
    Article.objects.filter(pk=hidden.article_id).update(is_restricted=True)
    alone = publishing.publish_at_once(
        version=make.a_version(article=make.a_story(embargoed_until=make.NOW)),
        reason="Flood.",
        by=chief,
        at=now,
    )
    make.a_version(article=alone.article, language="zh-Hans")
    make.a_version(article=alone.article, language="vi", origin=Origin.COUNTERPART)
    scheduled = make.approved(make.a_version())
    publishing.publish(
        version=scheduled, by=chief, at=now, visible_from=now.replace(year=2099)
    )


class TestWhoComesToTheDesk:
    @pytest.mark.parametrize("language", ["km", "en"])
    @pytest.mark.parametrize("width", [390, 1280])
    def test_finds_nothing_in_the_way(self, at_the_desk, language, width):
        a_full_board()
        one = at_the_desk(language, width=width)
        for path in ("/admin/", "/admin/?show=held-back&q=zz", "/admin/?oldest=1"):
            one.goes_to(path)
            assert one.faults() == [], path
        assert one.troubles == []
        assert one.hosts == {one.base.split("/")[2]}

    def test_goes_from_what_waits_to_the_button(self, at_the_desk):
        version = make.submitted(
            make.a_version(article=make.a_story(slugline="the one"))
        )
        one = at_the_desk("en", make.an_account(("Editor", "km")))
        page = one.goes_to("/admin/").page
        page.get_by_role("link", name="Waiting for the second read").click()
        page.get_by_role("link", name="Take into edit · Khmer").first.click()
        page.wait_for_url(
            f"**{reverse('admin:articles_version_change', args=[version.pk])}"
        )
        with page.expect_navigation():
            page.get_by_role("button", name="Take into edit").click()
        assert Version.objects.get(pk=version.pk).status == "in_edit"
        one.goes_to("/admin/?show=mine")
        assert page.get_by_role("link", name="the one").is_visible()
        assert page.get_by_role("link", name="Approve · Khmer").is_visible()

    def test_searches_with_the_keyboard_alone(self, at_the_desk):
        version = make.a_version(
            article=make.a_story(slugline="needle"),
            text=make.blocks("ភ្នំ\u200bពេញ ២០២៦", ["ក។"]),
        )
        page = at_the_desk("km").goes_to("/admin/").page
        page.get_by_role("searchbox").focus()
        page.keyboard.type("ភ្នំពេញ 2026")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        rows = page.locator(".board-row")
        assert rows.count() == 1
        assert rows.locator("a").first.get_attribute("href") == reverse(
            "admin:articles_article_change", args=[version.article_id]
        )
