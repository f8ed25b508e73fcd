"""A story is posted: the kit is made, copied and downloaded; then the post is noted."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from exports.models import ExportItem, OwnPost
from rights.actions.granting import let_outlet_use_its_own
from tests import factories as make
from tests.journeys.test_a_storys_day import press
from tests.journeys.test_exports_desk import EITHER, work_off
from tests.journeys.test_permission import is_sound

pytestmark = pytest.mark.journey


class TestAPost:
    @pytest.mark.parametrize(("language", "width"), EITHER)
    def test_goes_from_the_story_to_its_address(self, at_the_desk, language, width):
        khmer, _english = make.a_published_pair()
        let_outlet_use_its_own(outlet=khmer.article.outlet, at=make.NOW)
        publisher = make.an_account(("Publisher", ""))
        story = reverse("admin:articles_article_change", args=[khmer.article_id])
        desk = at_the_desk(language, publisher, width)
        page = desk.goes_to(story).page
        press(page, "a[href$='/posting/']")
        assert is_sound(desk)
        press(page, "form[action$='/make/'] button")
        work_off(ExportItem.objects.latest("pk").job)
        page.reload()
        assert is_sound(desk)
        texts = page.locator(".to-copy textarea")
        assert texts.count() == 6
        first = page.locator(".to-copy").first
        first.locator("button").click()
        expect(first.locator("[role=status]")).not_to_be_empty()
        assert "#copy-" in texts.first.input_value()
        with page.expect_download() as card:
            page.click("a[href$='card-square.jpg']")
        assert card.value.suggested_filename.endswith("card-square.jpg")
        page.select_option("#id_version", str(khmer.pk))
        page.fill("#id_url", "https://t.me/the_paper/17")
        press(page, ".asks button[type=submit]")
        assert OwnPost.objects.get().recorded_by == publisher
        assert is_sound(desk)
