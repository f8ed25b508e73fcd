"""What a page draws, piece by piece, and how often a cluster of Khmer counts.

A cluster of Khmer that is set in several pieces, a vowel below or a subscript that is
moved, says itself with each of them. It counts as often as its first piece was drawn.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple
from unicodedata import category


class Piece(NamedTuple):
    """Letters that were drawn together, or several that stand for one text.

    Attributes:
        mark: Number of the marked content it belongs to; None outside of any.
        is_artifact: Whether it stands at the edge of a page, beside the text.
        column: In which it begins, from 0.
        height: Of its line above the lower edge of the page, in points.
        told: What each sign says, and what was drawn for it: font and numbers; empty
            where nothing needs counting.
        plain: What all of it says, where that needs no counting; else None.
    """

    mark: int | None
    is_artifact: bool
    column: int
    height: float
    told: tuple[tuple[str, tuple[str, bytes]], ...]
    plain: str | None


def said(pieces: Iterable[Piece]) -> str:
    """Bring pieces to the text that they show.

    Args:
        pieces: Of one paragraph, in order.
    """
    return "".join(_counted(pieces))


def _counted(pieces: Iterable[Piece]) -> Iterator[str]:
    counted: list[tuple[str, tuple[str, bytes]]] = []
    for piece in pieces:
        if piece.plain is None:
            counted += piece.told
        elif piece.plain:
            yield from _told_once(counted)
            counted = []
            yield piece.plain
    yield from _told_once(counted)


def _told_once(signs: Iterable[tuple[str, tuple[str, bytes]]]) -> Iterator[str]:
    for text, group in groupby(signs, key=itemgetter(0)):
        same = [glyphs for _text, glyphs in group]
        yield text * (same.count(same[0]) if is_split(text) else len(same))


@lru_cache(maxsize=4_096)
def is_split(text: str) -> bool:
    """Say whether a text may be drawn in several pieces, each of which says it all."""
    return len(text) > 1 or category(text or " ").startswith("M")
