"""What a block of a text is: its kind, its id, its HTML."""

import re
import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

BLOCK_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,32}")
"""What an id looks like, reserved or not."""


class BlockKind(StrEnum):
    """What a block is in the text."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    DATELINE = "dateline"
    CAPTION = "caption"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    LIST = "list"

    @property
    def is_reserved(self) -> bool:
        """Whether a text has at most one such block, outside the body."""
        return self in RESERVED


RESERVED: Final = ("headline", "standfirst", "dateline", "caption")
"""Ids that name the block by what it is; each is also the block's kind."""
BODY_KINDS: Final[tuple[BlockKind, ...]] = (
    BlockKind.PARAGRAPH,
    BlockKind.HEADING,
    BlockKind.QUOTE,
    BlockKind.LIST,
)


class BlockError(ValueError):
    """A block, or what should be one, is malformed."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """A paragraph, heading, quotation, list, or one of the reserved blocks.

    Attributes:
        id: reserved, or up to 32 letters, digits, hyphens and underscores.
        kind: what it is; a reserved kind has the reserved id of the same name.
        html: one whole element of the body, inline markup for a reserved kind.

    Raises:
        BlockError: the id is malformed, or reserved for another kind.
    """

    id: str
    kind: BlockKind
    html: str

    def __post_init__(self) -> None:
        if not BLOCK_ID.fullmatch(self.id):
            message = f"not a block id: {self.id[:40]!r}"
            raise BlockError(message)
        if (self.id in RESERVED or self.kind.is_reserved) and self.id != self.kind:
            message = f"a {self.kind.value} cannot have the id {self.id}"
            raise BlockError(message)


def new_block_id() -> str:
    """Make a random id of 10 hexadecimal digits."""
    return secrets.token_hex(5)
