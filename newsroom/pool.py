"""Celery's pool of child processes: quick to miss a dead child, and to begin anew.

Celery is told of a child's death once. When that comes before the kernel lets the
child be buried, it looks again only after five seconds: longer than an interrupted
piece of work may wait (https://github.com/celery/celery/issues/9588).

A child is forked with all that work needs in memory. Python's collector would look at
those 170,000 objects again and again while copies are made, a fifth of its time.
"""

import gc

from celery.concurrency.asynpool import AsynPool
from celery.concurrency.prefork import TaskPool

LOOKS_EVERY = 0.5


class _Pool(AsynPool):
    @property
    def timers(self) -> dict[object, float]:
        return {self.maintain_pool: LOOKS_EVERY}


class WatchfulPool(TaskPool):
    """The prefork pool of Celery; CELERY_WORKER_POOL names it."""

    Pool = _Pool

    def on_start(self) -> None:
        """Load what children need before there are any."""
        load_for_good()
        super().on_start()


def load_for_good() -> None:
    """Load all that performs work, and keep the collector from looking at it again."""
    # Celery names this module before Django is set up.
    from worklist.actions.performing import performers  # noqa: PLC0415

    performers()
    gc.collect()
    gc.freeze()
