"""The order in which a translation tells its units, beside that of the source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.text.blocks import Block
from translations.actions.translating import UnitRefused
from translations.units import Row


@dataclass(frozen=True)
class Places:
    """Rows by the order of the translation.

    Attributes:
        rows: As on the page.
        told: Those with text and a unit, in the order of the translation.
    """

    rows: tuple[Row, ...]
    told: tuple[Row, ...]

    def before(self, row: Row, where: str) -> Row | None:
        """Return the row that another one follows once it is moved.

        Args:
            row: Which is moved.
            where: "earlier" or "later" by one, or "in_order" of the source.

        Returns:
            None for the beginning of the body.

        Raises:
            UnitRefused: It has no text, or stands there already.
        """
        if row not in self.told:
            raise UnitRefused(_("There is no text to be moved. Write it first."))
        if where == "in_order":
            return self._in_order(row)
        at = self.told.index(row)
        if where == "earlier" and at > 0:
            return self.told[at - 2] if at > 1 else None
        if where == "later" and at + 1 < len(self.told):
            return self.told[at + 1]
        raise UnitRefused(_("It stands at the end of the text already."))

    def stands_after(self, row: Row) -> Row | None:
        """Return the row after which another one is told; None for the first."""
        at = self.told.index(row)
        return self.told[at - 1] if at else None

    def _in_order(self, row: Row) -> Row | None:
        above = self.rows[: self.rows.index(row)]
        in_place = (r for r in reversed(above) if r in self.told and not r.is_moved)
        return next(in_place, None)


def places_of(rows: Sequence[Row], target: Sequence[Block]) -> Places:
    """Put rows in the order in which the translation tells them.

    Args:
        rows: As on the page.
        target: All blocks of the translation.
    """
    at: Mapping[str, int] = {block.id: place for place, block in enumerate(target)}
    told = [row for row in rows if row.target and row.unit and not row.is_head]
    told.sort(key=lambda row: at[row.target[0].id])
    return Places(tuple(rows), tuple(told))
