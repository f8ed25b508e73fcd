"""Previews: what an open link shows, and what nobody learns without one."""

import re
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from articles.actions.previewing import make_link, revoke_link, token_of
from articles.models import Article, CreditRole, PreviewLink
from articles.pictures import file_path
from tests import factories as make

pytestmark = pytest.mark.django_db
BANNERS = {"en": "Do not pass it on.", "km": "សូមកុំបញ្ជូនបន្ត"}


def path_of(link, token=None):
    return reverse("preview", kwargs={"token": token or token_of(link)})


def photo_path(link, name="480.jpg"):
    return reverse("preview_photo", kwargs={"token": token_of(link), "name": name})


def link_to(article, version=None):
    return make_link(
        article=article, version=version, by=make.a_chief(), at=timezone.now()
    )


@pytest.fixture
def draft():
    return make.a_version(language="km")


@pytest.fixture
def pair(draft):
    return {"km": draft, "en": make.a_version(article=draft.article, language="en")}


class TestPreview:
    @pytest.mark.parametrize("language", ["km", "en"])
    def test_shows_an_unpublished_version_with_a_banner(self, client, pair, language):
        other = {"km": "en", "en": "km"}[language]
        response = client.get(path_of(link_to(pair["km"].article, pair[language])))
        page = response.content.decode()
        assert f'<html lang="{language}">' in page
        headline, paragraphs = make.TEXTS[language]
        assert f"<h1>{headline}</h1>" in page
        assert all(paragraph in page for paragraph in paragraphs)
        assert BANNERS[language] in page
        assert BANNERS[other] not in page
        assert make.TEXTS[other][0] not in page

    def test_shows_the_pair_side_by_side_each_in_its_language(self, client, pair):
        page = client.get(path_of(link_to(pair["km"].article))).content.decode()
        columns = re.findall(
            r'<div lang="(\w+)">\s*<article class="story">.*?<h1>(.*?)</h1>',
            page,
            re.DOTALL,
        )
        assert columns == [(tag, make.TEXTS[tag][0]) for tag in ("km", "en")]
        assert all(banner in page for banner in BANNERS.values())
        assert "Translated by" in page
        assert "បកប្រែដោយ" not in page

    def test_has_each_id_once(self, client, pair):
        page = client.get(path_of(link_to(pair["km"].article))).content.decode()
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert "km-p1" in ids
        assert "en-p1" in ids
        assert len(ids) == len(set(ids))

    def test_shows_the_newest_text_of_a_published_version(self, client):
        version = make.published(make.a_version(language="en"))
        make.write(version, make.blocks("Written since", ("New.",)))
        page = client.get(path_of(link_to(version.article, version))).content.decode()
        assert "<h1>Written since</h1>" in page
        assert "The river has risen" not in page

    def test_names_nobody_who_did_not_agree(self, client, draft):
        make.credit(draft, (make.a_person("Sok Dara"), CreditRole.REPORTER))
        page = client.get(path_of(link_to(draft.article))).content.decode()
        assert "Sok Dara" not in page
        assert "រាយការណ៍ដោយ" in page

    def test_opens_where_the_outlet_has_no_notice_yet(self, client):
        story = make.a_story(outlet=make.an_outlet(with_notice=False))
        version = make.a_version(article=story)
        response = client.get(path_of(link_to(story, version)))
        assert response.status_code == 200
        assert 'class="rights"' not in response.content.decode()

    def test_leaves_no_trace(self, client, pair):
        response = client.get(path_of(link_to(pair["km"].article)))
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
        assert not response.cookies
        page = response.content.decode()
        assert '<meta name="robots" content="noindex' in page
        for told in ("application/ld+json", "canonical", "rel=", "og:url", "Published"):
            assert told not in page.replace('rel="stylesheet"', "").replace(
                'rel="icon"', ""
            )

    def test_costs_the_same_however_many_links_there_are(
        self, client, pair, django_assert_max_num_queries
    ):
        link = link_to(pair["km"].article)
        for _ in range(5):
            link_to(pair["km"].article)
        # One of them asks whether the original moved since it was translated.
        with django_assert_max_num_queries(11):
            assert client.get(path_of(link)).status_code == 200


class TestEndedPreview:
    def end_by_time(self, link):
        PreviewLink.objects.filter(pk=link.pk).update(
            made_at=timezone.now() - timedelta(days=2),
            expires_at=timezone.now() - timedelta(seconds=1),
        )

    def revoke(self, link):
        revoke_link(link=link, by=make.a_chief(), at=timezone.now())

    def hide(self, link):
        Article.objects.filter(pk=link.article_id).update(is_hidden=True)

    def take_down(self, link):
        make.published(link.article.versions.get())
        make.taken_down(link.article)

    @pytest.mark.parametrize("how", ["end_by_time", "revoke", "hide", "take_down"])
    def test_answers_like_a_forged_one(self, client, how):
        link = link_to(
            make.a_version(article=make.a_story(lead_photo=make.a_photo())).article
        )
        assert client.get(path_of(link)).status_code == 200
        assert b"".join(client.get(photo_path(link)).streaming_content)
        getattr(self, how)(link)
        forged = client.get(path_of(link, token=str(link.pk)))
        ended = client.get(path_of(link))
        assert forged.status_code == ended.status_code == 404
        assert forged.content == ended.content
        assert forged.headers.items() >= {("Referrer-Policy", "no-referrer")}
        assert client.get(photo_path(link)).status_code == 404

    @pytest.mark.parametrize(
        ("language", "words"), [("en", "Page not found"), ("km", "រក")]
    )
    def test_answers_in_the_language_of_the_browser(self, client, language, words):
        response = client.get("/preview/forged/", headers={"Accept-Language": language})
        assert response.status_code == 404
        assert f'<html lang="{language}">' in response.content.decode()
        assert words in response.content.decode()
        assert "no-store" in response["Cache-Control"]


class TestPhoto:
    def test_is_served_through_the_link_alone(self, client):
        photo = make.a_photo()
        version = make.a_version(article=make.a_story(lead_photo=photo))
        link = link_to(version.article)
        page = client.get(path_of(link)).content.decode()
        src = re.search(r'<img src="([^"]+)"', page)[1]
        assert src.startswith(path_of(link))
        response = client.get(src)
        name = src.rpartition("/")[2]
        with default_storage.open(file_path(photo.pk, photo.edition, name)) as stored:
            assert b"".join(response.streaming_content) == stored.read()
        assert "no-store" in response["Cache-Control"]
        public = reverse("photo", kwargs={"photo_id": photo.pk, "name": name})
        assert client.get(public).status_code == 404

    @pytest.mark.parametrize("name", ["original.jpg", "..", "1.jpg", "480.exe"])
    def test_of_another_name_is_not_there(self, client, name):
        version = make.a_version(article=make.a_story(lead_photo=make.a_photo()))
        assert client.get(photo_path(link_to(version.article), name)).status_code == 404

    def test_of_a_story_without_one_is_not_there(self, client, draft):
        assert client.get(photo_path(link_to(draft.article))).status_code == 404
