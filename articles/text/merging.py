"""Two people edit one text: what each of them changed, put together block by block."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from articles.text.blocks import Block

_ById = Mapping[str, Block]


@dataclass(frozen=True)
class Conflict:
    """A block that two people changed in two ways.

    Attributes:
        block_id: which.
        base: as both found it; None where both added it.
        theirs: as it is stored; None where they took it out.
        mine: as it was sent; None where I took it out.
    """

    block_id: str
    base: Block | None
    theirs: Block | None
    mine: Block | None


@dataclass(frozen=True)
class Merged:
    """What became of two edits of one text.

    Attributes:
        blocks: both edits in one; where they conflict, mine.
        known: my text as I sent it, a block that both added under the id that it has
            in theirs: the base of what I write next.
        conflicts: in the order of `blocks`, what I took out last; empty when each
            block was changed by one of us at most.
    """

    blocks: tuple[Block, ...]
    known: tuple[Block, ...]
    conflicts: tuple[Conflict, ...]


def merge(
    base: Sequence[Block], mine: Sequence[Block], theirs: Sequence[Block]
) -> Merged:
    """Put two edits of one text together.

    What only one of us changed, added, took out or moved is so in the result; what
    both changed alike is no conflict. What each of us added follows what it followed.
    Where both moved blocks, mine decides the order.

    Args:
        base: as I found it; its ids are those of both edits.
        mine: my whole edited text.
        theirs: the whole text as it is stored now.

    >>> from articles.text.blocks import parse_body
    >>> base = parse_body("<p data-block=a>One</p><p data-block=b>Two</p>")
    >>> mine = parse_body("<p data-block=a>One!</p><p data-block=b>Two</p>")
    >>> theirs = parse_body("<p data-block=a>One</p><p data-block=b>Two?</p>")
    >>> [block.html for block in merge(base, mine, theirs).blocks]
    ['<p>One!</p>', '<p>Two?</p>']
    """
    known = _same_additions(base, mine, theirs)
    bases, mines, stored = _by_id(base), _by_id(known), _by_id(theirs)
    blocks, conflicts = [], []
    for block_id in _order(bases, mines, stored):
        was = bases.get(block_id)
        ours, other = mines.get(block_id), stored.get(block_id)
        wanted = other if ours == was else ours
        if was not in (ours, other) and ours != other:
            conflicts.append(Conflict(block_id, was, other, ours))
        if wanted is not None:
            blocks.append(wanted)
    conflicts.sort(key=lambda conflict: conflict.mine is None)
    return Merged(tuple(blocks), known, tuple(conflicts))


def _by_id(blocks: Iterable[Block]) -> dict[str, Block]:
    return {block.id: block for block in blocks}


def _same_additions(
    base: Sequence[Block], mine: Sequence[Block], theirs: Sequence[Block]
) -> tuple[Block, ...]:
    """Give what I added the id of the same addition of theirs.

    An answer that got lost on its way makes a browser send the same text again.
    """
    in_base = {block.id for block in base}
    taken = in_base | {block.id for block in mine}
    added: dict[tuple[str, str], list[str]] = {}
    for block in theirs:
        if block.id not in taken:
            added.setdefault((block.kind, block.html), []).append(block.id)
    in_theirs = in_base | {block.id for block in theirs}
    known = []
    for block in mine:
        same = added.get((block.kind, block.html))
        is_new = block.id not in in_theirs
        known.append(replace(block, id=same.pop(0)) if is_new and same else block)
    return tuple(known)


def _order(base: _ById, mine: _ById, theirs: _ById) -> list[str]:
    """Put all ids in order; ids of blocks that were taken out are among them."""
    if _moved(base, mine):
        order, other = list(mine), list(theirs)
    else:
        order, other = list(theirs), list(mine)
    placed = set(order)
    for at, block_id in enumerate(other):
        if block_id not in placed:
            after = order.index(other[at - 1]) + 1 if at else 0
            order.insert(after, block_id)
            placed.add(block_id)
    return order


def _moved(base: _ById, mine: _ById) -> bool:
    kept = [block_id for block_id in base if block_id in mine]
    return kept != [block_id for block_id in mine if block_id in base]
