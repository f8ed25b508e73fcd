"""What changed between two texts, word by word, in Khmer as in English."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import accumulate, groupby, takewhile
from typing import Final

from articles.text.breaks import word_pieces
from articles.text.khmer import BASE, COENG, INVISIBLE, MARK, canonical, key

_CLUSTER: Final = re.compile(
    rf"(?:[{BASE}](?:{COENG}[{BASE}]|[{MARK}])*+|\s++|.)[{INVISIBLE}]*+", re.DOTALL
)
# difflib takes time with the product of both lengths; no paragraph comes near this.
_MOST_COMPARED: Final = 1_000_000

_Step = tuple[str, int, int, int, int]


class Op(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Change:
    """A piece of text that stayed, went or came.

    Attributes:
        op: which of the three.
        text: never empty; of what stayed, the new spelling.
    """

    op: Op
    text: str


def word_diff(old: str, new: str, language: str) -> tuple[Change, ...]:
    """Compare two texts word by word.

    Words are compared by `key`: zero-width spaces, the order of signs, the digits used
    and letter case are no change. Where both say the same, one change covers all.

    Args:
        old: plain text.
        new: plain text.
        language: BCP 47 tag of both.

    Returns:
        In reading order, what went before what came, never twice the same op in a row.
        All that stayed or came is the canonical new text; all that stayed or went has
        the key of the old one. Empty when both are empty.

    Raises:
        LanguageTagError: the tag is malformed.

    >>> [(c.op.value, c.text) for c in word_diff("two big boats", "two boats", "en")]
    [('same', 'two '), ('removed', 'big '), ('same', 'boats')]
    """
    old, new = canonical(old), canonical(new)
    if key(old) == key(new):
        return _merged([Change(Op.SAME, new)])
    before, after = _tokens(old, language), _tokens(new, language)
    return _merged(_without_lone_spaces(list(_compared(before, after))))


@dataclass
class _Token:
    text: str = ""
    key: str = ""


def _tokens(text: str, language: str) -> list[_Token]:
    # The words are found in the keys, so that one word typed in two ways is cut at the
    # same places.
    clusters = _CLUSTER.findall(text)
    keys = [_cluster_key(cluster) for cluster in clusters]
    pieces = word_pieces("".join(keys), language)
    borders = set(accumulate(len(piece) for piece in pieces))
    tokens = [_Token()]
    length = 0
    for cluster, cluster_key in zip(clusters, keys, strict=True):
        if length in borders and cluster_key:
            tokens.append(_Token())
        tokens[-1].text += cluster
        tokens[-1].key += cluster_key
        length += len(cluster_key)
    return [token for token in tokens if token.text]


def _cluster_key(cluster: str) -> str:
    return " " if cluster[0].isspace() else key(cluster)


def _compared(before: Sequence[_Token], after: Sequence[_Token]) -> Iterator[Change]:
    old, new = [token.key for token in before], [token.key for token in after]
    start = _equal_at_start(old, new)
    end = _equal_at_start(old[start:][::-1], new[start:][::-1])
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    yield from (Change(Op.SAME, token.text) for token in after[:start])
    if len(old) * len(new) > _MOST_COMPARED:
        steps: Sequence[_Step] = [("replace", 0, len(old), 0, len(new))]
    else:
        steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for step, old_from, old_to, new_from, new_to in steps:
        came = after[start + new_from : start + new_to]
        if step == "equal":
            yield from (Change(Op.SAME, token.text) for token in came)
            continue
        went = before[start + old_from : start + old_to]
        yield from (Change(Op.REMOVED, token.text) for token in went)
        yield from (Change(Op.ADDED, token.text) for token in came)
    yield from (Change(Op.SAME, token.text) for token in after[len(after) - end :])


def _equal_at_start(old: Sequence[str], new: Sequence[str]) -> int:
    pairs = zip(old, new, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _without_lone_spaces(changes: Sequence[Change]) -> Iterator[Change]:
    # A space that stayed between two changed words only cuts the change in two.
    for at, change in enumerate(changes):
        around = [each.op for each in changes[max(0, at - 1) : at + 2]]
        is_lone = 0 < at < len(changes) - 1 and around.count(Op.SAME) == 1
        if is_lone and change.op is Op.SAME and change.text.isspace():
            yield Change(Op.REMOVED, change.text)
            yield Change(Op.ADDED, change.text)
        else:
            yield change


def _merged(changes: Iterable[Change]) -> tuple[Change, ...]:
    merged = []
    for is_same, group in groupby(changes, lambda change: change.op is Op.SAME):
        stretch = list(group)
        for op in (Op.SAME,) if is_same else (Op.REMOVED, Op.ADDED):
            text = "".join(each.text for each in stretch if each.op is op)
            if text:
                merged.append(Change(op, text))
    return tuple(merged)
