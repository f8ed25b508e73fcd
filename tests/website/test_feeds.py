"""Feeds of stories: the same excerpts as Atom, RSS and JSON Feed, with the notice."""

import json
from datetime import timedelta
from typing import Any

import feedparser  # type: ignore[import-untyped] # ships no types
import pytest
from django.utils import timezone

from articles.addresses import absolute, version_url
from articles.models import CreditRole, Tag
from people.actions import consenting
from rights.lookup import current_notice
from tests import factories as make
from website.feeds.writing import KINDS

pytestmark = pytest.mark.django_db

BODY = "This paragraph is nowhere but on the page."


@pytest.fixture
def pair():
    original = make.published(make.a_version(language="km"))
    text = make.blocks("Rain & wind", [BODY], standfirst="High <b>water</b>")
    translation = make.a_version(article=original.article, language="en", text=text)
    return {"km": original, "en": make.published(translation)}


def entries(client: Any, path: str) -> list[dict[str, Any]]:
    """Read a feed of any kind into the same words."""
    answer = client.get(path)
    assert answer.status_code == 200
    if path.endswith(".json"):
        return [
            {
                "id": item["id"],
                "link": item["url"],
                "title": item["title"],
                "summary": item["content_text"],
                "rights": item["_spean"]["rights"],
                "others": item["_spean"]["translations"],
                "subjects": item["tags"],
            }
            for item in json.loads(answer.content)["items"]
        ]
    feed = feedparser.parse(answer.content)
    assert not feed.bozo, feed.bozo_exception
    return [
        {
            "id": entry.id,
            "link": entry.link,
            "title": entry.title,
            "summary": entry.summary,
            "rights": entry.rights,
            "others": {
                link.hreflang: link.href
                for link in entry.links
                if link.rel == "http://purl.org/dc/terms/hasversion"
            },
            "subjects": [tag.term for tag in entry.tags],
        }
        for entry in feed.entries
    ]


def rights_of(client: Any, path: str) -> str:
    content = client.get(path).content
    if path.endswith(".json"):
        return json.loads(content)["_spean"]["rights"]
    return feedparser.parse(content).feed.rights


