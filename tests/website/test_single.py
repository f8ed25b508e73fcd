"""A story as one file: nothing in it needs a network, and its notice is in it."""

import re
from html.parser import HTMLParser

import pytest

from articles.addresses import version_url
from articles.models import Article, PhotoOwnership, Version
from rights.lookup import current_notice
from tests import factories as make

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
LARGEST = 250_000


def with_a_photo(**facts: object) -> Version:
    version, _translation = make.a_published_pair()
    photo = make.a_photo(**facts)
    Article.objects.filter(pk=version.article_id).update(lead_photo=photo)
    return version


def file_of(client, version: Version) -> str:
    answer = client.get(f"{version_url(version)}single/")
    said = answer["Content-Disposition"]
    assert said == f'attachment; filename="{version.slug}.{version.language}.html"'
    return answer.content.decode()


class Loads(HTMLParser):
    """Everything that a browser would fetch for a page, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        for name in ("src", "srcset", "poster", "data"):
            self.fetched += [facts[name]] if facts.get(name) else []
        if tag == "link" and facts["rel"] in ("stylesheet", "icon", "preload"):
            self.fetched.append(facts["href"])
        if tag == "a":
            self.links.append(facts["href"])


class TestSingleFile:
    def test_fetches_nothing_and_leads_to_whole_addresses(self, client):
        page = file_of(client, with_a_photo())
        loads = Loads(page)
        assert {it.partition(":")[0] for it in loads.fetched} == {"data"}
        assert {it.partition(":")[0] for it in re.findall(r"url\(([^)]+)", page)} == {
            "data"
        }
        assert loads.links
        assert [it for it in loads.links if not it.startswith(SITE)] == []
        assert len(page) < LARGEST

    def test_holds_the_story_its_makers_its_photo_and_its_notice(self, client):
        version = with_a_photo()
        page = file_of(client, version)
        for block in version.released_revision.blocks:
            assert re.sub(r"<[^>]+>", "", block["html"]) in page
        notice = current_notice(version.article.outlet)
        assert notice.text_for("km").full in page
        assert "រាយការណ៍ដោយ" in page
        assert "data:image/jpeg;base64,/9j/" in page
        assert "ស្រី មុំ" in page
        assert f"{SITE}{version_url(version)}" in page

    def test_leaves_other_peoples_photos_at_home_and_says_so(self, client):
        version = with_a_photo(
            ownership=PhotoOwnership.THIRD_PARTY,
            post_owner="Chan",
            post_url="https://social.example/chan",
            fetched_date=make.NOW.date(),
            asked_whom="Chan",
        )
        page = file_of(client, version)
        assert "<img" not in page
        assert "រូបថតនៃអត្ថបទនេះជារបស់អ្នកដទៃ" in page

    def test_has_no_khmer_letters_where_nothing_is_khmer(self, client):
        khmer, english = make.a_published_pair()
        page = file_of(client, khmer)
        assert page.count("font/woff2") == page.count("font-display:block") == 2
        assert "font-display:optional" not in page
        # Those of the one Khmer word, the name of the language, until it has none.
        page = file_of(client, english)
        assert page.count("font/woff2") == page.count('Spean Khmer Name";font-w') == 1
        text = make.blocks("The river rose", ["It stands at 6 metres."])
        alone = make.published(make.a_version(language="en", text=text))
        page = file_of(client, alone)
        assert "font/woff2" not in page
        assert "<nav" not in page

    def test_leads_to_the_other_language(self, client):
        both = make.a_published_pair()
        for here, there in (both, both[::-1]):
            link = f'<a href="{SITE}{version_url(there)}" lang="{there.language}"'
            assert link in file_of(client, here)

    def test_is_gone_with_the_story(self, client):
        version = with_a_photo()
        make.taken_down(version.article)
        assert client.get(f"{version_url(version)}single/").status_code == 410
