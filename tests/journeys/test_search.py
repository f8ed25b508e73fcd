"""A reader looks for a story, in Khmer and in English, on any screen."""

from urllib.parse import quote

import pytest
from django.utils import timezone

from tests.journeys.test_a_storys_day import press
from website.actions.indexing import index_when_due
from website.models import SearchLine

pytestmark = pytest.mark.journey


class TestSearching:
    @pytest.mark.parametrize("width", [320, 390, 1280])
    def test_is_accessible_at_every_width(self, reader, width):
        one = reader(width)
        for language in ("km", "en"):
            for asked in ("", "q=ត្រី", "q=zzqq", "q=fish&from=2026-02-01&to=2026-01-01"):
                one.goes_to(f"/{language}/search/?{quote(asked, safe='=&')}")
                assert one.faults() == []
        assert one.troubles == []

    def test_leads_from_the_masthead_to_the_story_in_either_language(self, reader):
        one = reader(390)
        press(one.goes_to("/km/").page, "a.to-search")
        one.page.fill("[name=q]", "ទន្លេ\u200bសាប ត្រី")
        one.page.keyboard.press("Enter")
        one.page.locator("ol.found mark").first.wait_for()
        press(one.page, "ol.found h2 a")
        assert one.page.get_attribute("html", "lang") == "km"
        press(one.page, "a.to-search")
        one.page.fill("[name=q]", "pen saroeun")
        press(one.page, "form.search button")
        # The story of the kite is not out in English.
        assert "ខ្លែងឯក" in one.page.locator("ol.found h2").inner_text()

    def test_keeps_what_was_typed_when_a_day_is_wrong(self, reader):
        one = reader(390)
        one.goes_to("/en/search/?q=ferry&from=2026-02-01&to=2026-01-01")
        page = one.page
        assert page.input_value("[name=q]") == "ferry"
        assert page.locator("details[open] .error").is_visible()
        page.fill("[name=to]", "2026-03-01")
        page.fill("[name=from]", "")
        press(page, "form.search button")
        assert "Mekong Ferry" in page.locator("ol.found").inner_text()

    def test_needs_no_script_and_finds_nothing_that_is_not_indexed(self, reader):
        one = reader(1280)
        SearchLine.objects.all().delete()
        one.goes_to("/en/search/?q=ferry")
        assert one.page.locator("ol.found li").count() == 0
        assert one.page.locator("script").count() == 0
        index_when_due(at=timezone.now())
        one.page.reload()
        assert one.page.locator("ol.found li").count() == 1
