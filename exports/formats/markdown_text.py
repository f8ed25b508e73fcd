"""Texts and elements of HTML as CommonMark that shows the same, sign by sign."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from itertools import pairwise
from typing import Final

from exports.formats.phrases import lines, one_line

_MARKUP: Final = re.compile(r"[\\`*_\[\]<>&~|$^{}#]")
# What makes a line something else than text when it stands first in it.
_FIRST: Final = re.compile(r"^(?:[+\-=:]|[0-9]{1,9}(?=[.)]))")
# What would be read as one sign, or as none, in an address.
_IN_ADDRESS: Final = re.compile(r"\\|&(?=#|[A-Za-z0-9]+;)")
_EMPHASIS: Final = {"em": "*", "strong": "**", "cite": "*"}
_BREAK: Final = "\\\n"
_PREFIXES: Final = {"h2": "## ", "h3": "### ", "blockquote": "> "}


def paragraph(*texts: str) -> str:
    r"""Write texts as lines of one paragraph.

    Returns:
        Empty when there is nothing to see.

    >>> print(paragraph("1. *a*", "b"))
    1\. \*a\*\
    b
    """
    every = (line for text in texts for line in lines(text))
    return _BREAK.join(_first_escaped(_escaped(line)) for line in every)


def link(text: str, url: str) -> str:
    """Write a text as a link.

    Args:
        text: Plain; brought on one line.
        url: Of the web, in ASCII, without "<" and ">".
    """
    address = _IN_ADDRESS.sub(r"\\\g<0>", url)
    return f"[{_escaped(one_line(text))}](<{address}>)"


def block_text(element: str) -> str:
    """Write an element of a body; emphasis stays where CommonMark can show it.

    Args:
        element: One of p, h2, h3, blockquote, ul and ol, clean.

    Returns:
        Empty when there is nothing to see in it.

    References:
        CommonMark 0.31.2 §6.2: what may open and close emphasis.
    """
    reader = _Reader()
    reader.feed(element)
    reader.close()
    tag = reader.outer
    shown = [line for line in reader.lines() if line]
    if tag in _PREFIXES:
        prefix = _PREFIXES[tag]
        is_heading = tag != "blockquote"
        return prefix + (" " if is_heading else f"{_BREAK}{prefix}").join(shown)
    if tag in {"ul", "ol"}:
        marks = (f"{n}. " if tag == "ol" else "- " for n in range(1, len(shown) + 1))
        return "\n".join(
            f"{mark}{line}" for mark, line in zip(marks, shown, strict=True)
        )
    return _BREAK.join(shown)


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)


def _first_escaped(line: str) -> str:
    found = _FIRST.match(line)
    if found is None:
        return line
    at = found.end() if line[0].isdigit() else 0
    return f"{line[:at]}\\{line[at:]}"


class _Reader(HTMLParser):
    """Gathers the lines of an element: its runs of text, each with what it is in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.outer = ""
        self._runs: list[list[tuple[str, str, str]]] = [[]]
        self._emphasis: list[str] = []
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.outer = self.outer or tag
        if tag in _EMPHASIS:
            self._emphasis.append(_EMPHASIS[tag])
        elif tag == "a":
            self._href = dict(attrs).get("href") or ""
        elif tag in {"br", "li", "p"}:
            self._runs.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag in _EMPHASIS:
            self._emphasis.pop()
        elif tag == "a":
            self._href = ""
        elif tag in {"li", "p"}:
            self._runs.append([])

    def handle_data(self, data: str) -> None:
        mark = self._emphasis[-1] if self._emphasis else ""
        self._runs[-1].append((data, mark, self._href))

    def lines(self) -> Iterator[str]:
        """Yield each line; empty where nothing stands in it."""
        for runs in self._runs:
            yield _first_escaped(one_line(_run_line(runs)))


def _run_line(runs: Sequence[tuple[str, str, str]]) -> str:
    written = ""
    for (text, mark, href), (after, *_rest) in pairwise((*runs, ("", "", ""))):
        shown = _escaped(text)
        if href and text.strip():
            before, behind = text[: text[0].isspace()], text[:-2:-1]
            shown = f"{before}{link(text, href)}{behind if behind.isspace() else ''}"
            # "![" begins a picture.
            written = f"{written[:-1]}\\!" if written.endswith("!") else written
        elif mark and _stands_apart(written[-1:], text, after[:1]):
            shown = f"{mark}{shown}{mark}"
        written += shown
    return written


def _stands_apart(before: str, text: str, after: str) -> bool:
    """Say whether marks around a text open and close, whatever the language."""
    # Letters inside are enough; nothing that could join another mark stands outside.
    is_word = all(
        unicodedata.category(each)[0] in "LMN" for each in text[:1] + text[-1:]
    )
    return is_word and before not in {"*", "\\"} and after != "*"
