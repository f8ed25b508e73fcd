"""Signs and spaces that one script has and the other has not."""

import re
from collections.abc import Iterator
from typing import Final

from translations.checks.pairs import Finding, SegmentPair, Severity
from translations.checks.scripts import is_khmer

# Entries of the interface catalogue.
INVISIBLE: Final = (
    "A space of no width is left in the translation, behind “%(before)s”."
)
DOUBLE_SPACE: Final = "Two spaces follow each other, behind “%(before)s”."
KHMER_DIGITS: Final = "Khmer digits are left: %(digits)s"
KHMER_SIGN: Final = "A Khmer sign is left: %(sign)s"
LATIN_END: Final = "The paragraph ends with a full stop (.); Khmer ends with ។ or ៕."
NO_END: Final = "The source ends its sentence, the translation does not."
LATIN_COLON: Final = "A colon stands behind Khmer; Khmer writes ៖."
SPACE_BEFORE: Final = "No space belongs before “%(sign)s”."
_BEFORE: Final = 12
_ZERO_WIDTH: Final = re.compile("[\u200b-\u200d\u2060\ufeff]")
_SPACES: Final = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_KHMER_DIGIT_RUN: Final = re.compile("[០-៩]+")
_KHMER_SIGNS: Final = re.compile("[។៕៖ៗ៘៙៚៛]")
_LATIN_STOP: Final = re.compile("[\u1780-\u17d3]\\s*\\.\\s*$")
# In a sentence also behind figures, brackets and words of another script.
_LAST_STOP: Final = re.compile(r"(?<!\.)\.[\s\"'”’»)\]]*$")
_KHMER: Final = re.compile("[\u1780-\u17b3]")
_ENDS: Final = re.compile("[.!?…។៕៚?!](?:[\"')\\]’”»\\s]*)$")
_ANY_END: Final = re.compile(
    '[.!?…:;។៕៖៚?!,–—-](?:["\')\\]’”»\\s\u200b]*)$|["”»][\\s\u200b]*$'
)
_KHMER_COLON: Final = re.compile(
    "[\u1780-\u17d3\u17d7\u200b][)\\]»”\"’']* ?:(?!//|\\d)"
    "|:\\s*[(«“\"‘']*[\u1780-\u17b3]"
)
_SPACED_SIGN: Final = re.compile("[\u1780-\u17d3a-z)] +([,;](?!\\w)|\\.(?=\\s|$))")


class TypographyCheck:
    """Looks at the translation as a proof-reader does."""

    code = "typography"
    name = "Signs and spaces"

    def find(self, pair: SegmentPair) -> Iterator[Finding]:
        """Yield what is left of another script, then what is written otherwise."""
        text = pair.target_text
        if not pair.target_key:
            return
        into_khmer = is_khmer(pair.target_language)
        # Reading markup folds spaces.
        yield from self._first(_SPACES, pair.target, DOUBLE_SPACE)
        if into_khmer:
            yield from self._khmer(text, is_heading=pair.is_heading)
        else:
            yield from self._first(_ZERO_WIDTH, text, INVISIBLE)
            for pattern, says, name in (
                (_KHMER_DIGIT_RUN, KHMER_DIGITS, "digits"),
                (_KHMER_SIGNS, KHMER_SIGN, "sign"),
            ):
                found = pattern.search(text)
                if found:
                    yield Finding(self.code, Severity.ERROR, says, {name: found[0]})
        spaced = _SPACED_SIGN.search(text)
        if spaced:
            yield Finding(
                self.code, Severity.WARNING, SPACE_BEFORE, {"sign": spaced[1]}
            )
        if pair.is_whole and not pair.is_heading:
            ends = _ENDS.search(pair.source_text), _ANY_END.search(text)
            if ends[0] and not ends[1]:
                yield Finding(self.code, Severity.WARNING, NO_END)

    def _khmer(self, text: str, *, is_heading: bool) -> Iterator[Finding]:
        is_sentence = not is_heading and _KHMER.search(text) is not None
        if (_LAST_STOP if is_sentence else _LATIN_STOP).search(text):
            yield Finding(self.code, Severity.WARNING, LATIN_END)
        if _KHMER_COLON.search(text):
            yield Finding(self.code, Severity.WARNING, LATIN_COLON)

    def _first(
        self, pattern: "re.Pattern[str]", text: str, says: str
    ) -> Iterator[Finding]:
        found = pattern.search(text)
        if found:
            before = text[max(0, found.start() - _BEFORE) : found.start()]
            yield Finding(self.code, Severity.WARNING, says, {"before": before.strip()})
