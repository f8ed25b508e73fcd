"""The clock erases a few stories a minute, the command all at once or none."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from articles.actions import holding, reviewing
from articles.actions.settling import note_check
from articles.models import Revision, Version
from ledger.models import Entry
from ledger.verifying import stored_links, verify
from newsroom import retention
from newsroom.env import Environment, SettingError
from people.models import Session
from tests import factories as make
from worklist.actions.performing import chores

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LATER = make.NOW + 31 * DAY
WORDS = "ពាក្យសម្ងាត់"


def a_story_with_a_draft(*, at=make.NOW):
    version = make.a_version(text=make.blocks(WORDS, (WORDS,)))
    make.submitted(version, at=at)
    reviewing.return_text(version=version, reason=WORDS, by=make.a_chief(), at=at)
    make.write(version, make.blocks(*make.TEXTS["km"]))
    return make.published(Version.objects.get(pk=version.pk), at=at)


def erased_texts():
    return Revision.objects.exclude(erased_at=None).count()


class TestEraseDue:
    def test_is_a_chore_of_the_sweeper(self):
        assert "newsroom.retention.erase_due" in [chore.name for chore in chores()]

    def test_erases_a_few_stories_at_a_time_until_all_are_done(self, monkeypatch):
        monkeypatch.setattr(retention, "STORIES_A_MINUTE", 2)
        for _each in range(3):
            a_story_with_a_draft()
        counts = []
        for minute in range(3):
            retention.erase_due(at=LATER + timedelta(minutes=minute))
            counts.append(erased_texts())
        assert counts == [2, 3, 3]

    def test_counts_by_kind_and_repeats_no_word(self):
        version = a_story_with_a_draft()
        erased = retention.erase_due(at=LATER)
        assert erased["draft_texts"] == 1
        assert erased["reasons"] == 1
        entry = Entry.objects.get(kind="story.drafts_erased")
        assert entry.subject == version.article.urn
        assert entry.facts == dict(erased)
        assert verify(stored_links()).kind is None

    def test_writes_no_entry_where_there_was_nothing(self):
        a_story_with_a_draft()
        retention.erase_due(at=LATER)
        retention.erase_due(at=LATER + 2 * DAY)
        assert Entry.objects.filter(kind="story.drafts_erased").count() == 1

    def test_waits_for_the_set_days(self, settings):
        settings.RETENTION_DAYS = 60
        a_story_with_a_draft()
        assert retention.erase_due(at=LATER) == Counter()
        assert retention.erase_due(at=make.NOW + 60 * DAY)["draft_texts"] == 1

    def test_leaves_out_what_is_held(self):
        version = a_story_with_a_draft()
        holding.set_hold(article=version.article, by=make.a_chief(), at=make.NOW)
        assert retention.erase_due(at=LATER) == Counter()
        assert erased_texts() == 0

    def test_is_not_held_up_by_a_story_that_fails(self, monkeypatch):
        broken, sound = a_story_with_a_draft(), a_story_with_a_draft()

        def erase(*, article, until, at):
            if article == broken.article:
                msg = "broken"
                raise DatabaseError(msg)
            return {"draft_texts": 1}

        monkeypatch.setattr(retention, "erase_story", erase)
        with pytest.raises(DatabaseError):
            retention.erase_due(at=LATER)
        assert Entry.objects.get().subject == sound.article.urn
        # It waits its turn like the others, and comes again.
        monkeypatch.undo()
        retention.erase_due(at=LATER + 2 * DAY)
        assert broken.revisions.exclude(erased_at=None).exists()

    def test_ends_sessions_that_have_expired(self, client):
        client.force_login(make.a_chief())
        assert retention.erase_due(at=timezone.now()) == Counter()
        erased = retention.erase_due(at=timezone.now() + 365 * DAY)
        assert erased["sessions"] == 1
        assert not Session.objects.exists()


class TestOtherRooms:
    def test_forget_what_is_older_than_the_set_days(self, settings, monkeypatch):
        settings.ERASERS = ("tests.newsroom.test_retention.erase_jokes",)
        told = []
        monkeypatch.setattr(
            retention, "import_string", lambda _path: lambda **of: told.append(of) or 7
        )
        retention.erasers.cache_clear()
        version = a_story_with_a_draft()
        erased = retention.erase_due(at=LATER)
        retention.erasers.cache_clear()
        assert erased["jokes"] == 7
        assert told == [{"article": version.article, "at": make.NOW + DAY}]
        assert Entry.objects.get().facts["jokes"] == 7

    def test_wait_until_every_language_is_at_rest(self, settings, monkeypatch):
        told = []
        monkeypatch.setattr(
            retention, "erasers", lambda _paths: (("x", lambda **of: told.append(of)),)
        )
        version = a_story_with_a_draft()
        make.a_version(article=version.article, language="en")
        assert retention.erase_due(at=LATER)["draft_texts"] == 1
        assert told == []

    def test_that_settings_name_can_be_called(self, settings):
        found = retention.erasers(tuple(settings.ERASERS))
        version = a_story_with_a_draft()
        assert found
        for name, erase in found:
            assert erase(article=version.article, at=LATER) == 0, name


class TestEraseOld:
    @pytest.fixture
    def old(self):
        return a_story_with_a_draft()

    def say(self, capsys, *options):
        call_command("erase_old", *options)
        return capsys.readouterr().out

    def test_counts_and_erases_nothing_in_a_dry_run(self, old, capsys):
        said = self.say(capsys, "--dry-run")
        assert "would be erased:      1 draft texts" in said
        assert erased_texts() == 0
        assert not Entry.objects.filter(kind="story.drafts_erased").exists()

    def test_erases_what_it_counted(self, old, capsys):
        counted = self.say(capsys, "--dry-run").replace("would be erased", "erased")
        assert self.say(capsys) == counted
        assert erased_texts() == 1
        assert "nothing is older than 30 days" in self.say(capsys)

    def test_does_not_wait_for_the_turn_of_a_story(self, old, capsys):
        note_check(article=old.article, at=timezone.now())
        assert retention.erase_due(at=timezone.now()) == Counter()
        assert "draft texts" in self.say(capsys)

    def test_prints_no_word_of_a_story(self, old, capsys):
        for said in (self.say(capsys, "--dry-run"), self.say(capsys)):
            assert WORDS not in said
            assert str(old.article_id) not in said


class TestDays:
    @pytest.mark.parametrize("word", ["0", "-3"])
    def test_are_at_least_one(self, word):
        with pytest.raises(SettingError, match="write 1 or more"):
            Environment({"RETENTION_DAYS": word}).number(
                "RETENTION_DAYS", default=30, least=1
            )
