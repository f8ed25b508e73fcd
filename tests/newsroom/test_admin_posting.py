"""The posting kit on a story's page: made by release, shown while it may be used."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from exports.actions.releasing import artifact_path, perform
from exports.models import ExportItem, ExportJob, OwnPost, Recall
from ledger.models import Entry
from newsroom import desk
from rights.actions.granting import let_outlet_use_its_own
from tests import factories as make
from worklist.actions.working import work

pytestmark = pytest.mark.django_db
NAMES = ("card-wide.jpg", "card-square.jpg", "card-tall.jpg", "facebook.txt")


@pytest.fixture
def pair(settings, tmp_path):
    settings.ARTIFACT_DIR = tmp_path / "artifacts"
    pair = make.a_published_pair()
    let_outlet_use_its_own(outlet=pair[0].article.outlet, at=make.NOW)
    return pair


@pytest.fixture
def publisher(sign_in):
    return sign_in(("Publisher", ""))


def page_of(client, article):
    answer = client.get(reverse("admin:articles_article_posting", args=[article.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def made(client, article):
    address = reverse("admin:articles_article_posting_make", args=[article.pk])
    page = client.post(address, follow=True).content.decode()
    for item in ExportItem.objects.filter(state="waiting"):
        work(model=ExportItem, item_id=item.pk, perform=perform)
    return page


def file_of(client, item, name):
    parts = [item.version.article_id, item.delivery.pk, name]
    return client.get(reverse("admin:articles_article_posting_file", args=parts))


class TestKit:
    def test_is_made_shown_and_handed_over_as_it_was_verified(
        self, client, pair, publisher
    ):
        article = pair[0].article
        assert "No kit was made yet." in page_of(client, article)
        assert "A kit is being made." in made(client, article)
        page = page_of(client, article)
        items = ExportItem.objects.order_by("pk")
        assert [item.version for item in items] == [*pair]
        assert Entry.objects.filter(kind="delivery").count() == len(pair)
        for item in items:
            code = item.delivery.artifact.found["sha256"]
            assert code in artifact_path(item.delivery.artifact).name
            assert item.version.headline in page
            assert f"{item.version.language}/" in page
            for name in NAMES:
                answer = file_of(client, item, name)
                assert answer.status_code == 200
                assert name in answer["Content-Disposition"]
            text = file_of(client, item, "facebook.txt").content.decode()
            assert "#copy-" in text
            assert text.rpartition("\n\n")[2] in page
            assert file_of(client, item, "story.txt").status_code == 200
            assert file_of(client, item, "nothing.txt").status_code == 404

    def test_leaves_neither_before_the_hour_nor_once_it_may_not(
        self, client, pair, publisher
    ):
        article = pair[0].article
        hour = timezone.now() + timedelta(hours=1)
        Article.objects.filter(pk=article.pk).update(embargoed_until=hour)
        assert "wait for its embargo" in made(client, article)
        assert not ExportJob.objects.exists()
        Article.objects.filter(pk=article.pk).update(embargoed_until=None)
        made(client, article)
        item = ExportItem.objects.first()
        Article.objects.filter(pk=article.pk).update(embargoed_until=hour)
        assert file_of(client, item, "card-wide.jpg").status_code == 404
        page = page_of(client, article)
        assert "wait for its embargo" in page
        assert "#copy-" not in page
        Article.objects.filter(pk=article.pk).update(embargoed_until=None)
        artifact_path(item.delivery.artifact).write_bytes(b"other bytes")
        assert file_of(client, item, "card-wide.jpg").status_code == 404
        assert "The file of this kit is lost." in page_of(client, article)

    def test_is_no_format_for_partners_nor_for_who_does_not_post(
        self, client, pair, sign_in
    ):
        sign_in(("Editor", ""))
        address = reverse("admin:articles_article_posting", args=[pair[0].article.pk])
        assert client.get(address).status_code == 403
        sign_in(("Rights desk", ""))
        page = client.get(reverse("admin:exports_exportjob_desk")).content.decode()
        assert 'value="photos"' in page
        assert 'value="posting"' not in page


class TestPosts:
    def test_are_noted_and_listed_by_whatever_happens_to_the_story(
        self, client, pair, publisher
    ):
        version, article = pair[0], pair[0].article
        address = reverse("admin:articles_article_posting", args=[article.pk])
        url = "https://t.me/the_paper/17"
        post = {"version": version.pk, "platform": "telegram"}
        page = client.post(address, {**post, "url": "no address"}).content.decode()
        assert 'value="no address"' in page
        assert not OwnPost.objects.exists()
        assert url in client.post(address, {**post, "url": url}).content.decode()
        again = client.post(address, {**post, "url": url}).content.decode()
        assert "errorlist" in again
        assert OwnPost.objects.get().recorded_by == publisher
        desk.hide_story(article=article, by=publisher, at=timezone.now())
        story = reverse("admin:articles_article_change", args=[article.pk])
        assert f'href="{url}"' in client.get(story).content.decode()
        desk.take_down_story(article=article, by=make.a_chief(), at=timezone.now())
        recall = Recall.objects.get()
        make.an_account(("Rights desk", ""))
        client.force_login(make.a_chief())
        shown = reverse("admin:exports_recall_change", args=[recall.pk])
        assert f'href="{url}"' in client.get(shown).content.decode()
