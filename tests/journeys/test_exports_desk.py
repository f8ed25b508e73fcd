"""An order from choosing to the partner's hands, and a release that goes by itself."""

import time

import pytest
from django.db.models.functions import Now
from django.urls import reverse

from articles.models import Version
from exports.actions import dispatching, releasing
from exports.actions.standing import order_new_releases
from exports.channel_secrets import secret_of
from exports.mails import page_url
from exports.models import (
    Channel,
    ChannelKind,
    Dispatch,
    ExportItem,
    ExportJob,
    StandingOrder,
)
from exports.webhooks import is_signed
from rights.lookup import database_now
from tests import factories as make
from tests.exports.partners import a_channel, a_partner, made, ordered, permit
from tests.exports.receiver import receiving
from tests.journeys.test_a_storys_day import press
from tests.journeys.test_permission import is_sound
from worklist.actions.working import work
from worklist.models import WorkState

pytestmark = pytest.mark.journey

EITHER = [("km", 390), ("en", 1280)]
REASON = {
    "km": "ការអនុញ្ញាតមិនមែនសម្រាប់ភាសានេះទេ។",
    "en": "The permission is not for this language.",
}


def sees_what_may_leave(desk, khmer, partner):
    """Choose by section and partner; one text is blocked, with its reason."""
    page = desk.goes_to(reverse("admin:exports_exportjob_desk")).page
    assert is_sound(desk)
    page.select_option("#id_section", str(khmer.article.section_id))
    page.select_option("#id_licensee", str(partner.pk))
    page.check("[name=formats][value=text]")
    page.check("[name=acts][value=electronic]")
    press(page, ".desk-choice button")
    assert is_sound(desk)
    assert page.locator("input[name=take]").count() == 1
    return page


def stands_still(desk, job):
    place = reverse("admin:exports_exportjob_progress", args=[job.pk])
    desk.goes_to(f"{place}?still=1")
    assert is_sound(desk)


def work_off(job):
    for item in job.items.filter(state=WorkState.WAITING):
        work(model=ExportItem, item_id=item.pk, perform=releasing.perform)


class TestAnOrder:
    @pytest.mark.parametrize(("language", "width"), EITHER)
    def test_goes_from_choosing_to_a_copy(self, at_the_desk, language, width):
        khmer, english = make.a_published_pair()
        partner = a_partner()
        permit(partner, english, languages=["en"])
        account = make.an_account(("Rights desk", ""))
        desk = at_the_desk(language, account, width)
        page = sees_what_may_leave(desk, khmer, partner)
        assert REASON[language] in page.inner_text("#content")
        press(page, "button[value=allowed]")
        job = ExportJob.objects.get(licensee=partner)
        assert job.items.get().version == english
        # A page that renews itself would do so in the midst of a look or a press.
        stands_still(desk, job)
        press(page, "form[action$='/cancel/'] button")
        assert job.items.get().state == WorkState.CANCELLED
        assert is_sound(desk)
        press(page, "form[action$='/resume/'] button")
        assert job.items.get().state == WorkState.WAITING
        work_off(job)
        stands_still(desk, job)
        with page.expect_download() as download:
            page.click("a[href*='/copy/']")
        assert download.value.suggested_filename.endswith(".en.txt")

    @pytest.mark.parametrize(("language", "width"), EITHER)
    def test_is_watched_without_a_script(self, at_the_desk, browser, language, width):
        english = make.a_published_pair()[1]
        partner = a_partner()
        permit(partner, english)
        job = ordered(a_channel(partner), english)
        signed_in = at_the_desk(language, make.an_account(("Rights desk", "")), width)
        plain = browser.new_context(
            java_script_enabled=False, viewport={"width": width, "height": 900}
        )
        plain.add_cookies(signed_in.page.context.cookies())
        page = plain.new_page()
        place = reverse("admin:exports_exportjob_progress", args=[job.pk])
        page.goto(f"{signed_in.base}{place}")
        assert "0 / 1" in page.inner_text("#content")
        work_off(job)
        # It renews itself: nobody presses anything.
        page.wait_for_selector("a[href*='/copy/']", timeout=15_000)
        assert "1 / 1" in page.inner_text("#content")
        plain.close()


class TestAStandingOrder:
    @pytest.mark.parametrize(("language", "width"), EITHER)
    def test_brings_a_new_release_to_a_webhook(
        self, at_the_desk, settings, language, width
    ):
        settings.WEBHOOKS_MAY_BE_PRIVATE = True
        english = make.a_published_pair()[1]
        partner = a_partner()
        permit(partner, english, article=None)
        desk = at_the_desk(language, make.an_account(("Rights desk", "")), width)
        with receiving() as server:
            opens_a_way(desk, partner, server)
            begins(desk, english)
            story = make.a_story(outlet=english.article.outlet)
            new = make.published(make.a_version(article=story, language="en"))
            Version.objects.filter(pk=new.pk).update(released_at=Now())
            assert order_new_releases(at=database_now()) == 1
            work_off(ExportJob.objects.get(licensee=partner))
            dispatch = Dispatch.objects.get()
            work(model=Dispatch, item_id=dispatch.pk, perform=dispatching.perform)
            (got,) = server.received
        secret = secret_of(Channel.objects.get())
        assert is_signed(secret, got.headers, got.body, now=int(time.time()))
        job = ExportJob.objects.get(licensee=partner)
        desk.goes_to(reverse("admin:exports_exportjob_progress", args=[job.pk]))
        assert is_sound(desk)


def opens_a_way(desk, partner, server):
    page = desk.goes_to(reverse("admin:exports_channel_add")).page
    assert is_sound(desk)
    page.select_option("#id_licensee", str(partner.pk))
    page.select_option("#id_kind", ChannelKind.WEBHOOK)
    page.fill("#id_address", f"{server.url}/in")
    press(page, "[name=_save]")
    assert is_sound(desk)
    assert page.input_value("input[readonly]") == secret_of(Channel.objects.get())


def begins(desk, version):
    page = desk.goes_to(reverse("admin:exports_standingorder_add")).page
    assert is_sound(desk)
    page.select_option("#id_channel", str(Channel.objects.get().pk))
    page.select_option("#id_outlet", str(version.article.outlet_id))
    page.check("[name=in_languages][value=en]")
    page.check("[name=in_formats][value=ninjs]")
    page.check("[name=uses][value=electronic]")
    press(page, "[name=_save]")
    standing = StandingOrder.objects.get()
    desk.goes_to(reverse("admin:exports_standingorder_change", args=[standing.pk]))
    assert is_sound(desk)


class TestAPartnersPage:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [320, 390, 1280])
    def test_hands_a_copy_over(self, reader, width, scheme):
        english = make.a_published_pair()[1]
        partner = a_partner()
        permit(partner, english)
        channel = a_channel(partner, ChannelKind.EMAIL, "in@partner.example")
        made(ordered(channel, english, formats=["html"]))
        one = reader(width, scheme)
        page = one.goes_to(page_url(channel).removeprefix(one.base)).page
        assert is_sound(one)
        with page.expect_download() as download:
            page.click("a.btn")
        assert download.value.suggested_filename.endswith(".en.html")
        assert one.page.context.cookies() == []
