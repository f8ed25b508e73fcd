"""What an alignment is: beads that link source paragraphs to target paragraphs."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Shape:
    """How many paragraphs meet how many.

    Attributes:
        sources: Paragraphs of the source; 0 where the target says more.
        targets: Paragraphs of the target; 0 where the source was left out.
        probability: How often it is met, 0-1.
    """

    sources: int
    targets: int
    probability: float

    @property
    def is_link(self) -> bool:
        """Whether both sides have a paragraph."""
        return self.sources > 0 and self.targets > 0


SHAPES: Final = (
    Shape(1, 1, 0.73),
    Shape(1, 0, 0.07),
    Shape(0, 1, 0.07),
    Shape(2, 1, 0.05),
    Shape(1, 2, 0.05),
    Shape(2, 2, 0.01),
    Shape(3, 1, 0.01),
    Shape(1, 3, 0.01),
)
"""Every bead that the aligner can lay.

References:
    Gale and Church 1993, "A Program for Aligning Sentences in Bilingual Corpora", for
    the form of the table; the numbers are for edited news, where paragraphs are
    dropped, added and merged more often.
"""


@dataclass(frozen=True)
class Bead:
    """Paragraphs that say the same in two languages.

    Attributes:
        source: Positions in the source, rising; empty for what the target added.
        target: Positions in the target, rising; empty for what the target left out.
        confidence: 0-1; how sure it is that exactly these belong together.
        is_moved: It stands elsewhere in the target than its neighbours.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float
    is_moved: bool = False


@dataclass(frozen=True)
class Alignment:
    """How two texts lie beside each other.

    Attributes:
        beads: Every paragraph of both texts in exactly one, in the order of the first
            source position; what only the target has stands after what precedes it
            there. But for the moved ones they are in the order of the target too.
    """

    beads: tuple[Bead, ...]

    @property
    def links(self) -> frozenset[tuple[int, int]]:
        """Every source position with every target position of its bead."""
        return frozenset(
            (source, target)
            for bead in self.beads
            for source in bead.source
            for target in bead.target
        )
