"""Takes an element that holds two languages apart: what belongs to each of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from exports.formats.readers.found import Found, UnreadableError
from exports.formats.readers.html_page import found_in
from exports.formats.readers.html_tree import HtmlTree, parsed

# Nothing but what stands side by side where there is room.
STYLE: Final = (
    ".pair{display:grid;grid-template-columns:minmax(0,1fr);gap:0 2em;"
    "border-top:1px solid #767676;overflow-wrap:anywhere}\n"
    "@media (min-width:40em){.pair{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}}"
    "\n"
)
_LANGUAGE: Final = r'lang="([A-Za-z0-9-]{2,35})"'
# No element of a story is called so: the first end is the end of this one.
_SIDE: Final = re.compile(
    rf'<div class="(source|target)" {_LANGUAGE}>(.*?)</div>', re.DOTALL
)
_NOTICE: Final = re.compile(
    rf'<footer class="rights" {_LANGUAGE}>.*?</footer>', re.DOTALL
)
_ARTICLE: Final = re.compile(
    r'(.*)<article class="bilingual">(.*)</article>(.*)', re.DOTALL
)
_MARKS: Final = {"source": "\x01", "target": "\x02", "notice": "\x03"}
_SHAPE: Final = re.compile(
    r'\s*(?:<div class="pair">\s*\x01\s*\x02\s*</div>\s*){2,}(?:\x03\s*){1,2}'
)
_FALLBACK: Final = "en"


@dataclass(frozen=True)
class Side:
    """What belongs to one of the two languages.

    Attributes:
        languages: That its pieces claim, in order.
        pieces: HTML: before the body, each row of it, after it.
        notice: HTML of the notice that stands for it.
    """

    languages: tuple[str, ...]
    pieces: tuple[str, ...]
    notice: str

    def tree(self) -> HtmlTree:
        """Gather all that people see of it, its notice last."""
        gathered = parsed("\n".join((*self.pieces, self.notice)), is_fragment=True)
        gathered.languages = [*self.languages]
        for piece in (*self.pieces, self.notice):
            # What one piece leaves open, another might close.
            gathered.forbidden += parsed(piece, is_fragment=True).forbidden
        return gathered


@dataclass(frozen=True)
class SideBySide:
    """An element taken apart.

    Attributes:
        around: The page without it.
        source: The original.
        target: The translation.
        notices: HTML of the notices, in order.
    """

    around: str
    source: Side
    target: Side
    notices: tuple[str, ...]

    def rows(self) -> tuple[tuple[str, str], ...]:
        """Return what people see side by side, without heads and what follows."""
        pairs = zip(self.source.pieces, self.target.pieces, strict=True)
        return tuple((_seen(one), _seen(other)) for one, other in [*pairs][1:-1])

    def visible_text(self) -> str:
        """Return all that people see, in order."""
        pairs = zip(self.source.pieces, self.target.pieces, strict=True)
        pieces = [piece for pair in pairs for piece in pair]
        return "\n".join(map(_seen, (*pieces, *self.notices)))

    def found(
        self, told: Sequence[dict[str, Any]], forbidden: Sequence[str]
    ) -> tuple[Found, Found]:
        """Return what was found of either side.

        Args:
            told: JSON-LD of the original and of the translation.
            forbidden: What else no copy may hold.
        """
        source, target = (
            found_in(side.tree(), each, forbidden=forbidden)
            for side, each in zip((self.source, self.target), told, strict=True)
        )
        return source, target


def taken_apart(text: str) -> SideBySide:
    """Take a page apart.

    Args:
        text: HTML with one element of the class `bilingual`.

    Raises:
        UnreadableError: There is none, or it holds anything beside pairs and notices.
    """
    page = _ARTICLE.fullmatch(text)
    if page is None or any(mark in text for mark in _MARKS.values()):
        message = "no two languages side by side"
        raise UnreadableError(message)
    before, inside, following = page.groups()
    sides = list(_SIDE.finditer(inside))
    shape = _SIDE.sub(lambda side: _MARKS[side[1]], inside)
    notices = {found[1]: found[0] for found in _NOTICE.finditer(shape)}
    shape = _NOTICE.sub(_MARKS["notice"], shape)
    if not _SHAPE.fullmatch(shape) or shape.count(_MARKS["notice"]) != len(notices):
        message = "something beside pairs of paragraphs and notices"
        raise UnreadableError(message)
    source, target = (_side(sides, name, notices) for name in ("source", "target"))
    if {*notices.values()} != {source.notice, target.notice}:
        message = "a notice in a language of its own"
        raise UnreadableError(message)
    return SideBySide(before + following, source, target, tuple(notices.values()))


def _side(sides: Sequence[re.Match[str]], name: str, notices: dict[str, str]) -> Side:
    mine = [side for side in sides if side[1] == name]
    languages = tuple(side[2] for side in mine)
    notice = notices.get(languages[0], notices.get(_FALLBACK, ""))
    return Side(languages, tuple(side[3] for side in mine), notice)


def _seen(html: str) -> str:
    return parsed(html, is_fragment=True).visible_text
