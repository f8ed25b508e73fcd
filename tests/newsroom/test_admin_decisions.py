"""A story's page says where it is wanted; a desk decides there or on its own page."""

import re

import pytest
from django.urls import reverse

from articles.models import Article
from tests import factories as make
from translations.actions.deciding import decide_language
from translations.models import Decision, LanguageDecision

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make.a_version(article=make.a_story(slugline="pool"), language="km").article


def decide_url(article, **query):
    return reverse("admin:articles_article_decide", args=[article.pk], query=query)


def page_of(client, article):
    url = reverse("admin:articles_article_change", args=[article.pk])
    return client.get(url).content.decode()


def wanted(page):
    return page[page.index('class="wanted"') :].split("</section>")[0]


def said(page):
    rows = re.findall(r'id="wanted-in-([\w-]+)">(.*?)</p>', wanted(page), re.DOTALL)
    return {tag: " ".join(re.sub("<[^>]+>", "", words).split()) for tag, words in rows}


def decided(article, decision, language="en", **facts):
    return decide_language(
        article=article,
        language=language,
        decision=decision,
        by=facts.pop("by", None) or make.a_chief(),
        at=make.NOW,
        **facts,
    )


class TestStoryPage:
    def test_says_that_nobody_has_decided(self, client, sign_in, article):
        sign_in(("Reporter", "km"))
        assert said(page_of(client, article)) == {"en": "English: undecided"}

    def test_says_who_decided_what_and_when(self, client, sign_in, article):
        by = make.an_account(("Editor", "en"))
        decided(article, Decision.BRIEF, by=by)
        sign_in(("Reporter", "km"))
        assert said(page_of(client, article))["en"] == (
            f"English: wanted as a brief decided by {by}, March 1, 2026, 9:00 a.m."
        )

    def test_speaks_khmer(self, client, sign_in, article):
        decided(article, Decision.NOT_WANTED)
        sign_in(("Editor", "en"), language="km")
        words = wanted(page_of(client, article))
        assert "ភាសាអង់គ្លេស" in words
        assert "មិនត្រូវការ" in words
        assert "ថ្ងៃទី១ ខែមីនា ឆ្នាំ២០២៦" in words
        for english in ("wanted in", "As a brief", "Merge", "Decide"):
            assert english not in words

    def test_lists_languages_that_were_begun_or_decided_about(
        self, client, sign_in, article
    ):
        decided(article, Decision.FULL, "zh-Hans")
        make.a_version(article=article, language="vi")
        sign_in(("Reporter", "km"))
        assert list(said(page_of(client, article))) == ["en", "vi", "zh-Hans"]

    def test_lists_no_language_that_readers_have(self, client, sign_in):
        article = make.a_published_pair()[0].article
        sign_in(("Reporter", "km"))
        assert said(page_of(client, article)) == {}

    def test_says_nothing_before_there_is_a_version(self, client, sign_in):
        sign_in(("Editor", "en"))
        assert 'class="wanted"' not in page_of(client, make.a_story())

    def test_names_a_merged_story_only_to_who_may_know_of_it(
        self, client, sign_in, article
    ):
        other = make.a_version(article=make.a_story(slugline="secret pool")).article
        decided(article, Decision.MERGE, merge_with=other)
        sign_in(("Editor", "en"))
        page = page_of(client, article)
        assert "secret pool" in page
        assert reverse("admin:articles_article_change", args=[other.pk]) in page
        Article.objects.filter(pk=other.pk).update(is_restricted=True)
        page = page_of(client, article)
        assert "secret pool" not in page
        assert str(other.pk) not in page
        assert "merged with another story" in page

    @pytest.mark.parametrize(
        ("roles", "offered"),
        [
            ([("Editor", "en")], ["full", "brief", "not_wanted"]),
            ([("Editor", "km")], []),
            ([("Translator", "en")], []),
        ],
    )
    def test_offers_buttons_to_the_editors_of_the_language(
        self, client, sign_in, article, roles, offered
    ):
        sign_in(*roles)
        page = wanted(page_of(client, article))
        assert re.findall(r'name="decision" value="(\w+)"', page) == offered


