"""Sitemaps hold what readers may see, with its other languages, and nothing else."""

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from articles.addresses import absolute, version_url
from articles.models import Version
from tests import factories as make

pytestmark = pytest.mark.django_db

MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def read(client: Any, path: str) -> ElementTree.Element:
    answer = client.get(path)
    assert answer.status_code == 200
    assert not client.cookies
    return ElementTree.fromstring(answer.content)  # noqa: S314 - our own


def addresses(root: ElementTree.Element) -> list[str]:
    return [node.text or "" for node in root.iter(f"{MAPS}loc")]


@pytest.fixture
def pair():
    original, translation = make.a_published_pair()
    return {"km": original, "en": translation}


class TestIndex:
    def test_leads_to_every_public_version(self, client, pair):
        index = addresses(read(client, "/sitemap.xml"))
        site = absolute("")
        found = [
            address
            for path in index
            if "news" not in path
            for address in addresses(read(client, path.removeprefix(site)))
        ]
        assert sorted(found) == sorted(absolute(version_url(v)) for v in pair.values())

    def test_is_in_robots_txt(self, client):
        text = client.get("/robots.txt").content.decode()
        for path in ("/sitemap.xml", "/sitemap-news.xml"):
            assert f"Sitemap: {absolute(path)}" in text.splitlines()

    def test_names_no_language_and_no_year_of_what_is_hidden(self, client, pair):
        make.hidden(pair["km"].article)
        assert addresses(read(client, "/sitemap.xml")) == [
            absolute("/sitemap-news.xml")
        ]
        assert client.get("/km/sitemap-2026.xml").status_code == 404


class TestYear:
    def test_links_the_languages_both_ways(self, client, pair):
        expected = {tag: absolute(version_url(pair[tag])) for tag in ("km", "en")}
        expected["x-default"] = expected["km"]
        for language in ("km", "en"):
            root = read(client, f"/{language}/sitemap-2026.xml")
            links = {n.get("hreflang"): n.get("href") for n in root.iter(LINK)}
            assert links == expected

    def test_links_no_language_that_is_not_out(self, client):
        lone = make.published(make.a_version(language="km"))
        make.a_version(article=lone.article, language="en")
        root = read(client, "/km/sitemap-2026.xml")
        assert list(root.iter(LINK)) == []

    def test_is_not_there_for_a_year_without_stories(self, client, pair):
        assert client.get("/km/sitemap-2019.xml").status_code == 404

    def test_asks_two_queries_however_many_there_are(
        self, client, pair, django_assert_num_queries
    ):
        for _each in range(3):
            make.a_published_pair()
        with django_assert_num_queries(2):
            assert len(addresses(read(client, "/en/sitemap-2026.xml"))) == 4


class TestNews:
    def test_holds_the_last_two_days_alone(self, client, pair):
        assert addresses(read(client, "/sitemap-news.xml")) == []
        fresh = timezone.now() - timedelta(days=1)
        Version.objects.filter(pk=pair["en"].pk).update(published_at=fresh)
        root = read(client, "/sitemap-news.xml")
        assert addresses(root) == [absolute(version_url(pair["en"]))]
        said = {node.tag.removeprefix(NEWS): node.text for node in root.iter()}
        assert said["name"] == "The Market"
        assert said["language"] == "en"
        assert said["title"] == pair["en"].headline
        assert said["publication_date"] == fresh.isoformat()
