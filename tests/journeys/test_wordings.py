"""One drafts a wording, another issues it; what is out is ordered again."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.addresses import version_url
from articles.models import Outlet, Version
from exports.actions.ordering import order_export
from exports.actions.releasing import perform
from exports.formats import FORMATS
from exports.licensing import Wanted
from exports.models import ExportItem
from rights.actions.granting import let_outlet_use_its_own
from rights.models import NoticeDraft, NoticeEdition, Organisation, Succession
from rights.terms import Act
from tests import factories as make
from tests.journeys.conftest import Reader
from tests.journeys.test_a_storys_day import press
from worklist.models import WorkState

pytestmark = pytest.mark.journey
DESK = ("Rights desk", "")


def is_sound(reader: Reader) -> bool:
    return reader.findings() == [] and not reader.scrolls_sideways()


def sent(outlet: Outlet) -> ExportItem:
    """Hand a story of the demonstration to the outlet itself."""
    own = let_outlet_use_its_own(outlet=outlet, at=timezone.now())
    version = Version.objects.public().filter(article__outlet=outlet).first()
    job = order_export(
        versions=[version],
        formats=["html"],
        wanted=Wanted(own, frozenset({Act.ELECTRONIC}), may_be_behind=True),
        by=None,
        at=timezone.now(),
    )
    item = job.items.get()
    perform(item)
    job.items.update(state=WorkState.DONE, finished_at=timezone.now())
    return item


def drafts(one: Reader, outlet: Outlet, holder: Organisation, words: str) -> None:
    """Begin a draft, leave something out, and put it right."""
    page = one.goes_to(reverse("admin:rights_noticedraft_add")).page
    page.select_option("#id_outlet", str(outlet.pk))
    page.select_option("#id_rights_holder", str(holder.pk))
    assert is_sound(one)
    press(page, "input[name=_save]")
    typed = page.input_value("#id_full_text_en")
    page.fill("#id_full_text_en", "")
    page.fill("#id_lawyer_name", "Sok Dara")
    press(page, "input[name=_save]")
    assert page.locator("#faults-title + ul li").count() == 2
    assert page.input_value("#id_lawyer_name") == "Sok Dara"
    assert is_sound(one)
    page.fill("#id_full_text_en", f"{words} {typed}")
    page.fill("#id_lawyer_signed_date", "2026-02-01")
    page.fill("#id_lawyer_document_sha256", "ab" * 32)
    press(page, "input[name=_save]")
    assert page.locator("#faults-title + ul").count() == 0
    press(page, "a[href$='/preview/']")


def shows_every_place(writer: Reader, words: str) -> None:
    """Look at the preview, from which whoever wrote the draft cannot issue it."""
    page = writer.page
    assert page.locator("#content details").count() == 2 * len(FORMATS) + 1
    assert page.locator("#content details strong").count() == 0
    assert page.locator(f".notice-place:has-text('{words}')").count() > len(FORMATS)
    assert page.locator("form[action$='/issue/']").count() == 0
    assert is_sound(writer)


def orders_again(second: Reader, item: ExportItem, edition: NoticeEdition) -> None:
    """Order what is listed after issuing; once it is out, nothing is listed."""
    page = second.page
    assert page.locator("input[name=copy]:checked").count() == 1
    assert is_sound(second)
    press(page, "#content form button.default")
    assert page.locator("input[name=copy]").count() == 0
    assert page.locator(".outdated li a").count() == 1
    again = ExportItem.objects.get(state=WorkState.WAITING)
    assert (again.version, again.format) == (item.version, item.format)
    perform(again)
    assert again.delivery.artifact.notice_edition == edition
    place = reverse("admin:rights_noticeedition_copies", args=[edition.pk])
    second.goes_to(place)
    assert page.locator(".outdated").count() == 0
    assert is_sound(second)


class TestWording:
    @pytest.mark.parametrize(("language", "width"), [("km", 390), ("en", 1280)])
    def test_goes_from_a_draft_to_every_copy(
        self, at_the_desk, reader, settings, tmp_path, language, width
    ):
        settings.ARTIFACT_DIR = tmp_path / "artifacts"
        outlet, words = Outlet.objects.get(), "Ask before you print."
        holder = NoticeEdition.objects.current_of(outlet).rights_holder
        item = sent(outlet)

        writer = at_the_desk(language, make.an_account(DESK), width)
        drafts(writer, outlet, holder, words)
        shows_every_place(writer, words)
        draft = NoticeDraft.objects.get()

        second = at_the_desk(language, make.an_account(DESK), width)
        preview = reverse("admin:rights_noticedraft_preview", args=[draft.pk])
        page = second.goes_to(preview).page
        assert is_sound(second)
        press(page, "form[action$='/issue/'] button")
        edition = NoticeEdition.objects.current_of(outlet)
        assert (edition.draft, edition.lawyer_name) == (draft, "Sok Dara")
        orders_again(second, item, edition)

        story = Version.objects.public().filter(language="en").first()
        told = reader(width).goes_to(version_url(story)).page
        assert words in told.inner_text(".rights")


class TestSuccession:
    @pytest.mark.parametrize(("language", "width"), [("km", 1280), ("en", 390)])
    def test_takes_two_people_and_is_shown(self, at_the_desk, language, width):
        old = NoticeEdition.objects.current_of(Outlet.objects.get()).rights_holder
        new = Organisation.objects.create(
            slug="new", name_km="សមាគមថ្មី", name_en="New Holder", address="r@new.example"
        )
        one = at_the_desk(language, make.an_account(DESK), width)
        place = reverse("admin:rights_organisation_change", args=[old.pk])
        page = one.goes_to(place).page
        assert is_sound(one)
        press(page, "a[href$='/pass-on/']")
        assert is_sound(one)
        page.select_option("#id_successor", str(new.pk))
        page.fill("#id_from_date", timezone.localdate().isoformat())
        page.fill("#id_document_sha256", "scan")
        press(page, ".step-form button")
        assert page.input_value("#id_document_sha256") == "scan"
        page.fill("#id_document_sha256", "ab" * 32)
        press(page, ".step-form button")
        assert page.locator("form[action*='/confirm/']").count() == 0
        assert is_sound(one)

        second = at_the_desk(language, make.an_account(DESK), width)
        page = second.goes_to(place).page
        assert is_sound(second)
        press(page, "form[action*='/confirm/'] button")
        assert is_sound(second)
        assert Succession.objects.get().successor == new
        assert page.locator("#chain-title + ol li").count() == 1
