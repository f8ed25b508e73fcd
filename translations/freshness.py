"""Whether a translation still says what its source says, paragraph by paragraph.

Two fingerprints are compared: of the source as the translator saw it, and of the source
as it is. No flag and no time stamp takes part.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from articles.text.blocks import Block, block_text, fingerprint

NOTHING = ""
"""The fingerprint of no paragraph at all."""


class Freshness(StrEnum):
    """How a translated paragraph stands to its source."""

    FRESH = "fresh"
    MINOR = "minor"
    """The source changed in a way that no translation shows."""
    CHANGED = "changed"
    ADDED = "added"
    """The source paragraph came after the translation was begun."""
    REMOVED = "removed"

    @property
    def is_stale(self) -> bool:
        """Whether a reader of the translation is told something else."""
        return self not in {Freshness.FRESH, Freshness.MINOR}


@dataclass(frozen=True)
class Seen:
    """A paragraph of a source as somebody saw it.

    Attributes:
        block_id: Its id.
        text: Plain text.
    """

    block_id: str
    text: str


class SourceText:
    """A text that is translated, read paragraph by paragraph as far as is asked.

    Args:
        blocks: All of it, in reading order.
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.blocks = {block.id: block for block in blocks}
        self._prints: dict[tuple[str, ...], str] = {}

    def seen(self, ids: Iterable[str]) -> tuple[Seen, ...]:
        """Return the named paragraphs that are there, in the order of the names."""
        return tuple(
            Seen(each, block_text(self.blocks[each]))
            for each in ids
            if each in self.blocks
        )

    def print_of(self, ids: Sequence[str]) -> str:
        """Return the fingerprint of some paragraphs; NOTHING where none is there."""
        asked = tuple(ids)
        if asked not in self._prints:
            self._prints[asked] = print_of(self.seen(asked))
        return self._prints[asked]

    def differs_from(self, other: "SourceText") -> frozenset[str]:
        """Return the paragraphs that only one of two texts has, or that differ."""
        names = self.blocks.keys() | other.blocks.keys()
        return frozenset(
            each for each in names if self.blocks.get(each) != other.blocks.get(each)
        )


def print_of(seen: Iterable[Seen]) -> str:
    """Return the fingerprint of what was seen; NOTHING where that is nothing.

    Spaces of no width, the order of signs, digits and letter case do not count.

    >>> print_of([Seen("a", "៣ នាក់")]) == print_of([Seen("a", "3\u200b នាក់")])
    True
    """
    texts = [each.text for each in seen]
    return fingerprint("\n".join(texts)) if texts else NOTHING


@dataclass(frozen=True)
class Step:
    """One revision of a source after another.

    Attributes:
        text: As it is then.
        changed: Paragraphs that are not as they were before.
        is_minor: Its editor said that nothing changes for a translation.
    """

    text: SourceText
    changed: frozenset[str]
    is_minor: bool


def steps_between(texts: Sequence[tuple[SourceText, bool]]) -> tuple[Step, ...]:
    """Turn revisions in their order, each with whether it is minor, into steps."""
    return tuple(
        Step(text, text.differs_from(before), is_minor)
        for (before, _was_minor), (text, is_minor) in pairwise(texts)
    )


@dataclass(frozen=True)
class Reading:
    """What is known of the source of a unit.

    Attributes:
        source_now: Its fingerprint.
        is_minor: It differs from what was translated, by minor changes alone.
    """

    source_now: str
    is_minor: bool


def follow(
    ids: Sequence[str], made_from: str, start: Reading, steps: Iterable[Step]
) -> Reading:
    """Follow the source of a unit over some revisions.

    What was changed and then restored is fresh again, and what comes after is judged
    anew.

    Args:
        ids: The source paragraphs of the unit.
        made_from: Fingerprint of what the translator saw; NOTHING before.
        start: As it was before the steps.
        steps: In their order.
    """
    now = start.source_now
    is_minor = start.is_minor or now == made_from
    for step in steps:
        if step.changed.isdisjoint(ids):
            continue
        after = step.text.print_of(ids)
        if after != now:
            is_minor = (is_minor and step.is_minor) or after == made_from
            now = after
    return Reading(now, is_minor and now != made_from)


def freshness_of(
    *, made_from: str, source_now: str, is_minor: bool, has_come: bool
) -> Freshness:
    """Judge a unit by its two fingerprints.

    Args:
        made_from: Of the source as the translator saw it; NOTHING before.
        source_now: Of the source as it is; NOTHING where it is gone.
        is_minor: The difference is made of minor changes alone.
        has_come: The source paragraph came after the translation was begun.

    >>> freshness_of(made_from="1", source_now="", is_minor=False, has_come=False).value
    'removed'
    """
    is_begun = made_from != NOTHING
    if made_from == source_now or not (is_begun or has_come):
        return Freshness.FRESH
    if is_minor:
        return Freshness.MINOR
    if not is_begun:
        return Freshness.ADDED
    return Freshness.REMOVED if source_now == NOTHING else Freshness.CHANGED


def lags(*, made_from: str, shown_from: str, source_now: str, is_stale: bool) -> bool:
    """Judge whether readers have a text that no longer says what its source says.

    What was brought up to date is not news to readers until it is released; and where
    the source went back to what they have, they are told the truth again.

    Args:
        made_from: Of the source as the translator saw it; NOTHING before.
        shown_from: Of the source from which readers' text was made; NOTHING for none.
        source_now: Of the source as it is; NOTHING where it is gone.
        is_stale: The text being written no longer says what its source says.

    >>> lags(made_from="2", shown_from="1", source_now="2", is_stale=False)
    True
    """
    return shown_from != source_now and (is_stale or shown_from != made_from)
