"""What was said by somebody stays a quotation, and nothing else becomes one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from articles.text.khmer import without_invisibles
from translations.checks.pairs import Finding, SegmentPair, Severity
from translations.checks.quoted import End, Quoted, quoted_in
from translations.checks.scripts import is_english, is_khmer

# Entries of the interface catalogue.
LOST: Final = (
    "The source quotes %(source)s passages, the translation %(target)s. What somebody "
    "said stays between quotation marks."
)
INVENTED: Final = (
    "The translation quotes %(target)s passages, the source %(source)s. Only what "
    "somebody said stands between quotation marks."
)
SHORTENED: Final = (
    "The source quotes a whole passage, the translation only “%(words)s”. What "
    "somebody said stays between quotation marks."
)
LENGTHENED: Final = (
    "The translation quotes a whole passage, the source only “%(words)s”. Only what "
    "somebody said stands between quotation marks."
)
UNCLOSED: Final = "A quotation is opened and not closed: %(passage)s"
_SHOWN: Final = 60
_SENTENCE: Final = 12
"""Signs that a quotation has; what is shorter is a title or a word that is named."""
_WORDS: Final = 3
"""The same in words of English: fewer are a term."""
_TERM: Final = 20
"""Signs of Khmer under which a passage is a term if a word before it says so."""
_NAMING: Final = ("ជា", "ពាក្យ", "ហៅថា")
_KEPT: Final = 0.25
"""What one side quotes at least, of the share of its text that the other quotes."""
_EMPHASISED: Final = re.compile(r"<(em|i|cite)\b[^>]*>(.*?)</\1>", re.DOTALL)
_SAYS: Final = re.compile(f"៖.{{{_SENTENCE}}}", re.DOTALL)
"""Behind this sign Khmer may give without marks what somebody said."""


class QuotationsCheck:
    """Compares what is quoted on both sides, whatever the quotation marks."""

    code = "quotations"
    name = "Quotations"

    def find(self, pair: SegmentPair) -> Iterator[Finding]:
        """Yield quotations that were lost or invented, and those that do not close."""
        if not pair.is_whole:
            return
        source = _Side(pair.source_text, pair.source, pair.source_language)
        target = _Side(pair.target_text, pair.target, pair.target_language)
        if not (source.quoted or target.quoted):
            return
        yield from self._compared(source, target)
        yield from self._unclosed(source, target)

    def _compared(self, source: "_Side", target: "_Side") -> Iterator[Finding]:
        here, there = len(source.quoted), len(target.quoted)
        values = {"source": str(here), "target": str(there)}
        if source.has_speech and target.share < _KEPT * source.share:
            yield self._other(Severity.ERROR, (LOST, SHORTENED), values, target)
        elif target.has_whole_speech and source.share < _KEPT * target.share:
            says = source.is_khmer and _SAYS.search(source.text)
            severity = Severity.WARNING if says else Severity.ERROR
            yield self._other(severity, (INVENTED, LENGTHENED), values, source)
        elif here and there and abs(here - there) > 1:
            text = LOST if here > there else INVENTED
            yield Finding(self.code, Severity.WARNING, text, values)

    def _other(
        self,
        severity: Severity,
        texts: tuple[str, str],
        values: dict[str, str],
        other: "_Side",
    ) -> Finding:
        """Say that one side quotes and the other does not, or mere words."""
        none, few = texts
        if not other.quoted:
            return Finding(self.code, severity, none, values)
        words = {"words": other.quoted[0].text.strip()}
        return Finding(self.code, severity, few, words)

    def _unclosed(self, source: "_Side", target: "_Side") -> Iterator[Finding]:
        if all(it.end is End.CLOSED for it in source.quoted):
            opened = [it for it in target.quoted if it.end is End.OPEN]
            for it in opened[-1:]:
                # With its mark.
                passage = target.text[it.start - 1 :][:_SHOWN]
                yield Finding(
                    self.code, Severity.WARNING, UNCLOSED, {"passage": passage}
                )


@dataclass(frozen=True)
class _Side:
    """One of the two texts of a pair, plain and as HTML."""

    text: str
    markup: str
    language: str

    @cached_property
    def quoted(self) -> list[Quoted]:
        return quoted_in(self.text)

    @property
    def is_khmer(self) -> bool:
        return is_khmer(self.language)

    @property
    def has_speech(self) -> bool:
        return any(map(self._is_speech, self.quoted))

    @property
    def has_whole_speech(self) -> bool:
        return any(it.end is End.CLOSED and self._is_speech(it) for it in self.quoted)

    @cached_property
    def share(self) -> float:
        """How much of the text is quoted, or emphasised as titles of works are."""
        emphasised = sum(len(it[2]) for it in _EMPHASISED.finditer(self.markup))
        quoted = sum(len(it.text) for it in self.quoted)
        return (quoted + emphasised) / len(self.text)

    def _is_speech(self, passage: Quoted) -> bool:
        said = without_invisibles(passage.text).strip()
        if len(said) < _SENTENCE:
            return False
        if self.is_khmer and len(said) < _TERM:
            before = without_invisibles(self.text[: passage.start - 1]).rstrip(
                " «“\"'‘"
            )
            return not before.endswith(_NAMING)
        return not is_english(self.language) or len(said.split()) >= _WORDS
