"""A dead child of the worker is missed no longer than a moment."""

from celery.concurrency import get_implementation
from celery.concurrency.prefork import TaskPool

from newsroom.celery import app
from newsroom.pool import LOOKS_EVERY, WatchfulPool


class TestWatchfulPool:
    def test_is_what_the_worker_takes(self):
        assert get_implementation(app.conf.worker_pool) is WatchfulPool

    def test_looks_for_the_dead_more_often_than_celery(self):
        class Standing:
            maintain_pool = "look"

        looks = WatchfulPool.Pool.timers.fget(Standing())
        theirs = TaskPool.Pool.timers.fget(Standing())
        assert looks == {"look": LOOKS_EVERY}
        assert theirs.keys() == looks.keys()
        assert theirs["look"] > LOOKS_EVERY
