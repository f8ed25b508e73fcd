"""A kind of work for tests: a chore; its table is made by tests/worklist/conftest.py.

In a registry of its own, so that no other test and no migration sees it.
"""

from django.db import models
from django.test.utils import isolate_apps

from worklist.models import WorkItem

KIND = "worklist.chore"

with isolate_apps("worklist"):

    class Chore(WorkItem):
        """Something small to do."""

        note = models.CharField(max_length=40, default="")

        class Meta(WorkItem.Meta):
            app_label = "worklist"


def a_chore(**facts: object) -> Chore:
    """Put a chore on the list, due at once."""
    return Chore.objects.create(**facts)


def pretend(item: Chore) -> None:
    """Do nothing."""
