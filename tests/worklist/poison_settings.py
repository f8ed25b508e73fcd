"""Settings of a real worker that does the tests' chores."""

from newsroom.settings import *  # noqa: F403 - settings are all of them

WORK_PERFORMERS = {"worklist.chore": "tests.worklist.chores.do"}
# Loads the kind of work, which no room has.
CELERY_IMPORTS = ("tests.worklist.impatient",)
