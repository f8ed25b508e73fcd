"""What still stands in the language of the source."""

import re
from collections.abc import Iterator
from typing import Final

from articles.text.khmer import key
from translations.checks.pairs import Finding, SegmentPair, Severity
from translations.checks.scripts import is_khmer

# Entries of the interface catalogue.
SAME: Final = "The translation says the same as the source, word for word."
REMAINS: Final = "Words of the source are left: %(words)s"
_KHMER: Final = re.compile("[\u1780-\u17d3][\u1780-\u17d3\u200b ]*")
_ENGLISH: Final = re.compile(r"[A-Za-z][A-Za-z' -]*")
_WORDS: Final = 4
"""Latin words in a row in a Khmer text that are no name any more."""
_SHOWN: Final = 60
_SAME: Final = 12
"""Signs from which on the same text is hardly a name or a number."""
_words = re.compile(r"\S+").findall
_SMALL_WORDS: Final = frozenset(
    _words(
        "the a an of and to in is was were are that it for with on as by at from has "
        "have had not this be or"
    )
)


class UntranslatedCheck:
    """Looks for the script of the source, and for sentences in its language."""

    code = "untranslated"
    name = "Untranslated"

    def find(self, pair: SegmentPair) -> Iterator[Finding]:
        """Yield a copied passage, else each run of words that was left."""
        if not pair.is_whole:
            return
        if pair.source_key == pair.target_key:
            if len(pair.target_key) >= _SAME and any(map(str.isalpha, pair.target_key)):
                yield Finding(self.code, Severity.ERROR, SAME)
            return
        for words in self._remains(pair):
            values = {"words": words[:_SHOWN].strip()}
            yield Finding(self.code, Severity.ERROR, REMAINS, values)

    def _remains(self, pair: SegmentPair) -> Iterator[str]:
        from_khmer = is_khmer(pair.source_language)
        into_khmer = is_khmer(pair.target_language)
        if from_khmer and not into_khmer:
            yield from _KHMER.findall(pair.target_text)
        elif into_khmer and not from_khmer:
            for run in _ENGLISH.findall(pair.target_text):
                words = run.lower().split()
                is_speech = len(words) >= _WORDS and _SMALL_WORDS & set(words)
                # A title that is quoted in its own language has its place.
                if is_speech and key(run) in pair.source_key:
                    yield run
