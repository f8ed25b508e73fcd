"""Long lists in pages: each goes on where the one before it ended, by key."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

from worklist.prepared import Answer, Question

M = TypeVar("M", bound=Model)

_TOKEN = re.compile(r"(\d{1,17})-(\d{1,18})")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class PlaceError(ValueError):
    """An address names no place of a list."""


@dataclass(frozen=True)
class Place:
    """Where a list goes on: after the row with this moment and key."""

    at: datetime
    pk: int

    @property
    def token(self) -> str:
        """The place as addresses say it.

        >>> Place(datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC), 7).token
        '1000000-7'
        """
        return f"{(self.at - _EPOCH) // _MICROSECOND}-{self.pk}"


def place_of(token: str) -> Place | None:
    """Read a place out of an address.

    Args:
        token: Empty for the beginning.

    Raises:
        PlaceError: It names no place.

    >>> place_of("1000000-7").pk
    7
    """
    if not token:
        return None
    found = _TOKEN.fullmatch(token)
    if found is None:
        message = f"no place of a list: {token[:40]!r}"
        raise PlaceError(message)
    return Place(_EPOCH + int(found[1]) * _MICROSECOND, int(found[2]))


@dataclass(frozen=True)
class Part(Generic[M]):
    """What one page of a list shows.

    Attributes:
        answer: Of the database.
        size: How many of its rows are shown, the first ones.
        next_token: Where the next page begins; empty on the last one.
    """

    answer: Answer[M]
    size: int
    next_token: str

    @property
    def rows(self) -> tuple[M, ...]:
        """What is shown, in order."""
        return self.answer.models[: self.size]


class Paged(Generic[M]):
    """A list in pages, newest first, each in a time that does not grow with its number.

    Args:
        rows: Takes the values of the places and returns what is listed, unordered.
        moment: The field, or the path to it, that rows are ordered by; then their key.
        size: Rows a page.
        by: The path to the same moment in another table, whose index is to be read.
        places: As of `Question`.
    """

    def __init__(
        self,
        rows: Callable[..., QuerySet[M]],
        *,
        moment: str,
        size: int,
        by: str = "",
        **places: type,
    ) -> None:
        self.rows, self.moment, self.size, self.places = rows, moment, size, places
        by = by or moment

        def first(**values: object) -> QuerySet[M]:
            return rows(**values).order_by(f"-{by}", "-pk")[: size + 1]

        def further(at: object, pk: object, **values: object) -> QuerySet[M]:
            before = rows(**values).filter(
                Q(**{f"{by}__lt": at}) | Q(**{by: at, "pk__lt": pk}),
                # Said once more, so that an index can be read from there on.
                **{f"{by}__lte": at},
            )
            return before.order_by(f"-{by}", "-pk")[: size + 1]

        self._first = Question(first, **places)
        self._further = Question(further, at=datetime, pk=int, **places)

    def part(self, place: Place | None, **values: object) -> Part[M]:
        """Fetch one page.

        Args:
            place: Where it begins; None for the beginning.
            values: One per place of the question.
        """
        asked = (
            self._first.ask(**values)
            if place is None
            else self._further.ask(at=place.at, pk=place.pk, **values)
        )
        if len(asked.rows) <= self.size:
            return Part(asked, len(asked.rows), "")
        (last,) = asked.build([asked.rows[self.size - 1]])
        return Part(asked, self.size, Place(_value(last, self.moment), last.pk).token)


def _value(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row
