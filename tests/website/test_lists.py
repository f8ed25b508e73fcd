"""Lists of stories: sections, tags, months, people; each goes on by key."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles.addresses import version_url
from articles.models import Article, CreditRole, Tag, Version
from people.actions import consenting
from tests import factories as make
from tests.website.paged import in_twos
from website.pages import home, lists
from website.pages.paging import Place, PlaceError, place_of

pytestmark = pytest.mark.django_db


def text_of(response: Any) -> str:
    return str(response.content.decode())


def linked(client: Any, path: str) -> list[str]:
    """Return the stories that a list shows, in its order."""
    answer = client.get(path)
    assert answer.status_code == 200
    return re.findall(r'<h2><a href="([^"]+)"', text_of(answer))


@pytest.fixture
def pair():
    original, translation = make.a_published_pair()
    Article.objects.filter(pk=original.article_id).update(lead_photo=make.a_photo().pk)
    return {"km": original, "en": translation}


@pytest.fixture
def tag(pair):
    tag = Tag.objects.create(slug="water", name_km="ទឹក", name_en="Water")
    pair["km"].article.tags.add(tag)
    return tag


@pytest.fixture
def person(pair):
    person = make.a_person("Chan Sophea", consents=["en"])
    make.credit(pair["en"], (person, CreditRole.TRANSLATOR))
    return person


def paths(pair: dict[str, Version], person: Any) -> dict[str, str]:
    return {
        "section": f"/en/{pair['en'].article.section.slug}/",
        "tag": "/en/tag/water/",
        "month": "/en/archive/2026/3/",
        "person": f"/en/people/{person.slug}/",
    }


@pytest.fixture(params=["section", "tag", "month", "person"])
def path(request: pytest.FixtureRequest, pair: Any, tag: Any, person: Any) -> str:
    return paths(pair, person)[request.param]


class TestEachList:
    def test_shows_its_stories_and_no_other(self, client, path, pair):
        assert linked(client, path) == [version_url(pair["en"])]
        later = make.published(
            make.a_version(language="en"), at=make.NOW + timedelta(days=40)
        )
        assert version_url(later) not in linked(client, path)

    def test_shows_nothing_before_its_hour(self, client, path, pair):
        article = pair["en"].article
        article.embargoed_until = timezone.now() + timedelta(minutes=1)
        article.save()
        assert client.get(path).status_code == 404
        article.embargoed_until = timezone.now()
        article.save()
        assert linked(client, path) == [version_url(pair["en"])]

    def test_sets_no_cookie_and_loads_nothing_from_elsewhere(self, client, path):
        answer = client.get(path)
        assert not client.cookies
        assert "Cookie" not in answer.get("Vary", "")
        loaded = re.findall(
            r'(?:src|srcset|<link rel="(?:stylesheet|icon)" href)="([^"]+)"',
            text_of(answer),
        )
        assert loaded
        assert [url for url in loaded if not url.startswith(("/", "data:"))] == []

    def test_answers_who_asks_for_the_head_alone(self, client, path):
        assert client.head(path).status_code == 200

    @pytest.mark.parametrize(
        "before", ["x", "-1", "1-", "9" * 40 + "-1", "1-1-1", "១-១"]
    )
    def test_says_that_there_is_no_such_place(self, client, path, before):
        assert client.get(path, {"before": before}).status_code == 404

    def test_asks_at_most_six_queries_however_many_there_are(
        self, client, path, pair, person, django_assert_max_num_queries
    ):
        for _each in range(5):
            more = make.a_story(
                section=pair["en"].article.section, lead_photo=make.a_photo()
            )
            more.tags.add(Tag.objects.get())
            version = make.a_version(article=more, language="en")
            make.credit(version, (person, CreditRole.REPORTER))
            make.published(version)
        with django_assert_max_num_queries(6):
            assert len(linked(client, path)) == 6

    def test_goes_on_where_it_ended_and_shows_each_once(
        self, client, path, pair, person, monkeypatch
    ):
        for name in ("_OF_SECTION", "_OF_TAG", "_OF_MONTH", "_OF_PERSON"):
            in_twos(monkeypatch, lists, name)
        for _each in range(4):
            more = make.a_story(section=pair["en"].article.section)
            more.tags.add(Tag.objects.get())
            version = make.a_version(article=more, language="en")
            make.credit(version, (person, CreditRole.REPORTER))
            # All at the same moment: the key alone tells them apart.
            make.published(version)
        found, here = [], path
        while here:
            found += linked(client, here)
            page = text_of(client.get(here))
            older = re.search(r'rel="next" href="([^"]+)"', page)
            assert f'<link rel="canonical" href="http://127.0.0.1:8000{here}">' in page
            here = older[1] if older else ""
        public = Version.objects.public().filter(language="en")
        in_order = public.order_by("-published_at", "-pk")
        expected = [version_url(v) for v in in_order.select_related("article__section")]
        assert found == expected


class TestSection:
    def test_links_its_other_language_where_it_has_something(self, client, pair):
        slug = pair["en"].article.section.slug
        page = text_of(client.get(f"/en/{slug}/"))
        assert f'hreflang="km" href="http://127.0.0.1:8000/km/{slug}/"' in page
        lone = make.published(make.a_version(language="en")).article.section.slug
        page = text_of(client.get(f"/en/{lone}/"))
        assert f"/km/{lone}/" not in page
        assert "Khmer version not published yet" in page

    def test_is_linked_from_the_front_page_and_from_its_stories(self, client, pair):
        slug = pair["en"].article.section.slug
        for path in ("/en/", version_url(pair["en"])):
            assert f'href="/en/{slug}/"' in text_of(client.get(path))

    def test_is_not_there_without_stories(self, client, pair):
        empty = make.a_section().slug
        assert client.get(f"/en/{empty}/").status_code == 404
        assert f"/en/{empty}/" not in text_of(client.get("/en/"))


class TestFrontPage:
    def test_goes_on_to_the_oldest_story_and_no_further(
        self, client, pair, monkeypatch
    ):
        in_twos(monkeypatch, home, "_NEWEST")
        for _each in range(4):
            # All at the same moment: the key alone tells them apart.
            make.published(make.a_version(language="en"))
        found, here = [], "/en/"
        while here:
            found += linked(client, here)
            page, last = text_of(client.get(here)), here
            assert f'<link rel="canonical" href="http://127.0.0.1:8000{here}">' in page
            # A page further back is the same one in no other language.
            assert page.count('rel="alternate" hreflang="km" href') == (here == "/en/")
            assert "/en/archive/" in page
            older = re.search(r'rel="next" href="([^"]+)"', page)
            here = older[1] if older else ""
        public = Version.objects.public().filter(language="en")
        in_order = public.order_by("-published_at", "-pk")
        shown = [version_url(v) for v in in_order.select_related("article__section")]
        assert found == shown
        end = Place(in_order.last().published_at, in_order.last().pk).token
        for before in ("x", "1-1-1", end):
            assert client.get("/en/", {"before": before}).status_code == 404
        assert last != "/en/"


class TestArchive:
    def test_lists_every_month_from_the_first_story_to_the_newest(self, client, pair):
        early = datetime(2025, 11, 30, 20, 0, tzinfo=UTC)
        Version.objects.filter(pk=pair["km"].pk).update(published_at=early)
        make.published(make.a_version(language="km"))
        page = text_of(client.get("/km/archive/"))
        months = re.findall(r'href="(/km/archive/\d+/\d+/)"', page)
        # In Phnom Penh it was December already.
        assert months == [f"/km/archive/2026/{m}/" for m in (1, 2, 3)] + [
            "/km/archive/2025/12/"
        ]
        assert "ធ្នូ" in page
        assert "២០២៥" in page
        assert client.get("/km/archive/2025/12/").status_code == 200
        assert client.get("/km/archive/2025/11/").status_code == 404

    def test_is_there_before_the_first_story(self, client):
        assert client.get("/km/archive/").status_code == 200
        assert client.get("/xx/archive/").status_code == 404

    @pytest.mark.parametrize(
        "month", ["2026/13", "2026/0", "0000/1", "2026/" + "9" * 30]
    )
    def test_has_no_month_that_is_none(self, client, month):
        assert client.get(f"/en/archive/{month}/").status_code == 404

    def test_asks_the_same_however_much_there_is(
        self, client, pair, django_assert_max_num_queries
    ):
        make.a_published_pair()
        with django_assert_max_num_queries(6):
            client.get("/en/archive/")


class TestPerson:
    def test_is_linked_from_the_byline(self, client, pair, person):
        page = text_of(client.get(version_url(pair["en"])))
        link = f'<a href="/en/people/{person.slug}/">Chan Sophea'
        assert link in page
        assert f"http://127.0.0.1:8000/en/people/{person.slug}/" in page

    def test_has_no_page_in_a_language_without_consent(self, client, pair, person):
        make.credit(pair["km"], (person, CreditRole.REPORTER))
        assert client.get(f"/km/people/{person.slug}/").status_code == 404
        page = text_of(client.get(f"/en/people/{person.slug}/"))
        assert "/km/people/" not in page

    def test_is_gone_at_once_when_consent_is_withdrawn(self, client, pair, person):
        path = f"/en/people/{person.slug}/"
        assert "Chan Sophea" in text_of(client.get(path))
        consenting.withdraw_consent(
            contributor=person, language="en", by=make.a_chief(), at=make.NOW
        )
        gone, never = client.get(path), client.get("/en/people/never-was/")
        assert (gone.status_code, gone.content) == (404, never.content)

    def test_has_no_page_before_readers_see_a_story(self, client):
        person = make.a_person("Not Yet", consents=["en"])
        version = make.a_version(language="en")
        make.credit(version, (person, CreditRole.REPORTER))
        assert client.get(f"/en/people/{person.slug}/").status_code == 404
        make.published(version)
        assert client.get(f"/en/people/{person.slug}/").status_code == 200

    def test_tells_nothing_of_a_credit_that_is_kept_for_the_record(
        self, client, pair, person
    ):
        pair["en"].credits.update(is_displayed=False)
        assert client.get(f"/en/people/{person.slug}/").status_code == 404

    def test_is_there_for_a_desk(self, client, pair):
        desk = make.a_desk()
        make.credit(pair["km"], (desk, CreditRole.REPORTER))
        assert client.get(f"/km/people/{desk.slug}/").status_code == 200


class TestPlace:
    def test_is_read_as_it_is_written(self):
        place = Place(make.NOW + timedelta(microseconds=7), 12)
        assert place_of(place.token) == place
        assert place_of("") is None

    @pytest.mark.parametrize("token", ["-", "1", "1-a", "a-1", "1" * 18 + "-1", "\x00"])
    def test_is_refused_as_anything_else(self, token):
        with pytest.raises(PlaceError):
            place_of(token)
