"""What happened to one's texts, on a page of its own and as a number on every page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from articles.actions import notifying
from articles.models import Article, Notification, NotificationKind
from newsroom.admin import notifications
from tests import factories as make

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
PAGE = "/admin/notifications/"


@pytest.fixture
def version():
    return make.a_version(language="en")


def page_of(client, address=PAGE):
    return client.get(address).content.decode()


class TestThePage:
    def test_says_what_happened_where_and_by_whom(self, client, sign_in, version):
        me, editor = sign_in(("Translator", "en")), make.an_account()
        make.told(version, me, by=editor)
        page = page_of(client)
        for words in ("Your text was returned", "The river has risen", str(editor)):
            assert words in page

    def test_says_how_many_paragraphs(self, client, sign_in, version):
        me = sign_in(("Translator", "en"))
        make.told(version, me, NotificationKind.SOURCE_CHANGED, number=3)
        assert "3 paragraphs" in page_of(client)

    @pytest.mark.parametrize("kind", NotificationKind)
    def test_has_words_for_every_kind_in_khmer(self, client, sign_in, version, kind):
        me = sign_in(("Translator", "en"), language="km")
        make.told(version, me, kind)
        with translation.override("en"):
            english = str(kind.label)
        assert english.capitalize() not in page_of(client)

    def test_shows_nobody_what_others_were_told(self, client, sign_in, version):
        sign_in(("Translator", "en"))
        make.told(version, make.an_account())
        assert "The river has risen" not in page_of(client)

    def test_forgets_a_story_one_may_no_longer_know_of(self, client, sign_in, version):
        me = sign_in(("Translator", "en"))
        told = make.told(version, me)
        Article.objects.filter(pk=version.article_id).update(is_restricted=True)
        page = page_of(client)
        assert "The river has risen" not in page
        assert "not seen yet" not in page
        opened = client.post(reverse("admin:open-notification", args=[told.pk]))
        assert opened.status_code == 404

    def test_asks_as_often_however_much_there_is(self, client, sign_in, version):
        me = sign_in(("Translator", "en"))
        make.told(version, me)
        with CaptureQueriesContext(connection) as one:
            page_of(client)
        for _ in range(5):
            make.told(make.a_version(), me)
        with CaptureQueriesContext(connection) as many:
            page_of(client)
        assert len(one) == len(many)


class TestOpening:
    def test_remembers_that_one_looked_and_goes_there(self, client, sign_in, version):
        me = sign_in(("Translator", "en"))
        told = make.told(version, me, NotificationKind.OFFERED)
        opened = client.post(reverse("admin:open-notification", args=[told.pk]))
        page = reverse("admin:articles_version_change", args=[version.pk])
        assert opened.url == f"{page}#assignment"
        told.refresh_from_db()
        assert told.seen_at is not None

    def test_changes_nothing_by_a_link(self, client, sign_in, version):
        told = make.told(version, sign_in(("Translator", "en")))
        url = reverse("admin:open-notification", args=[told.pk])
        assert client.get(url).status_code == 405
        page_of(client)
        assert Notification.objects.unseen().count() == 1

    def test_is_for_whom_it_was_told(self, client, sign_in, version):
        sign_in(("Translator", "en"))
        told = make.told(version, make.an_account())
        opened = client.post(reverse("admin:open-notification", args=[told.pk]))
        assert opened.status_code == 404


class TestMarkAll:
    def test_leaves_what_came_since_the_page_was_made(self, client, sign_in, version):
        me = sign_in(("Translator", "en"))
        make.told(version, me)
        until = make.NOW.isoformat()
        assert f'value="{until}"' in page_of(client)
        later = make.told(version, me, NotificationKind.COMMENTED, at=make.NOW + HOUR)
        client.post(PAGE, {"until": until})
        assert Notification.objects.unseen().get() == later

    @pytest.mark.parametrize("until", ["", "yesterday", "2026-03-01", "2026-13-01T00"])
    def test_wants_a_moment(self, client, sign_in, version, until):
        make.told(version, sign_in(("Translator", "en")))
        assert client.post(PAGE, {"until": until}).status_code == 404
        assert Notification.objects.unseen().count() == 1


class TestTheCount:
    def test_is_on_every_page_of_the_desk(self, client, sign_in, version):
        me = sign_in(("Translator", "en"))
        make.told(version, me)
        make.told(version, me, NotificationKind.COMMENTED)
        for address in ("/admin/", reverse("admin:articles_version_changelist")):
            assert '<strong class="unseen">2<' in page_of(client, address)

    def test_is_written_in_the_digits_of_the_reader(self, client, sign_in, version):
        me = sign_in(("Translator", "en"), language="km")
        make.told(version, me)
        assert '<strong class="unseen">១<' in page_of(client)

    def test_says_nothing_where_nothing_is_new(self, client, sign_in, version):
        me = sign_in(("Translator", "en"))
        make.told(version, me)
        notifying.see(by=me, at=make.NOW)
        assert 'class="unseen"' not in page_of(client)

    def test_ends_somewhere(self, client, sign_in, version, monkeypatch):
        monkeypatch.setattr(notifications, "MOST_COUNTED", 1)
        me = sign_in(("Translator", "en"))
        make.told(version, me)
        make.told(version, me, NotificationKind.COMMENTED)
        assert '<strong class="unseen">1+<' in page_of(client)

    def test_is_asked_once_on_staff_pages_and_never_on_others(
        self, client, sign_in, version
    ):
        make.told(version, sign_in(("Translator", "en")))
        for address, times in ((PAGE, 1), ("/admin/", 1), ("/en/", 0), ("/km/", 0)):
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts = [
                q["sql"]
                for q in queries
                if "articles_notification" in q["sql"] and "people_alarm" in q["sql"]
            ]
            assert len(counts) == times, address
