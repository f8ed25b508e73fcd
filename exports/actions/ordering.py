"""Order copies: each one becomes a row of the work list."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Version
from articles.permissions import require_cleared
from exports.formats import EVERY_FORMAT
from exports.licensing import ExportRefused, Reason, Wanted
from exports.models import ExportItem, ExportJob
from people.models import Account
from people.permissions import require

ORDER = "exports.add_exportjob"


@transaction.atomic
def order_export(
    *,
    versions: Iterable[Version],
    formats: Sequence[str],
    wanted: Wanted,
    by: Account | None,
    at: datetime,
) -> ExportJob:
    """Order copies of versions; nothing is judged yet, that happens at delivery.

    Args:
        versions: Which; none twice.
        formats: Codes of EVERY_FORMAT.
        wanted: For whom and what for.
        by: Who orders; None for the server's own commands.
        at: Timezone-aware.

    Returns:
        The order, with an item for each version and format.

    Raises:
        PermissionRefused: `by` may not order copies, or not know of a story.
        ExportRefused: Nothing was chosen, or a format is unknown; lists all of it.
    """
    chosen = list(versions)
    if by is not None:
        require(by, ORDER)
        for version in chosen:
            require_cleared(by, version.article)
    reasons = tuple(_faults(chosen, formats))
    if reasons:
        raise ExportRefused(reasons)
    job = ExportJob.objects.create(
        licensee=wanted.licensee,
        acts=sorted(act.value for act in wanted.acts),
        medium=wanted.medium.value if wanted.medium else "",
        territory="" if wanted.territory == "*" else wanted.territory,
        may_be_behind=wanted.may_be_behind,
        ordered_by=by,
        ordered_at=at,
    )
    ExportItem.objects.bulk_create(
        ExportItem(job=job, version=version, format=code)
        for version in chosen
        for code in dict.fromkeys(formats)
    )
    return job


def _faults(versions: Sequence[Version], formats: Sequence[str]) -> Iterable[Reason]:
    known = {each.code for each in EVERY_FORMAT}
    if not versions:
        yield Reason("no_version", _("No version was chosen. Choose at least one."))
    if not formats:
        yield Reason("no_format", _("No format was chosen. Choose at least one."))
    for code in formats:
        if code not in known:
            yield Reason(
                "unknown_format",
                _("There is no format “%(code)s”. Choose from: %(known)s.")
                % {"code": code, "known": ", ".join(sorted(known))},
            )
