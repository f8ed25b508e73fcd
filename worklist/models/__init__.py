"""What every piece of durable work has in common."""

from worklist.models.work_item import (
    MOST_ATTEMPTS,
    TRIED_TOO_OFTEN,
    WorkItem,
    WorkItemQuerySet,
    WorkState,
)

__all__ = [
    "MOST_ATTEMPTS",
    "TRIED_TOO_OFTEN",
    "WorkItem",
    "WorkItemQuerySet",
    "WorkState",
]
