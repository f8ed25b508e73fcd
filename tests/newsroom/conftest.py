"""A home of its own for embedded servers, and processes to look at."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newsroom.stack import places
from people.models import Account
from tests import factories as make

STEERING = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "DEBUG",
    "EMBEDDED_SERVERS",
    "SPEAN_LAUNCHED",
    "SPEAN_PROFILE",
    "SPEAN_STARTED",
)


@pytest.fixture(scope="module")
def stack_home() -> Iterator[Path]:
    """Move the data of all profiles to an empty folder.

    Not pytest's own: that is closed to the account that runs root's servers.
    """
    folder = Path(tempfile.mkdtemp(prefix="spean-home-"))
    folder.chmod(0o711)
    with pytest.MonkeyPatch.context() as patch:
        for name in STEERING:
            patch.delenv(name, raising=False)
        patch.setenv("SPEAN_HOME", str(folder))
        yield folder
        for profile in ("dev", "test"):
            shutil.rmtree(places.run_dir(profile), ignore_errors=True)
    shutil.rmtree(folder)


@pytest.fixture
def living() -> Callable[[set[int]], set[int]]:
    """Tell which of some processes still run; the dead that nobody buried do not."""

    def look(pids: set[int]) -> set[int]:
        return {pid for pid, (_, state) in _processes().items() if state != "Z"} & pids

    return look


@pytest.fixture
def family() -> Callable[[int], set[int]]:
    """List a process, its children, and theirs."""

    def look(pid: int) -> set[int]:
        parents = {child: parent for child, (parent, _) in _processes().items()}
        found = {pid}
        while more := {it for it, up in parents.items() if up in found} - found:
            found |= more
        return found

    return look


def _processes() -> dict[int, tuple[int, str]]:
    listed = subprocess.run(
        ("/bin/ps", "-A", "-o", "pid=,ppid=,stat="),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    rows = (line.split() for line in listed.splitlines())
    return {int(pid): (int(parent), state[0]) for pid, parent, state in rows}


@pytest.fixture
def sign_in(client: Any) -> Callable[..., Account]:
    """Sign somebody with roles into the admin, in a language."""

    def as_account(
        *roles: tuple[str, str], is_superuser: bool = False, language: str = "en"
    ) -> Account:
        account = make.an_account(*roles, is_superuser=is_superuser)
        Account.objects.filter(pk=account.pk).update(interface_language=language)
        client.force_login(account)
        return account

    return as_account
