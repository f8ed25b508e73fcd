"""Reads the HTML of a page into lines, each with the part of the page it stands in.

Nothing of a page is trusted or run; what is kept is cleaned again when it is stored.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import count
from typing import Final

from intake.recognise.lines import Line, LineKind
from intake.sources.page_tags import (
    BLOCKS,
    BODY_NAMES,
    CLOSE_THEMSELVES,
    EMBEDDED,
    INLINE,
    VOID,
    is_skipped,
    kind_of,
    names_of,
    opening,
)
from intake.sources.refusals import IntakeRefused, refuse_over
from intake.sources.tokens import End, Start, Text, tokens

DEEPEST: Final = 512
"""Elements in each other."""
MOST_PIECES: Final = 20_000
"""Paragraphs of a whole page, menus and comments included."""

_READ_OF_META: Final = 2_000
_WHITE: Final = re.compile(r"[ \t\n\r\f]+")
_LEADING_BREAKS: Final = re.compile(r"^(?: ?<br>)++")
_GROUPED: Final = frozenset(("blockquote", "ul", "ol"))
_APART: Final = frozenset(("footer", "head", "header"))


@dataclass(frozen=True)
class Piece:
    """A line of a page.

    Attributes:
        line: the line.
        scope: number of the innermost article, main part or body text around it; 0
            for the page itself.
        is_apart: in the header or footer of the page.
        is_footer: in a footer.
    """

    line: Line
    scope: int
    is_apart: bool
    is_footer: bool


@dataclass
class Page:
    """What a page holds.

    Attributes:
        pieces: in order.
        parents: of each scope the one around it.
        title: of the document.
        shared_title: what the page calls itself where it is shared (Open Graph).
        site_name: of the whole site.
        named: the addresses that the page names as its own, by where it names them:
            "og:url", "canonical", "base".
    """

    pieces: list[Piece] = field(default_factory=list)
    parents: dict[int, int] = field(default_factory=dict)
    title: Line | None = None
    shared_title: Line | None = None
    site_name: str = ""
    named: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class _Element:
    """An open element, with what it and those around it say of a text in it."""

    tag: str
    kind: LineKind | None = None
    group: int = 0
    scope: int = 0
    innermost_list: str = ""
    tags: frozenset[str] = frozenset()


_PAGE_ITSELF: Final = _Element(tag="")


def read_page(name: str, html: str) -> Page:
    """Read a page of any quality.

    Args:
        name: of the file, for refusals.
        html: the page.

    Raises:
        IntakeRefused: elements are nested over 512 deep, or there are too many; or
            there are more tags, attributes or text than in any story.
    """
    reader = _Reader(name)
    for token in tokens(name, html):
        if isinstance(token, Text):
            reader.read_text(token)
        elif isinstance(token, Start):
            reader.read_start(token)
        else:
            reader.read_end(token)
    reader.flush()
    return reader.page


class _Reader:
    def __init__(self, name: str) -> None:
        self.page = Page()
        self._name = name
        self._numbers = count(1)
        self._open: list[_Element] = []
        self._open_tags: Counter[str] = Counter()
        self._skipped: list[str] = []
        self._texts: list[list[str]] = [[]]
        self._markup: list[str] = []
        self._line = 0

    def read_start(self, start: Start) -> None:
        if self._is_skipping(start.tag):
            return
        if start.tag in EMBEDDED:
            self._embed(start)
        if start.tag not in VOID and is_skipped(start.tag, start.values):
            self.flush()
            self._skipped.append(start.tag)
        else:
            self._open_tag(start)

    def _is_skipping(self, tag: str) -> bool:
        if self._skipped[:1] != [tag]:
            return bool(self._skipped)
        if tag in CLOSE_THEMSELVES:
            self._skipped.clear()
        else:
            self._skipped.append(tag)
        return bool(self._skipped)

    def _open_tag(self, start: Start) -> None:
        tag = start.tag
        if tag == "meta":
            self._meta(start)
        elif tag in ("base", "link"):
            self._name_address(tag, start.values)
        elif tag == "br":
            self._break()
        elif tag in INLINE:
            self._markup.append(opening(tag, start.values))
        elif tag in BLOCKS:
            self._open_block(tag, start.values)

    def read_end(self, end: End) -> None:
        tag = end.tag
        if self._skipped:
            if tag == self._skipped[0]:
                self._skipped.pop()
            return
        if tag in INLINE:
            self._markup.append(f"</{tag}>")
        elif tag in BLOCKS:
            self.flush()
            if self._open_tags[tag]:
                while self._close() != tag:
                    pass

    def read_text(self, text: Text) -> None:
        if self._skipped:
            return
        if not self._line and (stripped := text.text.lstrip()):
            blank = len(text.text) - len(stripped)
            self._line = text.line + text.text.count("\n", 0, blank)
        self._texts[-1].append(text.text)
        self._markup.append(escape(text.text, quote=False))

    def _close(self) -> str:
        tag = self._open.pop().tag
        self._open_tags[tag] -= 1
        return tag

    def _innermost(self) -> _Element:
        return self._open[-1] if self._open else _PAGE_ITSELF

    def _open_block(self, tag: str, values: Mapping[str, str]) -> None:
        self.flush()
        last = self._innermost().tag
        if last == "p" or (last == tag and tag in CLOSE_THEMSELVES):
            self._close()
        if tag in VOID:
            return
        if len(self._open) >= DEEPEST:
            message = (
                f"{self._name} is nested over {DEEPEST} elements deep, as no story is. "
                "Save it as plain text."
            )
            raise IntakeRefused(message)
        self._open.append(self._inside(self._innermost(), tag, names_of(values)))
        self._open_tags[tag] += 1

    def _inside(self, around: _Element, tag: str, names: frozenset[str]) -> _Element:
        number = next(self._numbers)
        scope = around.scope
        if tag in ("article", "main") or names & BODY_NAMES:
            self.page.parents[number] = scope
            scope = number
        kind = kind_of(tag, names)
        if kind is LineKind.ITEM and around.innermost_list == "ol":
            kind = LineKind.NUMBERED
        return _Element(
            tag=tag,
            kind=around.kind or kind,
            group=around.group or (number if tag in _GROUPED else 0),
            scope=scope,
            innermost_list=tag if tag in ("ol", "ul") else around.innermost_list,
            tags=around.tags if tag in around.tags else around.tags | {tag},
        )

    def _break(self) -> None:
        has_text = any(not each.isspace() for each in self._texts[-1])
        if has_text or len(self._texts) == 1:
            self._texts.append([])
            self._markup.append("<br>")
        else:
            self.flush()

    def _embed(self, start: Start) -> None:
        self.flush()
        self._line = start.line
        self._add(start.words, "", LineKind.EMBED)
        self._line = 0

    def _meta(self, start: Start) -> None:
        text = _WHITE.sub(" ", start.values.get("content", "")[:_READ_OF_META]).strip()
        named = start.values.get("property") or start.values.get("name")
        if named == "og:site_name":
            self.page.site_name = text
        elif named == "og:title" and text:
            self.page.shared_title = Line(
                number=start.line, text=text, html=escape(text, quote=False)
            )
        elif named == "og:url":
            self.page.named.setdefault("og:url", text)

    def _name_address(self, tag: str, values: Mapping[str, str]) -> None:
        is_canonical = "canonical" in values.get("rel", "").lower().split()
        if "href" in values and (tag == "base" or is_canonical):
            place = "base" if tag == "base" else "canonical"
            self.page.named.setdefault(place, values["href"])

    def flush(self) -> None:
        """End the line that is being read."""
        if not self._markup:
            return
        parts = [_WHITE.sub(" ", "".join(text)).strip(" ") for text in self._texts]
        text = "\n".join(parts).strip("\n")
        html = _WHITE.sub(" ", "".join(self._markup)).strip(" ")
        if text:
            self._add(text, _without_outer_breaks(html))
        self._texts, self._markup, self._line = [[]], [], 0

    def _add(self, text: str, html: str, kind: LineKind | None = None) -> None:
        around = self._innermost()
        line = Line(
            number=self._line,
            text=text,
            html=html,
            kind=kind or around.kind or LineKind.TEXT,
            group=around.group or next(self._numbers),
        )
        if "title" in around.tags:
            self.page.title = self.page.title or line
            return
        is_footer = not around.scope and "footer" in around.tags
        is_apart = not around.scope and not _APART.isdisjoint(around.tags)
        refuse_over(
            MOST_PIECES, len(self.page.pieces) + 1, name=self._name, what="paragraphs"
        )
        self.page.pieces.append(Piece(line, around.scope, is_apart, is_footer))


def _without_outer_breaks(html: str) -> str:
    html = _LEADING_BREAKS.sub("", html)
    while html.endswith("<br>"):
        html = html.removesuffix("<br>").removesuffix(" ")
    return html
