"""The ground that servers stand on: private folders and, for root, an account."""

import os
import pwd
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from newsroom.stack import places
from newsroom.stack.errors import StackError

ACCOUNT = "spean"
USERADD = Path("/usr/sbin/useradd")


@dataclass(frozen=True)
class Account:
    """Who runs the servers when root starts them."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Ground:
    """Folders made ready for the servers of one profile.

    Attributes:
        profile: "dev" or "test".
        home: The data.
        run: The sockets; private to the account of the servers.
        account: The account to run servers as; None for an ordinary user.
    """

    profile: str
    home: Path
    run: Path
    account: Account | None


def make_ground(profile: str) -> Ground:
    """Make the folders of a profile, and the account where root asks.

    Raises:
        StackError: A folder belongs to somebody else, or there is no account.
    """
    home = make_home(profile)
    account = _account() if os.geteuid() == 0 else None
    run = places.run_dir(profile)
    own_folder(run, account=account)
    return Ground(profile=profile, home=home, run=run, account=account)


def make_home(profile: str) -> Path:
    """Make the data folder: ours alone, but root's servers may pass through it.

    Raises:
        StackError: The folder belongs to somebody else or cannot be made.
    """
    home = places.data_home(profile)
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
    except OSError as reason:
        msg = f"{home.parent} cannot be made: {reason.strerror}."
        raise StackError(msg) from reason
    own_folder(home, mode=0o711 if os.geteuid() == 0 else 0o700)
    return home


def own_folder(
    path: Path, *, account: Account | None = None, mode: int = 0o700
) -> None:
    """Make a folder that is ours, or take over one that already was.

    Args:
        path: The folder; its parent exists.
        account: Whose it shall be; ours when None.
        mode: Permission bits.

    Raises:
        StackError: It is a symbolic link, no folder, or somebody else's.
    """
    owners = {os.geteuid(), account.uid if account else os.geteuid()}
    try:
        path.mkdir(mode=mode, exist_ok=True)
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as reason:
        msg = f"{path} is not a folder of ours: {reason.strerror}. Move it away."
        raise StackError(msg) from reason
    try:
        seen = os.fstat(descriptor)
        if seen.st_uid not in owners:
            msg = f"{path} belongs to another user (uid {seen.st_uid}). Move it away."
            raise StackError(msg)
        if account and seen.st_uid != account.uid:
            os.fchown(descriptor, account.uid, account.gid)
        if stat.S_IMODE(seen.st_mode) != mode:
            os.fchmod(descriptor, mode)
    finally:
        os.close(descriptor)


def _account() -> Account:
    try:
        entry = pwd.getpwnam(ACCOUNT)
    except KeyError:
        _add_account()
        entry = pwd.getpwnam(ACCOUNT)
    if entry.pw_uid == 0:
        msg = f"The account {ACCOUNT} is root itself: rename it."
        raise StackError(msg)
    return Account(uid=entry.pw_uid, gid=entry.pw_gid)


def _add_account() -> None:
    home = ["--no-create-home", "--home-dir", "/nonexistent"]
    shell = ["--shell", "/usr/sbin/nologin"]
    try:
        ended = subprocess.run(  # noqa: S603 - our own words, no shell
            [str(USERADD), "--system", *home, *shell, ACCOUNT],
            capture_output=True,
            text=True,
            check=False,
        )
        complaint = ended.stderr.strip()
    except OSError as reason:
        complaint = str(reason)
    try:
        # A neighbour may have been first: what counts is that the account is there.
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        msg = (
            f"PostgreSQL does not run as root, and the account {ACCOUNT} could not be "
            f"made ({complaint}). Make it yourself, or run Spean as an ordinary user."
        )
        raise StackError(msg) from None
