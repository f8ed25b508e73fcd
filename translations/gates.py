"""What the checks put between a translation and its approval."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.gates import Objection
from articles.models import Origin, Version
from articles.text.dates import written_number
from translations.disclosing import listed, share_in
from translations.inspecting import circumstances_of, open_findings, said
from translations.lookup import rows_of, sources_held


class FindingsGate:
    """Errors that a check found are mended, or dismissed with a reason."""

    def objections(self, version: Version) -> Iterator[Objection]:
        """Object to each error, saying where it is."""
        if version.origin != Origin.TRANSLATION:
            return
        links = sources_held(version)
        sources = [link.source_version for link in links if link.source_version]
        if not sources:
            return
        # As it is being written: an approval keeps that first.
        written = version.working_blocks.order_by("position")
        rows = rows_of(version, tuple(row.block for row in written))
        heads = sum(row.is_head for row in rows)
        around = circumstances_of(version, sources, rows)
        for row, found in open_findings(rows, around, version):
            told = said(found)
            if not row.is_head:
                number = written_number(
                    rows.index(row) - heads + 1, get_language() or "en"
                )
                told = _("Paragraph %(number)s: %(said)s") % {
                    "number": number,
                    "said": told,
                }
            yield Objection(f"finding:{found.check}", told)


class MachineGate:
    """Little of a text goes to readers as a machine wrote it."""

    def objections(self, version: Version) -> Iterator[Objection]:
        """Object to a share above the limit, saying how much it is and where."""
        limit = settings.MACHINE_SHARE_LIMIT
        share = share_in(version)
        if not share.is_above(limit / 100):
            return
        speaking = get_language() or "en"
        yield Objection(
            "machine_share",
            _(
                "%(percent)s %% of the text is as the machine wrote it; at most "
                "%(limit)s %% may be. Read and edit paragraph %(places)s."
            )
            % {
                "percent": written_number(share.percent, speaking),
                "limit": written_number(limit, speaking),
                "places": listed(share.places, speaking),
            },
        )
