"""A kind of work for tests: a chore; its table is made by tests/worklist/conftest.py.

Some chores misbehave, each in a way of its own, which its note names.

In a registry of its own, so that no other test and no migration sees it.
"""

import os
import resource
import signal
from collections.abc import Callable

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


def turn_for_ever(item: Chore) -> None:
    """Be an endless loop."""
    while True:
        pass


def turn_for_ever_and_be_deaf(item: Chore) -> None:
    """Be an endless loop that swallows whatever would end it."""
    while True:
        try:
            turn_for_ever(item)
        except Exception:  # noqa: S112 - that is the misbehaviour
            continue


def be_killed(item: Chore) -> None:
    """End as a process ends that the kernel kills because memory has run out."""
    os.kill(os.getpid(), signal.SIGKILL)


def eat_all_memory(item: Chore) -> None:
    """Ask for more than there is, where the kernel says no instead of killing."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, before[1]))
    try:
        bytearray(8 << 30)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


MISBEHAVIOURS: dict[str, Callable[[Chore], None]] = {
    it.__name__: it
    for it in (turn_for_ever, turn_for_ever_and_be_deaf, be_killed, eat_all_memory)
}


def do(item: Chore) -> None:
    """Do a chore as its note says: well, unless it names a misbehaviour."""
    MISBEHAVIOURS.get(item.note, pretend)(item)
