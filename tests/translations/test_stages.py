"""How far the work is, case by case."""

import pytest

from articles.models import Status
from translations.models import Agreed
from translations.stages import Stage, Work, stage_of

# State of the assignment, status of the version, what else is known, how far it is.
CASES = (
    ("offered", "draft", (), "offered"),
    ("offered", "draft", ("written",), "offered"),
    ("offered", "draft", ("returned",), "offered"),
    ("offered", "submitted", (), "submitted"),
    ("offered", "in_edit", (), "submitted"),
    ("offered", "approved", (), "approved"),
    ("offered", "published", (), "offered"),
    ("offered", "withdrawn", (), "dropped"),
    ("accepted", "draft", (), "accepted"),
    ("accepted", "draft", ("written",), "in_progress"),
    ("accepted", "draft", ("written", "returned"), "returned"),
    ("accepted", "draft", ("written", "released"), "in_progress"),
    ("accepted", "submitted", ("written",), "submitted"),
    ("accepted", "in_edit", ("written",), "submitted"),
    ("accepted", "approved", ("written",), "approved"),
    ("accepted", "published", ("written", "released"), "published"),
    ("accepted", "published", (), "accepted"),
    ("accepted", "published", ("written",), "in_progress"),
    ("accepted", "published", ("returned",), "accepted"),
    ("accepted", "withdrawn", ("written",), "dropped"),
    ("declined", "draft", (), "declined"),
    ("withdrawn", "submitted", ("written",), "taken_back"),
    ("given_back", "draft", ("written",), "given_back"),
    ("given_back", "published", (), "given_back"),
    ("ended", "published", ("written", "released"), "ended"),
)
OPEN = {"offered", "accepted", "in_progress", "returned"}


class TestStageOf:
    @pytest.mark.parametrize(("agreed", "status", "known", "stage"), CASES)
    def test_follows_the_table(self, agreed, status, known, stage):
        work = Work(agreed=agreed, status=status, **_flags(known))
        assert stage_of(work) == stage

    @pytest.mark.parametrize("agreed", Agreed)
    @pytest.mark.parametrize("status", Status)
    def test_has_a_word_for_everything(self, agreed, status):
        for known in ((), ("written",), ("returned",), ("released",)):
            assert stage_of(Work(agreed=agreed, status=status, **_flags(known)))


class TestIsOpen:
    def test_holds_while_somebody_must_do_something(self):
        assert {stage.value for stage in Stage if stage.is_open} == OPEN


def _flags(known):
    names = {
        "written": "has_written",
        "returned": "was_returned",
        "released": "was_released",
    }
    return {names[each]: True for each in known}
