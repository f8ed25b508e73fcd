"""Plain text: the first line is the headline, every other line a paragraph."""

import re
from html import escape
from typing import Final

from intake.recognise.lines import Line, LineKind
from intake.sources.refusals import refuse_over
from intake.sources.sorting import LONGEST_STORY, sorted_story
from intake.sources.story import IncomingStory

_LINE_ENDS: Final = re.compile(r"\r\n|[\n\r]")
_PART_ENDS: Final = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_WHITE: Final = " \t\u00a0\u3000\u200b\u2060\ufeff"


class TextSource:
    """A file of plain text."""

    code = "text"

    def fits(self, name: str, text: str) -> bool:
        """Take whatever no other source takes."""
        return True

    def read(self, name: str, text: str) -> IncomingStory:
        """Take a story apart.

        Raises:
            IntakeRefused: no headline or no body is found, or there is more of
                something than in any story.
        """
        refuse_over(LONGEST_STORY, len(text), name=name, what="characters")
        return sorted_story(name, lines_of(text))


def lines_of(text: str) -> tuple[Line, ...]:
    r"""Split a text into its lines.

    Returns:
        In order, without the blank ones; the first is the headline, and lines without
        a blank one between them share a group.

    >>> [(line.number, line.text, line.group) for line in lines_of("One\n\ntwo\nthree")]
    [(1, 'One', 0), (3, 'two', 1), (4, 'three', 1)]
    """
    lines: list[Line] = []
    group = 0
    for number, whole in enumerate(_LINE_ENDS.split(text), start=1):
        parts = [part.strip(_WHITE) for part in _PART_ENDS.split(whole)]
        if lines and not any(parts):
            group = lines[-1].group + 1
        lines += [
            Line(
                number=number,
                text=part,
                html=escape(part, quote=False),
                kind=LineKind.TEXT,
                group=group,
            )
            for part in parts
            if part
        ]
    return tuple(lines)
