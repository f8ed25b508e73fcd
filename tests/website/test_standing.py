"""Corrections, rights and about: pages that always stand."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from articles.addresses import version_url
from articles.models import Article
from rights.lookup import current_notice
from tests import factories as make
from tests.website.paged import in_twos
from website.pages import standing

pytestmark = pytest.mark.django_db
LANGUAGES = ("km", "en")
PAGES = ("corrections", "rights", "about")


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()))


@pytest.fixture
def pair():
    original, translation = make.a_published_pair()
    return {"km": original, "en": translation}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_in_a_sentence_what_it_is(client, pair, language):
    version, found = pair[language], set()
    section = version.article.section.slug
    for path in ("", f"{section}/", "archive/", *(f"{page}/" for page in PAGES)):
        html = client.get(f"/{language}/{path}").content.decode()
        (said,) = re.findall(r'<meta name="description" content="([^"]+)">', html)
        found.add(said)
    assert len(found) == len(PAGES) + 3


@pytest.mark.parametrize("page", PAGES)
class TestEachPage:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_in_its_language_and_leads_to_the_other(
        self, client, pair, page, language
    ):
        answer = client.get(f"/{language}/{page}/")
        other = {"km": "en", "en": "km"}[language]
        html = answer.content.decode()
        assert answer.status_code == 200
        assert f'<html lang="{language}">' in html
        assert (
            f'hreflang="{other}" href="http://127.0.0.1:8000/{other}/{page}/"' in html
        )
        assert not client.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert client.head(f"/{language}/{page}/").status_code == 200

    def test_is_there_before_there_is_anything(self, client, page):
        assert client.get(f"/en/{page}/").status_code == 200
        make.an_outlet(with_notice=False)
        assert client.get(f"/en/{page}/").status_code == 200

    def test_is_not_there_in_a_language_that_nobody_speaks(self, client, page):
        assert client.get(f"/xx/{page}/").status_code == 404

    def test_is_linked_from_every_page(self, client, pair, page):
        for path in (
            "/en/",
            version_url(pair["en"]),
            "/en/nothing/here/",
            "/en/about/",
        ):
            assert f'href="/en/{page}/"' in client.get(path).content.decode()


class TestRights:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_says_it_in_plain_words_first_and_in_full_in_every_language(
        self, client, pair, language
    ):
        notice = current_notice(pair["km"].article.outlet)
        said = text_of(client.get(f"/{language}/rights/"))
        plain = notice.text_for(language).plain_words
        assert said.index(plain) < min(
            said.index(text.full) for text in notice.texts.values()
        )
        for tag in notice.texts:
            assert notice.appears_in(said, tag)

    def test_shows_the_wording_in_force_alone(self, client, pair):
        make.a_notice(pair["km"].article.outlet)
        said = text_of(client.get("/en/rights/"))
        assert "Wording no. 2" in said
        assert "Wording no. 1" not in said

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_where_a_story_sends_machines(self, client, pair, language):
        page = client.get(version_url(pair[language])).content.decode()
        for name in ("usageInfo", "acquireLicensePage"):
            found = re.search(rf'"{name}":"http://127.0.0.1:8000([^"]+)"', page)
            assert found, name
            assert client.get(found[1]).status_code == 200
        assert f'"usageInfo":"http://127.0.0.1:8000/{language}/rights/"' in page

    def test_says_whom_to_ask(self, client, pair):
        html = client.get("/en/rights/").content.decode()
        assert 'href="mailto:rights@market.example"' in html

    def test_says_of_machines_what_machines_are_told(self, client, pair, settings):
        assert "training models with it, needs permission" in text_of(
            client.get("/en/rights/")
        )
        settings.TDM_RESERVED = False
        assert "Text and data may be mined" in text_of(client.get("/en/rights/"))

    def test_asks_to_use_nothing_before_there_is_a_notice(self, client):
        make.an_outlet(with_notice=False)
        assert "has not published its notice yet" in text_of(client.get("/en/rights/"))


class TestCorrections:
    def test_lists_what_was_corrected_in_its_language(self, client, pair):
        make.corrected(pair["km"].article, km="លេខត្រូវបានកែ។", en="A figure was wrong.")
        english = client.get("/en/corrections/").content.decode()
        assert "A figure was wrong." in english
        assert f'href="{version_url(pair["en"])}"' in english
        assert "លេខត្រូវបានកែ។" not in english
        assert "លេខត្រូវបានកែ។" in client.get("/km/corrections/").content.decode()

    def test_shows_nothing_that_is_only_proposed(self, client, pair):
        make.proposed(pair["km"].article, km="ក", en="Only proposed.")
        assert "Only proposed." not in client.get("/en/corrections/").content.decode()

    def test_shows_nothing_of_a_story_that_readers_do_not_have(self, client, pair):
        article = pair["km"].article
        make.corrected(article, km="ក", en="A figure was wrong.")
        Article.objects.update(embargoed_until=timezone.now() + timedelta(minutes=1))
        assert "A figure" not in client.get("/en/corrections/").content.decode()
        Article.objects.update(embargoed_until=timezone.now())
        assert "A figure" in client.get("/en/corrections/").content.decode()
        make.hidden(article)
        assert "A figure" not in client.get("/en/corrections/").content.decode()

    def test_goes_on_by_key_in_as_many_queries(
        self, client, pair, monkeypatch, django_assert_max_num_queries
    ):
        in_twos(monkeypatch, standing, "_CORRECTIONS")
        for number in range(5):
            make.corrected(pair["km"].article, km="ក", en=f"Note {number}.")
        found, here = [], "/en/corrections/"
        while here:
            with django_assert_max_num_queries(6):
                page = client.get(here).content.decode()
            found += re.findall(r"Note (\d)\.", page)
            older = re.search(r'rel="next" href="([^"]+)"', page)
            here = older[1] if older else ""
        assert found == ["4", "3", "2", "1", "0"]

    def test_says_that_there_is_no_such_place(self, client):
        assert client.get("/en/corrections/?before=x").status_code == 404
