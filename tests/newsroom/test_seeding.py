"""The demonstration is planted once, whole, and never on a real server."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from articles.models import Status, Version
from newsroom.demo.planting import plant
from people.models import Account
from tests import factories as make
from website.pages.article import article_page


@pytest.mark.django_db
class TestPlant:
    def test_makes_two_pairs_that_readers_find(self, client):
        assert plant(make.NOW)
        assert Version.objects.public().count() == 4
        for version in Version.objects.public().select_related("article__section"):
            url = reverse(
                "article",
                kwargs={
                    "language": version.language,
                    "section": version.article.section.slug,
                    "slug": version.slug,
                },
            )
            assert client.get(url).status_code == 200

    def test_shows_everything_a_story_carries(self):
        plant(make.NOW)
        page = article_page(
            language_tag="en",
            section="environment",
            slug="one-deep-pool-left-to-the-fish",
        )
        assert [line.role for line in page.credits] == [
            "reporter",
            "translator",
            "editor",
            "photographer",
        ]
        assert page.note.text == (
            "(Translated and edited from the original article on The Riverbank Khmer)"
        )
        assert page.picture.is_illustration
        assert page.picture.caption
        assert page.standfirst
        assert page.dateline
        assert not page.source_changed

    def test_changes_nothing_the_second_time(self):
        plant(make.NOW)
        before = Version.objects.count(), Account.objects.count()
        assert not plant(make.NOW)
        assert before == (Version.objects.count(), Account.objects.count())
        assert not Version.objects.exclude(status=Status.PUBLISHED).exists()


@pytest.mark.django_db
class TestSeedDemo:
    def test_prints_the_logins(self, capsys, settings):
        settings.DEBUG = True
        call_command("seed_demo")
        printed = capsys.readouterr().out
        for account in ("admin", "reporter-km", "translator", "editor-en", "publisher"):
            assert f"demo login: {account}" in printed

    def test_is_refused_where_others_can_reach_the_server(self, settings):
        settings.DEBUG = False
        with pytest.raises(CommandError, match="DEBUG=1"):
            call_command("seed_demo")
        assert not Account.objects.exists()


@pytest.mark.django_db
class TestSyncRoles:
    def test_says_that_nothing_changed(self, capsys):
        call_command("sync_roles")
        assert "nothing to change" in capsys.readouterr().out
