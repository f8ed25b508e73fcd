"""What stands beside a photo is told in the language of its readers, too."""

import re
from collections.abc import Iterator
from typing import Final

from articles.text.khmer import key
from translations.checks.pairs import Finding, SegmentPair, Severity
from translations.checks.scripts import is_khmer

# Entries of the interface catalogue.
NO_CAPTION: Final = "The caption of the photo is not translated: “%(passage)s”."
NO_WORDS: Final = (
    "The photo has no %(part)s in this language: “%(passage)s”. Write it on the page "
    "of the photo."
)
LEFT: Final = (
    "The %(part)s of the photo is still in the language of the source: “%(passage)s”. "
    "Translate it on the page of the photo."
)
CREDIT: Final = "credit"
DESCRIPTION: Final = "description"
_KHMER: Final = re.compile("[\u1780-\u17b3]")
_SHOWN: Final = 50
_SAME: Final = 12
"""Signs from which on the same words are hardly a name."""


class PicturesCheck:
    """Looks at the caption, and at the credit and description of the photo."""

    code = "pictures"
    name = "Photo: caption, credit, description"

    def find(self, pair: SegmentPair) -> Iterator[Finding]:
        """Yield what is missing or left, in this order."""
        if pair.picture is None:
            return
        if pair.picture.is_caption and pair.source_key and not pair.target_key:
            yield self._finding(NO_CAPTION, pair.source_text)
        for part, source, target in (
            (CREDIT, pair.picture.source_credit, pair.picture.credit),
            (DESCRIPTION, pair.picture.source_description, pair.picture.description),
        ):
            if key(source) and not key(target):
                yield self._finding(NO_WORDS, source, part=part)
            elif key(target) and self._is_left(pair, source, target):
                yield self._finding(LEFT, target, part=part)

    def _is_left(self, pair: SegmentPair, source: str, target: str) -> bool:
        """Say whether words are those of the source; a name may be the same."""
        if is_khmer(pair.source_language) and not is_khmer(pair.target_language):
            return _KHMER.search(target) is not None
        return key(source) == key(target) and len(key(target)) >= _SAME

    def _finding(self, text: str, passage: str, **words: str) -> Finding:
        values = {"passage": passage[:_SHOWN].strip()}
        return Finding(self.code, Severity.ERROR, text, values, words)
