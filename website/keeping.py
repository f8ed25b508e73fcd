"""Pages that were made, kept for as long as nothing that they say has changed.

A page is made of the answers of the database and of nothing else that changes while a
process lives. So each look asks the same questions again, in one query: where every
answer is as it was, told by digests that the database makes, the page is too, and is
not set anew. There is no time during which a page may be old, and nothing to tell when
something changes: embargoes, hiding and consent hold to the statement.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock

from worklist.prepared import Marks, is_as_before, recorded

# Of pages, per process.
MOST_BYTES = 8_000_000


@dataclass(frozen=True)
class Page:
    """What is sent of a page: the same to everybody."""

    content: bytes
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Kept:
    marks: Marks
    page: Page


class Keeper:
    """Pages by what was asked for, those that were not asked for longest thrown out.

    Args:
        most: Bytes of pages that are kept at most.
    """

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most, self._bytes = most, 0
        self._pages: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._lock = Lock()

    def page(self, asked: Hashable, make: Callable[[], Page | None]) -> Page | None:
        """Return a page, made now or before.

        Args:
            asked: All that the page depends on besides the database.
            make: Makes it; None where there is none, which is never kept.
        """
        kept = self._pages.get(asked)
        if kept is not None and is_as_before(kept.marks):
            self._keep(asked, kept)
            return kept.page
        with recorded() as record:
            page = make()
        if page is not None and record.is_whole:
            self._keep(asked, _Kept(record.marks, page))
        else:
            self._forget(asked)
        return page

    def clear(self) -> None:
        """Throw everything out."""
        with self._lock:
            self._pages.clear()
            self._bytes = 0

    def _keep(self, asked: Hashable, kept: _Kept) -> None:
        with self._lock:
            self._drop(asked)
            self._pages[asked] = kept
            self._bytes += len(kept.page.content)
            while self._bytes > self._most:
                self._drop(next(iter(self._pages)))

    def _forget(self, asked: Hashable) -> None:
        with self._lock:
            self._drop(asked)

    def _drop(self, asked: Hashable) -> None:
        kept = self._pages.pop(asked, None)
        self._bytes -= 0 if kept is None else len(kept.page.content)


KEEPER = Keeper()
