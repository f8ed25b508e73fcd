"""Work that stopped is shown with its reasons, and tried again by who may."""

import pytest
from django.urls import reverse

from exports.models import ExportItem, ExportJob
from newsroom import work_desk
from newsroom.admin.work import MOST_SHOWN
from people.permissions import PermissionRefused
from rights.actions.granting import let_outlet_use_its_own
from tests import factories as make
from worklist.actions.failing import WorkStateError
from worklist.models import MOST_ATTEMPTS, TRIED_TOO_OFTEN, WorkState

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    version = make.a_published_pair()[1]
    own = let_outlet_use_its_own(outlet=version.article.outlet, at=make.NOW)
    job = ExportJob.objects.create(
        licensee=own, acts=["electronic"], ordered_at=make.NOW
    )
    return ExportItem.objects.create(
        job=job,
        version=version,
        format="ninjs",
        state=WorkState.PARKED,
        reason=f"No written permission.\n{TRIED_TOO_OFTEN}",
        last_error="KeyError: …",
        attempts=MOST_ATTEMPTS,
    )


@pytest.fixture
def rung(monkeypatch):
    kinds = []
    monkeypatch.setattr(work_desk, "ring", kinds.append)
    return kinds


def parked(client):
    return client.get(reverse("admin:parked"))


def again(item):
    return reverse("admin:exports_exportitem_try_again", args=[item.pk])


class TestParkedWork:
    def test_is_shown_with_attempts_and_every_reason(self, client, sign_in, item):
        sign_in(("Rights desk", ""))
        page = parked(client).content.decode()
        assert f"{item.version.headline} (en) · ninjs · " in page
        assert "No written permission." in page
        assert "It was tried 5 times; the last time it failed with: KeyError" in page
        assert again(item) in page

    def test_is_shown_in_khmer(self, client, sign_in, item):
        sign_in(("Rights desk", ""), language="km")
        page = parked(client).content.decode()
        assert "ការងារដែលផ្អាកទុក" in page
        assert "បានព្យាយាម 5 ដង" in page
        for english in ("Try again", "Parked", "Attempts", "It was tried"):
            assert english not in page

    def test_is_counted_on_the_first_page(self, client, sign_in, item):
        sign_in(("Administrator", ""))
        page = client.get(reverse("admin:index")).content.decode()
        assert f'<a href="{reverse("admin:parked")}">Parked work: 1</a>' in page
        sign_in(("Reporter", "km"))
        page = client.get(reverse("admin:index")).content.decode()
        assert reverse("admin:parked") not in page

    def test_leaves_out_what_waits_or_is_done(self, client, sign_in, item):
        ExportItem.objects.update(state=WorkState.WAITING, reason="")
        sign_in(("Rights desk", ""))
        assert "Nothing is parked." in parked(client).content.decode()

    def test_leaves_out_stories_that_the_reader_may_not_know_of(
        self, client, sign_in, item
    ):
        story = item.version.article
        type(story).objects.update(is_restricted=True)
        account = sign_in(("Rights desk", ""))
        assert "Nothing is parked." in parked(client).content.decode()
        assert client.post(again(item)).status_code == 404
        story.cleared_people.add(account)
        assert "Nothing is parked." not in parked(client).content.decode()

    def test_shows_so_many_at_once_and_leads_to_the_rest(self, client, sign_in, item):
        rows = [
            ExportItem(
                job=item.job,
                version=item.version,
                format=f"f{number}",
                state=WorkState.PARKED,
                reason="Why.",
            )
            for number in range(MOST_SHOWN)
        ]
        ExportItem.objects.bulk_create(rows)
        sign_in(("Rights desk", ""))
        page = parked(client)
        assert page.content.decode().count("try-again") == MOST_SHOWN
        [shelf] = page.context["shelves"]
        assert shelf.total == MOST_SHOWN + 1
        listed = client.get(shelf.url)
        assert listed.context["cl"].result_count == MOST_SHOWN + 1

    def test_is_not_for_who_may_see_no_work(self, client, sign_in, item):
        sign_in(("Reporter", "km"))
        assert parked(client).status_code == 403

    def test_asks_strangers_to_sign_in(self, client):
        assert parked(client).url.startswith("/admin/login/")


class TestTryingAgain:
    def test_lets_it_wait_with_all_its_attempts_and_rings(
        self, client, sign_in, item, rung
    ):
        account = sign_in(("Rights desk", ""))
        response = client.post(again(item), follow=True)
        assert "It waits to be tried again" in response.content.decode()
        item.refresh_from_db()
        assert (item.state, item.attempts, item.reason) == (WorkState.WAITING, 0, "")
        assert item.decided_by == f"account:{account.pk}"
        assert rung == ["exports.exportitem"]

    def test_says_why_not_when_somebody_was_faster(self, client, sign_in, item, rung):
        sign_in(("Rights desk", ""))
        client.post(again(item))
        page = client.post(again(item), follow=True).content.decode()
        assert "It is waiting; that cannot be changed this way." in page
        assert rung == ["exports.exportitem"]

    def test_is_no_link(self, client, sign_in, item):
        sign_in(("Rights desk", ""))
        assert client.get(again(item)).status_code == 405

    def test_is_not_for_who_only_reads(self, item, rung):
        reader = make.an_account(("Reporter", ""))
        with pytest.raises(PermissionRefused):
            work_desk.try_again(item=item, by=reader, at=make.NOW)
        item.refresh_from_db()
        assert item.state == WorkState.PARKED
        assert rung == []

    def test_is_not_for_work_that_is_done(self, item, rung):
        ExportItem.objects.update(state=WorkState.DONE, reason="", finished_at=make.NOW)
        with pytest.raises(WorkStateError):
            work_desk.try_again(item=item, by=make.a_chief(), at=make.NOW)
        assert rung == []


class TestItem:
    def test_offers_the_button_while_it_is_parked(self, client, sign_in, item):
        sign_in(("Administrator", ""))
        url = reverse("admin:exports_exportitem_change", args=[item.pk])
        page = client.get(url).content.decode()
        assert again(item) in page
        assert "No written permission." in page
        ExportItem.objects.update(state=WorkState.WAITING, reason="")
        assert again(item) not in client.get(url).content.decode()

    def test_changes_by_no_form(self, client, sign_in, item):
        sign_in(is_superuser=True)
        url = reverse("admin:exports_exportitem_change", args=[item.pk])
        assert client.post(url, {"state": "done"}).status_code == 403
