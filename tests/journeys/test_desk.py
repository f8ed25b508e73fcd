"""Staff who hear the admin instead of seeing it know every field, in their language."""

import pytest
from django.urls import reverse

from articles.models import Origin, Version
from exports.models import ExportItem, ExportJob
from ledger.actions.recording import record
from rights.models import Licensee
from tests import factories as make
from worklist.models import WorkState

pytestmark = pytest.mark.journey


def addresses():
    version = Version.objects.filter(origin=Origin.TRANSLATION).first()
    return (
        reverse("admin:articles_article_change", args=[version.article_id]),
        reverse("admin:articles_version_change", args=[version.pk]),
        reverse("admin:rights_grant_add"),
        reverse("admin:index"),
    )


def what_stopped_and_what_happened():
    version = Version.objects.public().first()
    entry = record(kind="delivery", subject=version.article.urn, facts={"grant": 1})
    job = ExportJob.objects.create(
        licensee=Licensee.objects.first(), acts=["print"], ordered_at=make.NOW
    )
    item = ExportItem.objects.create(
        job=job, version=version, format="text", state=WorkState.PARKED, reason="Why."
    )
    return (
        reverse("admin:parked"),
        reverse("admin:exports_exportitem_changelist"),
        reverse("admin:exports_exportitem_change", args=[item.pk]),
        reverse("admin:ledger_entry_changelist"),
        reverse("admin:ledger_entry_change", args=[entry.pk]),
        reverse("admin:ledger_entry_verify"),
    )


class TestWhoHearsTheDesk:
    @pytest.mark.parametrize("language", ["km", "en"])
    def test_knows_every_field_and_every_button(self, at_the_desk, language):
        one = at_the_desk(language)
        for path in (*addresses(), *what_stopped_and_what_happened()):
            one.goes_to(path).page.wait_for_load_state("networkidle")
            assert one.findings() == [], path

    def test_knows_the_box_and_the_row_that_just_opened(self, at_the_desk):
        one = at_the_desk("en")
        page = one.goes_to(addresses()[0]).page
        box = page.get_by_role("combobox", name="Lead photo")
        box.click()
        assert page.get_by_role("searchbox", name="Lead photo").is_visible()
        page.locator(".select2-results__option[role=option]").first.click()
        chosen = page.locator("#select2-id_lead_photo-container").inner_text()
        # Both what it is and what it holds.
        name = page.locator("#id_lead_photo-box").get_attribute("aria-labelledby")
        assert name == "id_lead_photo-box select2-id_lead_photo-container"
        assert chosen
        assert one.findings() == []
        one.goes_to(addresses()[1])
        roles = page.get_by_role("combobox", name="Role")
        before = roles.count()
        page.locator("#credits-group .add-row a").click()
        assert roles.count() == before + 1


class TestWhoReadsKhmer:
    def test_picks_a_day_and_searches_in_khmer(self, at_the_desk):
        page = at_the_desk("km").goes_to(addresses()[0]).page
        page.click("#calendarlink0")
        calendar = page.locator("#calendarbox0").inner_text()
        for word in ("ម្សិលមិញ", "ថ្ងៃនេះ", "ថ្ងៃស្អែក", "បោះបង់", "អា"):
            assert word in calendar
        assert [letter for letter in calendar if "a" <= letter.lower() <= "z"] == []
        page.keyboard.press("Escape")
        page.click("#id_series-box")
        page.locator(".select2-dropdown .select2-search__field").fill("zzzz")
        nothing = page.get_by_text("មិនមានលទ្ធផល")
        nothing.wait_for()
        assert nothing.is_visible()
