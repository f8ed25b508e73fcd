"""The switch of original seen from everywhere: pages, copies, history, the desk."""

import json
import re

import pytest
from django.urls import reverse
from django.utils import translation
from pghistory.models import Events

from articles.addresses import version_url
from articles.models import Origin, Version
from exports.telling import story_of
from ledger.models import Entry
from newsroom import desk
from tests import factories as make

pytestmark = pytest.mark.django_db

NOTES = {
    "km": "(បកប្រែពីអត្ថបទដើមរបស់ ផ្សារ ជាភាសាអង់គ្លេស)",
    "en": "(Translated from the original article on The Market Khmer)",
}


@pytest.fixture
def pair() -> dict[str, Version]:
    khmer, english = make.a_published_pair()
    return {"km": khmer, "en": english}


def switch(to: Version) -> None:
    desk.switch_original(
        article=to.article, to_version=to, by=make.a_chief(), at=make.NOW
    )


def page_of(client, version: Version) -> str:
    response = client.get(version_url(version))
    assert response.status_code == 200
    return str(response.content.decode())


def note_on(page: str) -> str:
    """Read the translation note of a public page; empty where there is none."""
    found = re.search(r'<p class="translation-note">(.*?)</p>', page, re.DOTALL)
    return re.sub(r"<[^>]+>", "", found[1]) if found else ""


def described(page: str) -> dict[str, object]:
    found = re.search(r"ld\+json\">(.*?)</script>", page, re.DOTALL)
    assert found is not None
    return dict(json.loads(found[1]))


def story(version: Version):
    loaded = Version.objects.select_related(
        "article__outlet", "article__section", "article__lead_photo"
    ).get(pk=version.pk)
    with translation.override(version.language):
        return story_of(loaded, is_behind=False)


class TestPublicPages:
    def test_say_what_each_text_was_made_from(self, client, pair):
        before = {tag: note_on(page_of(client, pair[tag])) for tag in pair}
        assert before["km"] == ""
        assert before["en"].startswith("(Translated from the original article")
        switch(pair["en"])
        after = {tag: note_on(page_of(client, pair[tag])) for tag in pair}
        assert after["en"] == ""
        assert after["km"] == NOTES["km"]

    def test_keep_their_addresses_and_all_other_words(self, client, pair):
        def rest(tag: str) -> str:
            page = page_of(client, pair[tag])
            page = re.sub(
                r'<p class="translation-note">.*?</p>', "", page, flags=re.DOTALL
            )
            page = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
            page = re.sub(r'<link rel="alternate" hreflang="x-default".*?>', "", page)
            page = re.sub(r'(href="/pair/[0-9a-f-]+/)(?:km/|en/)?"', r"\1", page)
            return re.sub(r"\s+", " ", page)

        before = {tag: rest(tag) for tag in pair}
        switch(pair["en"])
        assert {tag: rest(tag) for tag in pair} == before

    def test_tell_machines_which_is_translated_from_which(self, client, pair):
        khmer, english = version_url(pair["km"]), version_url(pair["en"])
        switch(pair["en"])
        told = described(page_of(client, pair["km"]))
        assert [e["@id"][-len(english) :] for e in told["translationOfWork"]] == [
            english
        ]
        assert "workTranslation" not in told
        told = described(page_of(client, pair["en"]))
        assert [e["@id"][-len(khmer) :] for e in told["workTranslation"]] == [khmer]
        assert "translationOfWork" not in told

    def test_lead_who_speaks_neither_to_the_new_original(self, client, pair):
        default = 'hreflang="x-default" href="'
        switch(pair["en"])
        for tag in pair:
            page = page_of(client, pair[tag])
            [address] = re.findall(rf'{default}([^"]+)"', page)
            assert address.endswith(version_url(pair["en"]))


class TestCopies:
    def test_carry_the_note_of_the_moment_they_are_made(self, pair):
        assert story(pair["km"]).note == ""
        assert story(pair["en"]).note == NOTES["en"]
        switch(pair["en"])
        assert story(pair["km"]).note == NOTES["km"]
        assert story(pair["en"]).note == ""
        assert [link.language for link in story(pair["km"]).sources] == ["en"]


