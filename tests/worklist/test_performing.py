"""The setting WORK_PERFORMERS is read strictly."""

import pytest

from tests.worklist.chores import KIND, Chore, pretend
from worklist.actions.performing import WorkSettingError, performer, performers

PRETEND = "tests.worklist.chores.pretend"


class TestPerformers:
    def test_finds_model_and_performer(self, settings):
        settings.WORK_PERFORMERS = {KIND: PRETEND}
        (found,) = performers()
        assert (found.kind, found.model, found.perform) == (KIND, Chore, pretend)

    def test_finds_those_of_the_project(self, settings):
        assert [it.kind for it in performers()] == list(settings.WORK_PERFORMERS)

    @pytest.mark.parametrize(
        ("entry", "fault"),
        [
            ({}, "no entry 'worklist.chore'"),
            ({KIND: "tests.worklist.chores.none"}, "cannot be imported"),
            ({KIND: "nowhere.none"}, "cannot be imported"),
            ({KIND: "tests.worklist.chores.KIND"}, "cannot be called"),
        ],
    )
    def test_names_the_setting_and_the_entry_that_is_wrong(
        self, settings, entry, fault
    ):
        settings.WORK_PERFORMERS = entry
        with pytest.raises(WorkSettingError, match=rf"WORK_PERFORMERS.*{fault}"):
            performer(KIND)

    def test_names_a_kind_that_no_model_is(self, settings):
        settings.WORK_PERFORMERS = {"worklist.nothing": PRETEND}
        with pytest.raises(WorkSettingError, match="no work item has that label"):
            performers()
