"""The search shows what readers have at this moment, and nothing of who asked."""

from datetime import timedelta

import pytest
from django import forms
from django.core.management import call_command
from django.utils import timezone
from pytest_django.asserts import assertHTMLEqual

from articles.actions import publishing, redacting, writing
from articles.actions.redacting import Removal
from articles.addresses import version_url
from articles.models import Article
from newsroom import desk
from newsroom.forgetting import verbs
from tests import factories as make
from website.actions.indexing import index, index_when_due, waiting
from website.models import SearchLine
from website.searching import Choice

pytestmark = pytest.mark.django_db
WORD = "សាឡាងមេគង្គ"
FAR = timezone.now() + timedelta(days=900)


def indexed() -> int:
    return index_when_due(at=make.NOW)


@pytest.fixture
def ferry():
    version = make.published(
        make.a_version(text=make.blocks(f"{WORD}ថ្មី", ["វាឆ្លងទន្លេ។", "ម៉ោង ៥ ព្រឹក។"]))
    )
    indexed()
    return version


def found(client, asked: str, *, language: str = "km", **more: str) -> list[str]:
    answer = client.get(f"/{language}/search/", {"q": asked, **more})
    assert answer.status_code == 200
    return _links(answer.content.decode())


def _links(body: str) -> list[str]:
    found = body.partition('<ol class="found"')[2].partition("</ol>")[0]
    return [part.partition('"')[0] for part in found.split('<a href="')[1:]]


@pytest.mark.parametrize("chosen", ["", None, "km", "a&b", ["km"], "gone"])
def test_a_list_of_choices_says_what_djangos_own_says(chosen):
    choices = [("", "every"), ("a&b", 'x <"y">'), ("km", "ភាសាខ្មែរ")]
    attrs = {"id": "id_q", "aria-invalid": "true", "required": False}
    ours, theirs = (
        kind(choices=choices).render("q", chosen, attrs)
        for kind in (Choice, forms.Select)
    )
    assertHTMLEqual(ours, theirs)


class TestFinding:
    @pytest.mark.parametrize("asked", [WORD, "សាឡាង មេគង្គ", "មេគង្គ\u200b", "5 ព្រឹក"])
    def test_leads_to_the_story(self, client, ferry, asked):
        assert found(client, asked) == [version_url(ferry)]

    def test_shows_one_telling_of_a_story_that_of_the_page_first(self, client):
        original, translation = make.a_published_pair()
        indexed()
        both = f"{original.headline} "
        assert found(client, both, language="km") == [version_url(original)]
        word = translation.headline.split()[0]
        assert found(client, word, language="km") == [version_url(translation)]

    def test_narrows_down(self, client, ferry):
        day = ferry.published_at.date().isoformat()
        section = ferry.article.section.slug
        here = [version_url(ferry)]
        assert found(client, WORD, section=section, language="km") == here
        assert found(client, WORD, **{"from": day, "to": day, "sort": "newest"}) == here
        assert found(client, WORD, to="2001-01-01") == []
        answer = client.get("/en/search/", {"q": WORD, "language": "en"})
        assert _links(answer.content.decode()) == []

    def test_turns_pages(self, client):
        for _each in range(11):
            make.published(make.a_version(text=make.blocks(WORD, ["ក។"])))
        indexed()
        first, second = found(client, WORD), found(client, WORD, page="2")
        assert (len(first), len(second)) == (10, 1)
        assert not {*first} & {*second}

    def test_marks_what_was_found(self, client, ferry):
        body = client.get("/km/search/", {"q": "ទន្លេ"}).content.decode()
        assert "<mark>ទន្លេ</mark>" in body


