"""What a page draws, piece by piece, and how often a cluster of Khmer counts.

A cluster of Khmer that is set in several pieces, a vowel below or a subscript that is
moved, says itself with each of them. It counts as often as its first piece was drawn.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from unicodedata import category


class Sign(NamedTuple):
    """What was drawn to say a text, or letters that need no counting.

    Attributes:
        says: The text.
        drawn: Font and numbers; None where each letter stands for itself.
    """

    says: str
    drawn: tuple[str, bytes] | None = None


class Piece(NamedTuple):
    """Letters that were drawn together, or several that stand for one text.

    Attributes:
        mark: Number of the marked content it belongs to; None outside of any.
        is_artifact: Whether it stands at the edge of a page, beside the text.
        column: In which it begins, from 0.
        height: Of its line above the lower edge of the page, in points.
        told: What it says, in order; empty where nothing needs counting.
        plain: What all of it says, where that needs no counting; else None.
    """

    mark: int | None
    is_artifact: bool
    column: int
    height: float
    told: tuple[Sign, ...]
    plain: str | None


def said(pieces: Iterable[Piece]) -> str:
    """Bring pieces to the text that they show.

    Args:
        pieces: Of one paragraph, in order.
    """
    return "".join(_counted(pieces))


def _counted(pieces: Iterable[Piece]) -> Iterator[str]:
    counted: list[Sign] = []
    for piece in pieces:
        if piece.plain is None:
            counted += piece.told
        elif piece.plain:
            yield from _told_once(counted)
            counted = []
            yield piece.plain
    yield from _told_once(counted)


def _told_once(signs: Iterable[Sign]) -> Iterator[str]:
    for (text, is_plain), group in groupby(signs, key=_kind):
        same = [drawn for _text, drawn in group]
        if is_plain or not is_split(text):
            yield text * len(same)
        else:
            yield text * same.count(same[0])


def _kind(sign: Sign) -> tuple[str, bool]:
    return sign.says, sign.drawn is None


@lru_cache(maxsize=4_096)
def is_split(text: str) -> bool:
    """Say whether a text may be drawn in several pieces, each of which says it all."""
    return len(text) > 1 or category(text or " ").startswith("M")
