"""What was written in a unit, revision by revision."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from articles.models import Revision, Version
from articles.text.blocks import block_text, from_json
from articles.text.diff import Change as Piece
from articles.text.diff import word_diff
from translations.units import Row

NEWEST_REVISIONS = 100


@dataclass(frozen=True)
class Change:
    """One revision in which the translation of a row changed.

    Attributes:
        number: Of the revision.
        who: User name of who kept it; empty of what was brought in.
        at: When.
        pieces: Word by word, against the revision before; never empty.
    """

    number: int
    who: str
    at: datetime
    pieces: tuple[Piece, ...]


def history_of(version: Version, row: Row) -> tuple[Change, ...]:
    """Read how the translation of a row came to be.

    Args:
        version: The translation; what was erased of it is left out.
        row: With or without a unit.

    Returns:
        The newest first; empty before anything was kept.
    """
    ids = {block.id for block in row.target}
    if row.unit:
        ids.update(row.unit.target_ids)
    kept = (
        version.revisions.filter(erased_at=None)
        .select_related("made_by")
        .order_by("-number")[:NEWEST_REVISIONS]
    )
    return tuple(_changes(list(kept)[::-1], ids, version.language))[::-1]


def _changes(
    revisions: Iterable[Revision], ids: set[str], language: str
) -> Iterable[Change]:
    was = ""
    for revision in revisions:
        now = _text(revision, ids)
        if now != was:
            who = revision.made_by.username if revision.made_by else ""
            pieces: Sequence[Piece] = word_diff(was, now, language)
            yield Change(revision.number, who, revision.made_at, tuple(pieces))
        was = now


def _text(revision: Revision, ids: set[str]) -> str:
    blocks = from_json(revision.blocks)
    return "\n".join(block_text(block) for block in blocks if block.id in ids)
