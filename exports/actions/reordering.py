"""Order the copies again that went out under an older wording of the notice."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Outlet, Version
from exports.actions.ordering import ORDER, order_export
from exports.actions.releasing import wanted_by
from exports.licensing import ExportRefused, Reason, Wanted
from exports.models import ExportJob
from exports.outdated import outdated_copies
from ledger.actions.recording import record
from people.models import Account
from people.permissions import require
from rights.models import NoticeEdition


@transaction.atomic
def order_again(
    *, outlet: Outlet, artifacts: Collection[int], by: Account, at: datetime
) -> tuple[ExportJob, ...]:
    """Order the same copies with the present wording, for the same uses.

    Whether each may still leave is judged at delivery, as always.

    Args:
        outlet: Whose notice has a newer wording.
        artifacts: Keys of the files that went out under an older one.
        by: Who orders.
        at: Timezone-aware.

    Returns:
        An order for each partner and use, by partner.

    Raises:
        PermissionRefused: `by` may not order copies.
        ExportRefused: Nothing was chosen, or something that need not or cannot be
            ordered again: called back, replaced, on its way, or not to be known of.
    """
    require(by, ORDER)
    # Two who press at once do not order the same copies twice.
    Outlet.objects.select_for_update().get(pk=outlet.pk)
    present = NoticeEdition.objects.current_of(outlet)
    copies = [
        copy
        for copy in outdated_copies(outlet, seen_by=by, only=artifacts)
        if copy.can_be_ordered
    ]
    if not artifacts:
        raise ExportRefused(
            (Reason("nothing_chosen", _("No copy was chosen. Choose at least one.")),)
        )
    if present is None or len(copies) < len(set(artifacts)):
        raise ExportRefused(
            (
                Reason(
                    "not_outdated",
                    _(
                        "Some of these copies are on their way already, were replaced "
                        "or called back. Look at the list again and choose from it."
                    ),
                ),
            )
        )
    formats: dict[Wanted, dict[Version, set[str]]] = defaultdict(dict)
    for copy in copies:
        of_use = formats[wanted_by(copy.delivery.item.job)]
        of_use.setdefault(copy.artifact.version, set()).add(copy.artifact.format)
    jobs = tuple(
        order_export(versions=versions, formats=codes, wanted=wanted, by=by, at=at)
        for wanted, of_use in formats.items()
        for codes, versions in _alike(of_use).items()
    )
    record(
        kind="notice.copies_ordered_again",
        subject=f"urn:spean:outlet:{outlet.pk}",
        facts={
            "notice_edition": present.pk,
            "copies": len(copies),
            "orders": [job.pk for job in jobs][:100],
        },
    )
    return jobs


def _alike(formats: dict[Version, set[str]]) -> dict[tuple[str, ...], list[Version]]:
    """Put the versions together that are wanted in the same formats."""
    alike: dict[tuple[str, ...], list[Version]] = defaultdict(list)
    for version, codes in formats.items():
        alike[tuple(sorted(codes))].append(version)
    return alike
