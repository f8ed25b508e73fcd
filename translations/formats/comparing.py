"""A file that came back, beside what was handed out and what is written by now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from articles.text.blocks import Block, parse_body, parse_inline
from articles.text.khmer import key
from articles.text.markup import plain_text
from translations.formats.inline import Code, CodeKind, Mark, Token, cut
from translations.formats.likeness import same
from translations.formats.segments import Came, State
from translations.formats.sewing import Trouble, TroubleKind, sew

_BREAKS: Final = {CodeKind.PARAGRAPH, CodeKind.LINE}
_GRAVE: Final = {CodeKind.LINK, CodeKind.OTHER}


class Verdict(StrEnum):
    """How a segment that came back stands to ours."""

    UNCHANGED = "unchanged"
    """Nothing is to be done."""
    TAKES = "takes"
    """Only they wrote."""
    CONFLICT = "conflict"
    """They wrote, and so did somebody here."""
    SOURCE_CHANGED = "source_changed"
    """They translated a source that says something else by now."""
    EMPTY = "empty"
    """There is no translation: left out on purpose, or forgotten?"""
    UNKNOWN = "unknown"
    """There is no such row; or not any more."""


class Choice(StrEnum):
    """What is to become of a segment."""

    THEIRS = "theirs"
    MINE = "mine"
    DROP = "drop"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A row on one side of the comparison: as handed out, or as it is now.

    Attributes:
        id: Name of the row.
        source: HTML; empty where it has none.
        target: HTML; empty where nothing is written.
        made_from: Fingerprint of the source.
        is_head: It stands apart from the body, and has no unit of its own.
        is_dropped: Left out on purpose.
    """

    id: str
    source: str
    target: str = ""
    made_from: str = ""
    is_head: bool = False
    is_dropped: bool = False


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A segment that came back.

    Attributes:
        id: Name of its row; "?" and a number where there is none.
        verdict: How it stands.
        base: As handed out, HTML.
        mine: As it is written now, HTML.
        theirs: As it came back, clean HTML.
        blocks: The same in blocks, of a row of the body; they have ids of their own.
        source: As it is now, HTML; of an unknown row as the file has it, in words.
        was: Source as it was handed out, HTML.
        state: What the file says; None where it says nothing.
        troubles: With its codes.
        choice: What is taken where nobody chooses; None where somebody has to.
    """

    id: str
    verdict: Verdict
    base: str = ""
    mine: str = ""
    theirs: str = ""
    blocks: tuple[Block, ...] = ()
    source: str = ""
    was: str = ""
    state: State | None = None
    troubles: tuple[Trouble, ...] = ()
    choice: Choice | None = None

    @property
    def is_asked(self) -> bool:
        """Whether somebody has to choose."""
        is_about = self.verdict not in {Verdict.UNCHANGED, Verdict.UNKNOWN}
        return is_about and self.choice is None


@dataclass(frozen=True)
class Comparison:
    """All that came back.

    Attributes:
        rows: In the order of the page, unknown ones last.
        absent: Rows that were handed out and did not come back.
    """

    rows: tuple[Compared, ...]
    absent: tuple[str, ...] = ()

    def of(self, *verdicts: Verdict) -> tuple[Compared, ...]:
        """Keep the rows of some verdicts."""
        return tuple(row for row in self.rows if row.verdict in verdicts)


def compare(
    came: Sequence[Came], base: Sequence[Standing], now: Sequence[Standing]
) -> Comparison:
    """Compare three ways, row by row.

    A segment is found by its name; "#3" is the third that was handed out; one without
    a name by what its source says.

    Args:
        came: In the order of the file.
        base: As handed out, in its order; as it is now where nothing was handed out.
        now: In the order of the page.
    """
    found = _Found(came, base)
    here = {side.id: side for side in now}
    rows = []
    for side in now:
        if side.id in found.by_id:
            was = found.base[side.id]
            rows.append(_compared(found.by_id[side.id], was, side))
    gone = [c for name, c in found.by_id.items() if name not in here]
    rows += [_unknown(n, each) for n, each in enumerate((*gone, *found.strange), 1)]
    absent = [side.id for side in base if side.id not in found.by_id]
    return Comparison(tuple(rows), tuple(a for a in absent if a in here))


@dataclass
class _Found:
    """Which segment is which row."""

    came: Sequence[Came]
    sides: Sequence[Standing]
    base: Mapping[str, Standing] = field(init=False)
    by_id: dict[str, Came] = field(init=False, default_factory=dict)
    strange: list[Came] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.base = {side.id: side for side in self.sides}
        by_source: dict[str, list[str]] = {}
        loose = []
        for came in self.came:
            name = self._named(came)
            if name and name not in self.by_id:
                self.by_id[name] = came
            else:
                loose.append(came)
        for side in self.sides:
            if side.source and side.id not in self.by_id:
                said = key(plain_text(side.source))
                by_source.setdefault(said, []).append(side.id)
        for came in loose:
            same = by_source.get(key(came.source)) if came.source.strip() else None
            if same:
                self.by_id[same.pop(0)] = came
            elif came.text.strip():
                self.strange.append(came)

    def _named(self, came: Came) -> str:
        if came.id.startswith("#"):
            at = int(came.id[1:]) - 1
            return self.sides[at].id if 0 <= at < len(self.sides) else ""
        return came.id if came.id in self.base else ""


def _unknown(number: int, came: Came) -> Compared:
    return Compared(
        id=f"?{number}",
        verdict=Verdict.UNKNOWN,
        theirs=came.text.strip(),
        source=came.source.strip(),
    )


def _compared(came: Came, base: Standing, now: Standing) -> Compared:
    sewn, troubles = _sewn(came, base)
    blocks = () if base.is_head or sewn == base.target else parse_body(sewn)
    theirs = _clean(sewn, base, blocks)
    is_same = same(theirs, base.target)
    verdict = _verdict(theirs, is_same=is_same, base=base, now=now)
    if verdict is Verdict.UNCHANGED:
        troubles = ()
    return Compared(
        id=now.id,
        verdict=verdict,
        base=base.target,
        mine=now.target,
        theirs=theirs,
        blocks=blocks,
        source=now.source,
        was=base.source,
        state=came.state,
        troubles=troubles,
        choice=_choice(verdict, came, troubles),
    )


def _verdict(theirs: str, *, is_same: bool, base: Standing, now: Standing) -> Verdict:
    if not theirs:
        is_open = bool(now.source) and not now.is_dropped and not now.is_head
        was_emptied = bool(base.target) and bool(now.target)
        is_asked = was_emptied or (is_open and not now.target)
        return Verdict.EMPTY if is_asked else Verdict.UNCHANGED
    if is_same or same(theirs, now.target):
        return Verdict.UNCHANGED
    if now.target != base.target:
        return Verdict.CONFLICT
    if now.made_from != base.made_from:
        return Verdict.SOURCE_CHANGED
    return Verdict.TAKES


def _choice(verdict: Verdict, came: Came, troubles: Iterable[Trouble]) -> Choice | None:
    """Say what is taken unless somebody says otherwise; only what loses nothing."""
    if verdict is Verdict.UNCHANGED:
        return Choice.MINE
    if verdict is Verdict.EMPTY and came.is_dropped:
        return Choice.DROP
    if verdict is Verdict.TAKES and not any(map(is_grave, troubles)):
        return Choice.THEIRS
    return None


def is_grave(trouble: Trouble) -> bool:
    """Say whether somebody has to look; bold that is not there may well be meant."""
    return trouble.kind is not TroubleKind.MISSING or trouble.code_kind in _GRAVE


def _clean(sewn: str, base: Standing, blocks: Iterable[Block]) -> str:
    if sewn == base.target:
        return sewn
    if base.is_head:
        return parse_inline(sewn)
    return "".join(block.html for block in blocks)


def _sewn(came: Came, base: Standing) -> tuple[str, tuple[Trouble, ...]]:
    """Sew what came back; empty where it is no translation."""
    source = cut(base.source)
    target = cut(base.target, source.codes.values())
    around = target if base.target else source
    text = came.text.strip()
    is_untold = not base.target and text.split() == source.text.split()
    if not text or is_untold:
        return "", ()
    if came.tokens == target.tokens:
        return base.target, ()
    known = {**source.codes, **target.codes}
    tokens, codes = _adopted(came, known)
    wanted = [c.id for c in around.codes.values() if c.kind not in _BREAKS]
    sewn = sew(tokens, {**codes, **known}, around, wanted)
    return sewn.html, sewn.troubles


def _adopted(
    came: Came, known: Mapping[str, Code]
) -> tuple[tuple[Token, ...], Mapping[str, Code]]:
    """Give codes that the file explains itself the numbers of those that are alike."""
    free: dict[tuple[str, str], list[str]] = {}
    for code in known.values():
        free.setdefault((code.opening, code.closing), []).append(code.id)
    names = {}
    for name, code in came.codes.items():
        alike = free.get((code.opening, code.closing), [])
        names[name] = name if name in known else alike.pop(0) if alike else name
    tokens = tuple(
        Mark(names.get(t.id, t.id), t.side) if isinstance(t, Mark) else t
        for t in came.tokens
    )
    return tokens, came.codes
