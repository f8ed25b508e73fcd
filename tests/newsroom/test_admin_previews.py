"""Preview links in the admin: made, copied, listed, revoked."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.actions.previewing import make_link, token_of
from articles.models import Article, PreviewLink
from tests import factories as make

pytestmark = pytest.mark.django_db
LIST = "admin:articles_previewlink_changelist"
ADD = "admin:articles_previewlink_add"


def page_of(link):
    return reverse("admin:articles_previewlink_change", args=[link.pk])


def revoke_of(link):
    return reverse("admin:articles_previewlink_revoke", args=[link.pk])


def link_to(version, **facts):
    return make_link(
        **{
            "article": version.article,
            "by": make.a_chief(),
            "at": timezone.now(),
            **facts,
        }
    )


@pytest.fixture
def version():
    return make.a_version(language="km")


class TestAddForm:
    def test_makes_a_link_and_shows_its_address(
        self, client, sign_in, version, settings
    ):
        by = sign_in(("Reporter", "km"))
        sent = {"article": version.article_id, "version": "", "hours": "24"}
        response = client.post(reverse(ADD), sent, follow=True)
        link = PreviewLink.objects.get()
        assert link.made_by == by
        assert link.expires_at - link.made_at == timedelta(hours=24)
        page = response.content.decode()
        assert "Copy its address from below." in page
        address = re.search(r'type="text" readonly value="([^"]+)"', page)[1]
        path = address.removeprefix(settings.SITE_URL)
        assert make.TEXTS["km"][0] in client.get(path).content.decode()

    def test_comes_back_with_every_reason(self, client, sign_in, version):
        account = sign_in(("Reporter", "km"))
        Article.objects.filter(pk=version.article_id).update(is_restricted=True)
        version.article.cleared_people.add(account)
        other = make.a_version()
        sent = {"article": version.article_id, "version": other.pk, "hours": "72"}
        page = client.post(reverse(ADD), sent).content.decode()
        assert "its preview lasts at most 24 hours" in page
        assert "The version belongs to another story." in page
        assert not PreviewLink.objects.exists()

    def test_knows_no_restricted_story(self, client, sign_in, version):
        sign_in(("Editor", ""))
        Article.objects.filter(pk=version.article_id).update(
            is_restricted=True, slugline="well-kept"
        )
        sent = {"article": version.article_id, "version": version.pk, "hours": "1"}
        page = client.post(reverse(ADD), sent).content.decode()
        assert page.count("Select a valid choice") == 2
        assert "well-kept" not in page
        assert version.slug not in page

    def test_is_in_khmer_for_khmer_staff(self, client, sign_in, version):
        sign_in(("Reporter", "km"), language="km")
        page = client.get(reverse(ADD)).content.decode()
        assert "Hours until it ends" not in page
        assert "ចំនួន" in page

    @pytest.mark.parametrize("role", ["Rights desk", "Administrator"])
    def test_is_closed_to_other_roles(self, client, sign_in, role):
        sign_in((role, ""))
        assert client.get(reverse(ADD)).status_code == 403
        assert client.get(reverse(LIST)).status_code == 403


class TestPageOfALink:
    def test_offers_to_revoke_an_open_one(self, client, sign_in, version):
        by, link = sign_in(("Editor", "km")), link_to(version)
        assert revoke_of(link) in client.get(page_of(link)).content.decode()
        response = client.post(revoke_of(link), follow=True)
        page = response.content.decode()
        assert "The link is revoked." in page
        assert token_of(link) not in page
        assert revoke_of(link) not in page
        link.refresh_from_db()
        assert link.revoked_by == by

    def test_says_why_it_cannot_be_revoked(self, client, sign_in, version):
        sign_in(("Editor", "en"))
        link = link_to(version)
        response = client.post(revoke_of(link), follow=True)
        assert "Ask an administrator for the role." in response.content.decode()
        link.refresh_from_db()
        assert link.revoked_at is None

    def test_shows_no_address_of_an_ended_one(self, client, sign_in, version):
        sign_in(("Editor", "km"))
        link = link_to(version, at=timezone.now() - timedelta(days=4))
        assert token_of(link) not in client.get(page_of(link)).content.decode()

    def test_changes_nothing_and_is_not_revoked_by_looking(
        self, client, sign_in, version
    ):
        sign_in(is_superuser=True)
        link = link_to(version)
        assert client.get(revoke_of(link)).status_code == 405
        sent = {"article": version.article_id, "hours": "1"}
        assert client.post(page_of(link), sent).status_code == 403
        link.refresh_from_db()
        assert link.revoked_at is None

    def test_of_a_restricted_story_is_not_there_for_others(
        self, client, sign_in, version
    ):
        sign_in(("Editor", "km"))
        link = link_to(version)
        Article.objects.filter(pk=version.article_id).update(is_restricted=True)
        assert (
            token_of(link)
            not in client.get(page_of(link), follow=True).content.decode()
        )
        assert client.post(revoke_of(link)).status_code == 404


class TestList:
    def test_tells_open_from_ended(self, client, sign_in, version):
        sign_in(("Translator", "km"))
        open_link = link_to(version)
        ended = link_to(version, at=timezone.now() - timedelta(days=4))
        for state, shown, left_out in (
            ("open", open_link, ended),
            ("ended", ended, open_link),
        ):
            page = client.get(reverse(LIST), {"state": state}).content.decode()
            assert page_of(shown) in page
            assert page_of(left_out) not in page
        page = client.get(reverse(LIST)).content.decode()
        assert page_of(open_link) in page
        assert page_of(ended) in page
        assert token_of(open_link) not in page

    def test_costs_the_same_with_more_rows(
        self, client, sign_in, version, django_assert_max_num_queries
    ):
        sign_in(("Editor", ""))
        for _ in range(6):
            link_to(version)
        client.get(reverse(LIST))
        with django_assert_max_num_queries(14):
            client.get(reverse(LIST))
