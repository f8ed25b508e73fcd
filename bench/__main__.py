"""`python -m bench`: starts its own servers, plants the demo, prints ratios."""

import os
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PROFILE = "bench"


def main() -> None:
    """Measure everything and print one table."""
    os.environ |= {
        "SPEAN_PROFILE": PROFILE,
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    }
    # After the profile is chosen: settings read it once.
    from newsroom.stack.embedded import EmbeddedServers  # noqa: PLC0415

    servers = EmbeddedServers(PROFILE, doing="a measurement")
    begin = time.monotonic()
    servers.start()
    started = time.monotonic() - begin
    try:
        prepare = [sys.executable, "manage.py", "prepare"]
        subprocess.run(prepare, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        prepared = time.monotonic() - begin
        print(f"servers {started:6.1f} s   prepared {prepared:6.1f} s\n")
        from bench import pages  # noqa: PLC0415

        for line in pages.lines():
            print(line)
    finally:
        servers.stop()


if __name__ == "__main__":
    main()
