"""Do pending work: once, whoever dies meanwhile, and never for ever."""

from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast

from django.db import connection, transaction
from django.db.models import DurationField, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Now

from worklist.actions.failing import WorkRefused, brief, is_full_disk
from worklist.models import MOST_ATTEMPTS, TRIED_TOO_OFTEN, WorkItem, WorkState
from worklist.prepared import Question

_Item = TypeVar("_Item", bound=WorkItem)

# How long neighbours leave an item alone that was counted but is not yet locked;
# with the sweeper's round and a worker's start it is done again within 5 s.
HEAD_START = timedelta(seconds=2)
# On a full disk every item fails: soon enough to go on by itself, seldom enough
# to leave the machine in peace.
PAUSE_WHEN_FULL = timedelta(seconds=10)
# A worker that stands still while it holds an item loses it after so long.
LONGEST_SILENCE = "90s"


class Outcome(StrEnum):
    """What became of a piece of work."""

    DONE = "done"
    PUT_OFF = "put off"
    PARKED = "parked"
    NOT_TAKEN = "not taken"


def work(
    *, model: type[_Item], item_id: object, perform: Callable[[_Item], None]
) -> Outcome:
    """Do one piece of work if it is pending and nobody else does it.

    Must not be called inside a transaction: the attempt is counted in one of its
    own, so that a worker's death counts too. What `perform` writes is committed
    together with the state "done", or not at all.

    Args:
        model: The kind of work.
        item_id: Which.
        perform: Does it, holding the row; must be safe to do again.

    Returns:
        NOT_TAKEN when it is not pending or another worker has it.

    Raises:
        django.db.DatabaseError: The database went away; the item stays pending.
    """
    taken = _count_attempt(model, _named, item_id)
    return _do_or_fail(taken, perform) or Outcome.NOT_TAKEN


def work_next(
    *, model: type[_Item], perform: Callable[[_Item], None]
) -> Outcome | None:
    """Do the next pending piece of work of a kind, as `work` does.

    What was begun and interrupted comes first, so that it does not wait behind a
    long list; what has failed before comes last, so that others do not wait for it.

    Args:
        model: The kind of work.
        perform: Does it, holding the row; must be safe to do again.

    Returns:
        None when nothing is pending that no other worker has.

    Raises:
        django.db.DatabaseError: The database went away; the item stays pending.
    """
    taken = _count_attempt(model, _not_failed) or _count_attempt(model, _in_order)
    return _do_or_fail(taken, perform)


def _do_or_fail(
    taken: _Item | None, perform: Callable[[_Item], None]
) -> Outcome | None:
    if taken is None:
        return None
    if taken.state == WorkState.PARKED:
        return Outcome.PARKED
    try:
        return _do(taken, perform)
    except WorkRefused as refusal:
        return _park(taken, reason="\n".join(refusal.reasons) or brief(refusal))
    except Exception as error:
        if is_full_disk(error):
            return _await_room(taken, error=brief(error))
        # Whatever a higher room got wrong costs only its own item.
        return _put_off(taken, error=brief(error))


def _named(waiting: QuerySet[_Item], key: object) -> QuerySet[_Item]:
    return waiting.filter(pk=key)


def _in_order(waiting: QuerySet[_Item], _key: object) -> QuerySet[_Item]:
    return waiting.order_by("-attempts", "pk")


def _not_failed(waiting: QuerySet[_Item], key: object) -> QuerySet[_Item]:
    return _in_order(waiting.filter(last_error=""), key)


def _count_attempt(
    model: type[_Item],
    which: Callable[[QuerySet[_Item], object], QuerySet[_Item]],
    item_id: object = None,
) -> _Item | None:
    """Count an attempt at one row that nobody holds, or park it after the last one."""
    values = {"key": item_id, "most": MOST_ATTEMPTS, "start": HEAD_START}
    values |= {"parked": WorkState.PARKED, "reason": TRIED_TOO_OFTEN}
    with transaction.atomic(durable=True):
        counted = iter(model.objects.raw(_counting(model, which), values))
        # The types of an abstract model's manager say less than we know.
        return cast("_Item | None", next(counted, None))


