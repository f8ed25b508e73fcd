"""A standing order sends each new release once, within its permissions."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from articles.models import Article, Version
from exports.actions.channels import close_channel
from exports.actions.standing import (
    MOST_AT_ONCE,
    StandingRefused,
    Stories,
    begin_standing,
    end_standing,
    order_new_releases,
    resume_standing,
)
from exports.licensing import ExportRefused, Wanted
from exports.models import ExportItem, ExportJob, StandingRelease
from rights.lookup import database_now
from rights.models import Grant
from tests import factories as make
from tests.exports.partners import ELECTRONIC, a_channel, a_partner, permit
from tests.translations.pairs import edited, released

pytestmark = pytest.mark.django_db


@pytest.fixture
def outlet():
    return make.an_outlet()


@pytest.fixture
def partner():
    return a_partner()


@pytest.fixture
def grant(partner, outlet):
    return Grant.objects.create(
        licensee=partner,
        outlet=outlet,
        acts=["electronic"],
        languages=["*"],
        media=["*"],
        territories=["*"],
        starts_at=make.NOW,
        granted_at=make.NOW,
    )


def begin(outlet, partner, *, section=None, languages=("km",), **changed):
    told = {
        "formats": ["atom"],
        "wanted": Wanted(partner, ELECTRONIC),
        "channel": changed.pop("channel", None) or a_channel(partner),
        **changed,
    }
    return begin_standing(
        stories=Stories(outlet=outlet, section=section, languages=languages),
        by=make.a_chief(),
        at=make.NOW,
        **told,
    )


def a_release(outlet, language="km", **facts):
    story = make.a_story(outlet=outlet, **facts)
    version = make.published(make.a_version(article=story, language=language))
    # Readers have it from this very moment on, by the clock of the database.
    Version.objects.filter(pk=version.pk).update(released_at=Now(), published_at=Now())
    version.refresh_from_db()
    return version


def look():
    return order_new_releases(at=database_now())


def sent():
    return set(ExportItem.objects.values_list("version", flat=True))


class TestStandingOrder:
    def test_orders_each_new_release_once(self, outlet, partner, grant):
        standing = begin(outlet, partner)
        version = a_release(outlet)
        assert look() == 1
        assert look() == 0
        job = ExportJob.objects.get()
        assert (job.standing, job.channel) == (standing, standing.channel)
        assert sent() == {version.pk}
        assert StandingRelease.objects.get().revision == version.released_revision

    def test_sends_a_changed_text_again(self, outlet, partner, grant):
        begin(outlet, partner)
        version = a_release(outlet)
        look()
        revision = version.revisions.latest("pk")
        changed = released(edited(version, {"a": "ទឹកទន្លេបានស្រកវិញ។"}))
        assert changed.released_revision != revision
        Version.objects.filter(pk=version.pk).update(released_at=Now())
        assert look() == 1

    def test_keeps_to_its_languages_section_and_outlet(self, outlet, partner, grant):
        section = make.a_section()
        begin(outlet, partner, section=section)
        version = a_release(outlet, section=section)
        a_release(outlet)
        a_release(make.an_outlet(), section=section)
        a_release(outlet, language="en", section=section)
        assert look() == 1
        assert sent() == {version.pk}

    def test_sends_nothing_of_before(self, outlet, partner, grant):
        old = a_release(outlet)
        Version.objects.filter(pk=old.pk).update(
            released_at=make.NOW - timedelta(days=1),
            published_at=make.NOW - timedelta(days=1),
        )
        begin(outlet, partner)
        assert look() == 0

    def test_waits_for_an_embargo(self, outlet, partner, grant):
        begin(outlet, partner)
        version = a_release(outlet)
        stories = Article.objects.filter(pk=version.article_id)
        stories.update(embargoed_until=database_now() + timedelta(hours=1))
        assert look() == 0
        stories.update(embargoed_until=Now())
        assert look() == 1

    def test_takes_a_share_at_a_time(self, outlet, partner, grant, monkeypatch):
        assert MOST_AT_ONCE == 100
        monkeypatch.setattr("exports.actions.standing.MOST_AT_ONCE", 1)
        begin(outlet, partner)
        for _each in range(2):
            a_release(outlet)
        assert [look(), look(), look()] == [1, 1, 0]

    def test_goes_no_further_than_the_permission(self, outlet, partner):
        allowed = a_release(outlet)
        permit(partner, allowed)
        begin(outlet, partner)
        a_release(outlet)
        assert look() == 1
        assert sent() == {allowed.pk}


class TestPause:
    @pytest.mark.parametrize(
        ("field", "reason"),
        [
            ("revoked_at", "The permission was taken back."),
            ("ends_at", "The permission has ended."),
        ],
    )
    def test_says_why(self, outlet, partner, grant, field, reason):
        standing = begin(outlet, partner)
        Grant.objects.filter(pk=grant.pk).update(
            **{field: make.NOW + timedelta(seconds=1)}
        )
        a_release(outlet)
        assert look() == 0
        standing.refresh_from_db()
        assert standing.paused_at is not None
        assert standing.pause_reasons == (reason,)
        assert not ExportJob.objects.exists()

    def test_comes_with_a_closed_way(self, outlet, partner, grant):
        standing = begin(outlet, partner)
        close_channel(channel=standing.channel, by=make.a_chief(), at=make.NOW)
        a_release(outlet)
        assert look() == 0
        standing.refresh_from_db()
        assert standing.pause_reasons == ("Its way of delivery was closed.",)

    def test_ends_when_somebody_resumes_with_a_permission(self, outlet, partner, grant):
        standing = begin(outlet, partner)
        Grant.objects.filter(pk=grant.pk).update(revoked_at=make.NOW)
        look()
        chief = make.a_chief()
        with pytest.raises(StandingRefused, match="No permission covers it yet"):
            resume_standing(standing=standing, by=chief, at=make.NOW)
        Grant.objects.filter(pk=grant.pk).update(revoked_at=None)
        running = resume_standing(standing=standing, by=chief, at=database_now())
        assert running.paused_at is None
        a_release(outlet)
        assert look() == 1

    def test_is_no_end(self, outlet, partner, grant):
        standing = begin(outlet, partner)
        end_standing(standing=standing, by=make.a_chief(), at=make.NOW)
        a_release(outlet)
        assert look() == 0
        with pytest.raises(StandingRefused, match="ended"):
            resume_standing(standing=standing, by=make.a_chief(), at=make.NOW)


class TestBeginning:
    def test_wants_a_permission(self, outlet, partner):
        with pytest.raises(StandingRefused, match="No written permission"):
            begin(outlet, partner)

    def test_wants_languages_and_formats_that_the_way_takes(
        self, outlet, partner, grant
    ):
        with pytest.raises(StandingRefused, match="language"):
            begin(outlet, partner, languages=())
        channel = a_channel(a_partner("q"))
        with pytest.raises(ExportRefused, match="Atom entries alone"):
            begin(outlet, channel.licensee, channel=channel, formats=["text"])
