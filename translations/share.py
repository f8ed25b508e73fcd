"""How much of a text is as a machine wrote it, and what readers are told of that."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from articles.text.blocks import Block, block_text, body_blocks, fingerprint
from articles.text.khmer import key


@dataclass(frozen=True)
class Share:
    """How much of a text nobody has edited since a machine wrote it.

    Attributes:
        machine: Characters of such paragraphs.
        total: Characters of the body.
        places: Of such paragraphs in the body, from 1, in order.
    """

    machine: int = 0
    total: int = 0
    places: tuple[int, ...] = ()

    @property
    def part(self) -> float:
        """0-1 of the body; 0 where there is no text."""
        return self.machine / self.total if self.total else 0.0

    @property
    def percent(self) -> int:
        """The same in hundredths, up to the next whole one: little is not nothing."""
        return -(-100 * self.machine // self.total) if self.total else 0

    def is_above(self, limit: float) -> bool:
        """Say whether it is more than a share, 0-1."""
        return self.part > limit


def share_of(blocks: Iterable[Block], keys: Collection[str]) -> Share:
    """Weigh the paragraphs of a body that still say what a machine wrote.

    Args:
        blocks: Of a text, in order; what stands apart does not count.
        keys: Fingerprints of paragraphs as a machine gave them.

    >>> from articles.text.blocks import parse_body
    >>> text = parse_body("<p>One two.</p><p>Three.</p>")
    >>> share_of(text, {fingerprint("One two.")}).places
    (1,)
    """
    texts = [block_text(block) for block in body_blocks(blocks)]
    lengths = [len(key(text)) for text in texts]
    places = tuple(
        at
        for at, text in enumerate(texts, start=1)
        if keys and key(text) and fingerprint(text) in keys
    )
    return Share(sum(lengths[at - 1] for at in places), sum(lengths), places)


class Disclosure(StrEnum):
    """What readers are told of the machine that drafted their text."""

    NOTHING = "nothing"
    PART = "part"
    WHOLE = "whole"


def disclosure_of(
    blocks: Iterable[Block], drafted: Collection[str], keys: Collection[str] = ()
) -> Disclosure:
    """Say how much of a text began as a machine's, whoever edited it since.

    Args:
        blocks: Of the text.
        drafted: Ids of paragraphs into which a machine's text was put.
        keys: Fingerprints of what a machine gave, wherever somebody put it.
    """
    body = body_blocks(blocks)
    began = [
        block.id in drafted or (bool(keys) and fingerprint([block]) in keys)
        for block in body
    ]
    if not any(began):
        return Disclosure.NOTHING
    return Disclosure.WHOLE if all(began) else Disclosure.PART
