"""ExifTool, the judge of what is in a picture file; without it tests are skipped."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

EXIFTOOL = shutil.which("exiftool")
HOW = (
    "ExifTool is missing: apt-get install libimage-exiftool-perl (Debian), "
    "then run the tests again."
)


def required() -> str:
    """Return its path; EXIFTOOL_REQUIRED=1 makes its absence a failure."""
    if EXIFTOOL is None:
        if os.environ.get("EXIFTOOL_REQUIRED") == "1":
            pytest.fail(HOW)
        pytest.skip(HOW)
    return EXIFTOOL


def judged(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """Read everything that is in some files, unknown things included.

    Returns:
        For each file its tags, as "group:name".
    """
    done = subprocess.run(  # noqa: S603 - Debian's program
        [required(), "-json", "-a", "-u", "-U", "-ee3", "-G1", *map(str, paths)],
        capture_output=True,
        check=False,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def written(content: bytes, path: Path, *tags: str) -> bytes:
    """Return a file into which ExifTool wrote some tags."""
    path.write_bytes(content)
    subprocess.run(  # noqa: S603 - as above
        [required(), "-q", "-m", "-overwrite_original", *tags, str(path)], check=True
    )
    return path.read_bytes()
