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
from intake.sources.refusals import IntakeRefused

DEEPEST: Final = 512
"""Elements in each other."""

_words = re.compile(r"\S+").findall

_SKIPPED: Final = frozenset(
    _words(
        "aside audio button canvas dialog form iframe math nav noscript "
        "object script select style svg template textarea video"
    )
)
_EMBEDDED: Final = frozenset(_words("audio embed iframe object video"))
_SKIPPED_NAMES: Final = frozenset(
    _words(
        "comments comment-list comments-area respond related related-posts sharedaddy "
        "share-buttons social-share breadcrumb breadcrumbs sidebar newsletter"
    )
)
_SKIPPED_ROLES: Final = frozenset(_words("navigation complementary search"))
_BLOCKS: Final = frozenset(
    _words(
        "address article blockquote body caption center dd details div dl dt fieldset "
        "figcaption figure footer h1 h2 h3 h4 h5 h6 head header hr html li main ol p "
        "pre section summary table tbody td tfoot th thead title tr ul"
    )
)
_VOID: Final = frozenset(
    _words("area base br col embed hr img input link meta source track wbr")
)
_INLINE: Final = frozenset(_words("a b cite em i q span strong sub sup"))
_CLOSE_THEMSELVES: Final = frozenset(_words("dd dt li p td th tr"))
_BODY_NAMES: Final = frozenset(
    _words(
        "articlebody article-body article-content article__body entry-content "
        "post-content story-body story-content td-post-content"
    )
)
_DECK_NAMES: Final = frozenset(
    _words("deck dek standfirst subheadline subtitle article-deck entry-subtitle")
)
_CAPTION_NAMES: Final = frozenset(_words("wp-caption-text caption image-caption"))
_KINDS: Final = {
    "h1": LineKind.HEADLINE,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), LineKind.HEADING),
    "figcaption": LineKind.CAPTION,
    "blockquote": LineKind.QUOTE,
    "li": LineKind.ITEM,
}
_GROUPED: Final = frozenset(("blockquote", "ul", "ol"))
_WHITE: Final = re.compile(r"[ \t\n\r\f]+")


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
        IntakeRefused: elements are nested over 512 deep.
    """
    reader = _Reader(name)
    reader.feed(html)
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
        if tag in _EMBEDDED:
            self._embed(tag)
        if tag not in _VOID and _is_skipped(tag, values):
            self._flush()
            self._skipped.append(tag)
        else:
            self._open_tag(tag, values)

    def _is_skipping(self, tag: str) -> bool:
        if self._skipped[:1] != [tag]:
            return bool(self._skipped)
        if tag in _CLOSE_THEMSELVES:
            self._skipped.clear()
        else:
            self._skipped.append(tag)
        return bool(self._skipped)

    def _open_tag(self, tag: str, values: Mapping[str, str]) -> None:
        if tag == "meta":
            self._meta(values)
        elif tag == "br":
            self._break()
        elif tag in _INLINE:
            self._markup.append(_opening(tag, values))
        elif tag in _BLOCKS:
            self._open_block(tag, values)

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            if tag == self._skipped[0]:
                self._skipped.pop()
            return
        if tag in _INLINE:
            self._markup.append(f"</{tag}>")
        elif tag in _BLOCKS:
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
        if last == "p" or (last == tag and tag in _CLOSE_THEMSELVES):
            self._open.pop()
        if tag in _VOID:
            return
        if len(self._open) >= DEEPEST:
            message = (
                f"{self._name} is nested over {DEEPEST} elements deep, as no story is. "
                "Save it as plain text."
            )
            raise IntakeRefused(message)
        names = _names(values)
        is_scope = tag in ("article", "main") or bool(names & _BODY_NAMES)
        number = next(self._numbers)
        if is_scope:
            self.page.parents[number] = self._scope()
        kind = _kind(tag, names)
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
        self.page.pieces.append(Piece(line, scope, is_apart, is_footer))

    def _scope(self) -> int:
        return next((x.number for x in reversed(self._open) if x.is_scope), 0)


def _names(values: Mapping[str, str]) -> frozenset[str]:
    named = " ".join(values.get(name, "") for name in ("class", "id", "itemprop"))
    return frozenset(named.lower().split())


def _is_skipped(tag: str, values: Mapping[str, str]) -> bool:
    if tag in _SKIPPED or "hidden" in values:
        return True
    if tag in ("html", "body", "main", "article"):
        return False
    style = values.get("style", "").replace(" ", "").lower()
    return (
        "display:none" in style
        or values.get("role") in _SKIPPED_ROLES
        or bool(_names(values) & _SKIPPED_NAMES)
    )


def _kind(tag: str, names: frozenset[str]) -> LineKind | None:
    if tag in ("p", "div", "h2", "h3") and names & _DECK_NAMES:
        return LineKind.STANDFIRST
    if tag in ("p", "div") and names & _CAPTION_NAMES:
        return LineKind.CAPTION
    return _KINDS.get(tag)


def _opening(tag: str, values: Mapping[str, str]) -> str:
    name = {"a": "href", "span": "lang"}.get(tag, "")
    value = values.get(name, "") if name else ""
    return f'<{tag} {name}="{escape(value)}">' if value else f"<{tag}>"
