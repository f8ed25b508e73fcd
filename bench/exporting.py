"""One worker of `bench.exports`: works through the list and prints what it took."""

import json
import os
import resource
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.utils import translation  # noqa: E402

from exports.actions import releasing  # noqa: E402
from exports.formats import base  # noqa: E402
from exports.models import ExportItem  # noqa: E402
from newsroom.pool import load_for_good  # noqa: E402
from worklist.actions.working import work_next  # noqa: E402

# A process grows until it has loaded everything that it needs once.
WARM_AFTER = 30


class Clock:
    """Counts the time that is spent reading copies back.

    Attributes:
        seconds: So far.
    """

    def __init__(self) -> None:
        self.seconds = 0.0
        self._verify = base.verify
        base.verify = self.verify

    def verify(self, *args: object) -> object:
        """Read a copy back as always, and count how long it took."""
        begin = time.perf_counter()
        try:
            return self._verify(*args)
        finally:
            self.seconds += time.perf_counter() - begin


def memory() -> int:
    """Return what this process has in memory now, kB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1024


def main() -> None:
    """Do all that waits, and print one line of JSON."""
    translation.activate("en")
    # As newsrooms run, and as a child of their worker has it.
    settings.DEBUG = False
    load_for_good()
    clock, seen = Clock(), []
    began = time.time()
    while work_next(model=ExportItem, perform=releasing.perform):
        seen.append(memory())
    ended = time.time()
    rss = (seen[min(WARM_AFTER, len(seen) - 1)], seen[len(seen) // 2], seen[-1])
    print(
        json.dumps(
            {
                "items": len(seen),
                "began": began,
                "ended": ended,
                "busy": ended - began,
                "rereading": clock.seconds,
                "rss": rss,
            }
        )
    )


if __name__ == "__main__":
    main()
