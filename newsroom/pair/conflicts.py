"""A row that two people changed: before, theirs and mine."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from articles.actions.writing import EditConflict
from articles.models import Version
from articles.text.blocks import Block, block_text
from articles.text.diff import Change, word_diff
from newsroom.admin.choices import written_seen
from newsroom.admin.conflicts import last_at
from people.models import Account


@dataclass(frozen=True)
class Ways:
    """What two people made of the paragraphs of a row.

    Attributes:
        base: As both found it, plain text; empty where it was not there.
        theirs: What the other changed, word by word.
        mine: What the writer changed.
        who: User name of the other; empty where nobody knows.
        is_own: The other text was written by the same account.
        at: When the other was written last; None where nobody knows.
        seen: For the hidden field: the other texts, as they are shown.
    """

    base: str
    theirs: tuple[Change, ...]
    mine: tuple[Change, ...]
    who: str
    is_own: bool
    at: datetime | None
    seen: str


def ways_of(refusal: EditConflict, version: Version, by: Account) -> Ways:
    """Gather what stands in the way of storing a row.

    Args:
        refusal: Of the row.
        version: The translation.
        by: Who wanted to store it.
    """
    conflicts = refusal.conflicts
    sides = ([each.base, each.theirs, each.mine] for each in conflicts)
    base, theirs, mine = map(_text, zip(*sides, strict=True))
    others = last_at(version, {each.block_id for each in conflicts}, by)
    sitting = next(iter(others.values()), None)
    return Ways(
        base=base,
        theirs=word_diff(base, theirs, version.language),
        mine=word_diff(base, mine, version.language),
        who=sitting.account.username if sitting else "",
        is_own=sitting is not None and sitting.account == by,
        at=sitting.last_written_at if sitting else None,
        seen=written_seen({each.block_id: each.theirs for each in conflicts}),
    )


def _text(blocks: Sequence[Block | None]) -> str:
    return "\n".join(block_text(block) for block in blocks if block)
