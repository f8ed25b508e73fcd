"""Whoever is woken works through all that is pending."""

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError, connection

from tests.worklist.chores import KIND, Chore, a_chore
from worklist import tasks
from worklist.actions.performing import WorkSettingError
from worklist.models import WorkState


def be_stopped(item):
    raise SoftTimeLimitExceeded(30)


@pytest.fixture
def pretending(settings):
    settings.WORK_PERFORMERS = {KIND: "tests.worklist.chores.pretend"}


@pytest.mark.usefixtures("chores", "pretending")
class TestWorkThrough:
    def test_does_all_that_is_pending(self):
        for _ in range(3):
            a_chore()
        tasks.work_through(KIND)
        states = Chore.objects.values_list("state", flat=True)
        assert list(states) == [WorkState.DONE] * 3

    def test_lets_other_kinds_have_their_turn(self, monkeypatch):
        monkeypatch.setattr(tasks, "LONGEST_TURN", -1)
        for _ in range(3):
            a_chore()
        tasks.work_through(KIND)
        assert Chore.objects.filter(state=WorkState.DONE).count() == 1

    def test_keeps_no_word_of_what_an_item_asked(self, settings, monkeypatch):
        settings.DEBUG = True
        monkeypatch.setattr(tasks, "LONGEST_TURN", 600)
        lengths = []
        for items in (1, 12):
            for _ in range(items):
                a_chore()
            tasks.work_through(KIND)
            lengths.append(len(connection.queries_log))
        # What is left is the look at an empty list.
        assert 0 < lengths[1] == lengths[0], lengths

    def test_says_that_what_was_stopped_took_too_long(self, settings):
        settings.WORK_PERFORMERS = {KIND: "tests.worklist.test_tasks.be_stopped"}
        item = a_chore()
        tasks.work_through(KIND)
        item.refresh_from_db()
        assert item.last_error == "TimeoutError: It took too long and was stopped."

    def test_gives_an_item_the_time_that_is_left_of_a_turn(self):
        assert tasks.LONGEST_TURN + 20 <= tasks.SOFT_LIMIT < tasks.HARD_LIMIT

    def test_ends_quietly_when_the_database_goes_away(self, monkeypatch, caplog):
        def gone(**_words):
            raise OperationalError("server closed the connection")

        monkeypatch.setattr(tasks, "work_next", gone)
        tasks.work_through(KIND)
        assert "The database went away: OperationalError" in caplog.text


class TestUnknownKinds:
    def test_are_named(self):
        with pytest.raises(WorkSettingError, match=r"worklist\.none"):
            tasks.work_through("worklist.none")
