"""Cuts HTML of any quality into tags and text, in time that grows with its length.

`html.parser` reads some unfinished tags again and again, and keeps every attribute of a
tag; a few megabytes can cost it minutes and a gigabyte. Here each character is looked
at a fixed number of times, and what the reader never asks for is not kept.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Final, NamedTuple

from intake.sources.refusals import refuse_over

MOST_TAGS: Final = 60_000
"""Tags and comments of a page."""
MOST_ATTRIBUTES: Final = 200_000
"""Of all tags of a page."""
LONGEST_TEXT: Final = 1_000_000
"""Characters of a page outside its tags, scripts and styles."""

_KEPT: Final = frozenset(
    (
        *("class", "content", "hidden", "href", "id", "itemprop", "lang", "name"),
        *("property", "rel", "role", "style"),
    )
)
_MARKUP: Final = re.compile(r"<(?=[A-Za-z/!?])")
_NAME: Final = re.compile(r"[A-Za-z][^\s/>]*+")
_BETWEEN: Final = re.compile(r"[\s/]*+")
_ATTRIBUTE: Final = re.compile(
    r"(?P<name>[^\s/>][^\s/>=]*+)"
    r"(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)(?:\"|\Z)|'(?P<single>[^']*+)(?:'|\Z)"
    r"|(?P<bare>[^\s>]*+)))?"
)
# No tag begins in these before their own end tag.
_RAW_ENDS: Final = {
    tag: re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE)
    for tag in ("iframe", "script", "style", "textarea", "title")
}
# In a value, "&copy=2" is a part of an address.
_REFERENCE: Final = re.compile(
    r"&(?:#[0-9A-Fa-fXx]++;?|[A-Za-z][A-Za-z0-9]*+(?:;|(?!=)))"
)
# Python refuses to read a number of thousands of digits.
_ZEROS: Final = re.compile(r"&#0{9,}+")
_FAR_NUMBER: Final = re.compile(r"&#0*+[0-9]{8,}+;?")


class Start(NamedTuple):
    """A start tag.

    Attributes:
        tag: its name in lower case.
        values: of the attributes that matter to a reader, by name; the first counts.
        words: the whole tag as it stands.
        line: where it begins, from 1.
    """

    tag: str
    values: Mapping[str, str]
    words: str
    line: int


class End(NamedTuple):
    """An end tag, or the end of a tag that closes itself.

    Attributes:
        tag: its name in lower case.
    """

    tag: str


class Text(NamedTuple):
    """Characters between tags.

    Attributes:
        text: with every reference replaced by its character.
        line: where it begins, from 1.
    """

    text: str
    line: int


Token = Start | End | Text


def tokens(name: str, html: str) -> Iterator[Token]:
    """Cut a page into tags and text; comments are left out.

    Args:
        name: of the file, for refusals.
        html: the page.

    Yields:
        In order. A tag that never ends takes the rest of the page, as in a browser.

    Raises:
        IntakeRefused: the page holds more tags, attributes or text than any story.

    References:
        HTML Living Standard §13.2.5 Tokenization.

    >>> [each[0] for each in tokens("a.html", "<p id=x>1 &lt; 2<!-- no --></p>")]
    ['p', '1 < 2', 'p']
    """
    return _Cutter(name, html).cut()


class _Cutter:
    def __init__(self, name: str, html: str) -> None:
        self._name = name
        self._html = html
        self._at = 0
        self._line = 1
        self._counted = 0
        self._tags = 0
        self._attributes = 0
        self._length = 0

    def cut(self) -> Iterator[Token]:
        while self._at < len(self._html):
            found = _MARKUP.search(self._html, self._at)
            start = found.start() if found else len(self._html)
            if start > self._at:
                yield self._text(start)
            self._at = start
            if found:
                self._tags = self._within(self._tags + 1, MOST_TAGS, "tags")
                yield from self._markup()

    def _markup(self) -> Iterator[Token]:
        start = self._at
        is_end = self._html.startswith("/", start + 1)
        named = _NAME.match(self._html, start + 1 + is_end)
        if named is None:
            self._skip_comment()
            return
        tag = named[0].lower()
        self._at = named.end()
        values, is_closed = self._read_attributes()
        if self._at < 0:
            self._at = len(self._html)
            return
        if is_end:
            yield End(tag)
            return
        yield Start(tag, values, self._html[start : self._at], self._line_at(start))
        if is_closed:
            yield End(tag)
        elif tag in _RAW_ENDS:
            yield from self._raw(tag)

    def _read_attributes(self) -> tuple[dict[str, str], bool]:
        """Read up to the end of the tag; `_at` is -1 where it has none."""
        values: dict[str, str] = {}
        while True:
            start = self._at
            between = _BETWEEN.match(self._html, start)
            self._at = between.end() if between else start
            if self._html.startswith(">", self._at):
                self._at += 1
                return values, self._html.endswith("/", start, self._at - 1)
            found = _ATTRIBUTE.match(self._html, self._at)
            if found is None:
                self._at = -1
                return values, False
            self._at = found.end()
            self._attributes = self._within(
                self._attributes + 1, MOST_ATTRIBUTES, "attributes"
            )
            name = found["name"].lower()
            if name in _KEPT and name not in values:
                value = found["double"] or found["single"] or found["bare"] or ""
                values[name] = _REFERENCE.sub(_character, value)

    def _raw(self, tag: str) -> Iterator[Token]:
        found = _RAW_ENDS[tag].search(self._html, self._at)
        end = found.start() if found else len(self._html)
        if tag == "title" and end > self._at:
            yield self._text(end)
        self._at = end

    def _text(self, end: int) -> Text:
        self._length = self._within(
            self._length + end - self._at, LONGEST_TEXT, "characters of text"
        )
        return Text(_unescaped(self._html[self._at : end]), self._line_at(self._at))

    def _skip_comment(self) -> None:
        if self._html.startswith("<!--", self._at):
            end = self._html.find("-->", self._at + 2)
            self._at = len(self._html) if end < 0 else end + 3
        else:
            end = self._html.find(">", self._at)
            self._at = len(self._html) if end < 0 else end + 1

    def _line_at(self, at: int) -> int:
        self._line += self._html.count("\n", self._counted, at)
        self._counted = at
        return self._line

    def _within(self, number: int, most: int, what: str) -> int:
        refuse_over(most, number, name=self._name, what=what)
        return number


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    return unescape(_FAR_NUMBER.sub("\ufffd", _ZEROS.sub("&#0", text)))


def _character(found: re.Match[str]) -> str:
    return _unescaped(found[0])
