"""A dead child of the worker is missed no longer than a moment; a new one is ready."""

import gc
from functools import partial

from celery.concurrency import get_implementation
from celery.concurrency.prefork import TaskPool

from newsroom.celery import app
from newsroom.pool import LOOKS_EVERY, WatchfulPool, load_for_good


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

    def test_loads_before_it_forks(self, monkeypatch):
        done = []
        monkeypatch.setattr("newsroom.pool.load_for_good", partial(done.append, "load"))
        monkeypatch.setattr(TaskPool, "on_start", lambda _pool: done.append("fork"))
        WatchfulPool.on_start(object.__new__(WatchfulPool))
        assert done == ["load", "fork"]

    def test_keeps_what_it_loaded_from_the_collector(self):
        try:
            load_for_good()
            assert gc.get_freeze_count() > len(gc.get_objects())
        finally:
            gc.unfreeze()
