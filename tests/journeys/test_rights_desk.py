"""What ends by itself, what must go everywhere, and a name that is taken away."""

import re
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from articles.actions import reviewing
from articles.addresses import version_url
from exports.actions.releasing import perform
from exports.actions.telling_partners import record_post, remind_partners
from exports.models import (
    Delivery,
    Platform,
    Recall,
    RecallKind,
    RecallNotice,
    RecallPost,
)
from exports.recipients import done_url, feed_url
from newsroom import desk
from people.models import Contributor
from rights.models import Grant
from tests import factories as make
from tests.exports.test_telling_partners import a_partner, granted, mailed, sent
from tests.journeys.conftest import Reader
from tests.journeys.test_a_storys_day import press, status_of
from tests.journeys.test_permission import ordered
from worklist.actions.failing import WorkRefused

pytestmark = pytest.mark.journey

KM, EN = "ឈឿន រតនា", "Chhoeun Rattana"
RIGHTS = ("Rights desk", "")
HOLDS = {"km": "ខ្សែសង្វាក់នៅល្អ", "en": "The chain holds"}


def faults(one: Reader) -> list[str]:
    """List what a page complained of, what is not accessible, and what does not fit."""
    # An address that is gone says so to the browser, too.
    found = [text for text in one.troubles if "410" not in text]
    found += one.findings() + ["too wide"] * one.scrolls_sideways()
    # To measure, axe sets styles that the policy of the page refuses.
    one.troubles.clear()
    return found


@pytest.fixture(autouse=True)
def sends_mail(settings):
    settings.SENDS_MAIL = True


class GoneOut(NamedTuple):
    """A story in two languages, and whoever has it."""

    pair: Any
    partners: Any
    posts: Any


@pytest.fixture
def gone_out():
    """Three partners, with a copy in Khmer, in English, and in both; two posts."""
    pair = make.a_published_pair()
    partners = [a_partner(number) for number in (1, 2, 3)]
    for partner, versions in zip(partners, (pair[:1], pair[1:], pair), strict=True):
        granted(partner, pair[0].article.outlet)
        for version in versions:
            sent(version, partner)
    places = (Platform.TELEGRAM, Platform.FACEBOOK)
    posts = [
        record_post(
            version=version,
            platform=platform,
            url=f"https://posts.example/{platform}",
            by=make.a_chief(),
            at=make.NOW,
        )
        for version, platform in zip(pair, places, strict=True)
    ]
    return GoneOut(pair, partners, posts)


class TestAnEnd:
    @pytest.mark.parametrize(("language", "width"), [("km", 390), ("en", 1280)])
    def test_leaves_what_was_published_alone(
        self, at_the_desk, reader, gone_out, language, width
    ):
        pair, partners, _posts = gone_out
        version = pair[0] if language == "km" else pair[1]
        anybody = reader(width)
        before = anybody.goes_to(version_url(version)).page.content()
        Grant.objects.filter(licensee__in=partners).update(ends_at=timezone.now())
        one = at_the_desk(language, make.an_account(RIGHTS), width)
        grant = Grant.objects.get(licensee=partners[2])
        place = reverse("admin:rights_grant_change", args=[grant.pk])
        said = one.goes_to(place).page.inner_text("#content")
        assert {"km": "ផុតកំណត់ហើយ", "en": "ended"}[language] in said
        assert {"km": "អាចរក្សាទុកបាន", "en": "may stay"}[language] in said
        assert faults(one) == []
        # No copy leaves any more, and nobody is told to take anything away.
        with pytest.raises(WorkRefused):
            perform(ordered(version, partners[2]))
        remind_partners(at=timezone.now() + timedelta(days=9))
        one.goes_to(reverse("admin:exports_recall_changelist"))
        assert faults(one) == []
        assert not Recall.objects.exists()
        assert mail.outbox == []
        assert Delivery.objects.count() == 4
        assert anybody.goes_to(version_url(version)).page.content() == before
        assert faults(anybody) == []


