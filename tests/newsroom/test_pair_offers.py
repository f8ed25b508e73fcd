"""What may be used beside a row of the pair editor, with a script and without one."""

import pytest
from django.urls import reverse

from articles.models import Article
from newsroom.pair.offers import OFFERS
from tests import factories as make
from tests.newsroom.pair_page import key_of, press, sent, stamp_of, texts, words_of
from tests.translations.pairs import (
    ENGLISH,
    KHMER,
    a_source,
    a_translation,
    finished,
    translate,
    unit_of,
)
from tests.translations.pairs import sent as sent_to_translation
from translations.actions.remembering import remember_when_due

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_checks")]


@pytest.fixture
def translator(sign_in):
    return sign_in(("Translator", "en"))


@pytest.fixture
def published(db):
    version = finished(a_translation(a_source()))
    remember_when_due(at=make.NOW)
    return version


@pytest.fixture
def version(published):
    return sent_to_translation(a_source())


def offers(client, version, name, query=""):
    address = reverse("admin:pair_offers", args=[version.pk, key_of(version, name)])
    return client.get(f"{address}{query}")


class TestPanel:
    def test_shows_a_match_with_its_story_and_translator(
        self, client, translator, version, published
    ):
        answer = offers(client, version, "a", "?fragment")
        assert answer.status_code == 200
        words = words_of(answer)
        for told in (ENGLISH["a"], "100 %", "The river has risen", "News desk"):
            assert told in words
        assert "<html" not in answer.content.decode()

    def test_says_that_it_stood_at_the_same_place(self, client, translator, version):
        assert "the same, at the same place" in words_of(offers(client, version, "b"))

    def test_shows_what_is_said_differently(self, client, translator, published):
        close = sent_to_translation(a_source({"a": "ទឹកទន្លេបានឡើងខ្ពស់ណាស់នៅថ្ងៃនេះ។"}))
        page = offers(client, close, "a").content.decode()
        assert "<ins>ណាស់</ins>" in page
        assert ENGLISH["a"] in page

    def test_offers_the_sentences_of_a_new_paragraph(
        self, client, translator, published
    ):
        text = f"គ្មាននរណាម្នាក់ដឹងទុកជាមុនថានឹងមានរឿងបែបនេះទេ។ {KHMER['c']}"
        words = words_of(
            offers(client, sent_to_translation(a_source({"a": text})), "a")
        )
        assert "Single sentences" in words
        assert ENGLISH["c"] in words

    def test_does_not_offer_what_the_row_says_already(
        self, client, translator, version
    ):
        translate(unit_of(version, "a"), ENGLISH["a"])
        assert "Nothing like it" in words_of(offers(client, version, "a"))

    def test_is_a_page_for_whoever_has_no_script(self, client, translator, version):
        page = offers(client, version, "a").content.decode()
        assert "<html" in page
        assert KHMER["a"] in page

    def test_knows_nothing_of_a_row_that_is_gone(self, client, translator, version):
        address = reverse("admin:pair_offers", args=[version.pk, "u0"])
        assert client.get(address).status_code == 404

    def test_is_hidden_with_a_restricted_story(self, client, translator, version):
        Article.objects.filter(pk=version.article_id).update(is_restricted=True)
        assert offers(client, version, "a").status_code == 404

    def test_never_shows_a_restricted_match(
        self, client, translator, version, published
    ):
        Article.objects.filter(pk=published.article_id).update(is_restricted=True)
        words = words_of(offers(client, version, "a"))
        assert ENGLISH["a"] not in words
        assert "The river has risen" not in words

    def test_puts_nothing_in_where_one_may_only_read(self, client, sign_in, version):
        sign_in(("Reporter", "km"))
        page = offers(client, version, "a").content.decode()
        assert ENGLISH["a"] in page
        assert 'class="use"' not in page

    def test_asks_each_section_in_order(self):
        names = [type(offer).__name__ for offer in OFFERS]
        assert names == [
            "BackgroundOffer",
            "MatchesOffer",
            "TermsOffer",
            "MachineOffer",
        ]


class TestPuttingIn:
    def put(self, client, version, name, text):
        form = {"source": stamp_of(version), "offer": text, "do": "use"}
        return press(client, version, key_of(version, name), form)

    def test_writes_what_is_offered_into_an_empty_row(
        self, client, translator, version
    ):
        assert self.put(client, version, "a", ENGLISH["a"]).status_code == 302
        assert ENGLISH["a"] in texts(version)
        assert unit_of(version, "a").state == "needs_work"

    def test_stands_behind_what_is_written(self, client, translator, version):
        translate(unit_of(version, "a"), "Typed before.")
        self.put(client, version, "a", "One <b>line</b>.\nAnother.")
        assert texts(version)[-3:] == ["Typed before.", "One <b>line</b>.", "Another."]

    def test_stands_behind_what_was_typed_beside_it(self, client, translator, version):
        key = key_of(version, "a")
        form = sent(version, key, "<p>Typed.</p>", offer="Offered.", do="use")
        press(client, version, key, form)
        assert texts(version)[-2:] == ["Typed.", "Offered."]

    def test_changes_nothing_for_an_empty_offer(self, client, translator, version):
        before = texts(version)
        self.put(client, version, "a", " \n ")
        assert texts(version) == before


class TestFilling:
    def test_says_how_much_was_filled(self, client, translator, version):
        address = reverse("admin:pair_whole", args=[version.pk])
        page = client.post(address, {"do": "fill"}, follow=True)
        assert "4 of 4 empty paragraphs were translated before." in words_of(page)
        assert texts(version)[-4:] == list(ENGLISH.values())

    def test_is_offered_as_long_as_something_is_empty(
        self, client, translator, version
    ):
        page = reverse("admin:pair", args=[version.pk])
        assert 'value="fill"' in client.get(page).content.decode()
        client.post(reverse("admin:pair_whole", args=[version.pk]), {"do": "fill"})
        assert 'value="fill"' not in client.get(page).content.decode()
