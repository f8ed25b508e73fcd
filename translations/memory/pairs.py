"""What a translation gives to the memory: paragraphs, and sentences where they fit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from articles.text.blocks import fingerprint
from articles.text.khmer import canonical, key
from articles.text.sentences import sentences
from translations.alignment import align

SURE: Final = 0.8
"""How sure the aligner must be of two sentences, 0-1, where they are not as many."""
_PRINT: Final = 16


@dataclass(frozen=True)
class Languages:
    """What is translated into what.

    Attributes:
        source: BCP 47 tag in its canonical form, as is the other.
        target: Of the translation.
    """

    source: str
    target: str


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A text and its translation.

    Attributes:
        source: Plain text.
        target: The same in the other language.
        source_ids: Blocks that it is of.
        target_ids: Those of the translation.
        sentence: Place among those of the paragraph, from 0; None for all of it.
        before: `print_of` what the source says before it.
        after: `print_of` what follows.
    """

    source: str
    target: str
    source_ids: tuple[str, ...] = ()
    target_ids: tuple[str, ...] = ()
    sentence: int | None = None
    before: str = ""
    after: str = ""

    @property
    def says_something(self) -> bool:
        """Whether both sides have anything to see, and not the same."""
        source, target = key(self.source), key(self.target)
        return bool(source and target and source != target)


def print_of(text: str) -> str:
    """Identify what stands before or after a text; empty for nothing to see."""
    return fingerprint(text)[:_PRINT] if key(text) else ""


def with_sentences(pairs: Iterable[Pair], languages: Languages) -> Iterator[Pair]:
    """Yield paragraphs, each followed by those of its sentences that fit one by one.

    What says nothing is left out.

    Args:
        pairs: Whole paragraphs.
        languages: Of all of them.

    Raises:
        LanguageTagError: A tag is malformed.
    """
    for pair in pairs:
        if pair.says_something:
            yield pair
        for each in _sentences(pair, languages):
            if each.says_something:
                yield each


def _sentences(pair: Pair, languages: Languages) -> Iterator[Pair]:
    ours = sentences(canonical(pair.source), languages.source)
    theirs = sentences(canonical(pair.target), languages.target)
    if len(ours) < 2 or len(theirs) < 2:  # noqa: PLR2004 - the paragraph is the sentence
        return
    around = ("", *ours, "")
    for at, there in _beside(ours, theirs, languages):
        yield Pair(
            source=ours[at],
            target=theirs[there],
            source_ids=pair.source_ids,
            target_ids=pair.target_ids,
            sentence=at,
            before=print_of(around[at]),
            after=print_of(around[at + 2]),
        )


def _beside(
    ours: Sequence[str], theirs: Sequence[str], languages: Languages
) -> Iterator[tuple[int, int]]:
    """Yield the places of the sentences that say the same."""
    if len(ours) == len(theirs):
        yield from enumerate(range(len(theirs)))
        return
    # Without what the newsroom learns each day: the same texts give the same pairs.
    laid = align(
        ours,
        theirs,
        source_language=languages.source,
        target_language=languages.target,
    )
    for bead in laid.beads:
        if (len(bead.source), len(bead.target)) == (1, 1) and bead.confidence >= SURE:
            yield bead.source[0], bead.target[0]
