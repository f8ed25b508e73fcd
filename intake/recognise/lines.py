"""A line of a saved story, and the form in which lines are recognised."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from articles.text.dates import from_khmer_digits
from articles.text.khmer import canonical, without_invisibles

_SPACES = re.compile(r"\s+")


class LineKind(StrEnum):
    """What the file itself says that a line is."""

    TEXT = "text"
    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    CAPTION = "caption"
    HEADING = "heading"
    QUOTE = "quote"
    ITEM = "item"
    NUMBERED = "numbered"
    EMBED = "embed"


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a text file, or a paragraph of a page.

    Attributes:
        number: of the line of the file in which it begins, from 1.
        text: as it stands, without white space at the ends.
        html: the same as inline markup, escaped but not cleaned.
        kind: what the file says that it is.
        group: lines with the same number stand together: no blank line between
            them, or the same quotation or list around them.
    """

    number: int
    text: str
    html: str
    kind: LineKind = LineKind.TEXT
    group: int = 0

    @cached_property
    def seen(self) -> str:
        """The text in the form in which it is recognised."""
        return plain(self.text)


@dataclass(frozen=True, kw_only=True)
class Found:
    """Something that was recognised.

    Attributes:
        words: exactly as they stand in the file.
        line: where they begin, from 1.
    """

    words: str
    line: int


def plain(text: str) -> str:
    """Give a text the form in which it is recognised.

    Returns:
        Canonical, without zero-width spaces, every Khmer digit as 0-9, runs of white
        space as one space, none at the ends.

    >>> plain("  អាន\u200b ៥\u00a0 នាទី ")
    'អាន 5 នាទី'
    """
    visible = from_khmer_digits(canonical(without_invisibles(text)))
    return _SPACES.sub(" ", visible).strip()
