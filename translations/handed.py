"""What was handed out and came back, beside what is written by now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, OuterRef, When
from django.db.models.functions import JSONObject

from articles.models import Revision, Source, Version, WorkingBlock
from articles.text.blocks import Block, from_json, to_json
from translations.formats import storing
from translations.formats.comparing import Comparison, Standing, compare
from translations.formats.segments import Segment, State
from translations.lookup import sources_held
from translations.models import BroughtBack, Unit
from translations.readings import linked, what_counts
from translations.units import Row, arrange
from worklist.prepared import Question

_COLUMNS: Final = ("block_id", "position", "kind", "html", "number")
_WRITTEN: Final = ArraySubquery(
    WorkingBlock.objects.filter(version=OuterRef("version"))
    .order_by("position")
    .values(row=JSONObject(**{name: name for name in _COLUMNS}))
)
_RELEASED: Final = "source_version__released_revision"
_SAID: Final = Case(
    When(**{f"{_RELEASED}__isnull": False}, then=f"{_RELEASED}__blocks"),
    default="source_revision__blocks",
)
_LINKS: Final = Question(
    lambda version: (
        sources_held(version)
        .select_related("version__article__outlet")
        .annotate(written=_WRITTEN, said=_SAID)
        # The text that counts is asked for, and no other one.
        .defer("source_revision__blocks", f"{_RELEASED}__blocks")
    ),
    version=int,
)
_UNITS: Final = Question(
    lambda version: Unit.objects.filter(version=version).order_by("pk"), version=int
)
_LOCKED_UNITS: Final = Question(
    lambda version: (
        Unit.objects.filter(version=version)
        .order_by("pk")
        .select_for_update(of=("self",))
    ),
    version=int,
)


@dataclass(frozen=True)
class Desk:
    """A translation as it is now, with all that is needed to write in it.

    Attributes:
        version: The translation.
        links: To its sources that are held, each with its version and story.
        sources: Revisions that count, by the key of the source.
        source_language: BCP 47, of the first one.
        written: Its working copy as stored, in reading order.
        units: Of the translation, by their key.
        rows: Those that have a place: whatever is linked, and what stands apart.
    """

    version: Version
    links: tuple[Source, ...]
    sources: Mapping[int, Revision]
    source_language: str
    written: tuple[WorkingBlock, ...]
    units: Mapping[int, Unit]
    rows: tuple[Row, ...]

    @property
    def target(self) -> tuple[Block, ...]:
        """All blocks of the translation."""
        return tuple(row.block for row in self.written)


def desk_of(version: Version, *, is_locked: bool = False) -> Desk | None:
    """Read a translation beside its sources, in two queries.

    Args:
        version: The translation; it is read anew, with its article and outlet.
        is_locked: Its units are locked for whoever writes in them; it is itself.

    Returns:
        None where none of its sources is held.
    """
    links = _LINKS.ask(version=version.pk).models
    counted = what_counts(links)
    if not counted:
        return None
    for link in links:
        if link.source_version_id in counted:
            counted[link.source_version_id].blocks = vars(link)["said"]
    stored = links[0].version
    written = tuple(
        WorkingBlock(version=stored, **row) for row in vars(links[0])["written"]
    )
    target = tuple(row.block for row in written)
    texts = {key: from_json(each.blocks) for key, each in counted.items()}
    units = (_LOCKED_UNITS if is_locked else _UNITS).ask(version=version.pk)
    by_key = {unit.pk: unit for unit in units.models}
    rows = arrange(map(linked, by_key.values()), texts, target)
    first = next(link.source_version for link in links if link.source_version)
    return Desk(
        version=stored,
        links=links,
        sources=counted,
        source_language=first.language,
        written=written,
        units=by_key,
        rows=tuple(row for row in rows if _has_place(row)),
    )


def _has_place(row: Row) -> bool:
    is_placed = row.unit is not None or row.is_head
    return is_placed and bool(row.source or row.target)


def segments_of(rows: Iterable[Row]) -> tuple[Segment, ...]:
    """Turn rows into what leaves in a file."""
    return tuple(_segments(rows))


def _segments(rows: Iterable[Row]) -> Iterator[Segment]:
    for row in rows:
        unit, blocks = row.unit, row.source or row.target
        yield Segment(
            id=row.key,
            source=html_of(row.source),
            target=html_of(row.target),
            made_from=unit.source_now if unit else "",
            state=State(unit.state) if unit else _state_of_head(row),
            kind=blocks[0].kind.value if blocks else "paragraph",
            is_dropped=bool(unit and unit.is_dropped),
        )


def _state_of_head(row: Row) -> State:
    return State.TRANSLATED if row.target else State.UNTRANSLATED


def stored_rows(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Write rows as they are kept with what was handed out."""
    return [
        {
            "id": row.key,
            "source": to_json(row.source),
            "target": to_json(row.target),
            "made_from": row.unit.source_now if row.unit else "",
            "is_head": row.is_head,
            "is_dropped": bool(row.unit and row.unit.is_dropped),
        }
        for row in rows
    ]


def standings(rows: Iterable[Row]) -> tuple[Standing, ...]:
    """Turn rows as they are now into one side of a comparison."""
    return tuple(
        Standing(
            id=row.key,
            source=html_of(row.source),
            target=html_of(row.target),
            made_from=row.unit.source_now if row.unit else "",
            is_head=row.is_head,
            is_dropped=bool(row.unit and row.unit.is_dropped),
        )
        for row in rows
    )


def standings_then(stored: Iterable[Mapping[str, Any]]) -> tuple[Standing, ...]:
    """Turn rows as they were handed out into one side of a comparison."""
    return tuple(
        Standing(
            id=row["id"],
            source="".join(block["html"] for block in row["source"]),
            target="".join(block["html"] for block in row["target"]),
            made_from=row["made_from"],
            is_head=row["is_head"],
            is_dropped=row["is_dropped"],
        )
        for row in stored
    )


def html_of(blocks: Sequence[Block]) -> str:
    """Write the blocks of a row as one piece of HTML."""
    return "".join(block.html for block in blocks)


def comparison_of(back: BroughtBack, desk: Desk) -> Comparison:
    """Compare a file that came back with what was handed out, and what is there now.

    Args:
        back: While it waits, with `handed_out`.
        desk: Of its version.
    """
    now = standings(desk.rows)
    handed = back.handed_out
    then = standings_then(handed.rows) if handed and handed.rows else now
    return compare(storing.from_json(back.segments), then, now)
