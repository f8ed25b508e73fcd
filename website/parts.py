"""Parts of pages, made once for as long as what they are made of is the same.

A part is made of values alone: of a row as the database answered it, or of what was
read out of rows. The values are what it is looked up by, all of them. So a part is
never old: who asks for it has asked the database, and has other values where the answer
is another one. Nothing is told when something changes, and nothing has to be.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Any, Generic, TypeVar

from django.db.models import Model
from django.utils.translation import get_language

from worklist.prepared import Answer

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
M = TypeVar("M", bound=Model)

# Of parts, per process.
MOST_BYTES = 8_000_000
# Beside its letters, of which each has two bytes, seldom four.
_OF_A_PART, _OF_A_LETTER = 600, 2


class Store(Generic[K, V]):
    """Things by keys; those that were not asked for longest make room.

    Args:
        most: Bytes that are kept at most.
    """

    def __init__(self, most: int) -> None:
        self._most, self._bytes = most, 0
        self._things: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """How many there are."""
        return len(self._things)

    def get(self, key: K) -> V | None:
        """Return what is kept; None where nothing is."""
        with self._lock:
            found = self._things.get(key)
            if found is None:
                return None
            self._things.move_to_end(key)
            return found[0]

    def put(self, key: K, thing: V, weight: int) -> None:
        """Keep a thing in the place of what was there.

        Args:
            key: What it is looked up by.
            thing: Not None.
            weight: Bytes that it takes, roughly.
        """
        with self._lock:
            self._drop(key)
            self._things[key] = thing, weight
            self._bytes += weight
            while self._bytes > self._most:
                self._drop(next(iter(self._things)))

    def drop(self, key: K) -> None:
        """Keep it no longer."""
        with self._lock:
            self._drop(key)

    def clear(self) -> None:
        """Throw everything out."""
        with self._lock:
            self._things.clear()
            self._bytes = 0

    def _drop(self, key: K) -> None:
        _thing, weight = self._things.pop(key, (None, 0))
        self._bytes -= weight


PARTS: Store[Hashable, Any] = Store(MOST_BYTES)


def part(
    made_of: tuple[Hashable, ...], make: Callable[[], V], letters: Callable[[V], int]
) -> V:
    """Return a part, made now or before of equal values in the same language.

    Args:
        made_of: A name that no other part has, and all that it depends on besides the
            settings and the active language; plain texts and numbers, and what is made
            of them: an object that is equal to another one with other words is none.
        make: Makes it; never changed afterwards.
        letters: How many it has, and what it was made of where nothing else holds that.
    """
    key = (get_language(), *made_of)
    found: V | None = PARTS.get(key)
    if found is None:
        found = make()
        PARTS.put(key, found, _weight(letters(found)))
    return found


def of_rows(
    answer: Answer[M],
    make: Callable[[M], V],
    most: int | None = None,
    *,
    letters: Callable[[V], int] = lambda _thing: 0,
) -> tuple[V, ...]:
    """Make something of each row of an answer, or take what was made of an equal one.

    Args:
        answer: Of a question.
        make: A function of a module, which reads nothing but the model and the active
            language; what it returns is never changed.
        most: So many rows, the first ones; None for all.
        letters: How many there are in it that are not in the row.
    """
    rows = answer.rows if most is None else answer.rows[:most]
    language = get_language()
    keys = [(language, make, answer.build, _plain(row)) for row in rows]
    found: list[V | None] = [PARTS.get(key) for key in keys]
    missing = [at for at, thing in enumerate(found) if thing is None]
    models = answer.build([rows[at] for at in missing])
    for at, model in zip(missing, models, strict=True):
        found[at] = thing = make(model)
        PARTS.put(keys[at], thing, _weight(2 * _letters(rows[at]) + letters(thing)))
    return tuple(thing for thing in found if thing is not None)


def _plain(row: Sequence[Any]) -> tuple[Hashable, ...]:
    """Make a row comparable: PostgreSQL's arrays come as lists."""
    return tuple(tuple(it) if type(it) is list else it for it in row)


def _letters(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    return sum(map(_letters, value)) if isinstance(value, list | tuple) else 0


def _weight(letters: int) -> int:
    return _OF_A_PART + _OF_A_LETTER * letters
