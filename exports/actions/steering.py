"""Stop an order, go on with it, or order the same again as it stands today."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.models import Version
from exports.actions.ordering import ORDER, Way, order_export
from exports.actions.releasing import wanted_by
from exports.licensing import ExportRefused, Reason
from exports.models import ExportItem, ExportJob
from people.models import Account
from people.permissions import require
from worklist.actions.deciding import cancel_unbegun, resume_stopped
from worklist.models import WorkState

CANCELLED = gettext_noop("The order was stopped before this copy was made.")
"""Why a copy was not made; stored as an entry of the catalogue."""


@transaction.atomic
def cancel_order(*, job: ExportJob, by: Account, at: datetime) -> int:
    """Make no more copies of an order; the one in work ends, whole.

    Args:
        job: The order.
        by: Who decides; copies of stories that they may not know of go on.
        at: Timezone-aware.

    Returns:
        How many copies are not made.

    Raises:
        PermissionRefused: `by` may not order copies.
        ExportRefused: Nothing waits any more.
    """
    require(by, ORDER)
    stopped = cancel_unbegun(
        items=_known(job, by), reasons=(CANCELLED,), by=f"account:{by.pk}", at=at
    )
    if not stopped:
        raise ExportRefused(
            (Reason("nothing_waits", _("Nothing of the order waits any more.")),)
        )
    return stopped


@transaction.atomic
def resume_order(*, job: ExportJob, by: Account, at: datetime) -> int:
    """Go on with what was stopped or refused; each copy is judged anew.

    The caller rings afterwards.

    Args:
        job: The order.
        by: Who decides; copies of stories that they may not know of stay.
        at: Timezone-aware.

    Returns:
        How many copies wait again.

    Raises:
        PermissionRefused: `by` may not order copies.
        ExportRefused: Nothing was stopped.
    """
    require(by, ORDER)
    resumed = resume_stopped(items=_known(job, by), by=f"account:{by.pk}", at=at)
    if not resumed:
        raise ExportRefused(
            (Reason("nothing_stopped", _("Nothing of the order was stopped.")),)
        )
    return resumed


@transaction.atomic
def order_again(*, job: ExportJob, by: Account, at: datetime) -> ExportJob:
    """Order the same copies again, of the texts and the notice as they stand today.

    The caller rings afterwards.

    Args:
        job: The former order; it stays as it was.
        by: Who orders; stories that they may not know of are left out.
        at: Timezone-aware.

    Returns:
        The new order.

    Raises:
        PermissionRefused: `by` may not order copies.
        ExportRefused: They may know of no story of it.
    """
    require(by, ORDER)
    items = _known(job, by).exclude(state=WorkState.CANCELLED)
    formats = sorted(set(items.values_list("format", flat=True)))
    versions = Version.objects.filter(export_items__in=items).distinct()
    return order_export(
        versions=versions.select_related("article").order_by("pk"),
        formats=formats,
        wanted=wanted_by(job),
        by=by,
        at=at,
        way=Way(job.channel) if job.channel is not None else None,
    )


def _known(job: ExportJob, by: Account) -> QuerySet[ExportItem]:
    return job.items.filter(version__in=Version.objects.visible_to(by))
