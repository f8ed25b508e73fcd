"""The Translate Toolkit, a judge outside of our process; without it tests are skipped.

It is under the GPL: it is run as the program that Debian packages, and never imported.
"""

import os
import shutil
import subprocess
from pathlib import Path

import polib  # type: ignore[import-untyped] # ships no types
import pytest

HOW = (
    "The Translate Toolkit is missing: apt-get install translate-toolkit (Debian), "
    "then run the tests again."
)


def run(program: str, *arguments: str | Path) -> str:
    """Run one of its programs; TOOLKIT_REQUIRED=1 makes its absence a failure."""
    path = shutil.which(program)
    if path is None:
        if os.environ.get("TOOLKIT_REQUIRED") == "1":
            pytest.fail(HOW)
        pytest.skip(HOW)
    done = subprocess.run(  # noqa: S603 - Debian's program
        [path, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    return done.stdout + done.stderr


def po_of(path: Path) -> polib.POFile:
    """Read what it made."""
    return polib.pofile(str(path))
