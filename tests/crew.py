"""Processes that share a test run: each has servers of its own, and sees no other's.

`manage.py test` asks for them (see `newsroom.stack.bootstrap`), `-n 0` for none.
"""

from collections.abc import Iterable
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from newsroom.stack import places

# What starts whole newsrooms or servers, and takes the longest.
MACHINE = ("tests/chaos/", "tests/newsroom/test_stack_")
# Whose tests share what Java takes long to say.
TOGETHER = ("tests/exports/formats/test_nu_html_checker.py",)


def leads(config: pytest.Config) -> bool:
    """Tell whether this process only hands tests out to others."""
    return not is_led(config) and getattr(config.option, "dist", "no") != "no"


def is_led(config: pytest.Config) -> bool:
    """Tell whether this process runs tests that another hands out."""
    return hasattr(config, "workerinput")


def give_profiles(specs: Iterable[Any]) -> None:
    """Give each process to come the profile that its settings will read."""
    for number, spec in enumerate(specs):
        spec.env["SPEAN_PROFILE"] = places.shared_profile(number)


def begin_with_the_longest(items: list[pytest.Item]) -> None:
    """Put what one process runs alone first, so that at the end no other waits for it.

    What remains keeps its order: a flushed database lacks what the first tests need.
    """
    items.sort(key=lambda item: not needs_the_machine(item.nodeid))


def needs_the_machine(nodeid: str) -> bool:
    """Tell whether a test is better off without another of its kind beside it."""
    return nodeid.startswith(MACHINE)


class OneByOne(LoadScopeScheduling):
    """Hands out tests one by one in their order, but to one process what needs it.

    Not xdist's own "loadgroup": beside pytest 9.2 it forgets its groups without a word
    (pytest-dev/pytest-xdist#1386).
    """

    def _split_scope(self, nodeid: str) -> str:
        if needs_the_machine(nodeid):
            return "the machine"
        module = nodeid.split("::", 1)[0]
        return module if module in TOGETHER else nodeid
