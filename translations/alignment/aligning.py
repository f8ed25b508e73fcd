"""Lays two texts beside each other."""

from collections.abc import Sequence

from translations.alignment.band import band
from translations.alignment.beads import Alignment
from translations.alignment.evidence import Evidence
from translations.alignment.lexicon import Lexicon
from translations.alignment.moves import with_moves
from translations.alignment.passages import passage
from translations.alignment.path import lay


def align(
    source: Sequence[str],
    target: Sequence[str],
    *,
    source_language: str,
    target_language: str,
    lexicon: Lexicon | None = None,
) -> Alignment:
    """Link the paragraphs of two texts that say the same.

    Args:
        source: Plain text of each paragraph, in order.
        target: The same of the other text.
        source_language: BCP 47, as is the other.
        target_language: Of the second text.
        lexicon: What the newsroom's own pairs have taught, in either direction.

    Raises:
        LanguageTagError: A tag is malformed.
        LexiconError: The lexicon is of other languages.
    """
    evidence = Evidence(
        [passage(each, source_language) for each in source],
        [passage(each, target_language) for each in target],
        (source_language, target_language),
        lexicon and lexicon.between(source_language, target_language),
    )
    near = band(len(source), len(target), evidence.guides())
    return Alignment(with_moves(lay(near, evidence.between), evidence.between))
