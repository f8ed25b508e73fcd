"""Validators that run in Java; without it their tests are skipped.

JAVA_REQUIRED=1 makes its absence a failure.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

# For a program that ends after seconds: it is not worth Java's while to make it fast.
BRIEF = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
HOW = "Java is missing: apt-get install default-jre-headless (Debian), then run again."


def run_jar(
    jar: Path, *arguments: str, options: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """Run a program of Java; its answer is the caller's to judge.

    Args:
        jar: The program.
        arguments: For it.
        options: For Java itself.
    """
    java = shutil.which("java")
    if java is None:
        if os.environ.get("JAVA_REQUIRED") == "1":
            pytest.fail(HOW)
        pytest.skip(HOW)
    command = [java, *BRIEF, *options, "-jar", str(jar), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
