"""The exports desk's verbs: each orders something and wakes who makes it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from articles.models import Article, Version
from exports.actions import ordering, steering
from exports.actions.ordering import Way
from exports.licensing import Wanted
from exports.models import ExportItem, ExportJob
from people.models import Account
from worklist.doorbell import ring


@transaction.atomic
def place_order(
    *,
    versions: Iterable[Version],
    formats: Sequence[str],
    wanted: Wanted,
    by: Account,
    at: datetime,
    way: Way | None = None,
) -> ExportJob:
    """Order copies, and wake who makes them.

    Raises:
        PermissionRefused: `by` may not order copies, or not know of a story.
        ExportRefused: Nothing was chosen, a format is unknown, or the way of delivery
            cannot take it; lists all of it.
    """
    job = ordering.order_export(
        versions=versions, formats=formats, wanted=wanted, by=by, at=at, way=way
    )
    ring(ExportItem.kind())
    return job


@transaction.atomic
def order_kit(
    *, article: Article, may_be_behind: bool = False, by: Account, at: datetime
) -> ExportJob:
    """Order the posting kit of a story, and wake who makes it.

    Raises:
        PermissionRefused: `by` may not note posts, or not know of the story.
        ExportRefused: Readers can see no language of it, or its outlet may not take
            its own stories yet.
    """
    job = ordering.order_kit(article=article, may_be_behind=may_be_behind, by=by, at=at)
    ring(ExportItem.kind())
    return job


@transaction.atomic
def resume_order(*, job: ExportJob, by: Account, at: datetime) -> int:
    """Go on with what was stopped or refused of an order.

    Raises:
        PermissionRefused: `by` may not order copies.
        ExportRefused: Nothing was stopped.
    """
    resumed = steering.resume_order(job=job, by=by, at=at)
    ring(ExportItem.kind())
    return resumed


@transaction.atomic
def order_again(*, job: ExportJob, by: Account, at: datetime) -> ExportJob:
    """Order the same copies again, as texts and notice stand today.

    Raises:
        PermissionRefused: `by` may not order copies.
        ExportRefused: They may know of no story of it.
    """
    again = steering.order_again(job=job, by=by, at=at)
    ring(ExportItem.kind())
    return again
