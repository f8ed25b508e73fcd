"""The podcast feed holds what readers may hear, as players want to read it."""

from datetime import timedelta
from time import struct_time

import feedparser  # type: ignore[import-untyped] # ships no types
import pytest
from django.utils import timezone

from articles.models import CreditRole
from people.actions import consenting
from tests import factories as make

pytestmark = pytest.mark.django_db
FEED = "/en/feeds/podcast.xml"


@pytest.fixture
def voice():
    return make.a_person("Chan Voice", consents=["en"])


@pytest.fixture
def version(voice):
    version = make.a_version(
        language="en",
        text=make.blocks(
            "The river & the road", ["It rose."], standfirst="High <water>"
        ),
    )
    make.credit(
        version, (make.a_desk(), CreditRole.REPORTER), (voice, CreditRole.VOICE)
    )
    make.recorded(version, make.a_sound(65))
    return make.published(version)


def read(client, path=FEED):
    answer = client.get(path)
    assert answer.status_code == 200
    return feedparser.parse(answer.content)


class TestPodcast:
    def test_is_read_by_a_player(self, client, version):
        feed = read(client)
        assert not feed.bozo
        assert feed.version == "rss20"
        assert feed.feed.title == "The Market · read aloud"
        assert feed.feed.language == "en"
        assert feed.feed.author == "The Market"
        assert "Market Association" in feed.feed.rights
        assert feed.feed.image.href.endswith(".png")
        assert not feed.feed.itunes_explicit
        (entry,) = feed.entries
        assert entry.title == "The river & the road"
        assert entry.link.endswith(f"/{version.slug}/")
        assert entry.id == f"{version.article.urn}#en"
        assert entry.itunes_duration == "65"
        assert "Read by Chan Voice" in entry.author
        assert "Market Association" in entry.rights
        for part in ("High", "Read by Chan Voice", "Market", "#rights-title"):
            assert part in entry.description
        assert isinstance(entry.published_parsed, struct_time)
        assert entry.published_parsed[:5] == make.NOW.timetuple()[:5]

    def test_points_to_the_very_file(self, client, version):
        (entry,) = read(client).entries
        (enclosure,) = entry.enclosures
        assert enclosure.type == "audio/mpeg"
        answer = client.get(enclosure.href.replace("http://127.0.0.1:8000", ""))
        assert answer.status_code == 200
        assert len(b"".join(answer.streaming_content)) == int(enclosure.length)

    def test_shows_the_same_image_that_is_there(self, client, version, settings):
        image = read(client).feed.image.href
        picture = settings.BASE_DIR / "website/static/website/podcast.png"
        assert image.endswith("website/podcast.png")
        assert picture.read_bytes()[:4] == b"\x89PNG"

    def test_speaks_the_language_of_its_address(self, client):
        version = make.a_version(language="km")
        make.recorded(version)
        make.published(version)
        feed = read(client, "/km/feeds/podcast.xml")
        assert feed.feed.title == "ផ្សារ · អានឱ្យស្ដាប់"
        assert len(feed.entries) == 1
        assert read(client).entries == []

    def test_knows_who_has_it_already_and_sets_no_cookie(self, client, version):
        answer = client.get(FEED)
        again = client.get(FEED, headers={"if-none-match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert answer["Last-Modified"]
        assert not client.cookies
        assert not answer.has_header("Vary")

    def test_is_the_same_while_nothing_happens_even_where_it_is_empty(self, client):
        make.an_outlet()
        assert client.get(FEED)["ETag"] == client.get(FEED)["ETag"]

    def test_tells_of_what_is_taken_away_whatever_the_asker_remembers(
        self, client, version
    ):
        answer = client.get(FEED)
        make.hidden(version.article)
        headers = {
            "if-none-match": answer["ETag"],
            "if-modified-since": answer["Last-Modified"],
        }
        again = client.get(FEED, headers=headers)
        assert again.status_code == 200
        assert feedparser.parse(again.content).entries == []
        del headers["if-none-match"]
        assert client.get(FEED, headers=headers).status_code == 200

    def test_holds_nothing_before_its_hour(self, client, version):
        article = version.article
        article.embargoed_until = timezone.now() + timedelta(hours=1)
        article.save()
        assert read(client).entries == []
        article.embargoed_until = timezone.now()
        article.save()
        assert len(read(client).entries) == 1

    def test_never_names_who_does_not_agree(self, client, version, voice):
        assert b"Chan Voice" in client.get(FEED).content
        consenting.withdraw_consent(
            contributor=voice, language="en", by=make.a_chief(), at=make.NOW
        )
        assert b"Chan Voice" not in client.get(FEED).content

    def test_is_found_from_every_page(self, client, version):
        for path in ("/en/", f"/en/{version.article.section.slug}/{version.slug}/"):
            page = client.get(path).content.decode()
            assert f'type="application/rss+xml" href="{FEED}"' in page

    def test_asks_the_database_the_same_however_much_is_read_aloud(
        self, client, version, django_assert_num_queries
    ):
        client.get(FEED)
        for _each in range(3):
            more = make.a_version(
                article=make.a_story(outlet=version.article.outlet), language="en"
            )
            make.recorded(more)
            make.published(more)
        with django_assert_num_queries(5):
            assert len(read(client).entries) == 4

    def test_is_nowhere_for_a_language_that_nobody_speaks(self, client):
        assert client.get("/xx/feeds/podcast.xml").status_code == 404
