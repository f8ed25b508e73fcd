"""A short piece of a text around what was found.

Cut here and not by PostgreSQL, whose pieces would show how a text was taken apart.
"""

import sys
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import Final

from articles.text.khmer import invisible_runs, key, nearly_key
from articles.text.sought import Sought, Stretch, border_before

LONGEST: Final = 220
"""Characters of a snippet."""
BEFORE: Final = 60
"""Characters before what was found first."""
# So many beside a passage are looked at that its borders are those of clusters.
_MARGIN: Final = 40
_MORE: Final = "…"


def snippet(texts: Sequence[str], sought: Sought) -> tuple[Stretch, ...]:
    """Cut out the passage that has the most of what was looked for.

    Args:
        texts: The paragraphs of a text, in order.
        sought: What was looked for.

    Returns:
        In order; the beginning of the text where nothing is found in it, empty for an
        empty text.

    >>> [it.text for it in snippet(["One.", "The river rose."], Sought.of("river"))]
    ['The ', 'river', ' rose.']
    """
    letters = ["".join(part) for part in sought.parts]
    best = _best(texts, letters, nearly_key) or _best(texts, letters, key)
    best = best or next(filter(None, texts), "")
    return _passage(best, sought, *_around(best, letters)) or _passage(best, sought)


def _around(text: str, letters: Sequence[str]) -> tuple[int, int]:
    """Return where it is enough to look: around the first of some letters.

    Taking a whole paragraph apart costs ten times what is shown of it.
    """
    folded = nearly_key(text)
    places = [place for part in letters if (place := folded.find(part)) >= 0]
    if not places:
        return 0, len(text)
    place, dropped = min(places), 0
    for start, end in invisible_runs(text):
        if start - dropped > place:
            break
        dropped += end - start
    first = place + dropped
    return max(0, first - BEFORE - _MARGIN), first + LONGEST + _MARGIN


def _passage(
    text: str, sought: Sought, start: int = 0, stop: int = sys.maxsize
) -> tuple[Stretch, ...]:
    """Cut a passage out of a part of a text; empty where the part is not enough."""
    stretches = sought.marked_in(text[start:stop])
    ahead = takewhile(lambda stretch: not stretch.is_found, stretches)
    first = sum(len(stretch.text) for stretch in ahead)
    whole = "".join(stretch.text for stretch in stretches)
    begin = _border(whole, first - BEFORE) if BEFORE < first < len(whole) else 0
    end = _border(whole, begin + LONGEST)
    is_whole = start == 0 and stop >= len(text)
    is_found = first < len(whole)
    is_within = (begin or not start) and (end < len(whole) or stop >= len(text))
    if not is_whole and not (is_found and is_within):
        return ()
    return tuple(_cut(stretches, begin, end, len(whole)))


def _best(
    texts: Sequence[str], letters: Sequence[str], fold: Callable[[str], str]
) -> str:
    """Return the text that has most of some letters; empty where none has any."""
    best, most = "", 0
    for text in texts:
        folded = fold(text)
        count = sum(part in folded for part in letters)
        if count > most:
            best, most = text, count
    return best


def _border(text: str, place: int) -> int:
    """Return the nearest border of a cluster or word at or before a place."""
    return len(text) if place >= len(text) else border_before(text, place)


def _cut(
    stretches: Sequence[Stretch], begin: int, end: int, length: int
) -> list[Stretch]:
    cut, at = [], 0
    for stretch in stretches:
        start, stop = max(begin - at, 0), min(end - at, len(stretch.text))
        if start < stop:
            cut.append(Stretch(stretch.text[start:stop], is_found=stretch.is_found))
        at += len(stretch.text)
    if cut and begin > 0:
        cut.insert(0, Stretch(_MORE, is_found=False))
    if cut and end < length:
        cut.append(Stretch(_MORE, is_found=False))
    return cut
