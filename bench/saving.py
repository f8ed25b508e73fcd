"""A save that rings the doorbell, with its Valkey well, hung and dead."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from statistics import quantiles

import django

django.setup()

from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.actions.writing import (  # noqa: E402
    save_revision,
    working_copy,
    write_working_copy,
)
from articles.models import Status, Version  # noqa: E402
from articles.text.blocks import BlockKind, body_blocks  # noqa: E402
from exports.models import ExportItem  # noqa: E402
from newsroom.stack.server import Server  # noqa: E402
from people.models import Account  # noqa: E402
from worklist.doorbell import ring  # noqa: E402

ROUNDS, SAVES, WARMING = 5, 50, 20
# An editor does not save without a pause; the bell's thread runs meanwhile.
PAUSE = 0.01


def lines(valkey: Server) -> Iterator[str]:
    """Yield the lines of the table, the yardstick first.

    Args:
        valkey: The running server; it is hung and stopped on the way, and is well
            again at the end.
    """
    save = _saver()
    _times(save, WARMING)
    spent: dict[str, list[float]] = {"well": [], "hung": [], "dead": []}
    # In turns, so that a noisy minute of the machine falls on all of them.
    for _each in range(ROUNDS):
        spent["well"] += _times(save, SAVES)
        with _hung(valkey):
            spent["hung"] += _times(save, SAVES)
        with _dead(valkey):
            spent["dead"] += _times(save, SAVES)
    for name, times in spent.items():
        yield _row(f"save, Valkey {name}", times, spent["well"])


def _saver() -> Callable[[], None]:
    version = (
        Version.objects.filter(language="km")
        .exclude(status=Status.WITHDRAWN)
        .earliest("pk")
    )
    by = Account.objects.filter(is_superuser=True).earliest("pk")
    number = iter(range(10**9))

    def save() -> None:
        # As the admin does: one transaction around the whole form.
        with transaction.atomic():
            now = timezone.now()
            blocks = list(working_copy(version))
            at = blocks.index(body_blocks(tuple(blocks))[0])
            words = f"<p>ការរក្សាទុកលើកទី {next(number)}</p>"
            blocks[at] = replace(blocks[at], kind=BlockKind.PARAGRAPH, html=words)
            write_working_copy(version=version, blocks=blocks, by=by, at=now)
            save_revision(version=version, by=by, at=now)
            ring(ExportItem.kind())

    return save


def _times(call: Callable[[], None], times: int) -> list[float]:
    spent = []
    for _each in range(times):
        begin = time.perf_counter()
        call()
        spent.append((time.perf_counter() - begin) * 1000)
        time.sleep(PAUSE)
    return spent


@contextmanager
def _hung(valkey: Server) -> Iterator[None]:
    pid = valkey.pid
    if pid is None:
        msg = "Valkey does not run."
        raise RuntimeError(msg)
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@contextmanager
def _dead(valkey: Server) -> Iterator[None]:
    valkey.stop()
    try:
        yield
    finally:
        valkey.start()


def _row(name: str, spent: list[float], yardstick: list[float]) -> str:
    middle, late = _percentiles(spent)
    well_middle, well_late = _percentiles(yardstick)
    return (
        f"{name:<18}p50{middle:8.2f} ms  {middle / well_middle:5.2f} ×"
        f"   p95{late:8.2f} ms  {late / well_late:5.2f} × Valkey well"
    )


def _percentiles(spent: list[float]) -> tuple[float, float]:
    cut = quantiles(spent, n=20)
    return cut[9], cut[18]
