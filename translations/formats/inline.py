"""HTML cut into text with numbered codes, as translators' tools want it.

The element around a block and what opens and closes at its ends stay at home; between
them an inline element is a pair of codes, and everything else stands alone.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from articles.text.tags import BLOCK_TAGS

_TOKEN = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?>"
    r"|(?P<entity>&(?:amp|lt|gt|nbsp);)"
    r"|(?P<text>[\t\n\r \u0021-\u0025\u0027-\u003b=\u003f-\u007e\u0085\u00a1-\ud7ff"
    r"\ue000-\ufffd\U00010000-\U0010ffff]+)"
    r"|(?P<odd>.)",
    re.DOTALL,
)
# What is a text above, from its end: in most paragraphs there is nothing else.
_ODD = re.compile(
    r"[^\t\n\r \u0021-\u0025\u0027-\u003b=\u003f-\u007e\u0085\u00a1-\ud7ff"
    r"\ue000-\ufffd\U00010000-\U0010ffff]"
)
_ELEMENT = re.compile(r"(</?(?:strong|em|cite|q|sub|sup)>)")
_PLAIN: Final = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": "\u00a0"}
ESCAPED: Final = {ord(sign): entity for entity, sign in _PLAIN.items()}
"""How text is written in HTML."""
GENERIC_BREAK: Final = "¶"
"""Id of the code for "a new paragraph" in files that have no code for it."""


class CodeKind(StrEnum):
    """What a code does to the text."""

    BOLD = "bold"
    ITALIC = "italic"
    LINK = "link"
    LINE = "line"
    PARAGRAPH = "paragraph"
    LOWERED = "sub"
    RAISED = "sup"
    TITLE = "cite"
    QUOTED = "q"
    LANGUAGE = "language"
    OTHER = "other"


_KINDS: Final = {
    "strong": CodeKind.BOLD,
    "em": CodeKind.ITALIC,
    "a": CodeKind.LINK,
    "br": CodeKind.LINE,
    "sub": CodeKind.LOWERED,
    "sup": CodeKind.RAISED,
    "cite": CodeKind.TITLE,
    "q": CodeKind.QUOTED,
    "span": CodeKind.LANGUAGE,
}


class Side(StrEnum):
    """Which part of a code a mark is."""

    OPEN = "open"
    CLOSE = "close"
    ALONE = "alone"


class Code(NamedTuple):
    """Markup that a translator moves but does not write.

    Attributes:
        id: Its number in the segment.
        kind: What it does.
        opening: The tag, or all of it where it stands alone.
        closing: The tag at its end; empty where it stands alone.
    """

    id: str
    kind: CodeKind
    opening: str
    closing: str = ""

    @property
    def is_pair(self) -> bool:
        """Whether it goes around a text."""
        return bool(self.closing)


class Mark(NamedTuple):
    """A place in a text where a code opens, closes or stands."""

    id: str
    side: Side


Token = str | Mark


@dataclass(frozen=True)
class Cut:
    """A piece of HTML without its markup.

    Attributes:
        tokens: Text and marks in reading order; never two texts in a row.
        codes: By id, in the order in which they first stand there.
        before: The block tags before everything.
        after: The block tags after everything.
    """

    tokens: tuple[Token, ...] = ()
    codes: Mapping[str, Code] = field(default_factory=dict)
    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """What there is to read; a new line for each break."""
        return text_of(self.tokens, self.codes)

    @property
    def breaks(self) -> tuple[Code, ...]:
        """The codes that begin another paragraph or item, in order."""
        return tuple(c for c in self.codes.values() if c.kind is CodeKind.PARAGRAPH)


def text_of(tokens: Iterable[Token], codes: Mapping[str, Code]) -> str:
    """Read tokens as plain text; a new line for each break."""
    parts = []
    for token in tokens:
        if isinstance(token, str):
            parts.append(token)
        elif token.id == GENERIC_BREAK or (
            token.id in codes
            and codes[token.id].kind in {CodeKind.PARAGRAPH, CodeKind.LINE}
        ):
            parts.append("\n")
    return "".join(parts)


def cut(html: str, known: Iterable[Code] = ()) -> Cut:
    """Cut a piece of HTML into text and codes.

    Args:
        html: Of blocks or inline, as stored.
        known: Codes of the other language; one that is written alike gets the same
            number, so that a translator puts it where it belongs.

    >>> cut("<p>A <strong>b</strong></p>").tokens
    ('A ', Mark(id='1', side=<Side.OPEN: 'open'>), 'b', Mark(id='1', side=<Side.CLOSE: 'close'>))
    """  # noqa: E501 - an example
    return _cut_simply(html, known) or _cut_with_care(html, known)


def _cut_simply(html: str, known: Iterable[Code]) -> Cut | None:
    """Cut words, or one paragraph whose words stand out as we write that ourselves.

    Returns:
        As `_cut_with_care`; None for any other HTML.
    """
    if not html:
        return Cut()
    if not _ODD.search(html):
        return Cut((html,))
    if not html.startswith("<p>") or not html.endswith("</p>"):
        return None
    steps = _ELEMENT.split(html[3:-4])
    if steps == [""] or any(map(_ODD.search, steps[::2])):
        return None
    return _cut_at(steps, _Numbers(known))


def _cut_at(steps: Sequence[str], numbers: "_Numbers") -> Cut | None:
    """Cut text, tag, text and so on; None where they are not nested."""
    tokens: list[Token] = []
    around: list[tuple[str, str]] = []
    for at, step in enumerate(steps):
        if at % 2 == 0:
            tokens += [step] if step else []
        elif step[1] != "/":
            closing = f"</{step[1:]}"
            name = numbers.of(_KINDS[step[1:-1]], step, closing)
            around.append((closing, name))
            tokens.append(Mark(name, Side.OPEN))
        elif around and around[-1][0] == step:
            tokens.append(Mark(around.pop()[1], Side.CLOSE))
        else:
            return None
    return None if around else Cut(tuple(tokens), numbers.used, "<p>", "</p>")


def _cut_with_care(html: str, known: Iterable[Code]) -> Cut:
    pieces = _pieces(html)
    first, last = _inside(pieces)
    before = "".join(each.html for each in pieces[:first])
    after = "".join(each.html for each in pieces[last:])
    numbers = _Numbers(known)
    tokens: list[Token] = []
    partners = _pairs(pieces, first, last)
    ids: dict[int, str] = {}
    at = first
    while at < last:
        piece = pieces[at]
        if piece.name == "":
            tokens.append(piece.text)
        elif at in partners:
            opening, _closing = sorted((at, partners[at]))
            if opening == at:
                ids[at] = numbers.of(
                    _kind(piece), piece.html, pieces[partners[at]].html
                )
            side = Side.OPEN if opening == at else Side.CLOSE
            tokens.append(Mark(ids[opening], side))
        else:
            end = _run_end(pieces, at, last)
            run = "".join(each.html for each in pieces[at:end])
            tokens.append(Mark(numbers.of(_kind(piece), run), Side.ALONE))
            at = end - 1
        at += 1
    return Cut(tuple(_joined(tokens)), numbers.used, before, after)


@dataclass(frozen=True)
class _Piece:
    html: str
    text: str = ""
    name: str = ""
    is_end: bool = False

    @property
    def is_block(self) -> bool:
        return self.name in BLOCK_TAGS


def _pieces(html: str) -> list[_Piece]:
    found = []
    for each in _TOKEN.finditer(html):
        if each["name"]:
            found.append(_Piece(each[0], "", each["name"].lower(), bool(each["end"])))
        elif each["odd"]:
            found.append(_Piece(each[0], "", "?"))
        else:
            found.append(_Piece(each[0], _PLAIN.get(each[0], each[0])))
    return found


def _inside(pieces: Sequence[_Piece]) -> tuple[int, int]:
    """Return where the block tags at the beginning end, and those at the end begin."""
    first, last = 0, len(pieces)
    while first < last and pieces[first].is_block:
        first += 1
    while last > first and pieces[last - 1].is_block:
        last -= 1
    return first, last


def _pairs(pieces: Sequence[_Piece], first: int, last: int) -> dict[int, int]:
    """Find what opens and closes in one paragraph, properly nested."""
    found: dict[int, int] = {}
    open_at: list[int] = []
    for at in range(first, last):
        piece = pieces[at]
        if piece.is_block:
            open_at.clear()
        elif piece.name not in _KINDS or piece.name == "br":
            continue
        elif not piece.is_end:
            open_at.append(at)
        elif open_at and pieces[open_at[-1]].name == piece.name:
            begun = open_at.pop()
            found[begun], found[at] = at, begun
    return found


def _run_end(pieces: Sequence[_Piece], at: int, last: int) -> int:
    """Return where a row of block tags ends that starts another paragraph."""
    end = at + 1
    while pieces[at].is_block and end < last and pieces[end].is_block:
        end += 1
    return end


def _kind(piece: _Piece) -> CodeKind:
    if piece.is_block:
        return CodeKind.PARAGRAPH
    return _KINDS.get(piece.name, CodeKind.OTHER)


def _joined(tokens: Iterable[Token]) -> list[Token]:
    joined: list[Token] = []
    for token in tokens:
        if isinstance(token, str) and joined and isinstance(joined[-1], str):
            joined[-1] += token
        elif token != "":
            joined.append(token)
    return joined


class _Numbers:
    """Gives codes their numbers; what is written like a known one gets that of it."""

    def __init__(self, known: Iterable[Code]) -> None:
        self.used: dict[str, Code] = {}
        self._free: dict[tuple[str, str], list[str]] = {}
        highest = 0
        for code in known:
            same = self._free.setdefault((code.opening, code.closing), [])
            same.append(code.id)
            highest = max(highest, int(code.id) if code.id.isdecimal() else 0)
        self._next = highest + 1

    def of(self, kind: CodeKind, opening: str, closing: str = "") -> str:
        same = self._free.get((opening, closing))
        if same:
            name = same.pop(0)
        else:
            name = str(self._next)
            self._next += 1
        self.used[name] = Code(name, kind, opening, closing)
        return name