class TestAsking:
    @pytest.mark.parametrize(
        "wrong",
        [
            {"from": "tomorrow"},
            {"from": "2026-02-01", "to": "2026-01-01"},
            {"page": "0"},
            {"page": "x"},
            {"section": "nowhere"},
            {"language": "xx"},
            {"q": "ក" * 201},
        ],
        ids=str,
    )
    def test_with_faults_finds_nothing_and_keeps_what_was_typed(
        self, client, ferry, wrong
    ):
        answer = client.get("/km/search/", {"q": WORD, **wrong})
        body = answer.content.decode()
        assert answer.status_code == 200
        assert _links(body) == []
        assert wrong.get("q", WORD) in body

    @pytest.mark.parametrize("asked", ["%FF", "%27%3A%2A", "%5C"])
    def test_survives_what_is_no_text(self, client, ferry, asked):
        assert client.get(f"/km/search/?q={asked}").status_code == 200

    def test_is_written_down_nowhere(self, client, ferry):
        answer = client.get("/km/search/", {"q": WORD})
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert "noindex" in answer["X-Robots-Tag"]
        assert "private" in answer["Cache-Control"]
        box = client.get("/km/search/")
        assert "noindex" not in box.get("X-Robots-Tag", "") + box.content.decode()

    def test_in_a_language_nobody_writes_is_nowhere(self, client, ferry):
        assert client.get("/fr/search/").status_code == 404

    def test_costs_the_same_for_any_question(
        self, client, ferry, django_assert_max_num_queries
    ):
        for _each in range(9):
            make.published(make.a_version(text=make.blocks(WORD, ["ក។"])))
        indexed()
        for asked in (WORD, f"{WORD} ferry hun sen ទន្លេ", ""):
            with django_assert_max_num_queries(8):
                client.get("/km/search/", {"q": asked})

    def test_needs_no_method_but_reading(self, client):
        assert client.post("/km/search/", {"q": WORD}).status_code == 405
        assert client.head("/km/search/").status_code == 200


def hide(version):
    desk.hide_story(article=version.article, by=make.a_chief(), at=make.NOW)


def take_down(version):
    make.hidden(version.article)
    desk.take_down_story(article=version.article, by=make.a_chief(), at=make.NOW)


def restrict(version):
    _describe(version, is_restricted=True)


def embargo(version):
    _describe(version, embargoed_until=FAR)


def _describe(version, **facts):
    article = Article.objects.get(pk=version.article_id)
    for name, value in facts.items():
        setattr(article, name, value)
    desk.describe_story(article=article, by=make.a_chief(), tags=(), cleared_people=())


class TestForgetting:
    @pytest.mark.parametrize("way", [hide, take_down, restrict, embargo])
    def test_happens_in_the_moment_in_which_readers_lose_it(self, client, ferry, way):
        way(ferry)
        assert not SearchLine.objects.exists()
        assert found(client, WORD) == []
        assert indexed() == 0

    def test_is_asked_at_each_reading_too(self, client, ferry):
        Article.objects.filter(pk=ferry.article_id).update(embargoed_until=FAR)
        assert SearchLine.objects.exists()
        assert found(client, WORD) == []

    def test_takes_the_words_of_a_former_release(self, client, ferry):
        text = make.blocks("ស្ពានថ្មី", ["វាឆ្លងទន្លេ។"])
        writing.write_working_copy(
            version=ferry, blocks=text, by=make.a_chief(), at=make.NOW
        )
        make.published(ferry)
        assert found(client, WORD) == []
        indexed()
        assert (found(client, WORD), found(client, "ស្ពានថ្មី")) == (
            [],
            [version_url(ferry)],
        )

    def test_takes_a_removed_name(self, client):
        version = make.published(
            make.a_version(text=make.blocks("ទន្លេ", ["លោក សុខ ដារ៉ា បាននិយាយ។"]))
        )
        indexed()
        assert found(client, "សុខ ដារ៉ា") == found(client, "sok dara")
        assert found(client, "សុខ ដារ៉ា") == [version_url(version)]
        asked = redacting.request_redaction(
            removal=Removal(["សុខ ដារ៉ា"], {"km": "អ្នកភូមិម្នាក់", "en": "a resident"}),
            by=make.a_chief(),
            at=make.NOW,
        )
        verbs.redact_name(redaction=asked, by=make.a_chief(), at=make.NOW)
        assert not SearchLine.objects.exists()
        indexed()
        assert found(client, "សុខ ដារ៉ា") == found(client, "sok dara") == []
        assert found(client, "អ្នកភូមិម្នាក់") == [version_url(version)]


class TestIndexing:
    def test_waits_for_its_hour_and_needs_nobody(self, client):
        version = make.a_version(text=make.blocks(WORD, ["ក។"]))
        make.approved(version)
        publishing.publish(
            version=version, by=make.a_chief(), at=make.NOW, visible_from=FAR
        )
        assert (indexed(), found(client, WORD)) == (0, [])

    def test_forgets_what_is_gone_meanwhile(self, ferry):
        Article.objects.filter(pk=ferry.article_id).update(is_hidden=True)
        assert not index(version=ferry.pk)
        assert not SearchLine.objects.exists()

    def test_begins_anew_when_asked(self, capsys, ferry):
        SearchLine.objects.update(edition=0)
        assert waiting().count() == 1
        call_command("index_search")
        assert waiting().count() == 0
        call_command("index_search", "--anew")
        assert "1 texts are indexed." in capsys.readouterr().out
