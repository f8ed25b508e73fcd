"""What changed between two texts, block by block and word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from articles.text.blocks import Block, BlockKind, block_text
from articles.text.diff import Change, Op, word_diff


@dataclass(frozen=True)
class BlockChange:
    """A block of two texts, side by side.

    Attributes:
        kind: Of the newer block, or of the older where the newer has none.
        op: Whether the block went, came, or is in both.
        changes: Its words in reading order; one change where nothing changed.
    """

    kind: BlockKind
    op: Op
    changes: tuple[Change, ...]

    @property
    def is_changed(self) -> bool:
        """Whether a reader would find another text here."""
        return any(change.op is not Op.SAME for change in self.changes)


def compare(
    old: Sequence[Block], new: Sequence[Block], language: str
) -> tuple[BlockChange, ...]:
    """Compare two texts of one version.

    Blocks with the same id are the same block, whatever became of its words.

    Args:
        old: In reading order.
        new: In reading order.
        language: BCP 47 tag of both.

    Returns:
        In reading order, what went before what came in its place. A block that
        was moved past another one went from there and came here.

    Raises:
        LanguageTagError: The tag is malformed.

    >>> from articles.text.blocks import parse_body
    >>> old, new = parse_body("<p>Two big boats</p>"), parse_body("<p>Two boats</p>")
    >>> [block.op.value for block in compare(old, new, "en")]
    ['removed', 'added']
    """
    return tuple(_compared(old, new, language))


def _compared(
    old: Sequence[Block], new: Sequence[Block], language: str
) -> Iterator[BlockChange]:
    steps = SequenceMatcher(
        None, [b.id for b in old], [b.id for b in new], autojunk=False
    ).get_opcodes()
    for step, old_from, old_to, new_from, new_to in steps:
        if step == "equal":
            pairs = zip(old[old_from:old_to], new[new_from:new_to], strict=True)
            for before, after in pairs:
                words = word_diff(block_text(before), block_text(after), language)
                yield BlockChange(after.kind, Op.SAME, words)
            continue
        for gone in old[old_from:old_to]:
            yield _whole(gone, Op.REMOVED)
        for come in new[new_from:new_to]:
            yield _whole(come, Op.ADDED)


def _whole(block: Block, op: Op) -> BlockChange:
    return BlockChange(block.kind, op, (Change(op, block_text(block)),))
