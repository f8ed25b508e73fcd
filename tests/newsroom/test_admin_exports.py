"""Exports and permissions in the admin."""

import pytest
from django.urls import reverse
from django.utils import translation

from exports.actions.releasing import perform
from exports.models import ExportItem, ExportJob
from rights.actions.granting import let_outlet_use_its_own
from rights.models import Grant, Licensee
from tests import factories as make
from worklist.actions.failing import WorkRefused
from worklist.models import WorkState

pytestmark = pytest.mark.django_db


def order(client, *versions, **changed):
    form = {
        "action": "export_copies",
        "_selected_action": [version.pk for version in versions],
        "order": "1",
        "formats": ["text", "ninjs"],
        "acts": ["electronic"],
        **changed,
    }
    return client.post(reverse("admin:articles_version_changelist"), form)


class TestExportAction:
    def test_asks_first(self, client, sign_in):
        version = make.a_published_pair()[1]
        sign_in(("Rights desk", ""))
        page = client.post(
            reverse("admin:articles_version_changelist"),
            {"action": "export_copies", "_selected_action": [version.pk]},
        ).content.decode()
        assert 'name="formats"' in page
        assert not ExportJob.objects.exists()

    def test_orders_and_shows_progress_without_a_script(self, client, sign_in):
        version = make.a_published_pair()[1]
        own = let_outlet_use_its_own(outlet=version.article.outlet, at=make.NOW)
        sign_in(("Rights desk", ""))
        watched = order(client, version, licensee=own.pk).url
        page = client.get(watched)
        assert page["Refresh"] == "2"
        assert "<progress" in page.content.decode()
        assert "0 / 2" in page.content.decode()
        ExportItem.objects.update(state=WorkState.DONE, finished_at=make.NOW)

    def test_hands_over_the_verified_bytes(self, client, sign_in):
        version = make.a_published_pair()[1]
        own = let_outlet_use_its_own(outlet=version.article.outlet, at=make.NOW)
        sign_in(("Rights desk", ""))
        watched = order(client, version, licensee=own.pk, formats=["text"]).url
        item = ExportItem.objects.get()
        perform(item)
        ExportItem.objects.update(state=WorkState.DONE, finished_at=make.NOW)
        page = client.get(watched)
        assert "Refresh" not in page
        copy = reverse("admin:exports_exportjob_copy", args=[item.pk])
        assert copy in page.content.decode()
        response = client.get(copy)
        content = b"".join(response.streaming_content)
        assert item.delivery.artifact.size == len(content)
        assert "attachment" in response["Content-Disposition"]

    def test_shows_every_reason_of_a_refusal(self, client, sign_in):
        version = make.a_published_pair()[1]
        partner = Licensee.objects.create(slug="p", name_km="ដ", name_en="P")
        sign_in(("Rights desk", ""))
        watched = order(client, version, licensee=partner.pk, formats=["text"]).url
        ExportItem.objects.update(
            state=WorkState.PARKED, reason="No written permission.\nAnother reason."
        )
        page = client.get(watched).content.decode()
        assert "No written permission." in page
        assert "Another reason." in page

    def test_is_not_for_reporters(self, client, sign_in):
        version = make.a_published_pair()[1]
        own = let_outlet_use_its_own(outlet=version.article.outlet, at=make.NOW)
        sign_in(("Reporter", ""))
        page = order(client, version, licensee=own.pk).content.decode()
        assert "may not do this" in page
        assert not ExportJob.objects.exists()


class TestGrant:
    def form(self, partner, outlet, **changed):
        return {
            "licensee": partner.pk,
            "outlet": outlet.pk,
            "uses": ["print", "electronic"],
            "in_languages": "en, km",
            "in_territories": "*",
            "starts_at_0": "2026-01-01",
            "starts_at_1": "00:00",
            **changed,
        }

    def test_is_given_by_the_rights_desk(self, client, sign_in):
        outlet = make.an_outlet()
        partner = Licensee.objects.create(slug="p", name_km="ដ", name_en="P")
        account = sign_in(("Rights desk", ""))
        client.post(reverse("admin:rights_grant_add"), self.form(partner, outlet))
        grant = Grant.objects.get(licensee=partner)
        assert grant.acts == ["electronic", "print"]
        assert grant.languages == ["en", "km"]
        assert grant.media == ["*"]
        assert grant.granted_by == account

    def test_is_not_given_by_who_asked(self, client, sign_in):
        outlet = make.an_outlet()
        partner = Licensee.objects.create(slug="p", name_km="ដ", name_en="P")
        account = sign_in(("Rights desk", ""))
        page = client.post(
            reverse("admin:rights_grant_add"),
            self.form(partner, outlet, asked_by=account.pk),
        ).content.decode()
        assert "second person" in page
        assert not Grant.objects.filter(licensee=partner).exists()

    def test_is_taken_back_with_a_date(self, client, sign_in):
        outlet = make.an_outlet()
        partner = Licensee.objects.create(slug="p", name_km="ដ", name_en="P")
        sign_in(("Rights desk", ""))
        client.post(reverse("admin:rights_grant_add"), self.form(partner, outlet))
        grant = Grant.objects.get(licensee=partner)
        url = reverse("admin:rights_grant_change", args=[grant.pk])
        client.post(url, {"revoked_at_0": "2026-03-01", "revoked_at_1": "10:00"})
        grant.refresh_from_db()
        assert grant.revoked_at is not None


class TestReasons:
    """A worker does not know who will read why it refused."""

    @pytest.mark.parametrize(
        ("language", "said"),
        [("en", "No written permission"), ("km", "គ្មានការអនុញ្ញាត")],
    )
    def test_are_read_in_the_language_of_the_reader(
        self, client, sign_in, language, said
    ):
        version = make.a_published_pair()[1]
        partner = Licensee.objects.create(slug="p", name_km="ដ", name_en="P")
        sign_in(("Rights desk", ""), language=language)
        watched = order(client, version, licensee=partner.pk, formats=["text"]).url
        item = ExportItem.objects.get()
        with translation.override("km"), pytest.raises(WorkRefused) as refused:
            perform(item)
        ExportItem.objects.update(
            state=WorkState.PARKED, reason="\n".join(refused.value.reasons)
        )
        assert said in client.get(watched).content.decode()
