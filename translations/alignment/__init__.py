"""Which paragraphs of two texts in different languages say the same."""

from translations.alignment.aligning import align
from translations.alignment.beads import Alignment, Bead
from translations.alignment.learning import learn
from translations.alignment.lexicon import Lexicon, LexiconError

__all__ = ["Alignment", "Bead", "Lexicon", "LexiconError", "align", "learn"]
