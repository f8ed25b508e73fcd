"""Elements and texts as XML, with places for breaks in a language without spaces."""

import re
from html import escape
from html.parser import HTMLParser
from itertools import pairwise
from typing import Final

from articles.text.breaks import word_pieces

_KHMER: Final = re.compile("[\u1780-\u17d3\u17dc\u17dd]")
_BREAK: Final = "\u200b"
# Before these no line begins, and after a break already there another is too much.
_NEVER_FIRST: Final = re.compile("[\u17d4-\u17d9\u200b\\s.,;:!?)»”’%]")


def breakable(text: str, language: str) -> str:
    """Mark where a line of Khmer may end, for programs that know no Khmer words.

    Args:
        text: Plain.
        language: BCP 47 tag; a text in any other than Khmer is left as it is.

    Returns:
        The same for readers and for `rights.notices.notice_form`.
    """
    if language != "km":
        return text
    pieces = word_pieces(text, language)
    marked = [
        f"{piece}{_BREAK}" if _may_part(piece, following) else piece
        for piece, following in pairwise((*pieces, ""))
    ]
    return "".join(marked)


def _may_part(piece: str, following: str) -> bool:
    return (
        _KHMER.match(piece[-1:]) is not None
        and _KHMER.match(following[:1]) is not None
        and _NEVER_FIRST.match(following[:1]) is None
    )


def xml_text(text: str, language: str = "") -> str:
    """Write a plain text as XML."""
    return escape(breakable(text, language), quote=False)


def xml_element(html: str, language: str) -> str:
    """Write clean HTML as XML that means the same.

    Args:
        html: Balanced, of elements that XHTML has as well.
        language: BCP 47 tag of its text.
    """
    writer = _Writer(language)
    writer.feed(html)
    writer.close()
    return "".join(writer.pieces)


class _Writer(HTMLParser):
    def __init__(self, language: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._language = language

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "lang" in values:
            values["xml:lang"] = values["lang"]
        written = "".join(
            f' {name}="{escape(value)}"' for name, value in values.items()
        )
        self.pieces.append(f"<{tag}{written}{'/' if tag == 'br' else ''}>")

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.pieces.append(xml_text(data, self._language))
