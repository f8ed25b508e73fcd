"""Celery's pool of child processes, made to miss a dead child no longer than a moment.

Celery is told of a child's death once. When that comes before the kernel lets the
child be buried, it looks again only after five seconds: longer than an interrupted
piece of work may wait (https://github.com/celery/celery/issues/9588).
"""

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
