"""Pages of the board by place instead of number: as fast at the end as at the start."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, Protocol, TypeVar

from django.db.models import Q

from articles.models.board_line import BoardLineQuerySet

PAGE = 25
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# Neither number can leave the range of its column.
_WRITTEN = re.compile(r"(\d{1,16})-(\d{1,18})", re.ASCII)


class PlaceError(ValueError):
    """An address names no place on the board."""


@dataclass(frozen=True)
class Place:
    """Between two stories, named by one of them.

    Attributes:
        moved_at: When that story moved.
        pk: Of its newest line.
    """

    moved_at: datetime
    pk: int

    @property
    def key(self) -> tuple[datetime, int]:
        """What places are sorted by."""
        return self.moved_at, self.pk

    def __str__(self) -> str:
        return f"{(self.moved_at - _EPOCH) // _MICROSECOND}-{self.pk}"

    @classmethod
    def read(cls, written: str) -> "Place":
        """Read a place from an address.

        Raises:
            PlaceError: It was not written by a place.

        >>> str(Place.read("1772330400000000-7"))
        '1772330400000000-7'
        """
        found = _WRITTEN.fullmatch(written)
        if found is None:
            raise PlaceError(written[:40])
        return cls(_EPOCH + int(found[1]) * _MICROSECOND, int(found[2]))


class Placed(Protocol):
    """Whatever stands somewhere on the board."""

    @property
    def place(self) -> Place:
        """Where it stands."""


T = TypeVar("T", bound=Placed)


@dataclass(frozen=True)
class Window:
    """Which page is asked for.

    Attributes:
        place: Where it begins; None for the end of the board.
        is_upwards: Whether it holds what moved after the place, not before.
    """

    place: Place | None = None
    is_upwards: bool = False

    @classmethod
    def asked(cls, address: Mapping[str, str]) -> "Window":
        """Read from an address which page is asked for: `after`, `before`, `oldest`.

        Raises:
            PlaceError: A place was not written by this board.
        """
        if address.get("after"):
            return cls(Place.read(address["after"]))
        if address.get("before"):
            return cls(Place.read(address["before"]), is_upwards=True)
        return cls(is_upwards="oldest" in address)

    def lines(self, lines: BoardLineQuerySet) -> BoardLineQuerySet:
        """Keep the lines of the page, and one more to know whether another one follows.

        Args:
            lines: One a story, in no order.
        """
        if self.is_upwards:
            ordered = lines.order_by("moved_at", "pk")
        else:
            ordered = lines.order_by("-moved_at", "-pk")
        if self.place is not None:
            ordered = ordered.filter(self._beyond(self.place))
        return ordered[: PAGE + 1]

    def _beyond(self, place: Place) -> Q:
        side = "gt" if self.is_upwards else "lt"
        # The first half alone is what the index begins to read from.
        return Q(**{f"moved_at__{side}e": place.moved_at}) & (
            Q(**{f"moved_at__{side}": place.moved_at})
            | Q(**{"moved_at": place.moved_at, f"pk__{side}": place.pk})
        )

    def page(self, read: list[T]) -> "Page[T]":
        """Put what was read in the order of the board.

        Args:
            read: Of `lines`, in any order.
        """
        ordered = sorted(read, key=lambda each: each.place.key, reverse=True)
        has_more, came_from = len(read) > PAGE, self.place is not None
        if self.is_upwards:
            kept = tuple(ordered[-PAGE:])
            return Page(kept, has_newer=has_more, has_older=came_from)
        kept = tuple(ordered[:PAGE])
        return Page(kept, has_newer=came_from, has_older=has_more)


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows of the board, the one that moved last first.

    Attributes:
        rows: At most PAGE.
        has_newer: Whether there is a page before it.
        has_older: Whether there is a page after it.
    """

    rows: tuple[T, ...]
    has_newer: bool
    has_older: bool
