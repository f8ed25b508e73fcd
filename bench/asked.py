"""Asks a Django site for pages and tells what each costs, whoever's site it is.

Imported by `bench.wagtail` for ours, and run as a program by the other site's Python,
in which nothing of ours is installed:

    DJANGO_SETTINGS_MODULE=… python -P asked.py HOST < '{"article": ["/km/…", …]}'
"""

import json
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROUNDS = 5
ASKED_A_ROUND = 120


def cost(application: Any, host: str, paths: Iterable[str]) -> dict[str, float]:
    """Ask for pages, one after another, several rounds; keep the cheapest.

    Args:
        application: A WSGI application; its caches are as it sets them.
        host: For the Host header.
        paths: Pages of one kind; each is asked as often as others in a round.

    Returns:
        For one page: `own` and `session`, milliseconds of CPU time of this process and
        of its session in PostgreSQL; `queries` and `kilobytes`, of the last page.

    Raises:
        LookupError: A page was not there.
    """
    # Who runs it sets Django up.
    from django.core.signals import request_finished, request_started  # noqa: PLC0415
    from django.db import close_old_connections, connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    # Both sides keep their connection: servers have pools, and what we planted is
    # still in a transaction.
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    paths = list(paths)
    # The session's clock ticks a hundred times a second.
    paths *= -(-ASKED_A_ROUND // len(paths))
    size = sum(_asked(application, host, path) for path in paths) / len(paths)
    connection.ensure_connection()
    session = connection.connection.info.backend_pid
    best = (float("inf"), 0.0, 0.0)
    for _round in range(ROUNDS):
        own, theirs = time.process_time(), session_seconds(session)
        for path in paths:
            _asked(application, host, path)
        own, theirs = time.process_time() - own, session_seconds(session) - theirs
        best = min(best, (own + theirs, own, theirs))
    with CaptureQueriesContext(connection) as captured:
        _asked(application, host, paths[-1])
    return {
        "own": best[1] / len(paths) * 1000,
        "session": best[2] / len(paths) * 1000,
        "queries": len(captured),
        "kilobytes": size / 1024,
    }


def _asked(application: Any, host: str, path: str) -> int:
    """Ask for a page; how many bytes it has."""
    from django.test import RequestFactory  # noqa: PLC0415

    said: list[str] = []
    environ = RequestFactory().get(path, headers={"Host": host}).environ
    answer = application(environ, lambda status, _headers, *_rest: said.append(status))
    try:
        size = sum(map(len, answer))
    finally:
        answer.close()
    if not said[0].startswith("200"):
        msg = f"{path}: {said[0]}"
        raise LookupError(msg)
    return size


def session_seconds(pid: int) -> float:
    """Read the CPU time of a process, seconds (proc(5))."""
    # In nanoseconds, where the kernel keeps it; else in hundredths of a second.
    fine = Path(f"/proc/{pid}/schedstat")
    if fine.exists():
        return int(fine.read_text().split()[0]) / 1e9
    ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Ask for what stands on the standard input; print the costs as JSON."""
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    application = get_wsgi_application()
    wanted = json.load(sys.stdin)
    costs = {name: cost(application, sys.argv[1], wanted[name]) for name in wanted}
    json.dump(costs, sys.stdout)


if __name__ == "__main__":
    main()
