"""Processes that share a test run: each has servers of its own, and sees no other's.

`manage.py test` asks for them (see `newsroom.stack.bootstrap`), `-n 0` for none.
"""

from collections.abc import Iterable
from typing import Any

import pytest

from newsroom.stack import places

MACHINE = "machine"


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


def keep_together(items: list[pytest.Item]) -> None:
    """Let one process run all that starts whole newsrooms, one after the other."""
    for item in filter(_needs_the_machine, items):
        item.add_marker(pytest.mark.xdist_group(MACHINE))


def begin_with_the_longest(items: list[pytest.Item]) -> None:
    """Put what one process runs first, so that no other waits for it at the end.

    What remains keeps its order: a flushed database lacks what the first tests need.
    """
    items.sort(key=lambda item: not _needs_the_machine(item))


def _needs_the_machine(item: pytest.Item) -> bool:
    return item.get_closest_marker(MACHINE) is not None
