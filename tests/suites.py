"""What a run says at its end: why tests were skipped, what was measured, how long."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pytest

FIGURE = "figure"
Reports = Mapping[str, Sequence[Any]]


def closing_words(stats: Reports) -> Iterator[str]:
    """Yield the lines, for what a terminal reporter has gathered."""
    reports = [it for each in stats.values() for it in each if _is_of_a_test(it)]
    skipped = Counter(_reason(it) for it in reports if it.skipped)
    yield from (f"{count} skipped: {why}" for why, count in sorted(skipped.items()))
    for report in reports:
        told = dict(report.user_properties) if report.when == "call" else {}
        if FIGURE in told:
            yield f"{suite_of(report.nodeid)}: {told[FIGURE]}"
    yield from table(reports)


def suite_of(nodeid: str) -> str:
    """Name the folder that a test belongs to; examples in docstrings have their room's.

    >>> [suite_of(each) for each in ("tests/rights/test_a.py::b", "rights/a.py::a.b")]
    ['tests/rights', 'rights']
    """
    folders = nodeid.split("::", 1)[0].split("/")[:-1]
    return "/".join(folders[: 2 if folders[:1] == ["tests"] else 1])


def table(reports: Iterable[Any]) -> Iterator[str]:
    """Yield a line for each suite, the longest first; none for a single one.

    Minutes are those of the processes: where two share a run, twice the clock's.
    """
    seconds: dict[str, float] = defaultdict(float)
    tests: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        suite = suite_of(report.nodeid)
        seconds[suite] += report.duration
        tests[suite].add(report.nodeid)
    if len(tests) < 2:
        return
    yield f"{'suite':<20} minutes   tests"
    for suite in sorted(tests, key=lambda it: -seconds[it]):
        yield _row(suite, seconds[suite], len(tests[suite]))
    yield _row("all", sum(seconds.values()), sum(map(len, tests.values())))


def _row(name: str, seconds: float, tests: int) -> str:
    return f"{name:<20} {seconds / 60:>7.1f} {tests:>7}"


def _is_of_a_test(report: Any) -> bool:
    return isinstance(report, pytest.TestReport)


def _reason(report: Any) -> str:
    """Return why a test was skipped, as it said so itself."""
    longrepr = report.longrepr
    text = longrepr[2] if isinstance(longrepr, tuple) else str(longrepr)
    return text.removeprefix("Skipped: ")
