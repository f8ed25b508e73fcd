"""The one task: whoever is woken works through all that is pending of a kind."""

import logging
import time
from collections.abc import Callable
from typing import Any

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, reset_queries

from worklist.actions.performing import performer
from worklist.actions.working import work_next

logger = logging.getLogger(__name__)

# After so many seconds other kinds get their turn; the sweeper rings again.
LONGEST_TURN = 10
# A turn that takes longer fails its last item, which had 20 s at least; one that
# cannot even fail costs its worker. Others wait meanwhile, so not a minute.
SOFT_LIMIT, HARD_LIMIT = 30, 40


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)
def work_through(kind: str) -> None:
    """Do pending work of a kind, one item after another, until none is left.

    Args:
        kind: The model's label in lower case: "exports.exportitem".

    Raises:
        WorkSettingError: Nobody performs that kind.
    """
    found = performer(kind)
    begin = time.monotonic()
    try:
        while work_next(model=found.model, perform=_in_time(found.perform)):
            # With DEBUG, Django keeps the words of the last 9,000 questions: 40 MB.
            reset_queries()
            if time.monotonic() - begin > LONGEST_TURN:
                return
    except (OperationalError, InterfaceError) as error:
        # What was counted stays pending, and the sweeper rings again.
        logger.warning("The database went away: %s", type(error).__name__)


def _in_time(perform: Callable[[Any], None]) -> Callable[[Any], None]:
    """Let what takes too long fail in words that a person can read."""

    def perform_in_time(item: Any) -> None:
        try:
            perform(item)
        except SoftTimeLimitExceeded as limit:
            msg = "It took too long and was stopped."
            raise TimeoutError(msg) from limit

    return perform_in_time
