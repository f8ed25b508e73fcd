"""Whoever is killed on the way: no export is lost, doubled or without its notice.

An interrupted copy is taken up again within seconds: the figures are printed.
"""

import json
import os
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos.attacked import POOL_CHILD, VICTIMS, WORKER, Newsroom

ITEMS = int(os.environ.get("CHAOS_ITEMS", "300"))
KILLS = int(os.environ.get("CHAOS_KILLS", "20"))
# What is promised is 5 s on a quiet machine; a loaded one must not fail the build.
RESUMES_WITHIN, AT_THE_VERY_LATEST = 5, 20
# However many copies are left, some of them are made in so many seconds.
STANDS_STILL = 180
# Enough that copies are in work until the last blow has fallen.
FOR_FIVE_BLOWS = 360
CLAIMED = (
    "SELECT id FROM exports_exportitem"
    " WHERE state = 'waiting' AND attempts > 0 AND last_error = ''"
)
WAITING = "SELECT count(*) FROM exports_exportitem WHERE state = 'waiting'"


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    home = Path(tempfile.mkdtemp(prefix="spean-chaos-"))
    home.chmod(0o711)
    running = Newsroom(home)
    try:
        running.becomes_ready()
        yield running
    finally:
        running.ends()
        shutil.rmtree(home, ignore_errors=True)


def until(true, newsroom: Newsroom, *, within: float = 60) -> None:
    deadline = time.monotonic() + within
    while not true():
        assert time.monotonic() < deadline, newsroom.said()[-3000:]
        time.sleep(0.05)


def strike_down(newsroom: Newsroom, name: str) -> tuple[float, list[int]]:
    """Kill somebody while an item is in work; the moment, and which item it was."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with newsroom.standing_still():
            claimed = [pk for (pk,) in newsroom.rows(CLAIMED)]
            if claimed:
                moment = time.time()
                os.kill(newsroom.pids(name)[0], signal.SIGKILL)
                return moment, claimed
        time.sleep(0.01)
    pytest.fail(f"Nothing was ever in work: {newsroom.said()[-3000:]}")


def resumed_after(newsroom: Newsroom, name: str) -> dict[str, object]:
    """Kill somebody; the seconds until what was interrupted was done after all."""
    moment, claimed = strike_down(newsroom, name)
    until(newsroom.is_whole, newsroom)
    # By now the one that was in work, and whatever a dying worker began besides.
    interrupted = newsroom.rows(
        "SELECT id FROM exports_exportitem WHERE attempts > 1 AND last_error = ''"
        " AND (finished_at IS NULL OR finished_at >= to_timestamp(%s))",
        moment,
    )
    wanted = sorted({*claimed, *(pk for (pk,) in interrupted)})
    ended = "SELECT attempts, state, extract(epoch FROM finished_at)::float FROM"
    ended += " exports_exportitem WHERE id = ANY(%s) AND finished_at IS NOT NULL"
    until(lambda: len(newsroom.rows(ended, wanted)) == len(wanted), newsroom)
    rows = newsroom.rows(ended, wanted)
    return {
        "killed": name,
        "interrupted": sum(attempts > 1 for attempts, *_rest in rows),
        "states": sorted({state for _attempts, state, _at in rows}),
        "seconds": round(max(at for *_rest, at in rows) - moment, 1),
    }


class TestInterruptedCopies:
    def test_are_taken_up_again(self, newsroom, tell):
        # A second death of the same kind, because Celery may miss one.
        hit = (POOL_CHILD, POOL_CHILD, WORKER, "PostgreSQL")
        names = (*hit, "Valkey", "sweeper")
        newsroom.asks("place", str(FOR_FIVE_BLOWS), "0")
        figures = [resumed_after(newsroom, name) for name in names]
        tell(f"resumed (promised: {RESUMES_WITHIN} s): {json.dumps(figures)}")
        assert [it["states"] for it in figures] == [["done"]] * len(names)
        # Neither the doorbell's wire nor the sweeper is needed to end what was begun.
        assert [bool(it["interrupted"]) for it in figures] == [
            name in hit for name in names
        ]
        assert max(it["seconds"] for it in figures) < AT_THE_VERY_LATEST


class TestExportsSurvive:
    def test_random_kills_lose_and_double_nothing(self, newsroom):
        chance = random.Random(20260301)  # noqa: S311 - not for secrets
        placed, killed = 0, []
        while len(killed) < KILLS or placed < ITEMS:
            if placed < ITEMS:
                placed += newsroom.asks("place", "60")["placed"]
            for name in chance.sample(sorted(VICTIMS), k=len(VICTIMS)):
                if newsroom.loses(name, chance):
                    killed.append(name)
                time.sleep(chance.uniform(0.2, 1.0))
        left, deadline = newsroom.rows(WAITING), time.monotonic() + STANDS_STILL
        while left != [(0,)]:
            assert time.monotonic() < deadline, newsroom.said()[-3000:]
            time.sleep(1)
            before, left = left, newsroom.rows(WAITING)
            if left < before:
                deadline = time.monotonic() + STANDS_STILL
        outcome = newsroom.asks("judge")
        assert set(killed) == set(VICTIMS)
        assert outcome.pop("done") >= ITEMS * 0.9
        reasons = outcome.pop("reasons")
        assert outcome == dict.fromkeys(outcome, 0)
        assert reasons
        assert all("tried 5 times" in reason for reason in reasons)
