"""The sentences of a paragraph: our own rule for Khmer, ICU for other languages."""

import re
from typing import Final

from articles.languages import KHMER, language
from articles.text.breaks import sentence_pieces
from articles.text.khmer import INVISIBLE

# ។ល។ means "and so on" and ends nothing; ៖ opens what follows. A question mark
# before a Latin letter belongs to an address.
_KHMER_END: Final = re.compile(
    r"។[ \u200b]*+ល[ \u200b]*+។"
    r"|(?P<end>(?:[។៕៚]|[?!？！](?![A-Za-z0-9=&/]))+[\"')\]’]*+"
    r"(?:[ \u00a0\u200b]*+[»”])*+)"
)
_EDGES: Final = re.compile(
    rf"^[\s{INVISIBLE}]++|(?<![\s{INVISIBLE}])[\s{INVISIBLE}]++$"
)

_names = re.compile(r"\S+").findall

# Titles that CLDR leaves out; a name always follows them.
_ENGLISH_TITLES: Final = frozenset(
    _names("Brig. Cmdr. Dr. Gen. Gov. Hon. Lt. Maj. Messrs. Rep. Sen. St.")
)


def sentences(text: str, language_tag: str) -> tuple[str, ...]:
    """Cut a text into sentences.

    Khmer ends one at ។ ៕ ? ! (not in ។ល។, not at ៖) and at a line end; a closing
    quotation mark or bracket stays with its sentence.

    Args:
        text: plain text in its canonical form.
        language_tag: BCP 47.

    Returns:
        In order, without white space or zero-width spaces at their ends; empty when
        there is nothing to see.

    Raises:
        LanguageTagError: the tag is malformed.

    >>> sentences("គាត់មានស្វាយ ចេក ។ល។ នៅផ្ទះ។ តើអ្នកណាទៅ?", "km")
    ('គាត់មានស្វាយ ចេក ។ល។ នៅផ្ទះ។', 'តើអ្នកណាទៅ?')
    >>> sentences("Dr. Sok left. He said “No.”", "en")
    ('Dr. Sok left.', 'He said “No.”')
    """
    spoken = language(language_tag)
    if spoken.script == KHMER.script:
        pieces = _khmer_pieces(text)
    else:
        pieces = list(sentence_pieces(text, spoken.tag))
        if spoken.tag.split("-")[0] == "en":
            pieces = _with_titles_joined(pieces)
    trimmed = (_EDGES.sub("", each) for each in pieces)
    return tuple(each for each in trimmed if each)


def _khmer_pieces(text: str) -> list[str]:
    return [piece for line in text.splitlines() for piece in _cut(line)]


def _cut(line: str) -> list[str]:
    ends = [found.end() for found in _KHMER_END.finditer(line) if found["end"]]
    starts = [0, *ends]
    return [line[a:b] for a, b in zip(starts, [*ends, len(line)], strict=True)]


def _with_titles_joined(pieces: list[str]) -> list[str]:
    joined: list[str] = []
    follows_title = False
    for piece in pieces:
        if follows_title:
            joined[-1] += piece
        else:
            joined.append(piece)
        last_word = piece.split()[-1:]
        follows_title = not _ENGLISH_TITLES.isdisjoint(last_word)
    return joined
