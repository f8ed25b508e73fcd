"""HTML from editors and the clipboard, read as lines of clean inline markup.

A line is one paragraph, heading or list item. The markup is written anew from the tags
we know instead of being cut out of what came in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from itertools import count

from articles.text.khmer import INVISIBLE, canonical
from articles.text.kinds import BLOCK_ID
from articles.text.tags import HEADINGS, READ_INLINE, RENAMED, opening, read

_CONTAINERS = frozenset({"ul", "ol", "li", "blockquote"})
_SPACES = re.compile(r"[ \t\n\f]+")
_MOST_INLINE = 8
# Most paragraphs of most texts; what they hold is neither a tag nor written as one.
_PLAIN_PARAGRAPH = re.compile(r"<p>([^<>&\r\0]{1,100000})</p>")
# Most of the others have words that stand out, as we write them ourselves.
_EMPHASIS = re.compile(r"<(/?)(strong|em)>")
_SEEN = re.compile(rf"[^{INVISIBLE}\s]")
_LONGEST_SIMPLE = 100_000


@dataclass(frozen=True)
class Line:
    """A paragraph, a heading or an item of a list.

    Attributes:
        tag: "p", "h2" or "h3"; always "p" inside a quotation or a list.
        path: the quotation or lists around it from the outside in, each as tag and a
            number that lines in the same element share; empty at the top.
        block_id: what `data-block` said on the outermost element, if well-formed.
        html: inline markup, not yet cleaned.
        text: without markup; a line break is a newline.
    """

    tag: str
    path: tuple[tuple[str, int], ...]
    block_id: str | None
    html: str
    text: str


@dataclass(frozen=True)
class _Element:
    tag: str
    number: int
    block_id: str | None = None
    opening: str = ""
    closing: str = ""


def scan(html: str) -> tuple[Line, ...]:
    """Read HTML of any quality.

    Text is made canonical. Two line breaks in a row part a paragraph; so do blank
    lines where the text has no tag at all, and single newlines break the line there.

    Returns:
        In order, each with something to see; empty when there is none.

    Raises:
        MarkupError: over a million characters, or over 256 elements deep.
    """
    if plain := _PLAIN_PARAGRAPH.fullmatch(html):
        return _one_line(plain[1])
    if steps := _emphasised(html):
        return _walked(steps, html[3:-4])
    if "<" not in html:
        html = "<br>".join(html.strip().splitlines())
    scanner = _Scanner()
    scanner.feed(read(html))
    scanner.close()
    return tuple(scanner.lines)


def text_of(html: str) -> str:
    """Read HTML of any quality as text: one line for each that `scan` finds.

    Raises:
        MarkupError: as `scan`.
    """
    if steps := _emphasised(html):
        # Nothing has to be written anew.
        return _words("".join(_each_canonical(steps[::3])))
    return "\n".join(line.text for line in scan(html))


def _one_line(text: str) -> tuple[Line, ...]:
    words = _words(canonical(text))
    return (Line("p", (), None, words, words),) if words else ()


def _words(text: str) -> str:
    words = _spaced(text).strip(" ")
    return words if _SEEN.search(words) else ""


def _spaced(text: str) -> str:
    """Make each run of white space one space."""
    # In most texts each is one already; the pattern would write them all anew.
    is_odd = "  " in text or "\n" in text or "\t" in text or "\f" in text
    return _SPACES.sub(" ", text) if is_odd else text


def _emphasised(html: str) -> list[str]:
    """Part a paragraph of words that stand out into text, end, tag, text and so on.

    Returns:
        Empty for any other HTML: what is not nested as we write it is for the parser.
    """
    is_one = html.startswith("<p>") and html.endswith("</p>")
    if not is_one or len(html) > _LONGEST_SIMPLE:
        return []
    if "&" in html or "\r" in html or "\0" in html:
        return []
    steps = _EMPHASIS.split(html[3:-4])
    # As many signs as in the tags: there is none in the text between them.
    tags = len(steps) // 3 + 2
    if html.count("<") != tags or html.count(">") != tags:
        return []
    around: list[str] = []
    for end, tag in zip(steps[1::3], steps[2::3], strict=True):
        if not end and tag not in around:
            around.append(tag)
        elif not end or not around or around.pop() != tag:
            return []
    return [] if around else steps


def _walked(steps: Sequence[str], written: str) -> tuple[Line, ...]:
    texts = list(map(_spaced, _each_canonical(steps[::3])))
    if _is_as_written(steps, texts):
        words = "".join(texts)
        return (Line("p", (), None, written, words),) if _SEEN.search(words) else ()
    line, wanted, numbers = _LineWriter(), list[_Element](), count()
    first, *others = texts
    line.write(first, wanted)
    for end, tag, text in zip(steps[1::3], steps[2::3], others, strict=True):
        if end:
            wanted.pop()
        else:
            wanted.append(_Element(tag, next(numbers), None, f"<{tag}>", f"</{tag}>"))
        line.write(text, wanted)
    html, words = line.finished()
    return (Line("p", (), None, html, words),) if _SEEN.search(words) else ()


def _is_as_written(steps: Sequence[str], texts: Sequence[str]) -> bool:
    """Say whether writing it anew would change nothing: what we wrote ourselves.

    Args:
        steps: As `_emphasised` parts them.
        texts: Those among them, canonical.
    """
    is_same = texts == steps[::3] and texts[0][:1] != " " != texts[-1][-1:]
    ends = steps[1::3]
    # Spaces stand outside of elements, and none is empty.
    return is_same and not any(
        texts[at][-1:] == " "
        if end
        else texts[at + 1][:1] == " " or (not texts[at + 1] and ends[at + 1])
        for at, end in enumerate(ends)
    )


def _each_canonical(texts: Sequence[str]) -> list[str]:
    """Make texts canonical, each for itself, in one walk: none touches a newline."""
    made = canonical("\n".join(texts)).split("\n")
    return made if len(made) == len(texts) else [canonical(text) for text in texts]


def shared(left: Sequence[object], right: Sequence[object]) -> int:
    """Count the equal elements at the start of both."""
    count = 0
    for ours, theirs in zip(left, right, strict=False):
        if ours != theirs:
            break
        count += 1
    return count


class _Scanner(HTMLParser):
    """Reads what `_READER` wrote: balanced tags, escaped text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._numbers = count(1)
        self._open: list[_Element] = []
        self._wanted: list[_Element] = []
        self._buffer: list[str] = []
        self._line = _LineWriter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._break()
        elif tag == "hr":
            self._end_line()
        elif tag in READ_INLINE:
            self._open_inline(RENAMED.get(tag, tag), tag, values)
        else:
            self._end_line()
            named = BLOCK_ID.fullmatch(values.get("data-block", ""))
            self._open.append(
                _Element(tag, next(self._numbers), named[0] if named else None)
            )

    def handle_endtag(self, tag: str) -> None:
        if tag not in {each.tag for each in self._open}:
            return
        if tag not in READ_INLINE:
            self._end_line()
        while (element := self._open.pop()).tag != tag:
            self._close_inline(element)
        self._close_inline(element)

    def handle_data(self, data: str) -> None:
        self._buffer.append(data)

    def close(self) -> None:
        super().close()
        self._end_line()

    def _open_inline(self, name: str, tag: str, values: dict[str, str]) -> None:
        start_tag = opening(name, values)
        is_new = name == "span" or all(
            each.closing != f"</{name}>" for each in self._wanted
        )
        if start_tag and is_new and len(self._wanted) < _MOST_INLINE:
            self._write_text()
            element = _Element(tag, next(self._numbers), None, start_tag, f"</{name}>")
            self._wanted.append(element)
        else:
            element = _Element(tag, next(self._numbers))
        self._open.append(element)

    def _close_inline(self, element: _Element) -> None:
        if element in self._wanted:
            self._write_text()
            self._wanted.remove(element)

    def _break(self) -> None:
        self._write_text()
        if self._line.breaks:
            self._end_line()
        else:
            self._line.break_line()

    def _write_text(self) -> None:
        if not self._buffer:
            return
        text = _spaced(canonical("".join(self._buffer)))
        self._buffer.clear()
        self._line.write(text, self._wanted)

    def _end_line(self) -> None:
        self._write_text()
        line, self._line = self._line, _LineWriter()
        # A link stays in its paragraph; around many it would be written many times.
        spent = {each for each in line.opened if each.tag == "a"}
        self._wanted = [each for each in self._wanted if each not in spent]
        html, text = line.finished()
        if not _SEEN.search(text):
            return
        path = self._path()
        named = [each for each in self._open if each.block_id]
        if path:
            named = [each for each in named if each.number == path[0][1]]
        tags = [HEADINGS[each.tag] for each in self._open if each.tag in HEADINGS]
        tag = tags[-1] if tags and not path else "p"
        block_id = named[-1].block_id if named else None
        self.lines.append(Line(tag, path, block_id, html, text))

    def _path(self) -> tuple[tuple[str, int], ...]:
        around = [each for each in self._open if each.tag in _CONTAINERS]
        while around and around[0].tag == "li":
            del around[0]
        if not around or around[0].tag == "blockquote":
            return tuple((each.tag, each.number) for each in around[:1])
        path: list[tuple[str, int]] = []
        for each in around:
            is_item = each.tag == "li"
            is_next = is_item == (len(path) % 2 == 1)
            if is_next and each.tag != "blockquote":
                path.append((each.tag, each.number))
        if len(path) % 2 == 1:
            path.append(("li", next(self._numbers)))
        return tuple(path)


