"""The lines of the board equal what is computed anew, and what differs is found."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.actions import publishing, reviewing
from articles.models import BoardLine, Version, WorkingBlock
from newsroom.board.verifying import Difference, differences
from newsroom.demo import planting
from tests import factories as make
from translations.actions import deciding
from translations.models import Decision

pytestmark = pytest.mark.django_db


def a_busy_newsroom():
    """Let a story or two go through all that can happen to one."""
    original, translation = make.a_published_pair()
    make.write(original, make.blocks("ថ្មី", ["ក។"]))
    chief = make.a_chief()
    decided = make.submitted(make.a_version())
    for decision in (Decision.FULL, Decision.NOT_WANTED, Decision.UNDECIDED):
        deciding.decide_language(
            article=decided.article,
            language="en",
            decision=decision,
            by=chief,
            at=timezone.now(),
        )
    reviewing.return_text(version=decided, reason="Why.", by=chief, at=make.NOW)
    dropped = make.a_version(language="vi")
    reviewing.spike(version=dropped, reason="Why.", by=chief, at=timezone.now())
    scheduled = make.approved(make.a_version())
    now = timezone.now()
    publishing.publish(
        version=scheduled, by=chief, at=now, visible_from=now + timedelta(days=1)
    )
    make.taken_down(make.published(make.a_version()).article)
    make.hidden(translation.article, at=timezone.now())
    make.a_story(slugline="nothing yet")
    return original


class TestDifferences:
    def test_are_none_after_a_busy_day(self):
        a_busy_newsroom()
        assert list(differences()) == []

    def test_are_none_in_the_demonstration(self, monkeypatch):
        monkeypatch.setattr(planting, "draw_photo", lambda *_args: make.a_jpeg())
        planting.plant(make.NOW)
        assert BoardLine.objects.count() > 10
        assert list(differences()) == []

    @pytest.mark.parametrize(
        ("changed", "what"),
        [
            ({"words": "else"}, "words"),
            ({"is_wanted": True}, "is_wanted"),
            ({"is_settled": True}, "is_settled"),
            ({"is_out": False}, "is_out"),
            ({"is_unread": False}, "is_unread"),
            ({"moved_at": make.NOW - timedelta(days=9)}, "moved_at"),
            ({"language": "fr"}, "missing"),
        ],
    )
    def test_name_what_differs_and_can_be_mended(self, changed, what):
        original = a_busy_newsroom()
        BoardLine.objects.filter(article=original.article, language="km").update(
            **changed
        )
        found = list(differences())
        assert Difference(original.article_id, "km", what) in found
        with pytest.raises(CommandError, match=f"{len(found)} differences"):
            call_command("verify_board", stdout=StringIO())
        call_command("verify_board", "--mend", stdout=StringIO())
        assert list(differences()) == []

    def test_are_found_behind_every_back(self):
        original = a_busy_newsroom()
        WorkingBlock.objects.filter(version=original, kind="headline").delete()
        Version.objects.filter(pk=original.pk).update(
            approved_revision=Version.objects.get(pk=original.pk).current_revision
        )
        assert {each.what for each in differences()} == {"words", "is_unread"}

    def test_are_told_without_a_word_of_the_story(self):
        original = a_busy_newsroom()
        BoardLine.objects.filter(article=original.article).update(words="secret")
        told = StringIO()
        call_command("verify_board", "--mend", stdout=told)
        assert str(original.article_id) in told.getvalue()
        assert "secret" not in told.getvalue()
        assert "ថ្មី" not in told.getvalue()

    def test_are_none_before_the_first_story(self):
        told = StringIO()
        call_command("verify_board", stdout=told)
        assert told.getvalue() == "The board says what the stories say.\n"
