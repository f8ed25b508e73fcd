"""What changed in a source since it was translated."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from articles.text.blocks import Block, block_text, body_blocks
from articles.text.khmer import key


class ChangeKind(StrEnum):
    """What happened to a paragraph of the source."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class SourceChange:
    """One paragraph of the source that no longer says what the translator saw.

    Attributes:
        block_id: The paragraph's id, the same in both revisions.
        kind: What happened to it.
        before: Its text when it was translated; empty for an added one.
        now: Its text now; empty for a removed one.
    """

    block_id: str
    kind: ChangeKind
    before: str
    now: str


def changes_since(
    made_from: Sequence[Block], now: Sequence[Block]
) -> tuple[SourceChange, ...]:
    """Compare the source that was translated with the source as it is.

    Two texts that readers see as the same (zero-width spaces, order of marks,
    Khmer or Arabic digits) are the same. Headline, standfirst and other
    reserved blocks are written per language and take no part.

    Args:
        made_from: All blocks of the revision that was translated.
        now: All blocks of the revision that readers see today.

    Returns:
        Changes in today's reading order, removed paragraphs last; empty when
        the translation is fresh.
    """
    before = {block.id: block_text(block) for block in body_blocks(made_from)}
    today = {block.id: block_text(block) for block in body_blocks(now)}
    changed = [
        SourceChange(
            block_id,
            ChangeKind.CHANGED if block_id in before else ChangeKind.ADDED,
            before.get(block_id, ""),
            text,
        )
        for block_id, text in today.items()
        if key(before.get(block_id, "")) != key(text)
    ]
    removed = [
        SourceChange(block_id, ChangeKind.REMOVED, text, "")
        for block_id, text in before.items()
        if block_id not in today
    ]
    return (*changed, *removed)
