"""A paragraph that nobody translated, or that came from nowhere."""

from collections.abc import Iterator
from typing import Final

from translations.checks.pairs import Finding, SegmentPair, Severity

# Entries of the interface catalogue.
MISSING: Final = (
    "The paragraph is not translated: “%(passage)s”. Translate it, or mark it as left "
    "out."
)
SURPLUS: Final = (
    "The paragraph belongs to none of the source: “%(passage)s”. Say to which it "
    "belongs, or mark it as added."
)
_SHOWN: Final = 50


class ParagraphsCheck:
    """Sees what has no other side; what is so on purpose is not shown to it."""

    code = "paragraphs"
    name = "Missing and surplus paragraphs"

    def find(self, pair: SegmentPair) -> Iterator[Finding]:
        """Yield one finding at most."""
        if pair.source_key and not pair.target_key:
            yield self._finding(MISSING, pair.source_text)
        elif pair.target_key and not pair.source_key:
            yield self._finding(SURPLUS, pair.target_text)

    def _finding(self, text: str, passage: str) -> Finding:
        return Finding(
            self.code, Severity.ERROR, text, {"passage": passage[:_SHOWN].strip()}
        )
