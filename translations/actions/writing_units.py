"""Write many units of a translation in one stroke, by the rules of typing."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

from django.db import connection, transaction

from articles.actions.writing import require_open, write_into
from articles.models import Revision, Source, Version
from articles.text.blocks import (
    Block,
    BlockKind,
    block_text,
    from_json,
    parse_inline,
)
from people.models import Account
from translations.actions.anchoring import anchor_now, settle_link
from translations.actions.translating import carried
from translations.freshness import Seen, SourceText
from translations.handed import Desk
from translations.models import Anchor, Unit, UnitState
from translations.readings import Kept, anchor, forget_anchor, kept_until, reread
from translations.units import Row, with_blocks

_SET: Final = (
    "source_version_id",
    "source_ids",
    "target_ids",
    "state",
    "is_dropped",
    "made_from",
    "made_from_blocks",
    "shown_from",
    "source_now",
    "is_minor",
    "came_with_id",
    "confidence",
    "anchored_by_id",
    "anchored_at",
    "anchored_as",
    "drafted_as",
    "drafted_key",
)
_STORE: Final = f"""
    UPDATE translations_unit AS unit SET {", ".join(f"{it} = new.{it}" for it in _SET)}
    FROM jsonb_populate_recordset(NULL::translations_unit, %(units)s::jsonb) AS new
    WHERE unit.id = new.id
"""  # noqa: S608 - no word of a text


@dataclass(frozen=True, kw_only=True)
class Writing:
    """What is written in one row.

    Attributes:
        row: As it is now.
        html: Of a headline or the like; empty to take it away.
        blocks: All of the translation of a row of the body, as `parse_body` gives
            them; empty to empty it.
        made_from: Fingerprint of the source that the translator had before them.
        source: That source.
        is_finished: The translator says that it is translated.
        is_dropped: It is left out on purpose; there is no text then.
    """

    row: Row
    html: str
    blocks: tuple[Block, ...]
    made_from: str
    source: tuple[Block, ...]
    is_finished: bool
    is_dropped: bool = False


@transaction.atomic(savepoint=False)
def write_units(
    *,
    desk: Desk,
    writings: Sequence[Writing],
    by: Account,
    at: datetime,
) -> tuple[Unit, ...]:
    """Write into the working copy what many rows say; the others stay.

    What was made from a source that says something else by now is marked so, as if it
    had been typed before the change.

    Args:
        desk: The translation as it was read in this transaction, locked before that
            and read with its units locked.
        writings: At most one a row.
        by: Who answers for it.
        at: Timezone-aware.

    Returns:
        The units that were written.

    Raises:
        PermissionRefused: `by` may not write it in the state it is in.
        WritingRefused: Nobody may: it is approved or withdrawn.
        MarkupError: A text is too long.
    """
    require_open(version=desk.version, by=by)
    wanted = {each.row.key: each for each in writings}
    before = desk.target
    whole, written = _written(before, desk.rows, wanted)
    write_into(
        version=desk.version,
        rows=desk.written,
        blocks=whole,
        by=by,
        at=at,
        base=before,
    )
    units: dict[int, Unit] = {}
    kept = cache(kept_until)
    counted = {each.version_id: each for each in desk.sources.values()}
    texts = {key: SourceText(from_json(r.blocks)) for key, r in counted.items()}
    for each in writings:
        if each.row.unit is not None:
            unit = units[each.row.unit.pk] = desk.units[each.row.unit.pk]
            unit.version = desk.version
            unit.target_ids = written[each.row.key]
            source = unit.source_version_id
            text = texts.get(source, SourceText(())) if source else SourceText(())
            _settle(unit, each, text, by, at)
            _judge(unit, counted.get(source or 0), kept)
    _store(units.values())
    lagging = {link.source_version_id for link in desk.links if _lags(link)}
    for source in lagging & {unit.source_version_id for unit in units.values()}:
        first = next(u for u in units.values() if u.source_version_id == source)
        settle_link(first)
    return tuple(units.values())


def _lags(link: Source) -> bool:
    released = link.source_version and link.source_version.released_revision_id
    return released not in {None, link.source_revision_id}


def _written(
    before: Sequence[Block], rows: Sequence[Row], writings: dict[str, Writing]
) -> tuple[tuple[Block, ...], dict[str, list[str]]]:
    """Put what is written into its places; return the ids of each row with it."""
    whole, written, last = tuple(before), {}, ""
    for row in rows:
        blocks = row.target
        if row.key in writings:
            blocks = _blocks(row, writings[row.key])
            if row.is_head:
                whole = _with_head(whole, row, blocks)
            else:
                whole = with_blocks(whole, row.target, blocks, after=last).blocks
            written[row.key] = [block.id for block in blocks]
        if blocks and not row.is_moved:
            last = blocks[-1].id
    return whole, written


def _blocks(row: Row, writing: Writing) -> tuple[Block, ...]:
    if not row.is_head:
        return carried(row.target, writing.blocks)
    name = next(block.id for block in (*row.source, *row.target))
    text = parse_inline(writing.html)
    return (Block(id=name, kind=BlockKind(name), html=text),) if text else ()


def _with_head(
    whole: Sequence[Block], row: Row, head: Sequence[Block]
) -> tuple[Block, ...]:
    name = next(block.id for block in (*row.source, *row.target))
    order = {kind.value: at for at, kind in enumerate(BlockKind)}
    rest = [block for block in whole if block.id != name]
    at = sum(b.kind.is_reserved and order[b.id] < order[name] for b in rest)
    return (*rest[:at], *head, *rest[at:])


def _settle(
    unit: Unit, writing: Writing, text: SourceText, by: Account, at: datetime
) -> None:
    """Write into a unit, not yet stored, what follows from its text."""
    if not unit.target_ids and not writing.is_dropped:
        unit.is_dropped, unit.state = False, UnitState.UNTRANSLATED
        forget_anchor(unit)
        return
    unit.is_dropped = writing.is_dropped
    unit.state = (
        UnitState.TRANSLATED
        if writing.is_finished or writing.is_dropped
        else UnitState.NEEDS_WORK
    )
    if writing.made_from == unit.source_now:
        anchor_now(
            unit,
            seen=writing.made_from,
            how=Anchor.TAKEN_IN,
            by=by,
            at=at,
            text=text,
        )
        return
    lags = unit.shown_from not in {"", unit.made_from}
    anchor(unit, [Seen(block.id, block_text(block)) for block in writing.source])
    unit.came_with = unit.confidence = None
    if not lags:
        unit.shown_from = unit.made_from
    unit.anchored_as, unit.anchored_by, unit.anchored_at = Anchor.TAKEN_IN, by, at


def _judge(
    unit: Unit,
    latest: Revision | None,
    kept_until: Callable[[Version, Revision], tuple[Kept, ...]],
) -> None:
    """Say of a source that moved on whether that was minor."""
    if unit.made_from in {"", unit.source_now} or latest is None:
        unit.is_minor = False
        return
    unit.is_minor = reread(unit, kept_until(latest.version, latest)).is_minor


def _store(units: Iterable[Unit]) -> None:
    written = [{name: getattr(unit, name) for name in ("id", *_SET)} for unit in units]
    told = json.dumps(written, default=datetime.isoformat, ensure_ascii=False)
    with connection.cursor() as cursor:
        cursor.execute(_STORE, {"units": told})
