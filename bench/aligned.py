"""Pairs of texts whose alignment is known, and how well a guess fits it.

The large sets lie beside the project, in `shared/data` (see its README for sources and
licences), and are no part of it.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from translations.alignment import Alignment, Bead

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
SETS = ("clean", "edited", "heavy")
LEARNT_FROM = (
    "tico19/tico19.en-km.tsv",
    "flores-v1/wikipedia.dev.en-km.tsv",
    "flores-v1/wikipedia.devtest.en-km.tsv",
    "tatoeba/tatoeba.en-km.tsv",
)
SURE = 0.8

Link = tuple[int, int]


@dataclass(frozen=True)
class AlignedText:
    """A Khmer text and its English one.

    Attributes:
        name: Of the document.
        khmer: Plain paragraphs.
        english: Plain paragraphs.
        beads: Which belong together, in the order of the Khmer.
        moved: Links that are out of order.
    """

    name: str
    khmer: tuple[str, ...]
    english: tuple[str, ...]
    beads: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
    moved: frozenset[Link] = frozenset()

    @property
    def links(self) -> frozenset[Link]:
        """Every Khmer position with every English one of its bead."""
        return frozenset(
            (k, e) for here, there in self.beads for k in here for e in there
        )


@dataclass(frozen=True)
class Fit:
    """How well guesses fit what is known; shares are 0-100.

    Attributes:
        f1: Of links.
        sure: Share of the beads with a confidence of 0.8 and more that are right.
        unsure: The same of all others.
        unsure_share: Share of the others among all beads.
        moved: Share of the moved links that were found.
    """

    f1: float
    sure: float
    unsure: float
    unsure_share: float
    moved: float


def texts(name: str) -> tuple[AlignedText, ...]:
    """Read one of the sets; made from NTREX-128."""
    lines = (SHARED / "align" / f"ntrex_{name}.jsonl").read_text("utf-8").splitlines()
    return tuple(
        AlignedText(
            each["doc"],
            tuple(each["km"]),
            tuple(each["en"]),
            tuple((tuple(here), tuple(there)) for here, there in each["beads"]),
        )
        for each in map(json.loads, lines)
    )


def pairs() -> list[tuple[str, str]]:
    """Read Khmer and English sentences to learn from; none is in the sets."""
    found = []
    for path in LEARNT_FROM:
        for line in (SHARED / path).read_text("utf-8").splitlines()[1:]:
            *_rest, english, khmer = line.split("\t")
            found.append((khmer, english))
    return found


def with_moves(text: AlignedText, *, one_in: int = 12) -> AlignedText:
    """Move some English paragraphs away, always the same ones.

    Args:
        text: Short ones stay as they are.
        one_in: One of so many is moved, by four places at least.
    """
    if len(text.english) < one_in:
        return text
    order = list(range(len(text.english)))
    alone = [bead for bead in text.beads if len(bead[0]) == len(bead[1]) == 1]
    alone.sort(key=lambda bead: _chance(text.name, bead[1][0]))
    chosen = alone[: len(order) // one_in]
    for _here, (target,) in chosen:
        places = [at for at in range(len(order)) if abs(at - target) > 3]  # noqa: PLR2004
        order.remove(target)
        order.insert(places[_chance(text.name, target) % len(places)], target)
    now = {before: at for at, before in enumerate(order)}
    return replace(
        text,
        english=tuple(text.english[at] for at in order),
        beads=tuple(
            (here, tuple(sorted(now[at] for at in there))) for here, there in text.beads
        ),
        moved=frozenset((here[0], now[there[0]]) for here, there in chosen),
    )


def fit(known: Sequence[AlignedText], guess: Callable[[AlignedText], Alignment]) -> Fit:
    """Align texts and compare."""
    right = guessed = wanted = moved = 0
    beads: list[tuple[bool, bool]] = []
    for text in known:
        found = guess(text)
        right += len(found.links & text.links)
        guessed, wanted = guessed + len(found.links), wanted + len(text.links)
        moved += len(found.links & text.moved)
        beads += _judged(found.beads, text)
    all_moved = sum(len(text.moved) for text in known)
    unsure = [is_right for is_sure, is_right in beads if not is_sure]
    return Fit(
        f1=_share(2 * right, guessed + wanted),
        sure=_of([is_right for is_sure, is_right in beads if is_sure]),
        unsure=_of(unsure),
        unsure_share=_share(len(unsure), len(beads)),
        moved=_share(moved, all_moved),
    )


def _judged(beads: Iterable[Bead], text: AlignedText) -> list[tuple[bool, bool]]:
    known = set(text.beads)
    return [
        (bead.confidence >= SURE, (bead.source, bead.target) in known) for bead in beads
    ]


def _chance(name: str, at: int) -> int:
    return int(sha256(f"{name} {at}".encode()).hexdigest(), 16)


def _of(judged: Sequence[bool]) -> float:
    return _share(sum(judged), len(judged))


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
