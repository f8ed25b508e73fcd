"""An order of many copies on several workers: how quick, how much of it re-reading."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.models import Version  # noqa: E402
from bench import rereading  # noqa: E402
from bench.asked import session_seconds  # noqa: E402
from bench.words import paragraphs  # noqa: E402
from exports.actions.ordering import order_export  # noqa: E402
from exports.actions.releasing import perform  # noqa: E402
from exports.formats import FORMATS, format_named  # noqa: E402
from exports.formats.base import seal  # noqa: E402
from exports.licensing import Wanted, license_version  # noqa: E402
from exports.models import ExportItem, ExportJob  # noqa: E402
from newsroom.pool import load_for_good  # noqa: E402
from rights.actions.granting import let_outlet_use_its_own  # noqa: E402
from rights.terms import Act  # noqa: E402
from worklist.actions.working import work_next  # noqa: E402
from worklist.models import WorkState  # noqa: E402

# As newsrooms run, and not as their programmers do: no question is noted.
settings.DEBUG = False

FEW, MANY = 600, 10_000
PARAGRAPHS = 12
LANGUAGES = ("km", "en")
# Of each format, made alone before the workers begin: the yardstick.
ALONE = 6
PROJECT = Path(__file__).resolve().parent.parent


def lines(*, is_full: bool) -> Iterator[str]:
    """Yield the lines of the table.

    Args:
        is_full: MANY copies instead of FEW.
    """
    items = MANY if is_full else FEW
    cores = os.cpu_count() or 1
    begin = time.monotonic()
    versions, wanted = _stories(items // len(FORMATS) + ALONE)
    yield f"planted {len(versions)} texts in {time.monotonic() - begin:6.1f} s"
    alone, rest = versions[:ALONE], versions[ALONE:]
    (render, rendered_cpu), (whole, whole_cpu) = _alone(alone, wanted)
    job = _order(rest, wanted)
    yield (
        f"one copy, nobody else at work: rendered and read back {render * 1000:6.2f} ms"
        f"   with list, store and ledger {whole * 1000:6.2f} ms"
    )
    # What else the machine does makes everything wait; it does not change this much.
    yield (
        f"the same by CPU time, the database’s session included:"
        f" {rendered_cpu * 1000:6.2f} of {whole_cpu * 1000:6.2f} ms:"
        f" {rendered_cpu / whole_cpu:5.2f}"
    )
    begin = time.monotonic()
    told = _worked(cores)
    seconds = time.monotonic() - begin
    done = job.items.filter(state=WorkState.DONE).count()
    rate, floor = done / _longest(told), cores / render
    yield (
        f"{done} of {job.items.count()} copies, {cores} workers:"
        f" {rate:7.1f} a second ({seconds:.1f} s with the workers’ start)"
    )
    yield (
        f"against cores / render time {floor:7.1f} a second: {rate / floor:5.2f}"
        f" (wanted ≥ 0.80)   against cores / whole time {cores / whole:7.1f}:"
        f" {rate / (cores / whole):5.2f}"
    )
    share = sum(it["rereading"] for it in told) / sum(it["busy"] for it in told)
    yield f"re-reading: {share * 100:5.1f} % of the workers’ time (wanted ≤ 10)"
    for number, it in enumerate(told, 1):
        rss = " → ".join(f"{kilobytes / 1024:.0f}" for kilobytes in it["rss"])
        yield f"worker {number}: {it['items']} copies, memory {rss} MB"
    yield from rereading.lines()


def _stories(number: int) -> tuple[list[Version], Wanted]:
    """Write so many public texts, half of them translations, no two the same."""
    from tests import factories as make  # noqa: PLC0415

    make.count_from(time.time_ns() // 1_000_000)
    outlet = make.an_outlet()
    own = let_outlet_use_its_own(outlet=outlet, at=timezone.now())
    versions: list[Version] = []
    texts = {
        language: paragraphs((number // 2 + 1) * PARAGRAPHS, language)
        for language in LANGUAGES
    }
    while len(versions) < number:
        story, at = make.a_story(outlet=outlet), len(versions) // 2 * PARAGRAPHS
        for language, told in texts.items():
            text = make.blocks("Bridge", told[at : at + PARAGRAPHS])
            version = make.a_version(article=story, language=language, text=text)
            versions.append(make.published(version))
    return versions[:number], Wanted(own, frozenset({Act.ELECTRONIC}))


def _order(versions: list[Version], wanted: Wanted) -> ExportJob:
    return order_export(
        versions=versions,
        formats=[each.code for each in FORMATS],
        wanted=wanted,
        by=None,
        at=timezone.now(),
    )


def _alone(
    versions: list[Version], wanted: Wanted
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Make copies one after another.

    Returns:
        Seconds to render one, on the clock and of CPU time; and for all of it.
    """
    # The other way round: neither finds the same text set a moment ago.
    _order(versions[::-1], wanted)
    # As a worker has it; the first of each format loads fonts, grammars and templates.
    load_for_good()
    for each in FORMATS:
        seal(license_version(versions[0], wanted, format_code=each.code).package, each)
    rendering, whole = Spent(), Spent()
    # By turns: a machine that others use is not as quick in one minute as in the next.
    for version in versions:
        for each in FORMATS:
            with rendering:
                form = format_named(each.code)
                licensed = license_version(version, wanted, format_code=form.code)
                seal(licensed.package, form)
            with whole:
                work_next(model=ExportItem, perform=perform)
    return rendering.each(), whole.each()


class Spent:
    """Adds up what copies cost."""

    def __init__(self) -> None:
        self._copies, self._clock, self._cpu = 0, 0.0, 0.0

    def __enter__(self) -> None:
        self._begin = _clocks()

    def __exit__(self, *_error: object) -> None:
        clock, cpu = _clocks()
        self._copies += 1
        self._clock += clock - self._begin[0]
        self._cpu += cpu - self._begin[1]

    def each(self) -> tuple[float, float]:
        """Return the seconds of one, on the clock and of CPU time."""
        return self._clock / self._copies, self._cpu / self._copies


def _clocks() -> tuple[float, float]:
    """Read the clock, and the CPU time of this process and of its session."""
    connection.ensure_connection()
    session = session_seconds(connection.connection.info.backend_pid)
    return time.perf_counter(), time.process_time() + session


def _worked(cores: int) -> list[dict[str, Any]]:
    """Let so many processes work through the list; what each of them tells."""
    connection.close()
    connections.close_all()
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.exporting"],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _each in range(cores)
    ]
    return [json.loads(it.communicate()[0].splitlines()[-1]) for it in workers]


def _longest(told: list[dict[str, Any]]) -> float:
    """Seconds from the first copy that was begun to the last one that was made."""
    ends = max(it["ended"] for it in told)
    return float(ends - min(it["began"] for it in told))
