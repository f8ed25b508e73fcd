"""What the rows of a pair are called, on the page and in addresses."""

from collections.abc import Iterable, Mapping

from translations.units import Row


def by_key(rows: Iterable[Row]) -> Mapping[str, Row]:
    """Find rows by their names; in the order of the page."""
    return {row.key: row for row in rows}


def is_unfinished(row: Row) -> bool:
    """Say whether somebody still has to do something in a row."""
    if row.is_loose:
        return True
    unit = row.unit
    if unit is None:
        return bool(row.source) and not row.target
    is_done = unit.is_dropped or unit.state in {"translated", "approved"}
    return not is_done or row.freshness.is_stale


def next_after(rows: Iterable[Row], key: str) -> str:
    """Return the name of the next unfinished row, from the top where none follows.

    Returns:
        The same name where all others are finished.
    """
    names = list(by_key(rows).items())
    at = next((at for at, (name, _row) in enumerate(names) if name == key), -1)
    waiting = (
        name
        for name, row in (*names[at + 1 :], *names[: max(at, 0)])
        if is_unfinished(row)
    )
    return next(waiting, key)
