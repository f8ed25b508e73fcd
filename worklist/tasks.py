"""The one task: whoever is woken works through all that is pending of a kind."""

import logging
import time

from celery import shared_task
from django.db import InterfaceError, OperationalError

from worklist.actions.performing import performer
from worklist.actions.working import work_next

logger = logging.getLogger(__name__)

# After so many seconds other kinds get their turn; the sweeper rings again.
LONGEST_TURN = 20
# An item that takes longer fails; one that cannot even fail costs its worker.
SOFT_LIMIT, HARD_LIMIT = 60, 75


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
        while work_next(model=found.model, perform=found.perform):
            if time.monotonic() - begin > LONGEST_TURN:
                return
    except (OperationalError, InterfaceError) as error:
        # What was counted stays pending, and the sweeper rings again.
        logger.warning("The database went away: %s", type(error).__name__)
