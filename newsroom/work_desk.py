"""The verbs of background work that is parked."""

from datetime import datetime
from typing import TypeVar

from django.db import transaction

from people.models import Account
from people.permissions import require
from worklist.actions import deciding
from worklist.doorbell import ring
from worklist.models import WorkItem

_Item = TypeVar("_Item", bound=WorkItem)


def may_decide(item: WorkItem) -> str:
    """Name the permission to decide about a kind of work: to change its rows."""
    return f"{item._meta.app_label}.change_{item._meta.model_name}"


@transaction.atomic
def try_again(*, item: _Item, by: Account, at: datetime) -> _Item:
    """Let parked work be tried again, with all its attempts, and wake a worker.

    Raises:
        PermissionRefused: `by` may not decide about work of that kind.
        WorkStateError: It is not parked.
    """
    require(by, may_decide(item))
    retried = deciding.retry_parked(item=item, by=f"account:{by.pk}", at=at)
    ring(item.kind())
    return retried
