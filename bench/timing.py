"""Measures calls: CPU time of this process, the best of several rounds."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.asked import session_seconds

ROUNDS = 5
LOOP = 400_000
# `calib` of the yardstick on the idle machine, in milliseconds.
IDLE_LOOP = 33.0


@dataclass(frozen=True)
class Timing:
    """How long a call takes.

    Attributes:
        name: What was called.
        milliseconds: CPU time of one call, in the fastest round.
    """

    name: str
    milliseconds: float

    def against(self, yardstick: "Timing") -> float:
        """Return how many of these are done in the time of one yardstick."""
        return yardstick.milliseconds / self.milliseconds


def measure(name: str, call: Callable[[], object], *, times: int = 40) -> Timing:
    """Call something often and keep the fastest round.

    Args:
        name: For the table.
        call: Done `times` times in each round, after one round for nothing.
        times: Calls a round.
    """
    best = float("inf")
    for number in range(ROUNDS + 1):
        start = time.process_time()
        for _each in range(times):
            call()
        spent = time.process_time() - start
        if number:
            best = min(best, spent)
    return Timing(name, best / times * 1000)


def pace() -> float:
    """Measure how much slower this machine is than an idle one of its kind.

    Figures of others were measured once, on the idle machine; beside other work the
    same instructions take more CPU time.

    Returns:
        About 1 on the idle machine of `performance.md`, in CPU time of this process.
    """
    return measure("", _turn, times=1).milliseconds / IDLE_LOOP


def _turn() -> None:
    number = 0
    for each in range(LOOP):
        number = (number * 31 + each) & 0xFFFFFFFF


def worked(session: int) -> float:
    """Read the CPU time of this process and of a database session, milliseconds.

    Args:
        session: Process of the database, on this machine.
    """
    return (time.process_time() + session_seconds(session)) * 1000
