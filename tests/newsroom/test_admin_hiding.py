"""The emergency stop in the admin: one press, then the judgement of a second person."""

import pytest
from django.urls import reverse

from articles.models import HidingOutcome, Version
from ledger.models import Entry
from newsroom.admin.hiding import JUDGEMENTS
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make.a_published_pair()[0].article


def url_of(article, verb):
    return reverse(f"admin:articles_article_{verb}", args=[article.pk])


def page_of(client, article):
    return client.get(url_of(article, "change")).content.decode()


class TestHideNow:
    def test_takes_one_press(self, client, sign_in, article):
        account = sign_in(("Publisher", "km"))
        assert url_of(article, "hide") in page_of(client, article)
        page = client.post(url_of(article, "hide"), follow=True).content.decode()
        assert "Readers find nothing" in page
        assert f"Hidden by {account}" in page
        assert not Version.objects.public(at=make.NOW).exists()

    def test_leaves_an_entry_of_the_ledger_without_a_word(
        self, client, sign_in, article
    ):
        sign_in(("Publisher", ""))
        client.post(url_of(article, "hide"))
        entry = Entry.objects.get(kind="story.hidden")
        assert entry.subject == article.urn
        assert entry.facts == {"hiding": article.hidings.get().pk}

    def test_is_not_offered_to_who_may_not(self, client, sign_in, article):
        sign_in(("Editor", ""))
        assert url_of(article, "hide") not in page_of(client, article)
        page = client.post(url_of(article, "hide"), follow=True).content.decode()
        assert "may not do this" in page
        assert not article.hidings.exists()

    def test_is_not_offered_where_there_is_nothing_to_hide(self, client, sign_in):
        version = make.a_version()
        sign_in(("Publisher", ""))
        assert url_of(version.article, "hide") not in page_of(client, version.article)

    def test_does_nothing_when_it_is_only_opened(self, client, sign_in, article):
        sign_in(("Publisher", ""))
        assert client.get(url_of(article, "hide")).status_code == 405
        assert not article.hidings.exists()


class TestJudging:
    @pytest.mark.parametrize("verb", [each.code for each in JUDGEMENTS])
    def test_is_not_offered_to_the_one_who_hid_it(self, client, sign_in, article, verb):
        make.hidden(article, by=sign_in(("Publisher", "")))
        page = page_of(client, article)
        assert "A second person must judge it." in page
        assert url_of(article, verb) not in page
        page = client.post(url_of(article, verb), follow=True).content.decode()
        assert "You hid the story yourself." in page
        assert article.hidings.get().held_by is None

    @pytest.mark.parametrize(
        ("verb", "outcome", "languages"),
        [
            ("show_again", HidingOutcome.LIFTED, 2),
            ("keep_hidden", "", 0),
            ("take_down", HidingOutcome.TAKEN_DOWN, 0),
        ],
    )
    def test_asks_a_second_person_once(
        self, client, sign_in, article, verb, outcome, languages
    ):
        make.hidden(article)
        sign_in(("Publisher", ""))
        assert url_of(article, verb) in page_of(client, article)
        question = client.get(url_of(article, verb)).content.decode()
        assert article.versions.get(language="en").headline in question
        assert article.hidings.get().ended_at is None
        client.post(url_of(article, verb))
        assert article.hidings.get().outcome == outcome
        assert Version.objects.public(at=make.NOW).count() == languages
        assert Entry.objects.filter(subject=article.urn).exists()

    def test_offers_no_taking_down_to_who_may_not_in_every_language(
        self, client, sign_in, article
    ):
        make.hidden(article)
        sign_in(("Publisher", "km"))
        page = page_of(client, article)
        assert url_of(article, "show_again") in page
        assert url_of(article, "take_down") not in page

    def test_is_shown_to_a_reporter_without_a_button(self, client, sign_in, article):
        make.hidden(article)
        sign_in(("Reporter", "km"))
        page = page_of(client, article)
        assert "A second publisher must judge it." in page
        assert url_of(article, "show_again") not in page

    def test_speaks_khmer(self, client, sign_in, article):
        make.hidden(article)
        sign_in(("Publisher", ""), language="km")
        page = page_of(client, article)
        for english in ("This story is hidden", "Show again", "Keep hidden", "Take d"):
            assert english not in page

    def test_finds_no_restricted_story(self, client, sign_in, article):
        type(article).objects.filter(pk=article.pk).update(is_restricted=True)
        sign_in(("Publisher", ""))
        assert client.post(url_of(article, "hide")).status_code == 404
        assert client.get(url_of(article, "take_down")).status_code == 404
