"""A saved page: which of its parts is the story, and where its headline is."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from typing import Final

from intake.recognise.bylines import byline, day_line
from intake.recognise.lines import Found, Line, LineKind
from intake.recognise.page_links import LooseLink, page_address, with_addresses
from intake.recognise.reading_times import reading_time
from intake.recognise.translation_notes import translation_note
from intake.sources.page_reader import Page, Piece, read_page
from intake.sources.refusals import IntakeRefused
from intake.sources.sorting import sorted_story
from intake.sources.story import IncomingStory

_SUFFIXES: Final = (".html", ".htm", ".xhtml")
_ARCHIVES: Final = (".mht", ".mhtml", ".webarchive")
_BEGINNING: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", re.I
)
_AROUND: Final[tuple[Callable[[Line], Found | None], ...]] = (
    reading_time,
    byline,
    day_line,
    translation_note,
)
_MARKED: Final = (LineKind.HEADLINE, LineKind.STANDFIRST, LineKind.CAPTION)


class PageSource:
    """A page as a browser saves it: the HTML alone."""

    code = "page"

    def fits(self, name: str, text: str) -> bool:
        """Take what is named or begins like a page."""
        is_named = name.lower().endswith((*_SUFFIXES, *_ARCHIVES))
        return is_named or bool(_BEGINNING.match(text))

    def read(self, name: str, text: str) -> IncomingStory:
        """Take a story apart.

        Raises:
            IntakeRefused: no headline or no body is found, the page is an archive, or
                it holds more of something than any story.
        """
        if name.lower().endswith(_ARCHIVES):
            message = f"{name} is an archive of a page. Save it as “HTML only”."
            raise IntakeRefused(message)
        page = read_page(name, text)
        around = _around(page)
        lines: list[Line] = []
        after: list[Line] = []
        loose: list[LooseLink] = []
        address = page_address(page.named)
        for piece in page.pieces:
            line, astray = with_addresses(piece.line, address)
            if _belongs(piece, around):
                lines.append(line)
                # Of a headline only the words are kept.
                loose += astray if line.kind is not LineKind.HEADLINE else ()
            elif piece.is_footer or piece.scope in around:
                after.append(line)
        return sorted_story(name, _headed(page, lines), after=after, beside=loose)


def _around(page: Page) -> tuple[int, ...]:
    """Return the part that holds the story, then the parts around it."""
    weights: Counter[int] = Counter()
    for piece in page.pieces:
        if not piece.is_apart and piece.line.kind in (LineKind.TEXT, LineKind.QUOTE):
            weights[piece.scope] += len(piece.line.text)
    chosen = max(weights, key=lambda scope: weights[scope], default=0)
    around = [chosen]
    while around[-1]:
        around.append(page.parents[around[-1]])
    return tuple(around)


def _belongs(piece: Piece, around: Sequence[int]) -> bool:
    if piece.scope == around[0]:
        return not piece.is_apart or piece.line.kind is LineKind.HEADLINE
    if piece.scope not in around:
        return False
    is_marked = piece.line.kind in _MARKED and not piece.is_apart
    return is_marked or any(recognise(piece.line) for recognise in _AROUND)


def _headed(page: Page, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Put the headline first: the heading of the story, else what the page calls it."""
    if any(line.kind is LineKind.HEADLINE for line in lines):
        return tuple(lines)
    headings = [
        piece.line for piece in page.pieces if piece.line.kind is LineKind.HEADLINE
    ]
    titled = page.shared_title or _without_site(page)
    if titled is not None:
        return (replace(titled, kind=LineKind.HEADLINE), *lines)
    first = headings[:1] or [Line(number=1, text="", html="", kind=LineKind.HEADLINE)]
    return (*first, *lines)


def _without_site(page: Page) -> Line | None:
    title = page.title
    if title is None or not page.site_name:
        return title
    name = re.escape(page.site_name)
    text = re.sub(rf"\s+[-–—|·]\s+{name}$", "", title.text)
    return replace(title, text=text, html=escape(text, quote=False))
