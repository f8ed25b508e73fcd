"""HTML as its reader sees it: visible text by place, links, and what is out of place.

References:
    HTML Living Standard §3.2.6, §6.1 (hidden), §15.3.1 (hidden elements).
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from exports.formats.readers.found import UnreadableError
from exports.formats.readers.html_house import is_out_of_place

_VOID: Final = frozenset(
    [
        *("area", "base", "br", "col", "embed", "frame", "hr", "img", "input"),
        *("link", "meta", "param", "source", "track", "wbr"),
    ]
)
_NEVER_SEEN: Final = frozenset(
    [
        *("applet", "area", "audio", "base", "basefont", "canvas", "colgroup"),
        *("datalist", "details", "dialog", "frameset", "head", "iframe", "link"),
        *("math", "menu", "meta", "noembed", "noframes", "noscript", "object"),
        *("optgroup", "option", "param", "picture", "plaintext", "rp", "script"),
        *("select", "slot", "style", "svg", "template", "textarea", "title"),
        *("track", "video", "xmp", "font", "marquee", "meter", "progress"),
    ]
)
_INLINE: Final = frozenset(
    [
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em", "i", "mark"),
        *("q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr"),
    ]
)
# Styles that can hide nothing, whatever their value.
_HARMLESS_STYLES: Final = frozenset(
    ["font-style", "font-weight", "text-align", "text-decoration", "quotes"]
)
_HIDING: Final = frozenset(
    ["hidden", "popover", "inert", "bgcolor", "color", "text", "background", "slot"]
)
_FETCHING: Final = frozenset(
    ["src", "srcset", "poster", "data", "background", "action", "formaction", "ping"]
)
_FETCHED_RELS: Final = frozenset(
    [
        *("icon", "preload", "prefetch", "image_src", "apple-touch-icon"),
        *("modulepreload", "prerender", "preconnect", "dns-prefetch", "manifest"),
    ]
)
_PICTURE_META: Final = re.compile(r"(?i)^(?:og|twitter):image|^(?:thumbnail|image)$")
_DEEPEST: Final = 256
_MARKS: Final = frozenset(["rights", "credit"])


@dataclass
class HtmlTree:
    """What was gathered from a page, in order.

    Attributes:
        pieces: Visible text with newlines between blocks.
        by_mark: Visible text of each element h1, and of the classes that count.
        links: Addresses that people see and can follow.
        every_link: All addresses of links, seen or not.
        fetched: Addresses that a browser, or whoever previews it, would load.
        languages: Of the elements `html` and `article`.
        metas: Content by lower-case name.
        licenses: Addresses of links with the relation "license".
        scripts: Text of the JSON-LD scripts.
        forbidden: What no copy may hold.
    """

    pieces: list[str] = field(default_factory=list)
    by_mark: dict[str, list[str]] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    every_link: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)
    licenses: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)

    @property
    def visible_text(self) -> str:
        """All that people see."""
        return "".join(self.pieces)


@dataclass(frozen=True)
class _Element:
    tag: str
    is_hidden: bool
    marks: tuple[tuple[str, int], ...]
    is_told: bool = False


def parsed(text: str, *, is_fragment: bool = False) -> HtmlTree:
    """Gather a page.

    Args:
        text: HTML.
        is_fragment: there is no page around it.

    Raises:
        UnreadableError: No HTML, or elements over 256 deep.
    """
    parser = _Parser(is_fragment=is_fragment)
    try:
        parser.feed(text)
        parser.close()
    except AssertionError as error:
        # What html.parser says of a marked section that it does not know.
        message = "no HTML"
        raise UnreadableError(message) from error
    parser.finish()
    return parser.tree


class _Parser(HTMLParser):
    def __init__(self, *, is_fragment: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._is_fragment = is_fragment
        self.tree = HtmlTree()
        self._open: list[_Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values: dict[str, str] = {}
        for name, value in attrs:
            # Browsers keep the first of two attributes of one name.
            values.setdefault(name, value or "")
        is_outside = not (self._open or self._is_fragment or tag == "html")
        is_strange = is_out_of_place(tag, values)
        if len(values) < len(attrs) or is_outside or is_strange:
            self.tree.forbidden.append(f"an element {tag[:20]} as it stands there")
        is_hidden = self._is_hidden or _hides(tag, values)
        self._gather(tag, values, is_hidden=is_hidden)
        if tag not in _INLINE and not is_hidden:
            self._say("\n")
        if tag in _VOID:
            return
        if len(self._open) >= _DEEPEST:
            message = f"elements over {_DEEPEST} deep"
            raise UnreadableError(message)
        marks = [] if is_hidden else _marks(tag, values)
        for mark in marks:
            self.tree.by_mark.setdefault(mark, []).append("")
        numbered = tuple((m, len(self.tree.by_mark[m]) - 1) for m in marks)
        is_told = tag == "script" and values.get("type") == "application/ld+json"
        self._open.append(_Element(tag, is_hidden, numbered, is_told))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # A slash closes nothing in HTML.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].tag != tag:
            self.tree.forbidden.append(f"an end of {tag[:20]} that is no end")
        if any(element.tag == tag for element in self._open):
            while self._open.pop().tag != tag:
                pass
        if tag not in _INLINE and not self._is_hidden:
            self._say("\n")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].is_told:
            self.tree.scripts.append(data)
        elif self._open and not self._is_hidden:
            self._say(data)
        elif not self._open and data.strip():
            self.tree.forbidden.append("text outside every element")

    def handle_comment(self, data: str) -> None:
        # Browsers and parsers disagree on where a comment ends.
        self.tree.forbidden.append("a comment")

    def handle_decl(self, decl: str) -> None:
        if decl.lower() != "doctype html":
            self.tree.forbidden.append("a declaration")

    def handle_pi(self, data: str) -> None:
        self.tree.forbidden.append("a processing instruction")

    def unknown_decl(self, data: str) -> None:
        self.tree.forbidden.append("a declaration")

    def finish(self) -> None:
        if self._open:
            self.tree.forbidden.append("an element that does not end")

    @property
    def _is_hidden(self) -> bool:
        return bool(self._open) and self._open[-1].is_hidden

    def _say(self, text: str) -> None:
        self.tree.pieces.append(text)
        for element in self._open:
            for mark, number in element.marks:
                self.tree.by_mark[mark][number] += text

    def _gather(self, tag: str, values: dict[str, str], *, is_hidden: bool) -> None:
        tree = self.tree
        if tag in {"html", "article"}:
            tree.languages.append(values.get("lang", ""))
        if tag in {"a", "area"}:
            tree.every_link.append(values.get("href", ""))
            if not is_hidden:
                tree.links.append(values.get("href", ""))
        if tag == "meta":
            _gather_meta(tree, values)
        if tag == "link":
            _gather_link(tree, values)
        tree.fetched += [value for name, value in values.items() if name in _FETCHING]


def _gather_meta(tree: HtmlTree, values: dict[str, str]) -> None:
    name = (values.get("name") or values.get("property") or "").lower()
    tree.metas.setdefault(name, values.get("content", ""))
    if _PICTURE_META.search(name):
        tree.fetched.append(values.get("content", ""))


def _gather_link(tree: HtmlTree, values: dict[str, str]) -> None:
    rels = set(values.get("rel", "").lower().split())
    if "license" in rels:
        tree.licenses.append(values.get("href", ""))
    if not rels.isdisjoint(_FETCHED_RELS):
        tree.fetched.append(values.get("href", ""))
    tree.every_link.append(values.get("href", ""))


def _marks(tag: str, values: dict[str, str]) -> list[str]:
    classes = set(values.get("class", "").split())
    return [*(["h1"] if tag == "h1" else []), *sorted(classes & _MARKS)]


def _hides(tag: str, values: dict[str, str]) -> bool:
    return (
        tag in _NEVER_SEEN
        or not _HIDING.isdisjoint(values)
        or values.get("aria-hidden", "false").lower() != "false"
        or not _is_harmless(values.get("style", ""))
    )


def _is_harmless(style: str) -> bool:
    # Whoever hides has a hundred ways; what can hide nothing is soon listed.
    declared = [part.partition(":")[0].strip().lower() for part in style.split(";")]
    return all(not name or name in _HARMLESS_STYLES for name in declared)
