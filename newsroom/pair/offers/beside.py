"""What a section of the panel gets to know, and what it gives."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from django.http import HttpRequest
from django.utils.safestring import SafeString

from articles.models import Version
from articles.text.blocks import block_text
from newsroom.pair.pairs import Pair
from newsroom.pair.rights import Hand
from translations.matches import Around
from translations.memory.pairs import Languages
from translations.units import Row


@dataclass(frozen=True)
class Beside:
    """A row beside which something is offered.

    Attributes:
        request: Of somebody who may know of the story.
        pair: As it is.
        row: One of its rows.
        hand: What whoever looks may do.
    """

    request: HttpRequest
    pair: Pair
    row: Row
    hand: Hand

    @property
    def version(self) -> Version:
        """The translation."""
        return self.pair.version

    @property
    def languages(self) -> Languages:
        """From which into which the row is translated."""
        made_from = {source.pk: source.language for source in self.pair.sources}
        first = self.pair.sources[0].language
        source = made_from.get(self.row.source_version or 0, first)
        return Languages(source, self.version.language)

    @property
    def source_text(self) -> str:
        """What its source says, plain; empty where it has none."""
        return _text(self.row)

    @property
    def target_text(self) -> str:
        """What its translation says, plain; empty where nothing is written."""
        return "\n".join(block_text(block) for block in self.row.target)

    @property
    def around(self) -> Around:
        """What its source says before and after it."""
        if self.row.is_head:
            return Around()
        rows = [row for row in self.pair.rows if row.source and not row.is_head]
        at = next((at for at, row in enumerate(rows) if row.key == self.row.key), -1)
        if at < 0:
            return Around()
        before, after = rows[at - 1 : at] if at else [], rows[at + 1 : at + 2]
        return Around(
            "".join(_texts(before[-1:], last=True)), "".join(_texts(after, last=False))
        )


class Offer(Protocol):
    """A section of the panel."""

    def draw(self, beside: Beside) -> SafeString:
        """Return its HTML, in the interface language; empty where it has nothing.

        What can be put into the text is a form of the class "use" with a field "offer":
        see `pair/offers/_use.html`.
        """


def _text(row: Row) -> str:
    return "\n".join(block_text(block) for block in row.source)


def _texts(rows: list[Row], *, last: bool) -> Iterator[str]:
    """Yield the paragraph of a neighbour that is the nearest."""
    for row in rows:
        yield block_text(row.source[-1 if last else 0])
