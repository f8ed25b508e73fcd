"""The one-way order of rooms holds, and each contract is shown to catch a break."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.rules import PROJECT, ROOMS

# Where a line is added, and the contract that must break.
BREAKS = {
    "a higher room": (
        "people/models/consent.py",
        "import articles.models",
        "Rooms form one stack",
    ),
    "the room beside": (
        "rights/lookup.py",
        "import translations.freshness",
        "Rooms form one stack",
    ),
    "inside a function": (
        "articles/pictures/reading.py",
        "def f():\n    import rights.notices",
        "Rooms form one stack",
    ),
    "only for types": (
        "people/permissions.py",
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    import articles.models",
        "Rooms form one stack",
    ),
    "an action from a model": (
        "articles/models/photo.py",
        "import articles.actions.writing",
        "Inside a room, interfaces call actions",
    ),
    "Django from a rule": (
        "articles/text/khmer.py",
        "import django.utils.text",
        "The rules are plain Python",
    ),
    "Celery from an action": (
        "articles/actions/publishing.py",
        "import celery",
        "Actions never import Celery",
    ),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own words, no shell
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    for room in ROOMS:
        shutil.copytree(
            PROJECT / room, folder / room, ignore=shutil.ignore_patterns("*.pyc")
        )
    shutil.copy(PROJECT / "pyproject.toml", folder)
    return folder


class TestImportOrder:
    def test_holds(self, copy):
        done = lint(copy)
        assert done.returncode == 0, done.stdout + done.stderr

    @pytest.mark.parametrize("name", BREAKS)
    def test_catches(self, copy, name):
        where, line, contract = BREAKS[name]
        path = copy / where
        before = path.read_text()
        path.write_text(f"{before}\n\n{line}\n")
        try:
            done = lint(copy)
        finally:
            path.write_text(before)
        assert done.returncode == 1
        broken = [row for row in done.stdout.splitlines() if "BROKEN" in row]
        assert any(contract in row for row in broken), done.stdout
