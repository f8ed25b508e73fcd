"""Corrections in the admin: proposed, reworded, and published by somebody else."""

import pytest
from django.urls import reverse

from articles.models import Correction, CorrectionKind
from ledger.models import Entry
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make.a_published_pair()[0].article


def url_of(correction, verb="change"):
    return reverse(f"admin:articles_correction_{verb}", args=[correction.pk])


def page_of(client, correction):
    response = client.get(url_of(correction))
    assert response.status_code == 200
    return response.content.decode()


class TestProposing:
    def propose(self, client, article, **typed):
        form = {"article": article.pk, "kind": "correction", **typed}
        url = reverse("admin:articles_correction_add")
        return client.post(url, form).content.decode()

    def test_keeps_the_note_from_readers(self, client, sign_in, article):
        by = sign_in(("Editor", "en"))
        self.propose(client, article, wording_en="Corrected.", wording_km="")
        correction = Correction.objects.get()
        assert (correction.proposed_by, correction.published_at) == (by, None)
        assert correction.wordings.get().text == "Corrected."

    def test_brings_back_what_was_typed_with_every_reason(self, client, sign_in):
        sign_in(("Editor", "km"))
        page = self.propose(client, make.a_version().article, wording_en="Kept text.")
        assert "not published" in page
        assert "Kept text." in page

    def test_is_not_for_reporters(self, client, sign_in):
        sign_in(("Reporter", ""))
        assert client.get(reverse("admin:articles_correction_add")).status_code == 403


class TestRewording:
    def test_asks_for_every_public_language(self, client, sign_in, article):
        make.published(make.a_version(article=article, language="zh-Hans"))
        correction = make.proposed(article, en="Corrected.")
        sign_in(("Editor", "en"))
        assert 'name="wording_zh-Hans"' in page_of(client, correction)
        typed = {"wording_en": "Put right.", "wording_zh-Hans": "更正。"}
        client.post(url_of(correction), {"kind": "apology", **typed})
        correction.refresh_from_db()
        assert correction.kind == CorrectionKind.APOLOGY
        assert dict(correction.wordings.values_list("language", "text")) == {
            "en": "Put right.",
            "zh-Hans": "更正。",
        }

    def test_is_over_once_it_is_published(self, client, sign_in, article):
        correction = make.corrected(article)
        sign_in(is_superuser=True)
        page = page_of(client, correction)
        assert "A figure was corrected." in page
        assert "wording_en" not in page
        assert client.post(url_of(correction), {"kind": "apology"}).status_code == 403


class TestPublishing:
    def test_is_done_by_a_second_person(self, client, sign_in, article):
        correction = make.proposed(article)
        by = sign_in(("Publisher", ""))
        assert url_of(correction, "publish") in page_of(client, correction)
        client.post(url_of(correction, "publish"))
        correction.refresh_from_db()
        assert correction.published_by == by

    def test_tells_the_one_who_worded_it_who_must(self, client, sign_in, article):
        correction = make.proposed(article, by=sign_in(("Publisher", "")))
        page = page_of(client, correction)
        assert "Somebody else must read and publish it." in page
        assert url_of(correction, "publish") not in page
        page = client.post(url_of(correction, "publish"), follow=True)
        assert "Somebody else must read" in page.content.decode()
        correction.refresh_from_db()
        assert correction.published_at is None

    def test_names_the_languages_that_are_missing(self, client, sign_in, article):
        sign_in(("Publisher", ""))
        correction = make.proposed(article, en="Corrected.")
        assert "Word it in: Khmer." in page_of(client, correction)


class TestRetracting:
    def test_shows_the_hidden_story_again(self, client, sign_in, article):
        make.hidden(article)
        correction = make.proposed(article, CorrectionKind.RETRACTION)
        sign_in(("Publisher", ""))
        assert "Show again with this retraction" in page_of(client, correction)
        client.post(url_of(correction, "retract"))
        article.refresh_from_db()
        assert not article.is_hidden
        assert Entry.objects.get(kind="story.retracted").subject == article.urn

    def test_is_not_offered_to_the_one_who_hid_it(self, client, sign_in, article):
        make.hidden(article, by=sign_in(("Publisher", "")))
        correction = make.proposed(article, CorrectionKind.RETRACTION)
        page = page_of(client, correction)
        assert "You hid the story yourself." in page
        assert url_of(correction, "retract") not in page

    def test_is_the_only_note_to_a_hidden_story(self, client, sign_in, article):
        make.hidden(article)
        sign_in(("Publisher", ""))
        page = page_of(client, make.proposed(article))
        assert "The story is hidden." in page


class TestDropping:
    def test_leaves_nothing_of_it(self, client, sign_in, article):
        correction = make.proposed(article)
        sign_in(("Editor", "en"))
        client.post(url_of(correction, "drop"))
        assert not Correction.objects.exists()

    def test_finds_no_restricted_story(self, client, sign_in, article):
        correction = make.proposed(article)
        type(article).objects.filter(pk=article.pk).update(is_restricted=True)
        sign_in(("Publisher", ""))
        assert client.post(url_of(correction, "drop")).status_code == 404
        assert Correction.objects.exists()
