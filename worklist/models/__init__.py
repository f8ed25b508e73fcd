"""What every piece of durable work has in common."""

from worklist.models.work_item import (
    MOST_ATTEMPTS,
    PARAGRAPH,
    TRIED_TOO_OFTEN,
    WorkItem,
    WorkItemQuerySet,
    WorkState,
)

__all__ = [
    "MOST_ATTEMPTS",
    "PARAGRAPH",
    "TRIED_TOO_OFTEN",
    "WorkItem",
    "WorkItemQuerySet",
    "WorkState",
]
