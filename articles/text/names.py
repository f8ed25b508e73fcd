r"""A person's name found in a text, however it is spelt, cut up or encoded.

What readers take for the same name counts as the same: the order of signs in a Khmer
syllable, zero-width spaces, letter case, spaces and hyphens between its parts, markup
inside it, entities of HTML, percent signs of addresses and `\u` escapes of JSON.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from articles.text.atoms import (
    ENCODED,
    TOKEN,
    Folded,
    folded_text,
    has_case,
    quick_look,
)

SHORTEST: Final = 3
"""Letters of a name in a script with letter case, at least."""
SHORTEST_CASELESS: Final = 2
"""Syllables or signs of a name in any other script, at least."""
IN_ADDRESS: Final = "removed"
"""Stands where a name stood inside a tag or an address."""

_EMPTY_ELEMENT = re.compile(r"<(a|em|strong|cite|q|sub|sup|span)(?:\s[^<>]*)?></\1>")
_MOST_ROUNDS = 5


class SpellingError(ValueError):
    """A spelling is so short that it would be found in other words; names it."""


@dataclass(frozen=True)
class Span:
    """Where a name stands.

    Attributes:
        start: Offset in Unicode code points of the text as it is stored.
        end: Offset after its last sign.
    """

    start: int
    end: int


class Names:
    """The spellings of one name, ready to be looked for.

    Args:
        spellings: As somebody typed them; each as a whole.

    Raises:
        SpellingError: One is too short.
    """

    def __init__(self, spellings: Iterable[str]) -> None:
        self._needles: dict[str, re.Pattern[str] | None] = {}
        for spelling in spellings:
            folded = folded_text(spelling, has_tags=False)
            if _is_too_short(folded):
                raise SpellingError(spelling.strip())
            self._needles[folded.text] = quick_look(spelling)

    def find(self, text: str) -> tuple[Span, ...]:
        """Find the name outside of tags.

        Args:
            text: Plain, HTML, an address or JSON.

        Returns:
            In order, none over another; empty when it is nowhere.

        >>> Names(["សុខ ដារ៉ា"]).find("លោកសុខ\u200bដារ៉ាទៅ")
        (Span(start=3, end=12),)
        """
        return self._find(text, has_tags=True)

    def is_in(self, text: str) -> bool:
        """Say whether the name is anywhere in a text, its tags included.

        >>> Names(["Sok Dara"]).is_in('<a href="https://x.example/sok-dara">he</a>')
        True
        """
        return self.count_in(text) > 0

    def count_in(self, text: str) -> int:
        """Count how often the name is in a text, its tags included."""
        if not self._may_be_in(text):
            return 0
        inside = sum(
            len(self._find(tag, has_tags=False)) for _start, tag in _long_tags(text)
        )
        return inside + len(self.find(text))

    def replaced_in(
        self, text: str, words: Callable[[str], str], *, is_html: bool = False
    ) -> str:
        """Put other words where the name stands.

        Tags that begin or end inside the name stay, so that the markup is whole; in
        tags and addresses of links a neutral sign stands.

        Args:
            text: Plain, or HTML.
            words: Chooses them by what stood there; they must not hold the name.
            is_html: The words are escaped.

        Returns:
            The text without the name; the same text where it was not there.

        >>> Names(["Sok Dara"]).replaced_in("Ask SOK-DARA.", lambda _: "a resident")
        'Ask a resident.'
        """
        for _round in range(_MOST_ROUNDS):
            if not self._may_be_in(text):
                break
            cleared = self._cleared_tags(text)
            cleared = self._replaced_once(cleared, words, is_html=is_html)
            if cleared == text:
                break
            text = cleared
        return text

    def _may_be_in(self, text: str) -> bool:
        if ENCODED.search(text) and re.search(r"&#|%[0-9A-Fa-f]{2}|\\u", text):
            return True
        return any(
            quick is None or quick.search(text) for quick in self._needles.values()
        )

    def _find(self, text: str, *, has_tags: bool) -> tuple[Span, ...]:
        if not self._may_be_in(text):
            return ()
        folded = folded_text(text, has_tags=has_tags)
        found: set[tuple[int, int]] = set()
        for needle in self._needles:
            at = folded.text.find(needle)
            while at >= 0:
                end = at + len(needle)
                if folded.has_edges(at, end):
                    found.add((at, end))
                at = folded.text.find(needle, at + 1)
        return tuple(_apart(found, folded))

    def _cleared_tags(self, text: str) -> str:
        for start, tag in reversed(list(_long_tags(text))):
            for span in reversed(self._find(tag, has_tags=False)):
                begin, end = start + span.start, start + span.end
                text = f"{text[:begin]}{IN_ADDRESS}{text[end:]}"
        return text

    def _replaced_once(
        self, text: str, words: Callable[[str], str], *, is_html: bool
    ) -> str:
        spans = self.find(text)
        for span in reversed(spans):
            stood = text[span.start : span.end]
            chosen = words(stood)
            if is_html:
                chosen = escape(chosen, quote=False)
            kept = "".join(found["tag"] or "" for found in TOKEN.finditer(stood))
            text = f"{text[: span.start]}{chosen}{kept}{text[span.end :]}"
        if spans and is_html:
            while (tidy := _EMPTY_ELEMENT.sub("", text)) != text:
                text = tidy
        return text


def _long_tags(text: str) -> Iterator[tuple[int, str]]:
    if "<" not in text:
        return
    for found in TOKEN.finditer(text):
        if found["tag"] and "=" in found["tag"]:
            yield found.start(), found["tag"]


def _apart(found: set[tuple[int, int]], folded: Folded) -> Iterator[Span]:
    """Yield the longest of those that lie over one another, from the left."""
    reached = 0
    for at, end in sorted(found, key=lambda each: (each[0], -each[1])):
        if at >= reached:
            yield Span(folded.starts[at], folded.ends[end])
            reached = end


def _is_too_short(folded: Folded) -> bool:
    is_cased = any(has_case(sign) for sign in folded.text)
    letters = sum(folded.text[at].isalnum() for at in folded.starts)
    return letters < (SHORTEST if is_cased else SHORTEST_CASELESS)