class _LineWriter:
    """Writes one line; elements open only where text follows, so none is empty."""

    def __init__(self) -> None:
        self.opened: list[_Element] = []
        self.breaks = 0
        self._stack: list[_Element] = []
        self._html: list[str] = []
        self._text: list[str] = []
        self._is_spaced = False

    def break_line(self) -> None:
        self.breaks += 1
        self._is_spaced = False

    def write(self, text: str, wanted: Sequence[_Element]) -> None:
        self._is_spaced = self._is_spaced or text.startswith(" ")
        words = text.strip(" ")
        if not words:
            return
        kept = shared(self._stack, wanted)
        self._close(down_to=kept)
        if self._text:
            if self.breaks:
                self._put("<br>", "\n")
            elif self._is_spaced:
                self._put(" ", " ")
        for element in wanted[kept:]:
            self._html.append(element.opening)
            self._stack.append(element)
            self.opened.append(element)
        self._put(escape(words, quote=False), words)
        self.breaks = 0
        self._is_spaced = text.endswith(" ")

    def finished(self) -> tuple[str, str]:
        self._close(down_to=0)
        return "".join(self._html), "".join(self._text)

    def _put(self, html: str, text: str) -> None:
        self._html.append(html)
        self._text.append(text)

    def _close(self, *, down_to: int) -> None:
        while len(self._stack) > down_to:
            self._html.append(self._stack.pop().closing)
