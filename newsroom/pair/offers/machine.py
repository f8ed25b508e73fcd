"""Offers to have a machine translate a paragraph: nothing is sent before a press."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from newsroom.pair.offers.beside import Beside
from translations.actions.drafting import Given


class MachineOffer:
    """The press, and what came of it."""

    def draw(self, beside: Beside) -> SafeString:
        """Show the press; nothing where no machine may be asked for this row."""
        return self.draw_given(beside, None)

    def draw_given(self, beside: Beside, given: Given | None) -> SafeString:
        """Show what a machine gave for a row that has a text already.

        Args:
            beside: The row.
            given: What it gave; None where nobody has asked.
        """
        unit, service = beside.row.unit, settings.MACHINE_SERVICE
        if service is None or not beside.hand.writes or beside.row.is_head:
            return SafeString("")
        if unit is None or unit.is_dropped or beside.row.source_version is None:
            return SafeString("")
        shown = {
            "beside": beside,
            "service": service,
            "given": given,
            "is_empty": not beside.row.target,
            "is_restricted": beside.version.article.is_restricted,
        }
        return render_to_string("pair/offers/_machine.html", shown, beside.request)
