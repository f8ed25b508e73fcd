"""What somebody said in the language of the translation is given as it was said."""

import re
from collections.abc import Iterator
from typing import Final

from articles.text.khmer import canonical, without_invisibles
from translations.checks.pairs import Finding, SegmentPair, Severity

# An entry of the interface catalogue.
OTHERWISE: Final = (
    "This was said in the language of the translation: “%(wording)s”. Give it word for "
    "word, as it was said."
)
_APOSTROPHE: Final = re.compile("[‘’ʼ`]")
_QUOTE: Final = re.compile("[“”„«»‟]")


class OriginalsCheck:
    """Looks for the original wordings that somebody noted beside a paragraph."""

    code = "originals"
    name = "Original wordings"

    def find(self, pair: SegmentPair) -> Iterator[Finding]:
        """Yield each wording that the translation does not have, in their order."""
        if not pair.target_key:
            return
        told = _verbatim(pair.target_text)
        for wording in pair.originals:
            if _verbatim(wording) not in told:
                yield Finding(
                    self.code, Severity.ERROR, OTHERWISE, {"wording": wording}
                )


def _verbatim(text: str) -> str:
    """Fold what a typesetter may change: spaces, and the shape of quotation marks."""
    text = _QUOTE.sub('"', _APOSTROPHE.sub("'", without_invisibles(canonical(text))))
    return " ".join(text.split())
