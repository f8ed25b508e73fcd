"""Exports and permissions in the admin."""

import pytest
from django.urls import reverse
from django.utils import translation

from exports.actions.releasing import perform
from exports.formats.bundle import BUNDLE
from exports.models import ExportItem, ExportJob
from rights.actions.granting import let_outlet_use_its_own
from rights.models import Grant, Licensee
from tests import factories as make
from tests.sending import form_in, many
from tests.translations.pairs import a_source, a_translation, changed, finished
from worklist.actions.failing import WorkRefused
from worklist.actions.working import work
from worklist.models import WorkState

pytestmark = pytest.mark.django_db


DESK = "admin:exports_exportjob_desk"


def order(client, *versions, order="all", **changed):
    """Look at the desk for versions chosen by hand, and order them all."""
    asked = {
        "look": "1",
        "key": [version.pk for version in versions],
        "formats": ["text", "ninjs"],
        "acts": ["electronic"],
        **changed,
    }
    page = client.get(reverse(DESK), asked)
    if page.status_code != 200:
        return page
    form = many(form_in(page.content.decode(), action=reverse(DESK), method="post"))
    return client.post(reverse(DESK), {**form, "order": order})


class TestExportAction:
    def test_asks_first(self, client, sign_in):
        version = make.a_published_pair()[1]
        sign_in(("Rights desk", ""))
        page = client.post(
            reverse("admin:articles_version_changelist"),
            {"action": "export_copies", "_selected_action": [version.pk]},
            follow=True,
        ).content.decode()
        assert 'name="formats"' in page
        assert str(version) in page
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

    def test_hands_over_all_copies_in_one_file(self, client, sign_in):
        version = make.a_published_pair()[1]
        own = let_outlet_use_its_own(outlet=version.article.outlet, at=make.NOW)
        sign_in(("Rights desk", ""))
        watched = order(client, version, licensee=own.pk, formats=["text", "html"]).url
        bundle = reverse(
            "admin:exports_exportjob_bundle", args=[ExportJob.objects.get().pk]
        )
        assert bundle not in client.get(watched).content.decode()
        early = client.get(bundle, follow=True)
        assert "Copies are still being made." in early.content.decode()
        for item in ExportItem.objects.all():
            perform(item)
        ExportItem.objects.update(state=WorkState.DONE, finished_at=make.NOW)
        assert bundle in client.get(watched).content.decode()
        response = client.get(bundle)
        assert "attachment" in response["Content-Disposition"]
        copies = BUNDLE.read(response.content).copies
        assert [copy.format_code for copy in copies] == ["text", "html"]

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
        assert order(client, version, licensee=own.pk).status_code == 403
        assert not ExportJob.objects.exists()


