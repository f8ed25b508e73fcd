"""Reads the HTML of a page into lines, each with the part of the page it stands in.

Nothing of a page is trusted or run; what is kept is cleaned again when it is stored.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
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
from intake.sources.refusals import IntakeRefused
from intake.sources.sorting import MOST_LINES
from intake.sources.taming import tamed

DEEPEST: Final = 512
"""Elements in each other."""

_WHITE: Final = re.compile(r"[ \t\n\r\f]+")
_GROUPED: Final = frozenset(("blockquote", "ul", "ol"))


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
    """

    pieces: list[Piece] = field(default_factory=list)
    parents: dict[int, int] = field(default_factory=dict)
    title: Line | None = None
    shared_title: Line | None = None
    site_name: str = ""


@dataclass(frozen=True)
class _Element:
    tag: str
    number: int
    kind: LineKind | None
    is_scope: bool


def read_page(name: str, html: str) -> Page:
    """Read a page of any quality.

    Args:
        name: of the file, for refusals.
        html: the page.

    Raises:
        IntakeRefused: elements are nested over 512 deep, or there are too many.
    """
    reader = _Reader(name)
    reader.feed(tamed(html))
    reader.close()
    return reader.page


class _Reader(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._name = name
        self._numbers = count(1)
        self._open: list[_Element] = []
        self._skipped: list[str] = []
        self._texts: list[list[str]] = [[]]
        self._markup: list[str] = []
        self._line = 0

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        # Word writes <![if …]>; anything of that shape is a comment in HTML.
        return self.parse_bogus_comment(i, report=bool(report))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if self._is_skipping(tag):
            return
        if tag in EMBEDDED:
            self._embed(tag)
        if tag not in VOID and is_skipped(tag, values):
            self._flush()
            self._skipped.append(tag)
        else:
            self._open_tag(tag, values)

    def _is_skipping(self, tag: str) -> bool:
        if self._skipped[:1] != [tag]:
            return bool(self._skipped)
        if tag in CLOSE_THEMSELVES:
            self._skipped.clear()
        else:
            self._skipped.append(tag)
        return bool(self._skipped)

    def _open_tag(self, tag: str, values: Mapping[str, str]) -> None:
        if tag == "meta":
            self._meta(values)
        elif tag == "br":
            self._break()
        elif tag in INLINE:
            self._markup.append(opening(tag, values))
        elif tag in BLOCKS:
            self._open_block(tag, values)

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            if tag == self._skipped[0]:
                self._skipped.pop()
            return
        if tag in INLINE:
            self._markup.append(f"</{tag}>")
        elif tag in BLOCKS:
            self._flush()
            if any(each.tag == tag for each in self._open):
                while self._open.pop().tag != tag:
                    pass

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        if not self._line and data.strip():
            start = len(data) - len(data.lstrip())
            self._line = self.getpos()[0] + data.count("\n", 0, start)
        self._texts[-1].append(data)
        self._markup.append(escape(data, quote=False))

    def close(self) -> None:
        super().close()
        self._flush()

    def _open_block(self, tag: str, values: Mapping[str, str]) -> None:
        self._flush()
        last = self._open[-1].tag if self._open else ""
        if last == "p" or (last == tag and tag in CLOSE_THEMSELVES):
            self._open.pop()
        if tag in VOID:
            return
        if len(self._open) >= DEEPEST:
            message = (
                f"{self._name} is nested over {DEEPEST} elements deep, as no story is. "
                "Save it as plain text."
            )
            raise IntakeRefused(message)
        names = names_of(values)
        is_scope = tag in ("article", "main") or bool(names & BODY_NAMES)
        number = next(self._numbers)
        if is_scope:
            self.page.parents[number] = self._scope()
        kind = kind_of(tag, names)
        lists = [each.tag for each in self._open if each.tag in ("ol", "ul")]
        if kind is LineKind.ITEM and lists[-1:] == ["ol"]:
            kind = LineKind.NUMBERED
        self._open.append(_Element(tag, number, kind, is_scope))

    def _break(self) -> None:
        has_text = any(not each.isspace() for each in self._texts[-1])
        if has_text or len(self._texts) == 1:
            self._texts.append([])
            self._markup.append("<br>")
        else:
            self._flush()

    def _embed(self, tag: str) -> None:
        self._flush()
        self._line = self.getpos()[0]
        self._add(self.get_starttag_text() or tag, "", LineKind.EMBED)
        self._line = 0

    def _meta(self, values: Mapping[str, str]) -> None:
        text = _WHITE.sub(" ", values.get("content", "")).strip()
        named = values.get("property") or values.get("name")
        if named == "og:site_name":
            self.page.site_name = text
        elif named == "og:title" and text:
            self.page.shared_title = Line(
                number=self.getpos()[0], text=text, html=escape(text, quote=False)
            )

    def _flush(self) -> None:
        parts = [_WHITE.sub(" ", "".join(text)).strip(" ") for text in self._texts]
        text = "\n".join(parts).strip("\n")
        html = _WHITE.sub(" ", "".join(self._markup)).strip(" ")
        if text:
            self._add(text, re.sub(r"^(?: ?<br>)+|(?:<br> ?)+$", "", html))
        self._texts, self._markup, self._line = [[]], [], 0

    def _add(self, text: str, html: str, kind: LineKind | None = None) -> None:
        kinds = [kind] if kind else []
        kinds += [each.kind for each in self._open if each.kind]
        group = next((x.number for x in self._open if x.tag in _GROUPED), 0)
        line = Line(
            number=self._line,
            text=text,
            html=html,
            kind=kinds[0] if kinds else LineKind.TEXT,
            group=group or next(self._numbers),
        )
        tags = [each.tag for each in self._open]
        if "title" in tags:
            self.page.title = self.page.title or line
            return
        scope = self._scope()
        is_footer = not scope and "footer" in tags
        is_apart = not scope and not {"footer", "head", "header"}.isdisjoint(tags)
        if len(self.page.pieces) > MOST_LINES:
            message = (
                f"{self._name} has over {MOST_LINES:,} paragraphs, more than any "
                "story. Save only the story."
            )
            raise IntakeRefused(message)
        self.page.pieces.append(Piece(line, scope, is_apart, is_footer))

    def _scope(self) -> int:
        return next((x.number for x in reversed(self._open) if x.is_scope), 0)
