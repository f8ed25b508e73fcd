"""`manage.py up --forget`: remove what the embedded servers and the demo left."""

import os
import shutil
from contextlib import ExitStack
from pathlib import Path

from newsroom.stack import holding, places
from newsroom.stack.bootstrap import say
from newsroom.stack.embedded import in_use
from newsroom.stack.errors import StackError
from newsroom.stack.ground import ACCOUNT


def run() -> int:
    """Remove the folders of all profiles of this checkout, unless servers run.

    Returns:
        0 when they are gone, 1 when something still runs.
    """
    try:
        removed = forget(places.profiles())
    except StackError as reason:
        say("forget", str(reason))
        return 1
    for folder in removed:
        say("forget", f"removed {folder}")
    if not removed:
        say("forget", "nothing to remove")
    if removed and os.geteuid() == 0:
        text = f"the account {ACCOUNT} stays for other checkouts; `userdel {ACCOUNT}`"
        say("forget", f"{text} removes it")
    return 0


def forget(profiles: tuple[str, ...]) -> tuple[Path, ...]:
    """Remove the folders of some profiles.

    Args:
        profiles: All of them are free, or none is touched.

    Returns:
        The folders removed, in the order of profiles; empty when there were none.

    Raises:
        StackError: Servers of one of them run.
    """
    removed: list[Path] = []
    with ExitStack() as locks:
        for profile in profiles:
            home = places.data_home(profile)
            if home.is_dir():
                lock = locks.enter_context(holding.servers_lock(home))
                if not lock.take():
                    msg = f"{in_use(lock.note())} End it first."
                    raise StackError(msg)
        for profile in profiles:
            for folder in _folders(profile):
                if folder.is_dir() and not folder.is_symlink():
                    shutil.rmtree(folder)
                    removed.append(folder)
    return tuple(removed)


def _folders(profile: str) -> tuple[Path, ...]:
    """List the data, what settings keep in the project, and the sockets."""
    kept_in_project = places.PROJECT / "var" / profile
    moved = bool(os.environ.get("SPEAN_HOME", "").strip())
    home = places.data_home(profile)
    here = () if moved or kept_in_project == home else (kept_in_project,)
    return (home, *here, places.run_dir(profile))
