"""Pages that were made, kept for as long as nothing that they say has changed.

A page is made of the answers of the database and of nothing else that changes while a
process lives. So each look asks the same questions again, in one query: where every
answer is as it was, told by digests that the database makes, the page is too, and is
not set anew. There is no time during which a page may be old, and nothing to tell when
something changes: embargoes, hiding and consent hold to the statement.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from website.parts import Store
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
        self._pages: Store[Hashable, _Kept] = Store(most)

    def page(self, asked: Hashable, make: Callable[[], Page | None]) -> Page | None:
        """Return a page, made now or before.

        Args:
            asked: All that the page depends on besides the database.
            make: Makes it; None where there is none, which is never kept.
        """
        kept = self._pages.get(asked)
        if kept is not None and is_as_before(kept.marks):
            return kept.page
        with recorded() as record:
            page = make()
        if page is not None and record.is_whole:
            self._pages.put(asked, _Kept(record.marks, page), len(page.content))
        else:
            self._pages.drop(asked)
        return page

    def clear(self) -> None:
        """Throw everything out."""
        self._pages.clear()


KEEPER = Keeper()
