"""The demonstration is planted once, whole, and never on a real server."""

import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.addresses import version_url
from articles.gates import newest_blocks
from articles.models import Status, Version
from articles.text.blocks import body_blocks
from articles.text.khmer import canonical
from newsroom.demo.planting import plant
from people.models import Account
from tests import factories as make
from tests.planting import plant_quickly
from translations.lookup import undecided, waiting
from translations.models import LanguageDecision, Question, StrayAnswer
from website.pages.article import article_page


@pytest.fixture(autouse=True)
def quickly(monkeypatch, settings):
    plant_quickly(monkeypatch, settings)


def home(client, language):
    return client.get(f"/{language}/").content.decode()


def page_of(slug):
    version = Version.objects.select_related("article__section").get(slug=slug)
    return article_page(
        language_tag=version.language,
        section=version.article.section.slug,
        slug=version.slug,
    )


@pytest.mark.django_db
class TestPlant:
    def test_plants_a_newsroom(self, client, subtests):
        """Plant once, in the present (an embargo is counted from it): all only read."""
        plant(timezone.now())
        for each in (
            self.lets_readers_find_what_is_public_and_nothing_else,
            self.tells_one_story_in_khmer_alone,
            self.leaves_one_story_half_translated,
            self.keeps_one_pair_from_readers_until_its_embargo_ends,
            self.changes_one_original_after_its_translation,
            self.signs_the_opinion,
            self.names_nobody_under_the_story_of_the_desks,
            self.leaves_the_english_desk_one_brief_to_write_and_one_to_decide,
            self.asks_the_reporter_twice_and_has_one_answer,
        ):
            with subtests.test(each.__name__):
                each(client)

    def lets_readers_find_what_is_public_and_nothing_else(self, client):
        versions = Version.objects.select_related("article__section")
        public = set(Version.objects.public())
        assert len(public) == 12
        assert versions.count() == 15
        for version in versions:
            found = client.get(version_url(version)).status_code
            assert found == (200 if version in public else 404)

    def tells_one_story_in_khmer_alone(self, client):
        page = page_of("អ្នកកោះធ្វើស្ពានឫស្សីថ្មីរាល់រដូវប្រាំង")
        assert [link.url for link in page.languages] == [None]
        assert page.version.article.versions.count() == 1
        assert page.picture.caption

    def leaves_one_story_half_translated(self, client):
        draft = Version.objects.get(article__slugline="kite", language="en")
        assert draft.status == Status.DRAFT
        assert draft.owner.username == "translator"
        original = draft.sources.get().source_version
        half = len(body_blocks(newest_blocks(draft)))
        assert half == 4
        assert len(body_blocks(newest_blocks(original))) == 8
        assert page_of(draft.slug) is None
        assert "English version is being prepared" not in home(client, "en")
        assert "កំពុងរៀបចំអត្ថបទជាភាសាអង់គ្លេស" in home(client, "km")

    def keeps_one_pair_from_readers_until_its_embargo_ends(self, client):
        pair = Version.objects.filter(article__slugline="gauges")
        assert {v.status for v in pair} == {Status.PUBLISHED}
        end = pair[0].article.embargoed_until
        assert not pair.public()
        assert not pair.public(at=end - timedelta(seconds=1))
        assert pair.public(at=end).count() == 2
        for version in pair:
            assert version.headline not in home(client, version.language)

    def changes_one_original_after_its_translation(self, client):
        changed = page_of("ទូកពេទ្យមកដល់ភូមិបណ្ដែត")
        assert "១៥៦" in changed.body
        assert changed.updated
        translation = page_of("clinic-that-comes-by-boat")
        assert translation.source_changed
        assert "143" in translation.body
        pages = [
            page_of(v.slug)
            for v in Version.objects.public().exclude(article__slugline="clinic")
        ]
        assert not any(page.source_changed for page in pages)

    def signs_the_opinion(self, client):
        page = page_of("do-not-lock-the-library")
        assert page.label == "Opinion"
        assert page.credits[0].text == "By Chuon Rachana"
        assert page.picture is None
        assert page.dateline == ""

    def names_nobody_under_the_story_of_the_desks(self, client):
        page = page_of("mekong-ferry-in-kratie-runs-again")
        assert [line.text for line in page.credits] == [
            "Reported by Khmer Desk",
            "Translated by English Desk",
            "Edited by English Desk",
        ]

    def leaves_the_english_desk_one_brief_to_write_and_one_to_decide(self, client):
        sluglines = [
            set(stories.values_list("slugline", flat=True))
            for stories in (waiting("en"), undecided("en"))
        ]
        assert sluglines == [{"bridge"}, {"kite"}]
        decided = LanguageDecision.objects.values_list(
            "article__slugline", "language", "decision"
        )
        assert set(decided) == {
            ("bridge", "en", "brief"),
            ("kite", "en", "undecided"),
            ("library", "vi", "not_wanted"),
        }

    def asks_the_reporter_twice_and_has_one_answer(self, client):
        first, second = Question.objects.all()
        assert first.answer.startswith("ទេ")
        assert second.answered_at is None
        assert not StrayAnswer.objects.exists()
        for text in (first.text, first.answer, second.text):
            assert text == canonical(text)
            assert not re.search("[A-Za-z0-9]", text)

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
