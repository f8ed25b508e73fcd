"""The pair page: what readers have of both texts, paragraph beside paragraph."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles.addresses import absolute, version_url
from articles.models import Article, Origin, Status, Version
from rights.lookup import current_notice
from tests import factories as make
from translations.models import Unit, UnitState

pytestmark = pytest.mark.django_db

KHMER = ("មួយ", "ពីរ", "បី")
ENGLISH = ("One.", "Two and three.", "A line of our own.")
DIGITS = str.maketrans("123", "១២៣")


@pytest.fixture
def pair():
    original = make.published(
        make.a_version(language="km", text=make.blocks("ចំណងជើង", KHMER))
    )
    text = make.blocks("A headline", ENGLISH)
    translation = make.a_version(article=original.article, language="en", text=text)
    translation = make.published(translation)
    km, en = (
        [b["id"] for b in v.released_revision.blocks if b["id"] != "headline"]
        for v in (Version.objects.get(pk=v.pk) for v in (original, translation))
    )
    Unit.objects.filter(version=translation).delete()
    for source, target in (((km[0],), (en[0],)), (tuple(km[1:]), (en[1],))):
        Unit.objects.create(
            version=translation,
            source_version=original,
            source_ids=list(source),
            target_ids=list(target),
            state=UnitState.TRANSLATED,
        )
    return {"km": original, "en": translation}


def across(page: str) -> list[tuple[str, str]]:
    """Return where the numbers beside the paragraphs lead, and the numbers."""
    link = r'<a class="across" href="([^"]+)" hreflang="\w+" data-number="(\w+)"'
    return re.findall(link, page)


def rows(client: Any, path: str) -> list[tuple[list[str], list[str]]]:
    """Return the paragraphs of each row, as (source, translation)."""
    page = client.get(path).content.decode()
    found = re.findall(
        r'<div class="pair-row body">\s*<div lang="km">(.*?)</div>\s*'
        r'<div lang="en">(.*?)</div>',
        page,
        re.DOTALL,
    )
    said = re.compile(r"<p[^>]*>(.*?)</p>")
    return [(said.findall(one), said.findall(other)) for one, other in found]


class TestPair:
    def test_stands_paragraph_beside_paragraph(self, client, pair):
        found = rows(client, f"/pair/{pair['km'].article_id}/")
        assert found == [
            ([KHMER[0]], [ENGLISH[0]]),
            (list(KHMER[1:]), [ENGLISH[1]]),
            ([], [ENGLISH[2]]),
        ]

    def test_leads_search_engines_to_the_story(self, client, pair):
        page = client.get(f"/pair/{pair['km'].article_id}/").content.decode()
        address = absolute(version_url(pair["km"]))
        assert f'<link rel="canonical" href="{address}">' in page
        assert (page.count('rel="canonical"'), page.count("noindex")) == (1, 0)

    def test_has_the_anchors_of_the_original(self, client, pair):
        here = client.get(f"/pair/{pair['km'].article_id}/").content.decode()
        there = client.get(version_url(pair["km"])).content.decode()
        for number, text in enumerate(KHMER, start=1):
            assert f'<p id="p{number}">{text}</p>' in here
            assert f'<p id="p{number}">{text}</p>' in there
        ids = re.findall(r'\bid="([^"]+)"', here)
        assert len(ids) == len(set(ids))

    def test_shares_them_with_the_page_of_the_translation(self, client, pair):
        page = client.get(version_url(pair["en"])).content.decode()
        one, both, own = ENGLISH
        assert f'<p id="p1">{one}</p>' in page
        # Two paragraphs became one: both addresses lead to it.
        assert f'<p id="p2"><span id="p3"></span>{both}</p>' in page
        assert f'<p id="en-p3">{own}</p>' in page
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        # From either text each number leads to the same words in the other.
        assert across(page) == [(f"{version_url(pair['km'])}#p{n}", n) for n in "12"]
        khmer = client.get(version_url(pair["km"])).content.decode()
        there = version_url(pair["en"])
        assert across(khmer) == [(f"{there}#p{n}", n.translate(DIGITS)) for n in "123"]
        # Only to what readers have: a paragraph that nobody translated yet has none.
        Unit.objects.filter(source_ids__len=1).delete()
        khmer = client.get(version_url(pair["km"])).content.decode()
        assert [number for _url, number in across(khmer)] == ["២", "៣"]
        # Readers have no original whose paragraphs would have names.
        Version.objects.filter(pk=pair["km"].pk).update(
            status=Status.WITHDRAWN, withdrawn_at=timezone.now()
        )
        page = client.get(version_url(pair["en"])).content.decode()
        assert f'<p id="en-p2">{both}</p>' in page
        assert across(page) == []

    def test_carries_both_notices_and_who_made_them(self, client, pair):
        page = client.get(f"/pair/{pair['km'].article_id}/").content.decode()
        notice = current_notice(pair["km"].article.outlet)
        for language in ("km", "en"):
            assert notice.text_for(language).full in page
            assert f'href="{version_url(pair[language])}"' in page
        assert "Translated by" in page
        assert "រាយការណ៍ដោយ" in page

    def test_is_linked_from_both_texts_and_names_itself_with_one_address(
        self, client, pair
    ):
        for language in ("km", "en"):
            page = client.get(version_url(pair[language])).content.decode()
            (path,) = re.findall(r'href="(/pair/[^"]+)"', page)
            assert client.get(path).status_code == 200

    def test_shows_nothing_of_what_is_being_written(self, client, pair):
        before = rows(client, f"/pair/{pair['km'].article_id}/")
        make.write(pair["en"], make.blocks("Draft", ["Unreleased words."]))
        make.write(pair["km"], make.blocks("ព្រាង", ["មិនទាន់ចេញ"]))
        page = client.get(f"/pair/{pair['km'].article_id}/").content.decode()
        assert "Unreleased" not in page
        assert "មិនទាន់ចេញ" not in page
        now = rows(client, f"/pair/{pair['km'].article_id}/")
        words = [
            sorted(text for row in at for side in row for text in side)
            for at in (before, now)
        ]
        assert words[0] == words[1]

    @pytest.mark.parametrize("gone", ["km", "en"])
    def test_is_gone_when_one_of_the_two_is(self, client, pair, gone):
        Version.objects.filter(pk=pair[gone].pk).update(
            status="withdrawn", withdrawn_at=make.NOW
        )
        path = f"/pair/{pair['km'].article_id}/"
        assert client.get(path).status_code == 404
        other = {"km": "en", "en": "km"}[gone]
        assert "/pair/" not in client.get(version_url(pair[other])).content.decode()

    def test_is_not_there_before_its_hour(self, client, pair):
        path = f"/pair/{pair['km'].article_id}/"
        Article.objects.update(embargoed_until=timezone.now() + timedelta(minutes=1))
        assert client.get(path).status_code == 404
        Article.objects.update(embargoed_until=timezone.now())
        assert client.get(path).status_code == 200

    def test_is_not_there_for_what_was_reported_apart(self, client):
        original = make.published(make.a_version(language="km"))
        other = make.a_version(
            article=original.article, language="en", origin=Origin.COUNTERPART
        )
        make.published(other)
        assert client.get(f"/pair/{original.article_id}/").status_code == 404

    def test_shows_each_translation_by_its_language(self, client, pair):
        article = pair["km"].article
        other = make.published(make.a_version(article=article, language="vi"))
        assert client.get(f"/pair/{article.pk}/vi/").status_code == 200
        page = client.get(f"/pair/{article.pk}/").content.decode()
        assert f'href="/pair/{article.pk}/vi/"' in page
        assert version_url(other) not in page
        assert client.get(f"/pair/{article.pk}/fr/").status_code == 404

    def test_asks_six_queries_however_long_it_is(
        self, client, pair, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(6):
            client.get(f"/pair/{pair['km'].article_id}/")

    def test_sets_no_cookie_and_answers_who_asks_for_the_head(self, client, pair):
        answer = client.head(f"/pair/{pair['km'].article_id}/")
        assert answer.status_code == 200
        assert not client.cookies
        assert "Cookie" not in answer.get("Vary", "")
