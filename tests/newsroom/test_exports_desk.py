"""The exports desk: what is chosen, what may leave, who lifts what does not."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, RightsBasis, Status, Tag, Version
from exports.actions.releasing import perform
from exports.licensing import Wanted
from exports.licensing_pairs import NOT_CONFIRMED, ORIGINAL_NOT_PUBLIC
from exports.models import ExportItem, ExportJob
from exports.preflight import preflight
from newsroom.admin.lifting import NEEDED, roles_for
from newsroom.roles import ROLES
from rights.actions.granting import let_outlet_use_its_own
from rights.policy import REASONS
from rights.terms import Act
from tests import factories as make
from tests.exports.partners import a_partner, permit
from tests.sending import form_in, many
from tests.translations.pairs import (
    ENGLISH,
    KHMER,
    a_source,
    a_translation,
    finished,
)
from translations.models import Unit
from worklist.actions.working import work
from worklist.models import WorkState

pytestmark = pytest.mark.django_db

DESK = "admin:exports_exportjob_desk"
ASKED = {"look": "1", "formats": ["text"], "acts": ["electronic"]}
NO_GRANT = "No written permission for this partner covers the story."


@pytest.fixture
def desk(client, sign_in):
    sign_in(("Rights desk", ""))

    def look(**asked):
        return client.get(reverse(DESK), {**ASKED, **asked})

    return look


@pytest.fixture
def partner():
    return a_partner()


def keys(looks):
    return {look.version.pk for look in looks}


class TestChoosing:
    @pytest.fixture
    def found(self, desk, partner):
        def of(**asked):
            judged = desk(licensee=partner.pk, **asked).context["judged"]
            return keys(judged.looks)

        return of

    def test_takes_published_versions_only(self, found):
        km, en = make.a_published_pair()
        make.a_version(article=make.a_story())
        assert found() == {km.pk, en.pk}

    def test_by_language_section_and_day(self, found):
        km, en = make.a_published_pair()
        day = timezone.localdate(km.published_at).isoformat()
        later = timezone.localdate(km.published_at + timedelta(days=1)).isoformat()
        assert found(language="km") == {km.pk}
        assert found(section=km.article.section_id) == {km.pk, en.pk}
        assert found(first_day=day, last_day=day) == {km.pk, en.pk}
        assert found(first_day=later) == set()

    def test_by_tag_and_by_who_is_credited(self, found):
        km, en = make.a_published_pair()
        others = make.a_published_pair()
        tag = Tag.objects.create(slug="t", name_km="ស្លាក", name_en="Tag")
        km.article.tags.add(tag)
        assert found(tag=tag.pk) == {km.pk, en.pk}
        person = km.credits.get().contributor
        credited = set(person.credits.values_list("version", flat=True))
        assert found(person=person.pk) == credited & keys_of(km, en, *others)

    def test_by_hand_keeps_to_what_is_ticked(self, found):
        km, en = make.a_published_pair()
        assert found(key=[en.pk]) == {en.pk}
        assert found(key=[en.pk, km.pk], language="km") == {km.pk}

    def test_leaves_out_what_the_partner_holds_as_of_today(
        self, found, partner, settings, tmp_path
    ):
        settings.ARTIFACT_DIR = tmp_path
        km, en = make.a_published_pair()
        permit(partner, en)
        sent(en, partner)
        assert found(is_unsent="on") == {km.pk}

    def test_shows_nobody_a_story_that_they_may_not_know_of(self, found):
        km, _en = make.a_published_pair()
        Article.objects.filter(pk=km.article_id).update(is_restricted=True)
        assert found() == set()
        assert found(key=[km.pk]) == set()

    def test_says_what_is_wrong_with_what_was_typed(self, desk, partner):
        page = desk(
            licensee=partner.pk,
            first_day="2026-02-02",
            last_day="2026-02-01",
            territory="K1",
        ).content.decode()
        assert "The last day comes before the first." in page
        assert "A country has two letters." in page
        assert 'value="2026-02-02"' in page


def keys_of(*versions):
    return {version.pk for version in versions}


def sent(version, partner):
    job = ExportJob.objects.create(
        licensee=partner, acts=["electronic"], ordered_at=make.NOW
    )
    item = ExportItem.objects.create(job=job, version=version, format="text")
    work_off(item)
    return item


def work_off(item):
    work(model=ExportItem, item_id=item.pk, perform=perform)


class TestPreflight:
    def test_lists_every_reason_and_who_lifts_it(self, desk, partner):
        km, en = make.a_published_pair()
        permit(partner, en, languages=["en"])
        Version.objects.filter(pk=km.pk).update(rights_basis=RightsBasis.AGENCY)
        permit(partner, km, ends_at=make.NOW + timedelta(days=1), languages=["en"])
        page = desk(licensee=partner.pk)
        judged = page.context["judged"]
        assert keys(judged.allowed) == {en.pk}
        (row,) = page.context["blocked"]
        codes = [reason.code for reason in row.look.reasons]
        assert codes == ["language", "ended", "language", "rights_basis"]
        shown = page.content.decode()
        assert "1 text may leave." in shown
        assert "1 is blocked." in shown
        assert "Rights desk" in shown

    def test_asks_as_many_questions_for_many_as_for_few(
        self, partner, django_assert_num_queries
    ):
        wanted = Wanted(partner, frozenset({Act.ELECTRONIC}))
        outlet = make.an_outlet()
        versions = [a_public_version(outlet) for _each in range(2)]
        for version in versions:
            permit(partner, version)
        with django_assert_num_queries(4):
            preflight([versions[0].pk], wanted)
        versions += [a_public_version(outlet) for _each in range(8)]
        with django_assert_num_queries(4):
            judged = preflight([version.pk for version in versions], wanted)
        assert len(judged.allowed) == 2
        assert {look.reasons[0].message for look in judged.blocked} == {NO_GRANT}

    def test_foresees_why_a_translation_cannot_leave_beside_its_original(
        self, desk, django_assert_num_queries
    ):
        source = a_source(KHMER)
        version = finished(a_translation(source, "en", ENGLISH))
        own = let_outlet_use_its_own(outlet=source.article.outlet, at=make.NOW)
        wanted = Wanted(own, frozenset({Act.ELECTRONIC}))
        both, two = ("text", "pdf_bilingual"), ("pdf_bilingual",)

        def codes(formats):
            looks = preflight([source.pk, version.pk], wanted, formats=formats).looks
            return [
                (
                    [it.code for it in look.reasons],
                    [it.code for it in look.pair_reasons],
                )
                for look in looks
            ]

        assert codes(both) == [([], ["no_original"]), ([], [])]
        assert codes(two) == [(["no_original"], []), ([], [])]
        # Alike for many and for few: what is asked more is sources and units.
        for keys in ([version.pk], [source.pk, version.pk]):
            with django_assert_num_queries(6):
                preflight(keys, wanted, formats=both)
        Unit.objects.filter(version=version).update(confidence=0.5)
        Version.objects.filter(pk=source.pk).update(status=Status.DRAFT)
        foreseen = ["original_not_public", "not_confirmed"]
        assert codes(both)[1] == ([], foreseen)
        page = desk(licensee=own.pk, formats=both, key=[version.pk])
        (row,) = page.context["allowed"]
        assert [lift.message for lift in row.lifts] == [
            ORIGINAL_NOT_PUBLIC,
            NOT_CONFIRMED,
        ]
        assert reverse("admin:pair", args=[version.pk]) in page.content.decode()
        Unit.objects.filter(version=version).first().delete()
        assert codes(two)[1] == (
            ["original_not_public", "not_linked", "not_confirmed"],
            [],
        )

    def test_says_that_a_photo_of_others_stays_here(self, desk):
        version = make.a_published_pair()[1]
        photo = make.a_photo(ownership="agency")
        Article.objects.filter(pk=version.article_id).update(lead_photo=photo)
        own = let_outlet_use_its_own(outlet=version.article.outlet, at=make.NOW)
        assert "stays here" in desk(licensee=own.pk).content.decode()

    @pytest.mark.parametrize("code", NEEDED)
    def test_knows_who_lifts_each_reason(self, code):
        assert roles_for(code)
        assert {*REASONS, "not_public", "notice_missing", "behind"} <= set(NEEDED)
        assert {"no_original", "several_originals", "another_story"} <= set(NEEDED)
        assert NEEDED[code] in frozenset().union(*ROLES.values())


def a_public_version(outlet):
    return make.published(make.a_version(article=make.a_story(outlet=outlet)))


class TestOrdering:
    def seen(self, desk, **asked):
        return many(
            form_in(desk(**asked).content.decode(), action=reverse(DESK), method="post")
        )

    def test_takes_only_what_may_leave(self, desk, client, partner):
        _km, en = make.a_published_pair()
        permit(partner, en, languages=["en"])
        form = self.seen(desk, licensee=partner.pk)
        response = client.post(reverse(DESK), {**form, "order": "allowed"})
        (item,) = ExportItem.objects.all()
        assert item.version_id == en.pk
        assert response.url.endswith(f"/{item.job_id}/progress/")

    def test_takes_the_blocked_ones_too_where_asked(self, desk, client, partner):
        km, en = make.a_published_pair()
        permit(partner, en, languages=["en"])
        form = self.seen(desk, licensee=partner.pk)
        client.post(reverse(DESK), {**form, "order": "all"})
        ordered = ExportItem.objects.values_list("version", flat=True)
        assert set(ordered) == {km.pk, en.pk}

    def test_leaves_out_what_was_unticked(self, desk, client):
        km, en = make.a_published_pair()
        own = let_outlet_use_its_own(outlet=km.article.outlet, at=make.NOW)
        form = self.seen(desk, licensee=own.pk)
        assert sorted(form["take"]) == sorted([str(km.pk), str(en.pk)])
        client.post(reverse(DESK), {**form, "take": [en.pk], "order": "allowed"})
        assert ExportItem.objects.get().version_id == en.pk

    def test_orders_nothing_that_was_not_seen(self, desk, client):
        km, _en = make.a_published_pair()
        own = let_outlet_use_its_own(outlet=km.article.outlet, at=make.NOW)
        form = self.seen(desk, licensee=own.pk)
        a_public_version(km.article.outlet)
        page = client.post(reverse(DESK), {**form, "order": "allowed"})
        assert "has changed since you looked" in page.content.decode()
        assert not ExportJob.objects.exists()

    def test_remembers_where_and_in_which_country(self, desk, client):
        km, _en = make.a_published_pair()
        own = let_outlet_use_its_own(outlet=km.article.outlet, at=make.NOW)
        form = self.seen(desk, licensee=own.pk, medium="radio", territory="kh")
        client.post(reverse(DESK), {**form, "order": "allowed"})
        job = ExportJob.objects.get()
        assert (job.medium, job.territory) == ("radio", "KH")


class TestSteering:
    @pytest.fixture
    def watched(self, client, sign_in, settings, tmp_path):
        settings.ARTIFACT_DIR = tmp_path
        sign_in(("Rights desk", ""))
        km, en = make.a_published_pair()
        own = let_outlet_use_its_own(outlet=km.article.outlet, at=make.NOW)
        job = ExportJob.objects.create(
            licensee=own, acts=["electronic"], ordered_at=make.NOW
        )
        for version in (km, en):
            ExportItem.objects.create(job=job, version=version, format="text")
        return job

    def press(self, client, job, verb):
        place = reverse(f"admin:exports_exportjob_{verb}", args=[job.pk])
        return client.post(place, follow=True)

    def states(self, job):
        return list(job.items.order_by("pk").values_list("state", flat=True))

    def test_stops_what_is_not_begun_and_goes_on(self, client, watched):
        work_off(watched.items.earliest("pk"))
        page = self.press(client, watched, "cancel")
        assert self.states(watched) == [WorkState.DONE, WorkState.CANCELLED]
        shown = page.content.decode()
        assert "The order was stopped before this copy was made." in shown
        assert "Refresh" not in page
        self.press(client, watched, "resume")
        assert self.states(watched) == [WorkState.DONE, WorkState.WAITING]
        work_off(watched.items.latest("pk"))
        assert self.states(watched) == [WorkState.DONE] * 2

    def test_orders_the_same_again(self, client, watched):
        for item in watched.items.all():
            work_off(item)
        self.press(client, watched, "again")
        again = ExportJob.objects.exclude(pk=watched.pk).get()
        told = ("version", "format")
        assert set(again.items.values_list(*told)) == set(
            watched.items.values_list(*told)
        )
        assert again.acts == watched.acts

    def test_says_so_where_nothing_is_to_be_done(self, client, watched):
        shown = self.press(client, watched, "resume").content.decode()
        assert "Nothing of the order was stopped." in shown
        for item in watched.items.all():
            work_off(item)
        shown = self.press(client, watched, "cancel").content.decode()
        assert "Nothing of the order waits any more." in shown

    def test_lets_go_of_no_story_that_one_may_not_know_of(self, client, watched):
        hidden = make.published(make.a_version(article=make.a_story()))
        ExportItem.objects.create(job=watched, version=hidden, format="text")
        Article.objects.filter(pk=hidden.article_id).update(is_restricted=True)
        self.press(client, watched, "cancel")
        assert self.states(watched) == [
            WorkState.CANCELLED,
            WorkState.CANCELLED,
            WorkState.WAITING,
        ]

    def test_can_stand_still(self, client, watched):
        page = reverse("admin:exports_exportjob_progress", args=[watched.pk])
        assert client.get(page)["Refresh"] == "2"
        assert "Refresh" not in client.get(page, {"still": "1"})
