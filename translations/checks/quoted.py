"""What stands between quotation marks of whatever kind, and what only seems to."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

_MARK: Final = re.compile("[«»“”„‹›]|\"+|''|’’|‘‘|[‘’']")
_OPENING: Final = "«„‹“"
_CLOSING: Final = "»›”"
_SINGLE: Final = "‘’'"
_STRAIGHT: Final = ('"', '""', "''", "’’", "‘‘")
_CLOSED_BY: Final = {
    "»": ("«", *_STRAIGHT),
    "›": ("‹", *_STRAIGHT),
    "”": ("“", "„", *_STRAIGHT),
    "“": ("„",),
    **dict.fromkeys("\"'’‘", (*_STRAIGHT, "“", "„")),
}
"""What a mark ends, by its first sign."""
_BEFORE_SPEECH: Final = "([{—–៖:"
_BEHIND_SPEECH: Final = ")]}.,;:!?។៕—–"
_SENTENCE_END: Final = ".,!?…។៕"
# Khmer writes no apostrophe: beside its letters the sign is a quotation mark.
_APOSTROPHISED: Final = re.compile("[^\\W_\u1780-\u17ff]")


class End(Enum):
    """How a quoted passage begins and ends."""

    CLOSED = auto()
    OPEN = auto()
    """Nothing closes it: it goes on in the next paragraph, or a mark is missing."""
    BEGUN = auto()
    """It began before the text does, or a mark is missing."""


@dataclass(frozen=True)
class _Opened:
    sign: str
    start: int


class _Turn(Enum):
    OPENS = auto()
    CLOSES = auto()


@dataclass(frozen=True)
class Quoted:
    """A passage between quotation marks.

    Attributes:
        text: Without its marks; what is quoted within it is a part of it.
        start: Offset of its first sign.
        end: Whether both its marks are there.
    """

    text: str
    start: int
    end: End = End.CLOSED


def quoted_in(text: str) -> list[Quoted]:
    """Return what is quoted, in order, none within another.

    A straight mark opens or closes by what stands around it. An apostrophe, the sign
    of inches and a mark with nothing behind it quote nothing.

    Args:
        text: A paragraph, plain.

    >>> [it.text for it in quoted_in("“It is ‘late’,” she said. 'No,' he said.")]
    ['It is ‘late’,', 'No,']
    """
    found: list[Quoted] = []
    opened: list[_Opened] = []
    single = None
    for mark in _MARK.finditer(text):
        if mark[0] in _SINGLE:
            if not opened:
                single = _read_single(text, mark, single, found)
            continue
        turn = _turn(text, mark, opened)
        if turn is not None:
            single = None
        if turn is _Turn.OPENS:
            _open(text, mark, opened, found)
        elif turn is _Turn.CLOSES:
            _close(text, mark, opened, found)
    start = opened[0].start if opened else single
    if start is not None and (opened or _may_begin_speech(text, start)):
        found.append(Quoted(text[start:], start, End.OPEN))
    return [it for it in found if it.text.strip()]


def _open(
    text: str, mark: re.Match[str], opened: "list[_Opened]", found: list[Quoted]
) -> None:
    """Begin a passage; another mark within one quotes within it."""
    if opened and opened[0].sign == mark[0]:
        start = opened[0].start
        found.append(Quoted(text[start : mark.start()], start, End.OPEN))
        opened.clear()
    opened.append(_Opened(mark[0], mark.end()))


def _close(
    text: str, mark: re.Match[str], opened: "list[_Opened]", found: list[Quoted]
) -> None:
    """End the passage that this mark closes, or else the whole of it."""
    if not opened:
        if not found:
            found.append(Quoted(text[: mark.start()], 0, End.BEGUN))
        return
    depths = [at for at, it in enumerate(opened) if it.sign in _CLOSED_BY[mark[0][0]]]
    del opened[(depths or [0])[-1] + 1 :]
    start = opened.pop().start
    if not opened:
        found.append(Quoted(text[start : mark.start()], start))


def _turn(text: str, mark: re.Match[str], opened: "list[_Opened]") -> _Turn | None:
    """Tell whether a mark opens or closes; None where it is none."""
    sign, before = mark[0], text[: mark.start()][-1:]
    behind = text[mark.end() : mark.end() + 1]
    if sign == "“" and opened and opened[-1].sign == "„":
        return _Turn.CLOSES
    if sign in _OPENING:
        return _Turn.OPENS
    if sign in _CLOSING:
        return _Turn.CLOSES
    begins = not before.strip() or before in _BEFORE_SPEECH
    ends = not behind.strip() or behind in _BEHIND_SPEECH or before in _SENTENCE_END
    if opened:
        return _Turn.OPENS if begins and not ends else _Turn.CLOSES
    if ends and before.isdigit():
        return None
    return _Turn.CLOSES if behind == "" or (ends and not begins) else _Turn.OPENS


def _read_single(
    text: str, mark: re.Match[str], opened: int | None, found: list[Quoted]
) -> int | None:
    """Read a single mark, which may be an apostrophe; return what is open behind it."""
    before, behind = text[: mark.start()][-1:], text[mark.end() : mark.end() + 1]
    ends = mark[0] != "‘" and not _APOSTROPHISED.match(behind)
    if opened is None and ends and not found and before and before in _SENTENCE_END:
        found.append(Quoted(text[: mark.start()], 0, End.BEGUN))
        return None
    if opened is None:
        opens = mark[0] != "’" and not _APOSTROPHISED.match(before) and behind.strip()
        return mark.end() if opens else None
    if _APOSTROPHISED.match(behind) or before.isspace() or mark[0] == "‘":
        return opened
    found.append(Quoted(text[opened : mark.start()], opened))
    return None


def _may_begin_speech(text: str, start: int) -> bool:
    """Say whether a single mark that nothing closes is more than an apostrophe."""
    before = text[: start - 1].rstrip()[-1:]
    begins = text[start].isalpha() and not text[start].islower()
    return begins and before in ("", ":", ",", "៖")
