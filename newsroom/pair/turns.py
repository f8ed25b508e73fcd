"""A button that somebody presses in a row of a pair."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _

from articles.models import Version
from newsroom.pair.keys import by_key
from newsroom.pair.pairs import Pair, seen_in
from newsroom.pair.typed import Sent
from people.models import Account
from translations.actions.translating import UnitRefused
from translations.freshness import NOTHING
from translations.inspecting import Inspected, dismissals_of, inspect
from translations.models import Unit
from translations.units import Row

_LONGEST_NUMBER = 16


@dataclass(frozen=True)
class Turn:
    """One button that somebody presses in one row.

    Attributes:
        pair: As it is.
        row: In which it is pressed.
        sent: Everything that came with it.
        by: Who presses it.
        at: Timezone-aware.
    """

    pair: Pair
    row: Row
    sent: Sent
    by: Account
    at: datetime

    @property
    def version(self) -> Version:
        """The translation."""
        return self.pair.version

    @property
    def inspected(self) -> tuple[Inspected, ...]:
        """What the checks say of the row as it is now."""
        dismissed = dismissals_of(self.version).get(self.row.key, {})
        return inspect(self.row, self.pair.around, dismissed)

    @property
    def seen(self) -> str:
        """Fingerprint of the source that the person had before them."""
        if self.row.unit is None:
            return NOTHING
        return seen_in(self.pair, self.row.unit, self.sent.get("source", ""))

    @property
    def unit(self) -> Unit:
        """The unit of the row, by its key alone; the actions fetch it anew.

        Raises:
            UnitRefused: The row has none.
        """
        if self.row.unit is None:
            raise UnitRefused(_("Say first where the paragraph belongs."))
        return self.other(self.row)

    def other(self, row: Row) -> Unit:
        """Return the unit of another row, by its key alone."""
        pk = row.unit.pk if row.unit else None
        return Unit(pk=pk, version=self.version)

    def number(self, name: str) -> int:
        """Read a number that was typed, in whichever digits; -1 for none."""
        typed = self.sent.get(name, "").strip()
        return int(typed) if typed.isdecimal() and len(typed) <= _LONGEST_NUMBER else -1


def turned(pair: Pair, key: str) -> Callable[[Sent, Account, datetime], Turn]:
    """Find the row of a button in a pair that was read just now.

    Raises:
        UnitRefused: The row is gone.
    """
    row = by_key(pair.rows).get(key)
    if row is None:
        raise UnitRefused(
            _("Somebody joined or linked these paragraphs anew. Open the page again.")
        )
    return partial(Turn, pair, row)
