"""A series: its page in each language, and the way from part to part."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.addresses import version_url
from articles.models import Article, Series, Version
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    return Series.objects.create(
        slug="river",
        title_km="ទន្លេមួយឆ្នាំ",
        title_en="A year of the river",
        description_km="បួនរដូវ។",
        description_en="Four seasons.",
    )


def a_part(series, headline, *, part=None, days=0):
    """Publish a part in both languages, so many days after the first."""
    article = make.a_story(series=series, series_part=part)
    versions = {}
    for language in ("km", "en"):
        text = make.blocks(f"{headline} {language}", ["It rose."])
        version = make.published(
            make.a_version(article=article, language=language, text=text)
        )
        at = make.NOW + timedelta(days=days)
        Version.objects.filter(pk=version.pk).update(published_at=at)
        versions[language] = version
    return versions


def links(page):
    """Find where a story's page leads: before it, after it."""
    return [
        found and found[1]
        for rel in ("prev", "next")
        for found in [re.search(rf'href="([^"]+)" rel="{rel}"', page)]
    ]


class TestSeries:
    @pytest.mark.parametrize(
        ("language", "title", "text", "place"),
        [
            ("km", "ទន្លេមួយឆ្នាំ", "បួនរដូវ។", "ភាគ ២ ក្នុង ៤"),
            ("en", "A year of the river", "Four seasons.", "part 2 of 4"),
        ],
    )
    def test_is_read_in_its_order(self, client, series, language, title, text, place):
        # The numbered first, in their order; then the rest, as they came out.
        last = a_part(series, "Dry", days=9)
        third = a_part(series, "Wind", days=3)
        second = a_part(series, "Rain", part=7)
        first = a_part(series, "Flood", part=2, days=5)
        parts = [each[language] for each in (first, second, third, last)]
        page = client.get(f"/{language}/series/river/").content.decode()
        assert f'<h1 class="list-title">{title}</h1>' in page
        assert text in page
        assert re.findall(r'<h2><a href="([^"]+)"', page) == [
            version_url(each) for each in parts
        ]
        assert f"/{language}/feeds/series/river/atom.xml" in page
        story = client.get(version_url(second[language])).content.decode()
        assert f'<a href="/{language}/series/river/">{title}</a> · {place}' in story
        assert links(story) == [version_url(parts[0]), version_url(parts[2])]
        assert links(client.get(version_url(parts[0])).content.decode())[0] is None
        assert links(client.get(version_url(parts[3])).content.decode())[1] is None

    def test_tells_of_no_part_before_its_hour(self, client, series):
        here, hidden = a_part(series, "Here"), a_part(series, "Canary", days=1)
        hour = timezone.now() + timedelta(minutes=1)
        Article.objects.filter(pk=hidden["en"].article_id).update(embargoed_until=hour)
        paths = [
            version_url(here["en"]),
            "/en/series/river/",
            "/en/feeds/series/river/rss.xml",
        ]
        for path in paths:
            page = client.get(path).content.decode()
            assert "Here" in page
            assert "Canary" not in page
            assert "part 1 of" not in page
        Article.objects.update(embargoed_until=None)
        story = client.get(paths[0]).content.decode()
        assert "Canary" in story
        assert "part 1 of 2" in story
        Article.objects.update(is_hidden=True)
        for path in ("/en/series/river/", "/en/feeds/series/river/atom.xml"):
            assert client.get(path).status_code == 404

    def test_costs_no_query_more_and_leads_to_the_other_language(
        self, client, series, django_assert_max_num_queries
    ):
        parts = [a_part(series, f"Part {number}", part=number) for number in range(12)]
        for path in (version_url(parts[5]["km"]), "/km/series/river/"):
            with django_assert_max_num_queries(6):
                page = client.get(path).content.decode()
            assert 'hreflang="en"' in page

    def test_is_no_word_that_a_section_may_take(self, client):
        assert client.get("/en/series/").status_code == 404
        assert client.get("/en/series/nothing/").status_code == 404
