"""Write what was typed in a row of a pair."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from articles.text.blocks import Block
from newsroom.pair.turns import Turn
from newsroom.pair.typed import edit_of, says_the_same, written_html
from translations.actions.translating import (
    UnitRefused,
    WrittenUnit,
    write_head,
    write_unit,
)


def write(turn: Turn) -> WrittenUnit | None:
    """Write what was typed in a row, unless it says what it said.

    Returns:
        None where nothing was typed.

    Raises:
        Whatever the actions refuse with.
    """
    if "html" not in turn.sent:
        return None
    edit = edit_of(turn.row, turn.sent)
    if says_the_same(edit):
        return None
    html = written_html(turn.row, edit.blocks)
    return store(turn, html=html, base=edit.base)


def store(turn: Turn, *, html: str, base: Sequence[Block]) -> WrittenUnit:
    """Write a text into the unit of a row, or into what stands apart.

    Args:
        turn: Of the row.
        html: All of its translation.
        base: Its blocks as they were found.

    Raises:
        UnitRefused: The row has no unit yet.
        Whatever else the actions refuse with.
    """
    row = turn.row
    facts: dict[str, Any] = {"html": html, "base": base, "by": turn.by, "at": turn.at}
    if row.unit is not None:
        return write_unit(unit=turn.unit, seen=turn.seen, **facts)
    if not row.is_head:
        raise UnitRefused(_("Say first where the paragraph belongs."))
    name = next(block.id for block in (*row.source, *row.target))
    return write_head(version=turn.version, name=name, **facts)