@cache
def _counting(
    model: type[_Item], which: Callable[[QuerySet[_Item], object], QuerySet[_Item]]
) -> str:
    """Write the statement that counts an attempt, once in a process."""
    free = Question(
        lambda key: (
            which(_pending(model), key)
            .select_for_update(skip_locked=True)
            .only("pk")[:1]
        ),
        key=int,
    )
    return f"""
        UPDATE {model._meta.db_table} SET
            state = CASE WHEN attempts < %(most)s THEN state ELSE %(parked)s END,
            reason = CASE WHEN attempts < %(most)s THEN reason ELSE %(reason)s END,
            due_at = CASE WHEN attempts < %(most)s
                THEN statement_timestamp() + %(start)s ELSE due_at END,
            attempts = least(attempts + 1, %(most)s)
        WHERE id = ({free.statement}) RETURNING *
    """  # noqa: S608 - the table is a model's


def _do(taken: _Item, perform: Callable[[_Item], None]) -> Outcome:
    with transaction.atomic(durable=True):
        if not _held(taken):
            return Outcome.NOT_TAKEN
        perform(taken)
        _end(taken)
    return Outcome.DONE


def _held(taken: WorkItem) -> bool:
    """Lock a row as long as it is still ours, for not too long a silence.

    The count says whether it is: a neighbour would have raised it. Not skipped when
    locked: who only looks for work locks it for a moment too.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT set_config('idle_in_transaction_session_timeout', %s, true)
            FROM {taken._meta.db_table}
            WHERE id = %s AND state = %s AND attempts = %s FOR UPDATE
            """,  # noqa: S608 - the table is a model's
            [LONGEST_SILENCE, taken.pk, WorkState.WAITING, taken.attempts],
        )
        return cursor.fetchone() is not None


def _end(taken: WorkItem) -> None:
    """Mark a row as done if it still waits."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            UPDATE {taken._meta.db_table}
            SET state = %s, finished_at = statement_timestamp()
            WHERE id = %s AND state = %s
            """,  # noqa: S608 - the table is a model's
            [WorkState.DONE, taken.pk, WorkState.WAITING],
        )


def _park(taken: WorkItem, *, reason: str, **facts: Any) -> Outcome:
    _still(taken).filter(attempts=taken.attempts).update(
        state=WorkState.PARKED, reason=reason, **facts
    )
    return Outcome.PARKED


def _put_off(taken: WorkItem, *, error: str) -> Outcome:
    if taken.attempts >= MOST_ATTEMPTS:
        return _park(taken, reason=TRIED_TOO_OFTEN, last_error=error)
    pause = taken.first_pause * 2 ** (taken.attempts - 1)
    _still(taken).filter(attempts=taken.attempts).update(
        last_error=error, due_at=_after(pause)
    )
    return Outcome.PUT_OFF


def _await_room(taken: WorkItem, *, error: str) -> Outcome:
    """Put it off without counting the attempt: it goes on when there is room again."""
    _still(taken).filter(attempts=taken.attempts).update(
        attempts=taken.attempts - 1, last_error=error, due_at=_after(PAUSE_WHEN_FULL)
    )
    return Outcome.PUT_OFF


def _pending(model: type[_Item]) -> QuerySet[_Item]:
    # The types of an abstract model's manager say less than we know.
    return cast("QuerySet[_Item]", model.objects.pending())


def _still(item: _Item) -> QuerySet[_Item]:
    """Return the row as long as it waits."""
    rows = cast("QuerySet[_Item]", type(item).objects.filter(pk=item.pk))
    return rows.filter(state=WorkState.WAITING)


def _after(pause: timedelta) -> Combinable:
    return Now() + Value(pause, output_field=DurationField())
