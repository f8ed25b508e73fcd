"""A source and its translation side by side: which paragraphs belong together."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from articles.text.blocks import RESERVED, Block, block_text
from translations.drafts import NOT_DRAFTED, Drafted
from translations.freshness import Freshness, Seen, freshness_of, lags


@dataclass(frozen=True, kw_only=True)
class Linked:
    """A unit as a plain value.

    Attributes:
        pk: Of the unit.
        source: Key of its source version; None for what only the translation has.
        source_ids: Blocks of the source.
        target_ids: Blocks of the translation.
        state: As `translations.models.UnitState`.
        is_dropped: Left out on purpose.
        made_from: Fingerprint of the source as the translator saw it.
        made_from_seen: That source, paragraph by paragraph.
        shown_from: Fingerprint of the source from which readers' text was made.
        source_now: Fingerprint of the source as it is.
        is_minor: They differ by minor changes alone.
        has_come: The paragraph came after the translation was begun.
        confidence: 0-1 of an unconfirmed link; None of a confirmed one.
        draft: What was put into it before a person wrote.
    """

    pk: int
    source: int | None = None
    source_ids: tuple[str, ...] = ()
    target_ids: tuple[str, ...] = ()
    state: str = "untranslated"
    is_dropped: bool = False
    made_from: str = ""
    made_from_seen: tuple[Seen, ...] = ()
    shown_from: str = ""
    source_now: str = ""
    is_minor: bool = False
    has_come: bool = False
    confidence: float | None = None
    draft: Drafted = NOT_DRAFTED

    @property
    def freshness(self) -> Freshness:
        """How it stands to its source."""
        return freshness_of(
            made_from=self.made_from,
            source_now=self.source_now,
            is_minor=self.is_minor,
            has_come=self.has_come,
        )

    @property
    def is_stale(self) -> bool:
        """Whether somebody has to look at it; never at what is left out."""
        return not self.is_dropped and self.freshness.is_stale

    @property
    def is_behind(self) -> bool:
        """Whether readers have a text that no longer says what its source says."""
        return lags(
            made_from=self.made_from,
            shown_from=self.shown_from,
            source_now=self.source_now,
            is_stale=self.is_stale,
        )


@dataclass(frozen=True)
class Belongs:
    """Some paragraphs of two texts that belong together.

    Attributes:
        source_ids: Blocks of the source; empty for what only the translation has.
        target_ids: Blocks of the translation; empty for what it lacks.
        confidence: 0-1 of a suggestion; None of what a person said.
        is_dropped: A person said that the source paragraphs are left out.
    """

    source_ids: tuple[str, ...]
    target_ids: tuple[str, ...]
    confidence: float | None = None
    is_dropped: bool = False


@dataclass(frozen=True)
class Row:
    """What stands side by side.

    Attributes:
        unit: None for what is written per language, and for a paragraph that nobody
            has linked yet.
        source_version: Key of the version that `source` is from; None without one.
        source: As it is; empty where the source has nothing there, or no longer has.
        target: As it is written; empty where nothing is.
        is_moved: The translation tells it at another place than the source.
        after: The last block of the translation before this row, in whose place a
            first paragraph would follow; empty for the beginning of the body.
    """

    unit: Linked | None
    source_version: int | None
    source: tuple[Block, ...]
    target: tuple[Block, ...]
    is_moved: bool = False
    after: str = ""

    @property
    def freshness(self) -> Freshness:
        """How the unit stands to its source; what has no unit is always fresh."""
        return self.unit.freshness if self.unit else Freshness.FRESH

    @property
    def is_head(self) -> bool:
        """Whether it is a headline, standfirst, dateline or caption."""
        return any(block.kind.is_reserved for block in (*self.source, *self.target))

    @property
    def key(self) -> str:
        """Its name: by its unit, its part of the text, or the paragraph it is about.

        >>> from articles.text.blocks import parse_body
        >>> Row(None, 7, parse_body("<p data-block=a>One</p>"), ()).key
        's7-a'
        """
        if self.unit is not None:
            return f"u{self.unit.pk}"
        if self.is_head:
            return next(block.id for block in (*self.source, *self.target))
        if self.target:
            return f"t-{self.target[0].id}"
        return f"s{self.source_version}-{self.source[0].id}"

    @property
    def is_loose(self) -> bool:
        """Whether somebody has to say where it belongs."""
        return self.unit is None and not self.is_head


def arrange(
    units: Iterable[Linked],
    sources: Mapping[int, Sequence[Block]],
    target: Sequence[Block],
) -> tuple[Row, ...]:
    """Put a translation beside its sources.

    Args:
        units: Of the translation.
        sources: By key, in the order in which they are named; all blocks of each.
        target: All blocks of the translation.

    Returns:
        What stands apart first, by kind; then in the reading order of the sources. What
        only the translation has follows the paragraph that it follows there. Each block
        is in one row.
    """
    table = _Table(tuple(units), sources, target)
    heads = [*table.heads()]
    body = table.with_the_rest(table.beside_sources())
    return (*heads, *_placed(_with_moves(body, table.places)))


def source_text(row: Row) -> str:
    """Read what the source of a row says, plain; empty where it has none."""
    return "\n".join(map(block_text, row.source))


def source_texts_around(row: Row, rows: Sequence[Row]) -> tuple[str, str]:
    """Read the paragraphs of the source before and after a row.

    Args:
        row: One of them.
        rows: All, in their order.

    Returns:
        Plain text; empty where there is none, and for what stands apart.
    """
    body = [each for each in rows if each.source and not each.is_head]
    places = {each.key: at for at, each in enumerate(body)}
    at = places.get(row.key)
    if at is None:
        return "", ""
    before = block_text(body[at - 1].source[-1]) if at else ""
    after = block_text(body[at + 1].source[0]) if at + 1 < len(body) else ""
    return before, after


@dataclass(frozen=True)
class Within:
    """A whole text with the paragraphs of one unit in their place.

    Attributes:
        blocks: All of it.
        begins: The place of the first paragraph of the unit.
    """

    blocks: tuple[Block, ...]
    begins: int


def with_blocks(
    whole: Sequence[Block],
    base: Sequence[Block],
    blocks: Sequence[Block],
    *,
    near: Iterable[str] = (),
    after: str = "",
) -> Within:
    """Put other paragraphs into the place of those of a unit; the rest stays.

    Args:
        whole: The text.
        base: The paragraphs as the writer found them.
        blocks: What stands there instead.
        near: What else belongs to the unit as it is stored; it is left out, because the
            writer did not know of it.
        after: The block that they follow where the unit has none in the text; empty
            for the beginning of the body.
    """
    ours = {block.id for block in (*base, *blocks)}.union(near)
    at = _place(whole, ours, after)
    begins = sum(block.id not in ours for block in whole[:at])
    rest = [block for block in whole if block.id not in ours]
    return Within((*rest[:begins], *blocks, *rest[begins:]), begins)


def _place(whole: Sequence[Block], ids: set[str], after: str) -> int:
    for at, block in enumerate(whole):
        if block.id in ids:
            return at
    for at, block in enumerate(whole):
        if block.id == after:
            return at + 1
    heads = [at for at, block in enumerate(whole) if block.kind.is_reserved]
    return heads[-1] + 1 if heads else 0


@dataclass
class _Table:
    units: tuple[Linked, ...]
    sources: Mapping[int, Sequence[Block]]
    target: Sequence[Block]
    by_source: dict[tuple[int, str], Linked] = field(init=False)
    by_target: dict[str, Linked] = field(init=False)
    places: dict[str, int] = field(init=False)
    written: dict[str, Block] = field(init=False)
    used: set[int] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.by_source = {
            (unit.source, each): unit
            for unit in self.units
            if unit.source is not None
            for each in unit.source_ids
        }
        self.by_target = {each: unit for unit in self.units for each in unit.target_ids}
        self.places = {block.id: at for at, block in enumerate(self.target)}
        self.written = {block.id: block for block in self.target}

    def heads(self) -> Iterator[Row]:
        for name in RESERVED:
            key, source = self._head_of(name)
            unit = self.by_source.get((key, name)) if key is not None else None
            target = (self.written[name],) if name in self.written else ()
            if unit:
                self.used.add(unit.pk)
            if source or target:
                yield Row(unit, key if source else None, source, target)

    def _head_of(self, name: str) -> tuple[int | None, tuple[Block, ...]]:
        for key, blocks in self.sources.items():
            for block in blocks:
                if block.id == name:
                    return key, (block,)
        return None, ()

    def beside_sources(self) -> list[Row]:
        """Return a row for each paragraph of the sources, joined ones once."""
        rows = []
        for key, blocks in self.sources.items():
            there = {block.id: block for block in blocks}
            for block in blocks:
                if block.kind.is_reserved:
                    continue
                unit = self.by_source.get((key, block.id))
                if unit is None:
                    rows.append(Row(None, key, (block,), ()))
                elif unit.pk not in self.used:
                    self.used.add(unit.pk)
                    source = tuple(
                        there[each] for each in unit.source_ids if each in there
                    )
                    rows.append(Row(unit, key, source, self._target_of(unit)))
        return rows

    def with_the_rest(self, rows: list[Row]) -> list[Row]:
        """Add what no source has, each after the row of the paragraph before it."""
        before, shown = "", {block.id for row in rows for block in row.target}
        for block in self.target:
            if block.kind.is_reserved:
                continue
            if block.id not in shown:
                unit = self.by_target.get(block.id)
                target = (block,) if unit is None else self._target_of(unit)
                rows.insert(_after(rows, before), Row(unit, None, (), target))
                shown |= {each.id for each in target}
                if unit:
                    self.used.add(unit.pk)
            before = block.id
        left = [unit for unit in self.units if unit.pk not in self.used]
        return [*rows, *(Row(unit, None, (), ()) for unit in left if unit.made_from)]

    def _target_of(self, unit: Linked) -> tuple[Block, ...]:
        ids = sorted(
            (each for each in unit.target_ids if each in self.written),
            key=self.places.__getitem__,
        )
        return tuple(self.written[each] for each in ids)


def _after(rows: Sequence[Row], block_id: str) -> int:
    """Return the place after the row that holds a block; the first for no block."""
    for at, row in enumerate(rows):
        if any(block.id == block_id for block in row.target):
            return at + 1
    return 0


def _with_moves(rows: Sequence[Row], places: Mapping[str, int]) -> list[Row]:
    """Mark the rows whose translation is not where the order of the source has it."""
    told = [at for at, row in enumerate(rows) if row.target]
    in_order = _longest_rising([places[rows[at].target[0].id] for at in told])
    moved = {at for number, at in enumerate(told) if number not in in_order}
    return [
        replace(row, is_moved=True) if at in moved else row
        for at, row in enumerate(rows)
    ]


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return the places of a longest rising subsequence."""
    ends: list[int] = []
    ended_by: list[int] = []
    came_after: list[int | None] = []
    for at, number in enumerate(numbers):
        length = bisect_left(ends, number)
        came_after.append(ended_by[length - 1] if length else None)
        if length == len(ends):
            ends.append(number)
            ended_by.append(at)
        else:
            ends[length], ended_by[length] = number, at
    chosen: set[int] = set()
    at_last = ended_by[-1] if ended_by else None
    while at_last is not None:
        chosen.add(at_last)
        at_last = came_after[at_last]
    return chosen


def _placed(rows: Iterable[Row]) -> Iterator[Row]:
    """Tell each row after which block of the translation it stands."""
    last = ""
    for row in rows:
        yield replace(row, after=last) if last else row
        if row.target and not row.is_moved:
            last = row.target[-1].id
