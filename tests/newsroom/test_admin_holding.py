"""The legal hold on a story's page: told to all, set and lifted by two who may."""

import pytest
from django.urls import reverse

from articles.actions import holding
from articles.models import Article
from ledger.models import Entry
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make.a_published_pair()[0].article


def url_of(article, name):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def page_of(client, article):
    return client.get(url_of(article, "change")).content.decode()


def a_hold(article):
    return holding.set_hold(article=article, by=make.a_chief(), at=make.NOW)


class TestSettingAHold:
    def test_asks_once_and_says_who_and_when(self, client, sign_in, article):
        account = sign_in(("Publisher", "km"))
        page = page_of(client, article)
        assert "30 days after publication" in page
        assert url_of(article, "hold") in page
        question = client.get(url_of(article, "hold")).content.decode()
        assert "Nothing of this story will be erased" in question
        assert not holding.is_held(article)
        page = client.post(url_of(article, "hold"), follow=True).content.decode()
        assert "Under a legal hold since" in page
        assert f"set by {account}. Nothing is erased." in page
        assert holding.is_held(article)

    def test_leaves_an_entry_of_the_ledger_without_a_name(
        self, client, sign_in, article
    ):
        sign_in(("Publisher", ""))
        client.post(url_of(article, "hold"))
        entry = Entry.objects.get(kind="story.held")
        assert entry.subject == article.urn
        assert entry.facts == {"hold": article.legal_holds.get().pk}

    @pytest.mark.parametrize("role", ["Reporter", "Editor"])
    def test_is_not_offered_to_who_may_not(self, client, sign_in, article, role):
        sign_in((role, ""))
        page = page_of(client, article)
        assert url_of(article, "hold") not in page
        assert 'id="legal-hold"' not in page
        for answer in (
            client.get(url_of(article, "hold")),
            client.post(url_of(article, "hold")),
        ):
            assert answer.status_code == 403
        assert not holding.is_held(article)

    def test_finds_no_restricted_story(self, client, sign_in, article):
        Article.objects.filter(pk=article.pk).update(is_restricted=True)
        sign_in(("Publisher", ""))
        assert client.get(url_of(article, "hold")).status_code == 404
        assert client.post(url_of(article, "hold")).status_code == 404
        assert not holding.is_held(article)


class TestLiftingAHold:
    def test_is_for_a_second_person(self, client, sign_in, article):
        a_hold(article)
        sign_in(("Publisher", "en"))
        assert url_of(article, "lift_hold") in page_of(client, article)
        question = client.get(url_of(article, "lift_hold")).content.decode()
        assert "will be erased again" in question
        client.post(url_of(article, "lift_hold"))
        assert not holding.is_held(article)
        assert Entry.objects.get(kind="story.hold_lifted").subject == article.urn

    def test_is_not_offered_to_the_one_who_set_it(self, client, sign_in, article):
        by = sign_in(("Publisher", ""))
        holding.set_hold(article=article, by=by, at=make.NOW)
        page = page_of(client, article)
        assert "A second person must lift it." in page
        assert url_of(article, "lift_hold") not in page
        page = client.post(url_of(article, "lift_hold"), follow=True).content.decode()
        assert "You set this legal hold yourself." in page
        assert holding.is_held(article)

    def test_is_told_to_everybody_who_sees_the_story(self, client, sign_in, article):
        a_hold(article)
        sign_in(("Reporter", "km"))
        page = page_of(client, article)
        assert "Under a legal hold since" in page
        assert url_of(article, "lift_hold") not in page

    def test_says_that_there_is_none(self, client, sign_in, article):
        sign_in(("Publisher", ""))
        page = client.post(url_of(article, "lift_hold"), follow=True).content.decode()
        assert "The story is not under a legal hold." in page

    def test_speaks_khmer(self, client, sign_in, article):
        sign_in(("Publisher", ""), language="km")
        for page in (
            page_of(client, article),
            client.get(url_of(article, "hold")).content.decode(),
            client.post(url_of(article, "hold"), follow=True).content.decode(),
        ):
            for english in ("egal hold", "Set a", "erased"):
                assert english not in page
