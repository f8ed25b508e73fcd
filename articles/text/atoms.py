"""Text decoded and folded for comparison, with the way back to where each sign stood.

References:
    The Unicode Standard, §16.4 Khmer. RFC 3986 §2.1 (percent-encoding). RFC 8259 §7
    (escapes). HTML Living Standard §13.1.4 (character references).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import pairwise
from typing import Final

from articles.text.khmer import BASE, COENG, INVISIBLE, MARK, key

_BREAKS: Final = frozenset(
    ("p", "h1", "h2", "h3", "h4", "blockquote", "ul", "ol", "li", "div", "td", "tr")
)
TOKEN = re.compile(
    r"(?P<tag></?(?P<name>[A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>)"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,10});)"
    r"|(?P<percent>(?:%[0-9A-Fa-f]{2})+)"
    r"|(?P<escape>\\u[0-9A-Fa-f]{4})"
)
ENCODED = re.compile(r"[<&%\\]")
_UNSEEN = rf"{INVISIBLE}\x00-\x08\x0e-\x1f\x7f-\x9f\xad\ufeff\u17b4\u17b5"
_LETTERS = rf"{BASE}\u17a3\u17a4"
_SIGNS = rf"{MARK}\u17d3"
_COMBINING = r"\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_ATOM = re.compile(
    rf"អ[{_UNSEEN}]*ោ[{_UNSEEN}]*យ(?![{_UNSEEN}]*[{_SIGNS}{COENG}])"
    rf"|[{_LETTERS}](?:[{_UNSEEN}]*(?:{COENG}[{_UNSEEN}{COENG}]*[{_LETTERS}]|[{_SIGNS}]))*"
    rf"|[^{_UNSEEN}](?:[{_UNSEEN}]*[{_COMBINING}])*",
    re.DOTALL,
)
# What may stand between the parts of a name, or be left out.
_BETWEEN = re.compile(r"[\s\-_+\u2010-\u2015]|\.(?=[^\s.])")
_BARRIER = "\n"
# A long text is made of few syllables and letters.
_atom_key = lru_cache(maxsize=8192)(key)
# What a quick look cannot judge: letters with several spellings or foreign marks.
_UNEASY = re.compile(
    r"[^\u0000-\u007f\u1780-\u17ff]|[\u17a3-\u17b3\u17d8\u17e0-\u17e9]"
)
_GAP = (
    rf"(?:[{_UNSEEN}{_SIGNS}{_COMBINING}\s\-_+.\u2010-\u2015]|<[^<>]*>|&[A-Za-z]+;"
    rf"|{COENG}[{_UNSEEN}{COENG}]*[{_LETTERS}])*"
)


@dataclass(frozen=True)
class Folded:
    """A text as it is compared, and the way back.

    Attributes:
        text: The folded signs; a line break where nothing may go across.
        starts: Offset in the stored text for each folded sign that begins an atom.
        ends: The same for each folded sign after an atom.
        joined: Offsets in `text` between which two letters of one word meet.
    """

    text: str
    starts: dict[int, int]
    ends: dict[int, int]
    joined: frozenset[int]

    def has_edges(self, at: int, end: int) -> bool:
        """Say whether a place begins and ends where whole words or syllables do."""
        is_whole = at in self.starts and end in self.ends
        return is_whole and self.joined.isdisjoint((at, end))


def has_case(sign: str) -> bool:
    """Say whether a letter is of a script that writes words apart and has capitals."""
    return sign.upper() != sign.lower()


def folded_text(text: str, *, has_tags: bool) -> Folded:
    """Fold a text to its syllables and letters, without what may stand between them.

    Args:
        text: Plain, HTML, an address or JSON.
        has_tags: Tags are markup; else they are text.
    """
    signs, places = _signs(text, has_tags=has_tags)
    parts: list[str] = []
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    joined: set[int] = set()
    length, before = 0, -1
    for atom in _ATOM.finditer(signs):
        if atom[0] == _BARRIER:
            parts.append(_BARRIER)
            length, before = length + 1, -1
            continue
        folded = "" if _BETWEEN.match(signs, atom.start()) else _atom_key(atom[0])
        if not folded:
            continue
        if before == atom.start() and has_case(folded[0]) and has_case(parts[-1][-1]):
            joined.add(length)
        starts[length] = places[atom.start()][0]
        parts.append(folded)
        length += len(folded)
        ends[length] = places[atom.end() - 1][1]
        before = atom.end()
    return Folded("".join(parts), starts, ends, frozenset(joined))


def _signs(text: str, *, has_tags: bool) -> tuple[str, Sequence[tuple[int, int]]]:
    """Decode a text; each sign with where it stood."""
    signs: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    for found in TOKEN.finditer(text) if ENCODED.search(text) else ():
        if found["tag"] and not has_tags:
            continue
        _add_plain(text, at, found.start(), signs, places)
        at = found.end()
        for sign, start, end in _decoded(found):
            signs.append(sign)
            places.append((start, end))
    _add_plain(text, at, len(text), signs, places)
    return "".join(signs), places


def _add_plain(
    text: str, start: int, end: int, signs: list[str], places: list[tuple[int, int]]
) -> None:
    # A line break of the text is a space; only a break of blocks is a barrier.
    signs += text[start:end].replace(_BARRIER, " ")
    places += pairwise(range(start, end + 1))


def _decoded(found: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    start, end = found.span()
    if found["tag"]:
        name = found["name"].lower()
        if name in _BREAKS:
            yield _BARRIER, start, end
        elif name == "br":
            yield " ", start, end
        return
    if found["percent"]:
        yield from _percent_decoded(found[0], start)
        return
    text = chr(int(found[0][2:], 16)) if found["escape"] else unescape(found[0])
    for sign in text:
        yield (" " if sign == _BARRIER else sign), start, end


def _percent_decoded(text: str, start: int) -> Iterator[tuple[str, int, int]]:
    octets = bytes.fromhex(text.replace("%", ""))
    at = 0
    for sign in octets.decode("utf-8", "surrogateescape"):
        size = len(sign.encode("utf-8", "surrogateescape"))
        shown = " " if sign == _BARRIER else sign
        yield shown, start + 3 * at, start + 3 * (at + size)
        at += size


def quick_look(spelling: str) -> re.Pattern[str] | None:
    """Make a pattern that meets every place of a name, and others.

    Returns:
        None where only folding can tell.
    """
    if _UNEASY.search(key(spelling)):
        return None
    atoms = [atom[0] for atom in _ATOM.finditer(spelling)]
    letters = [key(atom)[:1] for atom in atoms if not _BETWEEN.match(atom)]
    return re.compile(
        _GAP.join(re.escape(letter) for letter in letters if letter.strip()),
        re.IGNORECASE,
    )
