"""No public address tells of a story before its hour or after it is hidden.

The addresses are those of the resolver: one that is not listed here fails the test.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from django.urls import get_resolver
from django.utils import timezone

from articles.models import Article, CreditRole, Section, Series, Tag, Version
from tests import factories as make
from website.actions.indexing import index_when_due
from website.feeds.writing import KINDS

pytestmark = pytest.mark.django_db

WORD = "Canary8842"
LANGUAGES = ("km", "en")
SECOND = timedelta(seconds=1)


class Story:
    """A published story with a word of its own in everything that readers see."""

    def __init__(self) -> None:
        photo = make.a_photo(
            **{
                f"{field}_{tag}": WORD
                for field in ("credit", "description")
                for tag in LANGUAGES
            }
        )
        self.section = Section.objects.create(
            slug="canary-section", name_km=WORD, name_en=WORD
        )
        names = {
            f"{field}_{tag}": WORD
            for field in ("title", "description")
            for tag in LANGUAGES
        }
        series = Series.objects.create(slug="canary-series", **names)
        self.article = make.a_story(
            lead_photo=photo, section=self.section, series=series
        )
        self.tag = Tag.objects.create(slug="canary-tag", name_km=WORD, name_en=WORD)
        self.article.tags.add(self.tag)
        self.person = make.a_person(WORD, consents=LANGUAGES)
        self.slugs, self.recordings = {}, []
        for language in LANGUAGES:
            version = make.a_version(
                article=self.article,
                language=language,
                text=make.blocks(
                    WORD, [f"{WORD} rose."], standfirst=WORD, caption=WORD
                ),
            )
            role = CreditRole.TRANSLATOR if self.slugs else CreditRole.REPORTER
            make.credit(version, (self.person, role), (self.person, CreditRole.VOICE))
            self.recordings.append(make.recorded(version))
            make.published(version)
            now = timezone.now()
            # Of today, so that the news sitemap has it as well.
            Version.objects.filter(pk=version.pk).update(
                published_at=now, released_at=now, slug=f"canary-{language}"
            )
            self.slugs[language] = f"canary-{language}"
        make.corrected(self.article, km=WORD, en=WORD)
        index_when_due(at=now)
        self.day = timezone.localtime(now)

    def embargo(self, ends: timedelta) -> None:
        """Let the embargo end so long from now."""
        Article.objects.filter(pk=self.article.pk).update(
            embargoed_until=timezone.now() + ends
        )


def _of_languages(path: str) -> Callable[[Story], list[str]]:
    return lambda _story: [path.format(language=language) for language in LANGUAGES]


def _of_versions(more: str) -> Callable[[Story], list[str]]:
    return lambda story: [
        f"/{language}/canary-section/{slug}/{more}"
        for language, slug in story.slugs.items()
    ]


def _of_feeds(path: str) -> Callable[[Story], list[str]]:
    return lambda _story: [
        f"/{language}/feeds/{path}{kind}" for language in LANGUAGES for kind in KINDS
    ]


# Where readers find something of a story, by the name of the address.
TELLING: dict[str, Callable[[Story], list[str]]] = {
    "home": _of_languages("/{language}/"),
    "search": _of_languages("/{language}/search/?q=rose"),
    "article": _of_versions(""),
    "lite": _of_versions("lite/"),
    "single": _of_versions("single/"),
    "poster": _of_versions("card.png"),
    "ask": _of_versions("ask/"),
    "asked": _of_versions("asked/"),
    "section": _of_languages("/{language}/canary-section/"),
    "series": _of_languages("/{language}/series/canary-series/"),
    "tag": _of_languages("/{language}/tag/canary-tag/"),
    "person": lambda story: [
        f"/{language}/people/{story.person.slug}/" for language in LANGUAGES
    ],
    "month": lambda story: [
        f"/{language}/archive/{story.day.year}/{story.day.month}/"
        for language in LANGUAGES
    ],
    "corrections": _of_languages("/{language}/corrections/"),
    "pair": lambda story: [f"/pair/{story.article.pk}/"],
    "pair_in": lambda story: [f"/pair/{story.article.pk}/en/"],
    "podcast": _of_languages("/{language}/feeds/podcast.xml"),
    "feed": _of_feeds(""),
    "section_feed": _of_feeds("section/canary-section/"),
    "series_feed": _of_feeds("series/canary-series/"),
    "tag_feed": _of_feeds("tag/canary-tag/"),
    "sitemap": lambda story: [
        f"/{language}/sitemap-{story.day.year}.xml" for language in LANGUAGES
    ],
    "news_sitemap": lambda _story: ["/sitemap-news.xml"],
    "photo": lambda story: [f"/photos/{story.article.lead_photo_id}/480.jpg"],
    "recording": lambda story: [
        f"/recordings/{each.pk}/voice.mp3" for each in story.recordings
    ],
    "policy": lambda story: [f"/rights/policy/{story.article.pk}.jsonld"],
}
# Which say something of the newspaper as a whole, with or without the story.
STANDING = {
    "archive": _of_languages("/{language}/archive/"),
    "sitemaps": lambda _story: ["/sitemap.xml"],
    "about": _of_languages("/{language}/about/"),
    "rights": _of_languages("/{language}/rights/"),
    "choose_language": lambda _story: ["/"],
    "robots": lambda _story: ["/robots.txt"],
    "tdmrep": lambda _story: ["/.well-known/tdmrep.json"],
    "mining_policy": lambda _story: ["/rights/policy/mining.jsonld"],
}
# For who holds a signed link, and for who watches the servers.
APART = {
    *("preview", "preview_photo", "recall", "recall_atom", "recall_ninjs"),
    *("partner", "partner_feed", "partner_copy", "healthz", "readyz"),
}
# Besides the pages' own: forms of words, the glossary.
MORE_QUERIES = {"search": 2}
# What is no text, and says by being there that the story is.
BYTES = {"poster", "photo", "recording", "policy", "asked"}


def public_names(resolver: Any = None) -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if getattr(pattern, "namespace", None):
            continue
        if hasattr(pattern, "url_patterns"):
            yield from public_names(pattern)
        elif pattern.name:
            yield pattern.name


@pytest.fixture
def story() -> Story:
    cache.clear()
    return Story()


def asked(client: Any, path: str, **headers: str) -> Any:
    """Ask, and read the answer to its end: a file that stays open is a fault."""
    answer = client.get(path, headers=headers)
    answer.said = (
        b"".join(answer.streaming_content) if answer.streaming else answer.content
    )
    return answer


def tells(answer: Any, story: Story) -> bool:
    """Say whether an answer holds the word, the key or an address of the story."""
    said = answer.said + str(answer.headers).encode()
    # The address itself may stand in the answer to it.
    said = said.replace(answer.request["PATH_INFO"].encode(), b"")
    marks = (WORD, "canary-km", "canary-en", str(story.article.pk))
    return any(mark.encode() in said for mark in marks)


def shows(name: str, answer: Any, story: Story) -> bool:
    """Say whether an answer gives the story away, by what it says or by being there."""
    is_there = name in BYTES and answer.status_code in {200, 304}
    return is_there or tells(answer, story)


def places(table: dict[str, Callable[[Story], list[str]]], story: Story) -> list[Any]:
    return [(name, path) for name, at in table.items() for path in at(story)]


class TestTable:
    def test_lists_every_public_address(self):
        assert set(TELLING) | set(STANDING) | APART == set(public_names())


class TestEverySurface:
    def test_is_silent_a_second_before_and_tells_from_the_hour_on(self, client, story):
        early, late = [], []
        for name, path in places(TELLING, story):
            # Long enough for a slow machine to ask once.
            story.embargo(30 * SECOND)
            if shows(name, asked(client, path), story):
                early.append(path)
            for ends in (timedelta(0), -2 * SECOND):
                story.embargo(ends)
                if not shows(name, asked(client, path), story):
                    late.append(path)
        assert early == []
        assert late == []

    @pytest.mark.parametrize(
        "path", ["/en/", "/en/feeds/atom.xml", "/en/canary-section/canary-en/"]
    )
    def test_is_exact_while_the_hour_comes(self, client, story, path):
        hour = timezone.now() + SECOND
        Article.objects.filter(pk=story.article.pk).update(embargoed_until=hour)
        is_told = False
        while not is_told:
            begun = timezone.now()
            is_told = tells(asked(client, path), story)
            # Who asks before the hour and hears after it may hear either.
            assert not (is_told and timezone.now() < hour)
            assert is_told or begun < hour

    @pytest.mark.parametrize("how", ["hidden", "taken down", "restricted"])
    def test_is_silent_once_readers_no_longer_have_it(self, client, story, how):
        known = {
            path: asked(client, path).headers.get("ETag", '"none"')
            for _name, path in places(TELLING, story)
        }
        if how == "hidden":
            make.hidden(story.article)
        elif how == "taken down":
            make.taken_down(story.article)
        else:
            Article.objects.update(is_restricted=True)
        left = [
            (path, headers)
            for name, path in places(TELLING, story)
            for headers in ({}, {"if-none-match": known[path]})
            if shows(name, asked(client, path, **headers), story)
        ]
        assert left == []

    def test_says_the_same_of_the_newspaper_with_and_without_it(self, client, story):
        make.hidden(story.article)
        for _name, path in places(STANDING, story):
            assert not tells(asked(client, path), story), path

    def test_sets_no_cookie_and_depends_on_none(self, client, story):
        for _name, path in places(TELLING | STANDING, story):
            whole, head = asked(client, path), client.head(path)
            rest = b"".join(head.streaming_content) if head.streaming else head.content
            for answer in (whole, head):
                assert answer.status_code in {200, 302}, path
                assert not answer.cookies, path
                assert "Cookie" not in answer.get("Vary", ""), path
            assert rest == b"", path

    def test_asks_no_session_and_at_most_six_times(
        self, client, story, django_assert_max_num_queries
    ):
        client.cookies["spean_session"] = "x" * 32
        for name, path in places(TELLING | STANDING, story):
            most = 6 + MORE_QUERIES.get(name, 0)
            with django_assert_max_num_queries(most) as queries:
                asked(client, path)
            assert not [q for q in queries if "session" in q["sql"]], path

    @pytest.mark.parametrize("bad", ["%00", "%ED%A0%80", "%FF", "%2e%2e%2f"])
    def test_answers_what_is_no_text_as_nothing(self, client, story, bad):
        for _name, path in places(TELLING | STANDING, story):
            for spoilt in (
                f"{path}?before={bad}",
                path.replace("canary", bad),
                path.replace(str(story.day.year), bad),
            ):
                status = asked(client, spoilt).status_code
                assert status in {200, 302, 304, 400, 404}, spoilt

    def test_knows_no_story_that_never_was(self, client, story):
        never = str(UUID(int=7))
        for _name, path in places(TELLING, story):
            other = path.replace("canary", "never").replace(
                str(story.article.pk), never
            )
            if other != path:
                assert client.get(other).status_code == 404, other
