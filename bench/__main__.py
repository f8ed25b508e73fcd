"""`python -m bench`: starts its own servers, plants the demo, prints ratios."""

import argparse
import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsroom.stack.embedded import EmbeddedServers

PROJECT = Path(__file__).resolve().parent.parent
PROFILE = "bench"


def main() -> None:
    """Measure what is asked for and print one table."""
    only = _asked()
    without_servers = {"alignment": _alignment, "checks": _checks}
    for name, measure in without_servers.items():
        if vars(only)[name]:
            _print(measure())
            return
    # Copies that were sent stay: no other measurement shall meet them.
    profile = f"{PROFILE}-exports" if only.exports else PROFILE
    os.environ |= {
        "SPEAN_PROFILE": profile,
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    }
    # After the profile is chosen: settings read it once.
    from newsroom.stack.embedded import EmbeddedServers  # noqa: PLC0415

    servers = EmbeddedServers(profile, doing="a measurement")
    begin = time.monotonic()
    servers.start()
    started = time.monotonic() - begin
    try:
        prepare = [sys.executable, "manage.py", "prepare"]
        subprocess.run(prepare, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        prepared = time.monotonic() - begin
        print(f"servers {started:6.1f} s   prepared {prepared:6.1f} s\n")
        for each in _measured(only, servers):
            _print(each)
    finally:
        servers.stop()


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    for name, meaning in (
        ("save", "Only saves, while Valkey hangs and dies."),
        ("board", "Only the board, beside Django's own list."),
        ("calendar", "Only the calendar."),
        ("search", "Only the search of readers."),
        ("wagtail", "Only readers' pages beside Wagtail's; installs it once."),
        ("lighthouse", "Only Lighthouse on readers' pages; installs it once."),
        ("translating", "Only the way of a translation."),
        ("pair", "Only the pair editor."),
        ("interchange", "Only the files for translators."),
        ("memory", "Only the translation memory."),
        ("exports", "Only an order of many copies on several workers."),
        ("full", "The memory with a million units, too; 10,000 copies instead of 600."),
        ("alignment", "Only the aligner; needs no servers."),
        ("checks", "Only the checks of translations; needs no servers."),
    ):
        asked.add_argument(f"--{name}", action="store_true", help=meaning)
    return asked.parse_args()


def _measured(
    only: argparse.Namespace, servers: "EmbeddedServers"
) -> Iterator[Iterator[str]]:
    alone = {
        "translating": _translating,
        "pair": _pair,
        "interchange": _interchange,
        "board": _board,
        "calendar": _calendar,
        "search": _search,
        "wagtail": _wagtail,
        "lighthouse": _lighthouse,
        "exports": partial(_exports, is_full=only.full),
        "memory": partial(_memory, is_full=only.full),
    }
    chosen = [measure for name, measure in alone.items() if vars(only)[name]]
    if chosen:
        yield from (measure() for measure in chosen)
        return
    if not only.save:
        yield _pages()
    yield _saves(servers)


def _pages() -> Iterator[str]:
    from bench import pages  # noqa: PLC0415

    return pages.lines()


def _translating() -> Iterator[str]:
    from bench import translating  # noqa: PLC0415

    return translating.lines()


def _pair() -> Iterator[str]:
    from bench import pair  # noqa: PLC0415

    return pair.lines()


def _memory(*, is_full: bool) -> Iterator[str]:
    from bench import memory  # noqa: PLC0415

    return memory.lines(is_full=is_full)


def _exports(*, is_full: bool) -> Iterator[str]:
    from bench import exports  # noqa: PLC0415

    return exports.lines(is_full=is_full)


def _interchange() -> Iterator[str]:
    from bench import interchange  # noqa: PLC0415

    return interchange.lines()


def _alignment() -> Iterator[str]:
    from bench import alignment  # noqa: PLC0415

    return alignment.lines()


def _checks() -> Iterator[str]:
    from bench import checks  # noqa: PLC0415

    return checks.lines()


def _board() -> Iterator[str]:
    from bench import board  # noqa: PLC0415

    return board.lines()


def _calendar() -> Iterator[str]:
    from bench import calendar  # noqa: PLC0415

    return calendar.lines()


def _search() -> Iterator[str]:
    from bench import search  # noqa: PLC0415

    return search.lines()


def _wagtail() -> Iterator[str]:
    from bench import wagtail  # noqa: PLC0415

    return wagtail.lines()


def _lighthouse() -> Iterator[str]:
    from bench import lighthouse  # noqa: PLC0415

    return lighthouse.lines()


def _saves(servers: "EmbeddedServers") -> Iterator[str]:
    from bench import saving  # noqa: PLC0415

    # That nobody could be woken is what is measured here.
    logging.getLogger("worklist.doorbell").setLevel(logging.CRITICAL)
    (valkey,) = (it for it in servers.started if it.name == "valkey")
    return saving.lines(valkey)


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        print(line, flush=True)
    print()


if __name__ == "__main__":
    main()
