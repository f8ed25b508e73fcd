"""What a writer chose where somebody else had changed the same paragraph.

The page with both texts sends, besides the form, `seen` (the other texts as they were
shown), and for each paragraph `choice-<id>` and `own-<id>`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.html import escape

from articles.text.blocks import (
    RESERVED,
    Block,
    BlockError,
    BlockKind,
    from_json,
    new_block_id,
    parse_body,
    parse_inline,
    to_json,
)

_Fields = Mapping[str, str]
# What the other made of each paragraph; None where they took it out.
Seen = Mapping[str, Block | None]


class Choice(StrEnum):
    """Which text a paragraph is to have."""

    MINE = "mine"
    THEIRS = "theirs"
    OWN = "own"


@dataclass(frozen=True)
class Edit:
    """What a writer made of a text.

    Attributes:
        base: As they found it, or were shown it since.
        blocks: As they want it, with the ids of `base`.
    """

    base: tuple[Block, ...]
    blocks: tuple[Block, ...]


def theirs_seen(sent: _Fields) -> dict[str, Block | None]:
    """Read which texts of others the writer has before their eyes.

    Returns:
        By the id of the block, in the order of the page; empty where nothing was
        shown, or what was sent cannot be read.
    """
    try:
        rows = json.loads(sent.get("seen") or "{}")
        seen = {
            str(block_id): from_json([row])[0] if row else None
            for block_id, row in rows.items()
        }
    except (ValueError, BlockError, AttributeError, RecursionError):
        return {}
    # Under another id it would be a second block of that name.
    return {name: b for name, b in seen.items() if b is None or b.id == name}


def written_seen(seen: Seen) -> str:
    """Write for the page what `theirs_seen` reads."""
    return json.dumps(
        {block_id: to_json([b])[0] if b else None for block_id, b in seen.items()}
    )


def choice_of(sent: _Fields, block_id: str) -> Choice | None:
    """Return what was chosen for a block; None where nothing was."""
    value = sent.get(f"choice-{block_id}", "")
    return Choice(value) if value in set(Choice) else None


def settle(edit: Edit, seen: Seen, sent: _Fields) -> Edit:
    """Apply the choices of a writer to their edit.

    Whatever they chose, they saw the other text: from now on it is what they began
    with, and only what others make of it later can conflict again.

    Args:
        edit: As the fields say.
        seen: The texts of others that were shown.
        sent: All fields.

    Raises:
        MarkupError: An own text is over a million characters, or over 256 deep.
    """
    base, blocks = edit.base, edit.blocks
    for block_id, theirs in seen.items():
        choice = choice_of(sent, block_id)
        if choice is None:
            continue
        other = (theirs,) if theirs else ()
        if choice is Choice.THEIRS:
            taken = tuple(filter(None, map(sound, other)))
            blocks = _put(blocks, block_id, taken, like=edit.base)
        if choice is Choice.OWN:
            own = own_blocks(block_id, sent.get(f"own-{block_id}", ""))
            blocks = _put(blocks, block_id, own, like=edit.base)
        base = _put(base, block_id, other, like=edit.blocks)
    return Edit(base, blocks)


def sound(block: Block) -> Block | None:
    """Read a block anew that came back from a page, which may have been tampered with.

    Returns:
        The same wherever it is one that we wrote; None where it is no one block.

    Raises:
        MarkupError: It is over a million characters, or over 256 deep.
    """
    if block.kind.is_reserved:
        return replace(block, html=parse_inline(block.html))
    read = parse_body(block.html)
    return replace(read[0], id=block.id) if len(read) == 1 else None


def own_blocks(block_id: str, text: str) -> tuple[Block, ...]:
    """Read a text that was written for one block.

    Returns:
        The first with the block's id; several where it was parted, empty where it
        says nothing.

    Raises:
        MarkupError: It is over a million characters, or over 256 deep.
    """
    if block_id in RESERVED:
        html = parse_inline(escape(text))
        apart = Block(id=block_id, kind=BlockKind(block_id), html=html)
        return (apart,) if html else ()
    ids = [block_id]
    return tuple(
        replace(block, id=ids.pop() if ids else new_block_id())
        for block in parse_body(text)
    )


def _put(
    blocks: Sequence[Block],
    block_id: str,
    instead: Sequence[Block],
    *,
    like: Sequence[Block],
) -> tuple[Block, ...]:
    """Put blocks in the place of one; where it is not, after what it follows there."""
    ids = [block.id for block in blocks]
    if block_id in ids:
        at = ids.index(block_id)
        return (*blocks[:at], *instead, *blocks[at + 1 :])
    before = [block.id for block in like]
    if block_id in before:
        before = before[: before.index(block_id)]
    at = next((ids.index(i) + 1 for i in reversed(before) if i in ids), 0)
    return (*blocks[:at], *instead, *blocks[at:])