@pytest.mark.parametrize("kind", KINDS)
class TestEachKind:
    def test_says_what_a_story_is_about_and_whose_it_is(self, client, pair, kind):
        (entry,) = entries(client, f"/en/feeds/{kind}")
        version = pair["en"]
        assert entry["id"] == f"{version.article.urn}#en"
        assert entry["link"] == absolute(version_url(version))
        assert "Rain & wind" in entry["title"]
        assert "High water" in entry["summary"]
        assert "Translated by" in entry["summary"]
        assert BODY not in client.get(f"/en/feeds/{kind}").content.decode()

    @pytest.mark.parametrize("language", ["km", "en"])
    def test_carries_the_notice(self, client, pair, kind, language):
        path = f"/{language}/feeds/{kind}"
        notice = current_notice(pair[language].article.outlet).text_for(language)
        assert notice.full == rights_of(client, path)
        (entry,) = entries(client, path)
        assert notice.short == entry["rights"]
        assert notice.short in entry["summary"]
        assert "#rights-title" in entry["summary"]

    def test_leads_to_the_other_language_while_readers_have_it(
        self, client, pair, kind
    ):
        (entry,) = entries(client, f"/en/feeds/{kind}")
        assert entry["others"] == {"km": absolute(version_url(pair["km"]))}
        lone = make.published(make.a_version(language="km"))
        make.a_version(article=lone.article, language="en")
        found = {e["id"]: e["others"] for e in entries(client, f"/km/feeds/{kind}")}
        assert found[f"{lone.article.urn}#km"] == {}

    def test_is_narrowed_to_a_section_or_a_tag(self, client, pair, kind):
        other = make.published(make.a_version(language="en"))
        tag = Tag.objects.create(slug="water", name_km="ទឹក", name_en="Water")
        other.article.tags.add(tag)
        slug = pair["en"].article.section.slug
        (in_section,) = entries(client, f"/en/feeds/section/{slug}/{kind}")
        (with_tag,) = entries(client, f"/en/feeds/tag/water/{kind}")
        assert in_section["id"] == f"{pair['en'].article.urn}#en"
        assert with_tag["id"] == f"{other.article.urn}#en"

    def test_names_section_and_tags_in_its_language_as_they_are_called_now(
        self, client, pair, kind
    ):
        article = pair["en"].article
        article.section.name_km, article.section.name_en = "បរិស្ថាន", "Nature"
        article.section.save()
        shared = Tag.objects.create(slug="water", name_km="ទឹក", name_en="Wind & water")
        unnamed = Tag.objects.create(slug="flood", name_km="ទឹកជំនន់", name_en="")
        twice = Tag.objects.create(slug="nature", name_km="ធម្មជាតិ", name_en="Nature")
        article.tags.add(shared, unnamed, twice)
        other = make.published(make.a_version(language="en"))
        other.article.tags.add(shared)
        hidden = make.published(make.a_version(language="en"))
        hidden.article.tags.add(Tag.objects.create(slug="raid", name_en="A raid"))
        make.hidden(hidden.article)

        def told(language: str) -> list[list[str]]:
            found = entries(client, f"/{language}/feeds/{kind}")
            return sorted((each["subjects"] for each in found), key=len)

        section = other.article.section.name_en
        assert told("km") == [["បរិស្ថាន", "ទឹកជំនន់", "ធម្មជាតិ", "ទឹក"]]
        english = ["Nature", "flood", "Wind & water"]
        assert told("en") == [[section, "Wind & water"], english]
        # The page that was kept is not kept beyond a name.
        Tag.objects.filter(slug="water").update(name_en="Rivers")
        assert told("en") == [[section, "Rivers"], [*english[:2], "Rivers"]]

    def test_tells_nothing_of_a_section_or_tag_that_has_nothing_yet(
        self, client, pair, kind
    ):
        Tag.objects.create(slug="raid", name_km="ក", name_en="A raid")
        make.a_section()
        for path in (
            f"/en/feeds/tag/raid/{kind}",
            f"/en/feeds/section/{make.a_section().slug}/{kind}",
            f"/en/feeds/tag/none/{kind}",
            f"/xx/feeds/{kind}",
        ):
            assert client.get(path).status_code == 404

    def test_holds_nothing_before_its_hour_and_all_from_then_on(
        self, client, pair, kind
    ):
        article = pair["en"].article
        article.embargoed_until = timezone.now() + timedelta(minutes=1)
        article.save()
        assert entries(client, f"/en/feeds/{kind}") == []
        article.embargoed_until = timezone.now()
        article.save()
        assert len(entries(client, f"/en/feeds/{kind}")) == 1

    def test_tells_of_what_is_taken_away_whatever_the_asker_remembers(
        self, client, pair, kind
    ):
        path = f"/en/feeds/{kind}"
        first = client.get(path)
        known = {"if-none-match": first["ETag"]}
        assert client.get(path, headers=known).status_code == 304
        make.hidden(pair["en"].article)
        known["if-modified-since"] = first["Last-Modified"]
        assert client.get(path, headers=known).status_code == 200
        assert entries(client, path) == []

    def test_never_names_who_does_not_agree(self, client, pair, kind):
        person = make.a_person("Chan Sophea", consents=["en"])
        make.credit(pair["en"], (person, CreditRole.TRANSLATOR))
        path = f"/en/feeds/{kind}"
        assert "Chan Sophea" in client.get(path).content.decode()
        consenting.withdraw_consent(
            contributor=person, language="en", by=make.a_chief(), at=make.NOW
        )
        assert "Chan Sophea" not in client.get(path).content.decode()

    def test_asks_as_many_queries_for_many_stories_as_for_one(
        self, client, pair, kind, django_assert_num_queries
    ):
        for _each in range(3):
            more = make.a_story(outlet=pair["en"].article.outlet)
            more.tags.add(Tag.objects.create(slug=f"tag-{more.section.slug}"))
            make.published(make.a_version(article=more, language="en"))
        with django_assert_num_queries(4):
            assert len(entries(client, f"/en/feeds/{kind}")) == 4

    def test_sets_no_cookie_and_answers_who_asks_for_the_head(self, client, pair, kind):
        answer = client.head(f"/en/feeds/{kind}")
        assert (answer.status_code, answer.content) == (200, b"")
        assert not client.cookies
        assert not answer.has_header("Vary")


class TestFeed:
    def test_says_of_itself_what_kind_it_is(self, client, pair):
        kinds = {
            kind: feedparser.parse(client.get(f"/km/feeds/{kind}").content).version
            for kind in ("atom.xml", "rss.xml")
        }
        assert kinds == {"atom.xml": "atom10", "rss.xml": "rss20"}
        written = json.loads(client.get("/km/feeds/feed.json").content)
        assert written["version"] == "https://jsonfeed.org/version/1.1"
        assert written["language"] == "km"

    def test_drops_what_no_xml_may_hold(self, client):
        text = make.blocks("One\x0b two", ["Text."])
        version = make.published(make.a_version(language="en", text=text))
        type(version).objects.filter(pk=version.pk).update(headline="One\x0btwo\x1f")
        (entry,) = entries(client, "/en/feeds/atom.xml")
        assert entry["title"] == "Onetwo"

    def test_is_found_from_the_front_page_and_from_its_section(self, client, pair):
        slug = pair["en"].article.section.slug
        for path, feed in (
            ("/en/", "/en/feeds/"),
            (f"/en/{slug}/", f"section/{slug}/"),
        ):
            page = client.get(path).content.decode()
            for kind in KINDS:
                assert f"{feed}{kind}" in page

    def test_is_there_for_an_interface_language_without_stories(self, client):
        make.an_outlet()
        assert entries(client, "/km/feeds/atom.xml") == []
