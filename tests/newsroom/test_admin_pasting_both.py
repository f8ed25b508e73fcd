"""Pasting a text with its translation, where there is no story yet."""

from html import unescape

import pytest
from django.urls import reverse

from articles.actions.writing import working_copy
from articles.models import Article, Version
from articles.text.blocks import block_text
from tests import factories as make
from tests.newsroom.paste_page import PLAIN, answer, carried, send, store
from tests.translations import pasted as ours
from tests.translations.pairs import texts
from translations.models import Unit

pytestmark = pytest.mark.django_db


class TestBoth:
    def fields(self, **more: str) -> dict[str, str]:
        return {
            "source_language": "km",
            "source_headline": "ស្ពានថ្មី",
            "source_body": "\n".join(ours.KHMER),
            "source_rights": "staff",
            "language": "en",
            "rights": "partner",
            "headline_text": "A new bridge",
            "body": PLAIN,
            **more,
        }

    def story(self) -> dict[str, str]:
        outlet, section = make.an_outlet(), make.a_section()
        return {
            "kind": "news",
            "slugline": "bridge",
            "outlet": str(outlet.pk),
            "section": str(section.pk),
        }

    def test_opens_a_story_with_both_texts(self, client, sign_in):
        sign_in(("Editor", ""))
        url = reverse("admin:articles_article_paste_new")
        page = send(client, url, self.fields(**self.story()))
        assert not Article.objects.exists()
        store(client, url, page)
        article = Article.objects.get()
        khmer, english = (article.versions.get(language=tag) for tag in ("km", "en"))
        assert texts(khmer) == list(ours.KHMER)
        assert texts(english) == list(ours.ENGLISH)
        assert block_text(working_copy(khmer)[0]) == "ស្ពានថ្មី"
        assert english.sources.get().source_version == khmer
        assert (khmer.rights_basis, english.rights_basis) == ("staff", "partner")
        # Nothing was typed: the headlines make the addresses.
        assert (khmer.slug, english.slug) == ("ស្ពានថ្មី", "a-new-bridge")
        assert not Unit.objects.exclude(confidence=None).exists()

    def test_lets_a_restricted_story_be_known_to_whoever_pasted_it(
        self, client, sign_in
    ):
        by = sign_in(("Editor", ""))
        url = reverse("admin:articles_article_paste_new")
        page = send(client, url, self.fields(**self.story(), is_restricted="on"))
        store(client, url, page)
        article = Article.objects.get()
        assert article.is_restricted
        assert list(article.cleared_people.all()) == [by]

    def test_fills_a_story_without_an_original(self, client, sign_in):
        sign_in(("Editor", ""))
        article = make.a_story()
        url = reverse("admin:articles_article_paste", args=[article.pk])
        change = reverse("admin:articles_article_change", args=[article.pk])
        assert url in client.get(change).content.decode()
        fields = self.fields(first_line="on", headline_text="", source_headline="")
        page = send(client, url, fields)
        store(client, url, page)
        english = article.versions.get(language="en")
        assert texts(english) == list(ours.ENGLISH[1:])
        assert block_text(working_copy(english)[0]) == ours.ENGLISH[0]
        assert url not in client.get(change).content.decode()
        assert client.get(url).status_code == 302

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            ({"language": "km"}, "Both texts have the same language."),
            ({"language": "!"}, "language tag"),
            ({"source_body": ""}, "This field is required."),
            ({"rights": ""}, "This field is required."),
            ({"source_rights": "x"}, "valid choice"),
            ({"slug": "A b"}, "letters, digits and hyphens only"),
            ({"outlet": "0"}, "valid choice"),
        ],
    )
    def test_gives_back_what_cannot_be_stored(self, client, sign_in, more, words):
        sign_in(("Editor", ""))
        url = reverse("admin:articles_article_paste_new")
        fields = self.fields(**self.story()) | more
        page = send(client, url, fields)
        assert words in page
        assert unescape(page).count(ours.ENGLISH[0]) == 1
        assert not Article.objects.exists()

    def test_takes_an_address_that_is_typed_and_none_that_is_taken(
        self, client, sign_in
    ):
        sign_in(("Editor", ""))
        url = reverse("admin:articles_article_paste_new")
        taken = make.a_version(language="en")
        Version.objects.filter(pk=taken.pk).update(slug="a-new-bridge")
        fields = self.fields(**self.story(), source_slug="ស្ពាន")
        store(client, url, send(client, url, fields))
        versions = Version.objects.exclude(pk=taken.pk)
        found = dict(versions.values_list("language", "slug"))
        assert found == {"km": "ស្ពាន", "en": "a-new-bridge-2"}
        # What somebody wrote themselves is refused, and stays in the form.
        typed = self.fields(**self.story(), slug="a-new-bridge")
        page = send(client, url, typed)
        page = send(client, url, answer(page), "store")
        assert "Another story has this address." in page
        assert carried(page)["slug"] == "a-new-bridge"
        assert carried(page)["source_rights"] == "staff"

    def test_says_what_is_missing_to_who_may_write_one_language_only(
        self, client, sign_in
    ):
        sign_in(("Reporter", "km"))
        url = reverse("admin:articles_article_paste_new")
        page = send(client, url, self.fields(**self.story()))
        page = send(client, url, answer(page), "store")
        assert "may not do this" in page
        assert not Article.objects.exists()
        assert carried(page)["headline_text"] == "A new bridge"
