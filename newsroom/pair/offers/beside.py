"""What a section of the panel gets to know, and what it gives."""

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
from translations.units import Row, source_text, source_texts_around


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
        return source_text(self.row)

    @property
    def target_text(self) -> str:
        """What its translation says, plain; empty where nothing is written."""
        return "\n".join(block_text(block) for block in self.row.target)

    @property
    def around(self) -> Around:
        """What its source says before and after it."""
        return Around(*source_texts_around(self.row, self.pair.rows))


class Offer(Protocol):
    """A section of the panel."""

    def draw(self, beside: Beside) -> SafeString:
        """Return its HTML, in the interface language; empty where it has nothing.

        What can be put into the text is a form of the class "use" with a field "offer":
        see `pair/offers/_use.html`.
        """
