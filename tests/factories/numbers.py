"""When tests happen, and numbers for names that are nobody else’s."""

import itertools
from datetime import UTC, datetime

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
_numbers = itertools.count(1)


def count_from(number: int) -> None:
    """Begin slugs and names at a number, where another process made some before."""
    global _numbers  # noqa: PLW0603 - one counter for the whole process
    _numbers = itertools.count(number)


def a_number() -> int:
    """Return the next number that no name has yet."""
    return next(_numbers)
