"""Markup as marks in plain text, for a machine: ⟦1⟧ and ⟦/1⟧ around words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from translations.formats.inline import Cut, Mark, Side, Token
from translations.formats.sewing import sew

_MARK = re.compile(r"⟦(/?)(\d+)⟧")
_LIKE_MARKS = str.maketrans("⟦⟧", "[]")


@dataclass(frozen=True)
class Sewn:
    """What a machine answered, as HTML.

    Attributes:
        html: Balanced, in the elements of the source.
        is_plain: A mark was lost or misplaced; the words are there, without markup.
    """

    html: str
    is_plain: bool


def marked(cutting: Cut) -> str:
    """Write a text with its markup as marks.

    >>> from translations.formats.inline import cut
    >>> marked(cut("<p>The <em>river</em><br>rose</p>"))
    'The ⟦1⟧river⟦/1⟧⟦2⟧rose'
    """
    return "".join(_written(token) for token in cutting.tokens)


def _written(token: Token) -> str:
    if isinstance(token, str):
        return token.translate(_LIKE_MARKS)
    return f"⟦{'/' if token.side is Side.CLOSE else ''}{token.id}⟧"


def sewn(answer: str, cutting: Cut) -> Sewn:
    """Sew what a machine answered into the markup of its source.

    Args:
        answer: With the marks that `marked` wrote, if all went well.
        cutting: The source.

    >>> from translations.formats.inline import cut
    >>> it = cut("<p>The <em>river</em> rose</p>")
    >>> sewn("⟦1⟧ទន្លេ⟦/1⟧ឡើង", it)
    Sewn(html='<p><em>ទន្លេ</em>ឡើង</p>', is_plain=False)
    >>> sewn("⟦1⟧ទន្លេឡើង", it)
    Sewn(html='<p>ទន្លេឡើង</p>', is_plain=True)
    """
    whole = sew(tuple(_tokens(answer, cutting)), cutting.codes, cutting, cutting.codes)
    if not whole.troubles:
        return Sewn(whole.html, is_plain=False)
    # Markup around the wrong words says something else than no markup.
    words = re.sub(r"[ \t\n]+", " ", _MARK.sub(" ", answer)).strip()
    return Sewn(sew((words,), {}, cutting).html, is_plain=True)


def _tokens(answer: str, cutting: Cut) -> Iterator[Token]:
    at = 0
    for found in _MARK.finditer(answer):
        if found.start() > at:
            yield answer[at : found.start()]
        code = cutting.codes.get(found[2])
        alone = code is not None and not code.is_pair
        side = Side.CLOSE if found[1] else Side.ALONE if alone else Side.OPEN
        yield Mark(found[2], side)
        at = found.end()
    if at < len(answer):
        yield answer[at:]