class TestEvidence:
    def test_is_an_entry_of_the_ledger_by_number(self, pair):
        switch(pair["en"])
        entry = Entry.objects.get(kind="story.original_switched")
        assert entry.subject == pair["en"].article.urn
        assert entry.facts["was"] == pair["km"].pk
        assert entry.facts["is"] == pair["en"].pk

    def test_leaves_who_and_which_verb_in_the_history(self, pair):
        by = make.a_chief()
        desk.switch_original(
            article=pair["en"].article, to_version=pair["en"], by=by, at=make.NOW
        )
        for row in (pair["km"], pair["en"], pair["km"].sources.get()):
            event = Events.objects.tracks(row).order_by("pgh_id").last()
            assert (event.pgh_context["verb"], event.pgh_context["by"]) == (
                "switch_original",
                by.pk,
            )


class TestDesk:
    def url(self, version: Version) -> str:
        return reverse(
            "admin:articles_article_switch", args=[version.article_id, version.pk]
        )

    def story_page(self, client, version: Version) -> str:
        url = reverse("admin:articles_article_change", args=[version.article_id])
        return str(client.get(url).content.decode())

    def test_tells_what_changes_and_what_stays_and_then_does_it(
        self, client, sign_in, pair
    ):
        sign_in(("Publisher", ""))
        assert self.url(pair["en"]) in self.story_page(client, pair["en"])
        question = client.get(self.url(pair["en"])).content.decode()
        assert "English becomes the original." in question
        assert "Khmer becomes a translation from English." in question
        assert "What stays" in question
        assert Version.objects.get(origin=Origin.ORIGINAL) == pair["km"]
        page = client.post(self.url(pair["en"]), follow=True).content.decode()
        assert "English is the original now." in page
        assert Version.objects.get(origin=Origin.ORIGINAL) == pair["en"]
        assert self.url(pair["km"]) in page

    def test_warns_where_the_translation_is_behind(self, client, sign_in, pair):
        sign_in(("Publisher", ""))
        assert "bring the translation up" not in str(
            client.get(self.url(pair["en"])).content.decode()
        )
        make.write(pair["km"], make.blocks("ទឹកស្រក", ["ទឹកបានស្រកវិញហើយ។"]))
        make.published(pair["km"])
        question = client.get(self.url(pair["en"])).content.decode()
        assert "bring the translation up to date first" in question

    def test_says_what_becomes_of_a_version_reported_separately(
        self, client, sign_in, pair
    ):
        vietnamese = make.published(
            make.a_version(
                article=pair["en"].article, language="vi", origin=Origin.COUNTERPART
            )
        )
        sign_in(("Publisher", ""))
        question = client.get(self.url(vietnamese)).content.decode()
        assert "Khmer becomes a version that was reported separately." in question

    def test_lists_every_reason_against_it(self, client, sign_in, pair):
        pair["en"].sources.all().delete()
        sign_in(("Publisher", ""))
        question = client.get(self.url(pair["en"])).content.decode()
        assert "a translation without a source" in question
        assert 'type="submit">Make it the original' not in question
        page = client.post(self.url(pair["en"]), follow=True).content.decode()
        assert "a translation without a source" in page
        assert Version.objects.get(origin=Origin.ORIGINAL) == pair["km"]

    @pytest.mark.parametrize(
        "roles", [(("Editor", ""),), (("Publisher", "km"),), (("Publisher", "en"),)]
    )
    def test_is_not_for_who_may_not_in_both_languages(
        self, client, sign_in, pair, roles
    ):
        sign_in(*roles)
        assert self.url(pair["en"]) not in self.story_page(client, pair["en"])
        assert client.get(self.url(pair["en"])).status_code == 403
        assert client.post(self.url(pair["en"])).status_code == 403
        assert Version.objects.get(origin=Origin.ORIGINAL) == pair["km"]

    def test_finds_no_restricted_story_and_no_stranger(self, client, sign_in, pair):
        sign_in(("Publisher", ""))
        other = make.a_version(language="en")
        strange = reverse(
            "admin:articles_article_switch", args=[pair["en"].article_id, other.pk]
        )
        assert client.get(strange).status_code == 404
        type(pair["en"].article).objects.update(is_restricted=True)
        assert client.get(self.url(pair["en"])).status_code == 404
        assert client.post(self.url(pair["en"])).status_code == 404

    def test_speaks_khmer(self, client, sign_in, pair):
        sign_in(("Publisher", ""), language="km")
        question = client.get(self.url(pair["en"])).content.decode()
        assert "ភាសាអង់គ្លេសក្លាយជាអត្ថបទដើម។" in question
        assert "ភាសាខ្មែរក្លាយជាសេចក្ដីបកប្រែពីភាសាអង់គ្លេស។" in question
        assert "What stays" not in question
