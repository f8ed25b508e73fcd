"""A partner asks, two people decide, a letter goes, a copy leaves; later it must go."""

import pytest
from django.core import mail
from django.urls import reverse

from articles.addresses import version_url
from exports.actions import telling_partners
from exports.actions.ordering import order_export
from exports.actions.releasing import perform
from exports.licensing import Wanted
from exports.models import Delivery, ExportItem, Letter, Recall, RecallNotice
from exports.recipients import done_url
from newsroom import desk
from rights.models import Grant, Licensee, PermissionRequest
from rights.terms import Act
from tests import factories as make
from tests.journeys.conftest import Reader
from tests.journeys.test_a_storys_day import press
from worklist.actions.failing import WorkRefused
from worklist.models import WorkState

pytestmark = pytest.mark.journey


def is_sound(reader: Reader) -> bool:
    return reader.findings() == [] and not reader.scrolls_sideways()


def asks(somebody: Reader, version) -> None:
    """Fill in the form of a story; something is forgotten first."""
    page = somebody.goes_to(version_url(version)).page
    press(page, ".rights a.btn")
    assert is_sound(somebody)
    page.fill("#id_organisation", "កាសែតមេគង្គ")
    page.fill("#id_contact", "editor@mekong.example")
    page.select_option("#id_territory", "KH")
    press(page, "form button")
    assert page.input_value("#id_organisation") == "កាសែតមេគង្គ"
    assert is_sound(somebody)
    page.check("[name=acts][value=electronic]")
    press(page, "form button")
    assert page.url.endswith("/asked/")
    assert is_sound(somebody)
    assert somebody.page.context.cookies() == []


def a_partner(contact: str) -> Licensee:
    return Licensee.objects.create(
        slug="mekong", name_km="មេគង្គ", name_en="Mekong", contact=contact
    )


def prepares(one: Reader, place: str, key: int) -> None:
    """Prepare the terms, and try in vain to decide about them, too."""
    page = one.goes_to(place).page
    assert is_sound(one)
    press(page, f"a[href$='/{key}/prepare/']")
    page.fill("[name=until_date]", "2997-12-31")
    assert is_sound(one)
    press(page, ".step-form button")
    press(page, f"form[action$='/{key}/grant/'] button")


def ordered(version, partner) -> ExportItem:
    wanted = Wanted(partner, frozenset({Act.ELECTRONIC}), territory="KH")
    return order_export(
        versions=[version], formats=["html"], wanted=wanted, by=None, at=make.NOW
    ).items.get()


def takes_a_letter(desk, grant):
    """Make the letter of a permission, and take it along."""
    page = desk.goes_to(reverse("admin:rights_grant_change", args=[grant.pk])).page
    assert is_sound(desk)
    press(page, "form[action$='/letter/'] button")
    assert is_sound(desk)
    assert Letter.objects.get().grant == grant
    with page.expect_download() as download:
        page.click("a[href*='/letter/']")
    assert download.value.suggested_filename.endswith(".pdf")


class TestPermission:
    @pytest.mark.parametrize(("language", "width"), [("km", 390), ("en", 1280)])
    def test_goes_from_a_wish_to_a_copy(self, at_the_desk, reader, language, width):
        khmer, english = make.a_published_pair()
        version = khmer if language == "km" else english
        asks(reader(width, "dark"), version)
        asked = PermissionRequest.objects.get()
        partner = a_partner(asked.contact)
        with pytest.raises(WorkRefused, match="No written permission"):
            perform(ordered(version, partner))

        first = at_the_desk(language, make.an_account(("Rights desk", "")), width)
        place = reverse("admin:rights_permissionrequest_change", args=[asked.pk])
        prepares(first, place, asked.pk)
        assert not Grant.objects.filter(licensee=partner).exists()

        second = at_the_desk(language, make.an_account(("Rights desk", "")), width)
        page = second.goes_to(place).page
        press(page, f"form[action$='/{asked.pk}/grant/'] button")
        grant = Grant.objects.get(licensee=partner)
        takes_a_letter(second, grant)
        assert perform(ordered(version, partner)) is None
        assert Delivery.objects.get().grant == grant


class TestTakeDown:
    def test_is_reviewed_mailed_and_done_by_a_link(self, at_the_desk, reader, settings):
        settings.SENDS_MAIL = True
        version = make.a_published_pair()[1]
        partner = a_partner("m@mekong.example")
        Grant.objects.create(
            licensee=partner,
            outlet=version.article.outlet,
            acts=["electronic"],
            languages=["*"],
            media=["*"],
            territories=["*"],
            starts_at=make.NOW,
            granted_at=make.NOW,
        )
        perform(ordered(version, partner))
        make.hidden(version.article)
        desk.take_down_story(article=version.article, by=make.a_chief(), at=make.NOW)
        recall = Recall.objects.get()
        one = at_the_desk("km", make.an_account(("Rights desk", "")), 390)
        page = one.goes_to(
            reverse("admin:exports_recall_change", args=[recall.pk])
        ).page
        assert is_sound(one)
        press(page, f"form[action$='/{recall.pk}/send/'] button")
        assert is_sound(one)
        notice = RecallNotice.objects.get()
        telling_partners.perform(notice)
        RecallNotice.objects.update(state=WorkState.DONE, finished_at=make.NOW)
        (message,) = mail.outbox
        assert version.headline not in message.subject + message.body
        partner_reader = reader(390)
        link = done_url(notice)
        assert link in message.body
        page = partner_reader.goes_to(link.removeprefix(partner_reader.base)).page
        assert is_sound(partner_reader)
        press(page, "form button")
        assert is_sound(partner_reader)
        notice.refresh_from_db()
        assert notice.done_at is not None
