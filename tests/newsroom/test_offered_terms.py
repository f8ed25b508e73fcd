"""The glossary beside a row: terms marked, put in, two people told apart."""

from dataclasses import replace

import pytest
from django.urls import reverse

from articles.models import Article
from tests.newsroom.glossary_stories import (
    COURT,
    FATHER,
    SON,
    a_glossary,
    a_story_of_two,
)
from tests.newsroom.pair_page import key_of, press, sent, texts, words_of
from translations.terms.concepts import Form, Saying

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return a_story_of_two()


@pytest.fixture
def translator(sign_in):
    return sign_in(("Translator", "en"))


def panel(client, version, name):
    address = reverse("admin:pair_offers", args=[version.pk, key_of(version, name)])
    return client.get(f"{address}?fragment")


class TestTerms:
    def test_are_marked_in_the_source(self, client, translator, version):
        a_glossary()
        page = panel(client, version, "a").content.decode()
        for said in ("សុខ វាសនា", "សុខ ដារ៉ា", "តុលាការកំពូល"):
            assert f"{said}</mark>" in page

    def test_say_what_is_wanted_and_what_is_not(self, client, translator, version):
        a_glossary(COURT)
        page = panel(client, version, "a").content.decode()
        assert 'name="offer" value="Supreme Court"' in page
        assert '<del lang="en">High Court</del>' in page

    def test_name_a_person_in_full_the_first_time(self, client, translator, version):
        a_glossary()
        first = panel(client, version, "a").content.decode()
        assert first.index("Governor Sok Veasna") < first.index('value="Veasna"')
        later = panel(client, version, "b").content.decode()
        assert later.index('value="Veasna"') < later.index("Governor Sok Veasna")

    def test_warn_of_a_second_reference_that_two_share(
        self, client, translator, version
    ):
        shared = replace(
            SON, sayings=(*SON.sayings[:2], Saying("en", "Veasna", Form.SECOND))
        )
        a_glossary(FATHER, shared)
        page = words_of(panel(client, version, "b"))
        assert "Sok Dara is called the same" in page
        assert 'value="Veasna"' not in panel(client, version, "b").content.decode()

    def test_are_put_behind_the_last_word_without_a_script(
        self, client, translator, version
    ):
        a_glossary()
        key = key_of(version, "a")
        form = sent(version, key, "<p>He went to the</p>", do="use_term")
        press(client, version, key, {**form, "offer": "Supreme Court"})
        assert "He went to the Supreme Court" in texts(version)

    def test_can_be_added_from_the_panel(self, client, translator, version):
        page = panel(client, version, "a").content.decode()
        assert reverse("admin:translations_term_add") in page

    def test_are_not_added_from_a_restricted_story(self, client, sign_in, version):
        sign_in(is_superuser=True)
        Article.objects.filter(pk=version.article_id).update(is_restricted=True)
        page = panel(client, version, "a").content.decode()
        assert reverse("admin:translations_term_add") not in page


class TestWarnings:
    def test_tell_of_two_people_who_were_swapped(self, client, translator, version):
        a_glossary()
        key = key_of(version, "a")
        text = "<p>Sok Dara met Sok Veasna at the Supreme Court.</p>"
        press(client, version, key, sent(version, key, text))
        page = client.get(reverse("admin:pair", args=[version.pk]))
        assert "Make sure that they are not swapped" in words_of(page)
