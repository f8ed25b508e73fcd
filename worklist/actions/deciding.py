"""What people decide about work items: park, try again, cancel, one or many."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar, cast

from django.db import OperationalError, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from worklist.actions.failing import WorkStateError
from worklist.models import WorkItem, WorkItemQuerySet, WorkState

_Item = TypeVar("_Item", bound=WorkItem)


@transaction.atomic
def park(*, item: _Item, reasons: Iterable[str], by: str, at: datetime) -> _Item:
    """Take a waiting item out of the way, to be looked at.

    Args:
        item: What waits.
        reasons: At least one sentence; stored one on each line.
        by: Opaque id of who decides, such as "account:7"; "" for the server itself.
        at: Timezone-aware.

    Returns:
        The item as stored.

    Raises:
        WorkStateError: It does not wait, a worker has it, or no reason is given.
    """
    stored = _locked(item, WorkState.WAITING)
    stored.state, stored.reason = WorkState.PARKED, _lines(reasons)
    return _decide(stored, by=by, at=at)


@transaction.atomic
def retry_parked(*, item: _Item, by: str, at: datetime) -> _Item:
    """Let a parked item be tried again, with all its attempts, as if it were new.

    The caller rings afterwards.

    Args:
        item: What is parked.
        by: Opaque id of who decides, such as "account:7"; "" for the server itself.
        at: Timezone-aware.

    Returns:
        The item as stored.

    Raises:
        WorkStateError: It is not parked.
    """
    stored = _locked(item, WorkState.PARKED)
    stored.state, stored.reason = WorkState.WAITING, ""
    # What has failed waits behind the rest; somebody has mended that, or hopes so.
    stored.attempts, stored.last_error = 0, ""
    type(stored).objects.filter(pk=stored.pk).update(due_at=Now())
    return _decide(stored, by=by, at=at)


@transaction.atomic
def cancel(*, item: _Item, reasons: Iterable[str], by: str, at: datetime) -> _Item:
    """Give up an item that waits or is parked, for good.

    Args:
        item: What is no longer wanted.
        reasons: At least one sentence; stored one on each line.
        by: Opaque id of who decides, such as "account:7"; "" for the server itself.
        at: Timezone-aware.

    Returns:
        The item as stored.

    Raises:
        WorkStateError: It is done or cancelled, a worker has it, or no reason is
            given.
    """
    stored = _locked(item, WorkState.WAITING, WorkState.PARKED)
    stored.state, stored.reason = WorkState.CANCELLED, _lines(reasons)
    stored.finished_at = at
    return _decide(stored, by=by, at=at)


@transaction.atomic
def cancel_unbegun(
    *, items: QuerySet[_Item], reasons: Iterable[str], by: str, at: datetime
) -> int:
    """Give up every item of some that waits; what a worker has at this moment ends.

    Args:
        items: Of one kind.
        reasons: At least one sentence, an entry of the catalogue; stored one a line.
        by: Opaque id of who decides, such as "account:7"; "" for the server itself.
        at: Timezone-aware.

    Returns:
        How many were given up.

    Raises:
        WorkStateError: No reason is given.
    """
    free = items.filter(state=WorkState.WAITING)
    return _unlocked(free).update(
        state=WorkState.CANCELLED,
        reason=_lines(reasons),
        finished_at=at,
        decided_by=by,
        decided_at=at,
    )


@transaction.atomic
def resume_stopped(*, items: QuerySet[_Item], by: str, at: datetime) -> int:
    """Let every item of some that was parked or cancelled wait again, as if new.

    The caller rings afterwards.

    Args:
        items: Of one kind.
        by: Opaque id of who decides, such as "account:7"; "" for the server itself.
        at: Timezone-aware.

    Returns:
        How many wait again.
    """
    stopped = items.filter(state__in=(WorkState.PARKED, WorkState.CANCELLED))
    return _unlocked(stopped).update(
        state=WorkState.WAITING,
        reason="",
        attempts=0,
        last_error="",
        finished_at=None,
        due_at=Now(),
        decided_by=by,
        decided_at=at,
    )


def _decide(stored: _Item, *, by: str, at: datetime) -> _Item:
    stored.decided_by, stored.decided_at = by, at
    kept = ("state", "reason", "attempts", "last_error", "finished_at")
    stored.save(update_fields=(*kept, "decided_by", "decided_at"))
    stored.refresh_from_db()
    return stored


def _locked(item: _Item, *allowed: WorkState) -> _Item:
    rows: WorkItemQuerySet[_Item] = type(item).objects.all()  # type: ignore[assignment] # of an abstract model's manager mypy knows less
    try:
        with transaction.atomic():
            stored = rows.select_for_update(nowait=True).get(pk=item.pk)
    except OperationalError as error:
        raise WorkStateError(
            _("A worker has it at this moment. Try again when it is done.")
        ) from error
    if WorkState(stored.state) not in allowed:
        raise WorkStateError(
            _("It is %(state)s; that cannot be changed this way.")
            % {"state": WorkState(stored.state).label}
        )
    return stored


def _lines(reasons: Iterable[str]) -> str:
    lines = [" ".join(reason.split()) for reason in reasons]
    text = "\n".join(line for line in lines if line)
    if not text:
        raise WorkStateError(_("Say why."))
    return text


def _unlocked(items: QuerySet[_Item]) -> QuerySet[_Item]:
    """Lock what no worker holds."""
    free = items.order_by("pk").select_for_update(skip_locked=True, of=("self",))
    keys = list(free.values_list("pk", flat=True))
    return cast("QuerySet[_Item]", items.model.objects.filter(pk__in=keys))