class TestATakeDown:
    @pytest.mark.parametrize(("language", "width"), [("km", 390), ("en", 1280)])
    def test_reaches_three_partners_and_two_posts_without_naming_the_story(
        self, at_the_desk, reader, gone_out, language, width
    ):
        pair, partners, posts = gone_out
        article = pair[0].article
        names = {word for v in pair for word in (v.headline, v.slug)}
        make.hidden(article)
        desk.take_down_story(article=article, by=make.a_chief(), at=make.NOW)
        recall = Recall.objects.get()
        one = at_the_desk(language, make.an_account(RIGHTS), width)
        place = reverse("admin:exports_recall_change", args=[recall.pk])
        page = one.goes_to(place).page
        assert faults(one) == []
        assert page.locator("[name=to]:checked").count() == 3
        for text in page.locator(".to-paste").all_inner_texts():
            assert not [name for name in names if name in text]
        for post in posts:
            assert page.locator(f'a[href="{post.url}"]').count() == 1
        press(page, f"form[action$='/{recall.pk}/send/'] button")
        assert faults(one) == []

        mailed()
        assert sorted(m.to[0] for m in mail.outbox) == [p.contact for p in partners]
        for message in mail.outbox:
            assert not [n for n in names if n in message.subject + message.body]
        self.two_say_that_it_is_done(reader, language, width, names)
        self.who_has_not_is_reminded(partners[2])

        page = one.goes_to(place).page
        for _post in posts:
            press(page, "form[action*='/post/'] button")
        assert not RecallPost.objects.filter(done_at=None).exists()
        assert faults(one) == []

    def two_say_that_it_is_done(self, reader, language, width, names):
        for notice in RecallNotice.objects.order_by("licensee__slug")[:2]:
            (body,) = [m.body for m in mail.outbox if m.to == [notice.licensee.contact]]
            link = done_url(notice)
            assert body.count(link) >= 2
            one = reader(width)
            one.page.set_extra_http_headers({"Accept-Language": language})
            page = one.goes_to(link.removeprefix(one.base)).page
            assert page.get_attribute("html", "lang") == language
            assert faults(one) == []
            assert not [name for name in names if name in page.content()]
            press(page, "form button")
            assert faults(one) == []
            notice.refresh_from_db()
            assert notice.done_at is not None
            assert status_of(feed_url(notice)) == 200
            assert one.page.context.cookies() == []

    def who_has_not_is_reminded(self, partner):
        mail.outbox.clear()
        assert remind_partners(at=timezone.now() + timedelta(days=3)) == 1
        mailed()
        (reminder,) = mail.outbox
        assert reminder.to == [partner.contact]
        assert "This is a reminder." in reminder.body
        assert "នេះជាការរំលឹក។" in reminder.body

    @pytest.mark.parametrize(("language", "width"), [("km", 320), ("en", 1280)])
    def test_is_said_at_the_address_in_both_languages(self, reader, language, width):
        pair = make.a_published_pair()
        version = pair[0] if language == "km" else pair[1]
        make.taken_down(version.article)
        for scheme in ("light", "dark"):
            one = reader(width, scheme)
            page = one.goes_to(version_url(version)).page
            assert page.locator(f"section[lang]:not([lang={language}]) h2").count() == 1
            assert faults(one) == []
        assert status_of(f"{one.base}{version_url(version)}") == 410


class TestAName:
    def test_is_taken_away_everywhere_and_the_ledger_still_verifies(
        self, at_the_desk, reader
    ):
        self.is_named_and_goes(at_the_desk, reader)
        recall = Recall.objects.get()
        assert recall.kind == RecallKind.CREDITED
        for language, width in (("km", 390), ("en", 1280)):
            one = at_the_desk(language, make.an_account(RIGHTS), width)
            place = reverse("admin:exports_recall_change", args=[recall.pk])
            page = one.goes_to(place).page
            texts = page.locator(".to-paste").all_inner_texts()
            assert texts
            assert not re.search(f"{KM}|{EN}", "".join(texts))
            assert faults(one) == []
            one.goes_to(reverse("admin:ledger_entry_verify"))
            press(page, "#content form button")
            assert HOLDS[language] in page.inner_text("#content")
            assert faults(one) == []

    def is_named_and_goes(self, at_the_desk, reader):
        """A reporter is named, a copy with the name leaves, and the name is taken."""
        writer = make.an_account(("Reporter", "km"))
        person = make.a_person(EN)
        Contributor.objects.filter(pk=person.pk).update(name_km=KM, account=writer)
        version = make.a_version(language="km", by=writer)
        reviewing.submit(version=version, by=writer, at=make.NOW)
        version = make.published(version)
        partner = a_partner(1)
        granted(partner, version.article.outlet)
        me, anybody = at_the_desk("km", writer, 390), reader(390)
        mine = reverse("admin:my-credits")
        page = me.goes_to(mine).page
        page.check("[name=agrees]")
        press(page, "[value=named]")
        sent(version, partner)
        assert KM in anybody.goes_to(version_url(version)).page.content()
        press(me.goes_to(mine).page, "a[href*=withdraw]")
        press(page, ".step-form [type=submit]")
        assert KM not in anybody.goes_to(version_url(version)).page.content()
        assert me.troubles == anybody.troubles == []
