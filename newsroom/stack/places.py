"""Where the embedded servers live: folders and addresses, the same at every call.

Nothing is started or made here, so settings may import it. A profile ("dev", "test")
has its own servers, folders and sockets; where several processes share a test run,
each has a profile of its own ("test-0", "test-1"). `SPEAN_HOME` moves the data of all
profiles into one folder of your choice (the tests use it).
"""

import hashlib
import itertools
import os
import tempfile
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from newsroom.stack.errors import StackError

PROJECT = Path(__file__).resolve().parents[2]
DEV, TEST = "dev", "test"
DATABASE = "spean"
POSTGRES_PORT = 5432
# The smallest room for a socket's path among the systems we know (macOS: 104 bytes,
# Linux: 108), less the zero at its end.
LONGEST_SOCKET_PATH = 103


def shared_profile(number: int) -> str:
    """Name the profile of one of the processes that share a test run.

    Args:
        number: From 0, without gaps.
    """
    return f"{TEST}-{number}"


def is_of_tests(profile: str) -> bool:
    """Tell whether what a profile holds need not outlive a test run."""
    return profile == TEST or profile.startswith(f"{TEST}-")


def profiles() -> tuple[str, ...]:
    """List the profiles of this checkout: both, and those of shared test runs."""
    numbered = map(shared_profile, itertools.count())
    shared = itertools.takewhile(lambda it: data_home(it).is_dir(), numbered)
    return (DEV, TEST, *shared)


def data_home(profile: str) -> Path:
    """Name the folder with the data of the embedded servers.

    For root it lies outside the project, because the account that runs the servers
    must be able to reach it wherever the project is.
    """
    chosen = os.environ.get("SPEAN_HOME", "").strip()
    if chosen:
        return Path(chosen).expanduser().absolute() / profile
    if os.geteuid() == 0:
        return Path("/var/lib") / f"spean-{_key(profile)}"
    return PROJECT / "var" / profile


def run_dir(profile: str) -> Path:
    """Name the private folder with the sockets.

    Raises:
        StackError: Its path is too long for a Unix socket.
    """
    folder = Path(tempfile.gettempdir()) / f"spean-{os.geteuid()}-{_key(profile)}"
    longest = max((postgres_socket(folder), valkey_socket(folder)), key=_length)
    if _length(longest) > LONGEST_SOCKET_PATH:
        msg = f"{longest} is too long for a socket: set TMPDIR to a shorter path."
        raise StackError(msg)
    return folder


def postgres_socket(folder: Path) -> Path:
    """Name PostgreSQL's socket in a folder of sockets."""
    return folder / f".s.PGSQL.{POSTGRES_PORT}"


def valkey_socket(folder: Path) -> Path:
    """Name Valkey's socket in a folder of sockets."""
    return folder / "valkey.sock"


def database_url(profile: str, *, role: Literal["app", "owner"] = "app") -> str:
    """Write the address of the embedded database.

    Args:
        profile: "dev" or "test".
        role: "owner" may change tables, "app" only what is in them.
    """
    folder = quote(str(run_dir(profile)))
    return f"postgresql://spean_{role}@:{POSTGRES_PORT}/{DATABASE}?host={folder}"


def redis_url(profile: str) -> str:
    """Write the address of the embedded Valkey, without a database number."""
    return f"unix://{valkey_socket(run_dir(profile))}"


def _key(profile: str) -> str:
    chosen = os.environ.get("SPEAN_HOME", "").strip()
    home = Path(chosen).expanduser().absolute() if chosen else PROJECT
    name = f"{home}:{profile}:{os.geteuid()}"
    return hashlib.sha256(name.encode(errors="surrogateescape")).hexdigest()[:10]


def _length(path: Path) -> int:
    return len(os.fsencode(path))