class TestOnePress:
    @pytest.mark.parametrize("decision", ["full", "brief", "not_wanted"])
    def test_decides(self, client, sign_in, article, decision):
        by = sign_in(("Editor", "en"))
        form = {"language": "en", "decision": decision}
        page = client.post(decide_url(article), form, follow=True).content.decode()
        stored = LanguageDecision.objects.get()
        assert (stored.decision, stored.decided_by) == (decision, by)
        assert "Decided: English" in page
        assert f'name="decision" value="{decision}"' not in wanted(page)

    def test_is_refused_in_another_language(self, client, sign_in, article):
        sign_in(("Editor", "en"))
        form = {"language": "vi", "decision": "full"}
        page = client.post(decide_url(article), form).content.decode()
        assert "may not do this" in page
        assert not LanguageDecision.objects.exists()

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_is_forbidden_to_who_edits_nothing(self, client, sign_in, article, method):
        sign_in(("Translator", "en"))
        form = {"language": "en", "decision": "full"}
        assert getattr(client, method)(decide_url(article), form).status_code == 403

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_finds_no_restricted_story(self, client, sign_in, article, method):
        Article.objects.update(is_restricted=True)
        by = sign_in(("Editor", "en"))
        form = {"language": "en", "decision": "full"}
        assert getattr(client, method)(decide_url(article), form).status_code == 404
        article.cleared_people.add(by)
        assert getattr(client, method)(decide_url(article), form).status_code != 404


class TestPage:
    def test_begins_with_what_is_decided(self, client, sign_in, article):
        decided(article, Decision.BRIEF)
        sign_in(("Editor", "en"))
        page = client.get(decide_url(article, language="EN")).content.decode()
        assert re.search(r'value="brief"[^>]*\schecked', page)

    def test_lists_every_reason_and_keeps_what_was_chosen(self, client, sign_in):
        article = make.a_published_pair()[0].article
        sign_in(("Editor", ""))
        form = {"language": "en", "decision": "merge"}
        page = client.post(decide_url(article), form).content.decode()
        assert "Readers have the story in this language already" in page
        assert "Choose the story that it is merged with" in page
        assert re.search(r'value="merge"[^>]*\schecked', page)

    @pytest.mark.parametrize("language", ["", "not a tag", "x" * 40, "km"])
    def test_decides_about_no_impossible_language(
        self, client, sign_in, article, language
    ):
        sign_in(("Editor", ""))
        assert client.get(decide_url(article, language=language)).status_code == 200
        form = {"language": language, "decision": "full"}
        response = client.post(decide_url(article), form)
        assert response.status_code == 200
        assert "errorlist" in response.content.decode()
        assert not LanguageDecision.objects.exists()

    def test_merges_with_a_story_that_was_looked_for(self, client, sign_in, article):
        other = make.a_version(article=make.a_story(slugline="deep pools")).article
        make.a_version(article=make.a_story(slugline="kites"))
        sign_in(("Editor", "en"))
        page = client.get(decide_url(article, q="DEEP")).content.decode()
        assert re.findall(r"<option value=\"[\w-]{36}\"[^>]*>(.*?)</option>", page) == [
            "deep pools"
        ]
        form = {"language": "en", "decision": "merge", "merge_with": other.pk}
        client.post(decide_url(article), form)
        assert LanguageDecision.objects.get().merge_with == other

    def test_finds_a_headline_and_keeps_a_choice_outside_the_list(
        self, client, sign_in, article
    ):
        one = make.published(make.a_version(language="en")).article
        two = make.a_version(article=make.a_story(slugline="other")).article
        sign_in(("Editor", "en"))
        form = {"language": "en", "decision": "full", "merge_with": two.pk}
        page = client.post(decide_url(article, q="has risen"), form).content.decode()
        options = re.findall(r'<option value="([\w-]{36})"( selected)?', page)
        assert options == [(str(two.pk), " selected"), (str(one.pk), "")]

    def test_offers_no_restricted_story(self, client, sign_in, article):
        other = make.a_story(slugline="secret", is_restricted=True)
        sign_in(("Editor", "en"))
        for query in ({}, {"q": "secret"}):
            page = client.get(decide_url(article, **query)).content.decode()
            assert str(other.pk) not in page
        form = {"language": "en", "decision": "merge", "merge_with": other.pk}
        page = client.post(decide_url(article), form).content.decode()
        assert "Select a valid choice" in page
        assert not LanguageDecision.objects.exists()