class TestATranslationThatIsBehind:
    @pytest.fixture
    def behind(self):
        source = a_source()
        version = finished(a_translation(source))
        changed(source, a="ទឹកទន្លេបានស្រកវិញ។")
        let_outlet_use_its_own(outlet=version.article.outlet, at=make.NOW)
        return version

    def ordered(self, client, version, **changed):
        own = Licensee.objects.get(outlet=version.article.outlet)
        page = order(client, version, licensee=own.pk, formats=["text"], **changed).url
        return page, ExportItem.objects.get()

    @pytest.mark.parametrize(
        ("language", "said"),
        [
            ("en", "The original was changed after this translation was made."),
            ("km", "អត្ថបទដើមត្រូវបានកែប្រែ ក្រោយពេលបកប្រែអត្ថបទនេះ។"),
        ],
    )
    def test_is_marked_before_it_is_ordered(
        self, client, sign_in, behind, language, said
    ):
        sign_in(("Rights desk", ""), language=language)
        fresh = make.a_published_pair()[1]
        page = client.post(
            reverse("admin:articles_version_changelist"),
            {"action": "export_copies", "_selected_action": [behind.pk, fresh.pk]},
            follow=True,
        ).content.decode()
        assert page.count(said) == 1
        assert 'name="may_be_behind"' in page
        assert "checked" not in page.split('name="may_be_behind"')[1].split(">")[0]

    def test_is_refused_in_words_that_the_reader_reads(self, client, sign_in, behind):
        sign_in(("Rights desk", ""), language="km")
        page, item = self.ordered(client, behind)
        work(model=ExportItem, item_id=item.pk, perform=perform)
        shown = client.get(page).content.decode()
        assert "សូមកែសេចក្ដីបកប្រែតាមអត្ថបទដើម" in shown
        assert "The original was changed" not in shown

    def test_leaves_for_who_ticks_the_box_and_is_remembered(
        self, client, sign_in, behind
    ):
        account = sign_in(("Rights desk", ""))
        page, item = self.ordered(client, behind, may_be_behind="on")
        work(model=ExportItem, item_id=item.pk, perform=perform)
        job = ExportJob.objects.get()
        assert (job.may_be_behind, job.ordered_by) == (True, account)
        assert job.ordered_at is not None
        shown = client.get(page).content.decode()
        assert "Ordered even if the original was changed" in shown
        assert str(account) in shown
        copy = reverse("admin:exports_exportjob_copy", args=[item.pk])
        assert copy in shown
        content = b"".join(client.get(copy).streaming_content).decode()
        assert "The original was changed" in content

    def test_is_not_remembered_where_nobody_asked_for_it(self, client, sign_in, behind):
        sign_in(("Rights desk", ""))
        page, _item = self.ordered(client, behind)
        assert not ExportJob.objects.get().may_be_behind
        assert "Ordered even if" not in client.get(page).content.decode()


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
            "ends_at_0": "2997-01-01",
            "ends_at_1": "00:00",
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

    def given(self, client, sign_in, **changed):
        outlet = make.an_outlet()
        partner = Licensee.objects.create(slug="p", name_km="ដៃគូ", name_en="Partner")
        sign_in(("Rights desk", ""))
        client.post(
            reverse("admin:rights_grant_add"), self.form(partner, outlet, **changed)
        )
        return Grant.objects.get(licensee=partner)

    def test_is_said_in_both_languages_with_the_days_left(self, client, sign_in):
        grant = self.given(client, sign_in, may_change=["length"], is_exclusive="on")
        url = reverse("admin:rights_grant_change", args=[grant.pk])
        page = client.get(url).content.decode()
        assert "Partner may print and reproduce electronically every story" in page
        assert "ដៃគូ អាចបោះពុម្ព" in page
        assert "it may shorten" in page
        assert "no other partner is given the same" in page
        assert "days left" in page
        assert f"/rights/policy/{grant.policy_id}.jsonld" in page
        listed = client.get(reverse("admin:rights_grant_changelist")).content.decode()
        assert "Partner may print" in listed

    def test_is_taken_back_after_a_question(self, client, sign_in):
        grant = self.given(client, sign_in)
        url = reverse("admin:rights_grant_revoke", args=[grant.pk])
        assert "does not come back" in client.get(url).content.decode()
        grant.refresh_from_db()
        assert grant.revoked_at is None
        page = client.post(url, follow=True).content.decode()
        assert "No copy leaves under it any more" in page
        assert "revoked" in page
        grant.refresh_from_db()
        assert grant.revoked_at is not None

    def test_is_renewed_from_where_it_ends(self, client, sign_in):
        grant = self.given(client, sign_in)
        url = reverse("admin:rights_grant_renew", args=[grant.pk])
        assert "for a new time" in client.get(url).content.decode()
        answers = {"ends_at_0": "2998-01-01", "ends_at_1": "00:00"}
        client.post(url, answers)
        new = Grant.objects.get(renews=grant)
        assert new.starts_at == grant.ends_at
        assert new.acts == grant.acts

    def test_is_not_renewed_without_an_end_and_says_so(self, client, sign_in):
        grant = self.given(client, sign_in)
        url = reverse("admin:rights_grant_renew", args=[grant.pk])
        page = client.post(url, {}).content.decode()
        assert "Say when it ends" in page
        assert not Grant.objects.filter(renews=grant).exists()

    def test_cannot_be_edited(self, client, sign_in):
        grant = self.given(client, sign_in)
        url = reverse("admin:rights_grant_change", args=[grant.pk])
        assert client.post(url, {"revoked_at_0": "2026-03-01"}).status_code == 403

    def test_counts_what_went_out_under_it(self, client, sign_in):
        version = make.a_published_pair()[1]
        own = let_outlet_use_its_own(outlet=version.article.outlet, at=make.NOW)
        sign_in(("Rights desk", ""))
        order(client, version, licensee=own.pk, formats=["text"])
        item = ExportItem.objects.get()
        perform(item)
        url = reverse("admin:rights_grant_change", args=[item.delivery.grant_id])
        assert version.headline in client.get(url).content.decode()


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
