"""What was said by somebody stays a quotation, and nothing else becomes one."""

import re
from collections.abc import Iterator
from typing import Final

from translations.checks.pairs import Finding, SegmentPair, Severity

# Entries of the interface catalogue.
LOST: Final = (
    "The source quotes %(source)s passages, the translation %(target)s. What somebody "
    "said stays between quotation marks."
)
INVENTED: Final = (
    "The translation quotes %(target)s passages, the source %(source)s. Only what "
    "somebody said stands between quotation marks."
)
UNCLOSED: Final = "A quotation is opened and not closed: %(passage)s"
_SHOWN: Final = 60
# What is quoted, not a word between apostrophes; a paragraph of a longer quotation
# opens and does not close.
_QUOTED: Final = re.compile(
    '«([^«»]*)»|“([^“”]*)”|„([^„“”]*)[“”]|"([^"]*)"|(?<!\\w)‘([^‘’]{2,}?)’(?!\\w)'
    "|(?<!\\w)'([^']{2,}?)'(?!\\w)|‹([^‹›]*)›|“([^“\"]*)\""
)
_SIGN: Final = re.compile("[«»“”„\"‹›]|[‘’']{2}|(?<!\\w)[‘'’]|[‘'’](?!\\w)")
_OPEN: Final = re.compile("[«“]")
_CLOSED: Final = re.compile("[»”]")
_SENTENCE: Final = 12
"""Signs that a quotation has; what is shorter is a title or a word that is named."""


class QuotationsCheck:
    """Counts what is quoted on both sides, whatever the quotation marks."""

    code = "quotations"
    name = "Quotations"

    def find(self, pair: SegmentPair) -> Iterator[Finding]:
        """Yield quotations that were lost or invented, and those that do not close."""
        if not pair.is_whole:
            return
        source, target = _quoted(pair.source_text), _quoted(pair.target_text)
        values = {"source": str(len(source)), "target": str(len(target))}
        if _has_speech(source) and not _SIGN.search(pair.target_text):
            yield Finding(self.code, Severity.ERROR, LOST, values)
        elif _has_speech(target) and not _SIGN.search(pair.source_text):
            yield Finding(self.code, Severity.ERROR, INVENTED, values)
        elif source and target and abs(len(source) - len(target)) > 1:
            text = LOST if len(source) > len(target) else INVENTED
            yield Finding(self.code, Severity.WARNING, text, values)
        yield from self._unclosed(pair)

    def _unclosed(self, pair: SegmentPair) -> Iterator[Finding]:
        opened = [it.start() for it in _OPEN.finditer(pair.target_text)]
        closed = len(_CLOSED.findall(pair.target_text))
        balance = len(_OPEN.findall(pair.source_text)) - len(
            _CLOSED.findall(pair.source_text)
        )
        if len(opened) > closed and balance <= 0:
            passage = pair.target_text[opened[-1] :][:_SHOWN]
            yield Finding(self.code, Severity.WARNING, UNCLOSED, {"passage": passage})


def _quoted(text: str) -> list[str]:
    return ["".join(filter(None, it.groups())).strip() for it in _QUOTED.finditer(text)]


def _has_speech(quoted: list[str]) -> bool:
    return any(len(each) >= _SENTENCE for each in quoted)
