"""Whether a command needs embedded servers around it, and the door to them.

With both URLs set nothing embedded is imported.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from newsroom.env import SettingError
from newsroom.stack.errors import StackError

STARTS_NONE = frozenset(
    {
        "",
        "check",
        "collectstatic",
        "compilemessages",
        "diffsettings",
        "findstatic",
        "help",
        "makemessages",
        "makemigrations",
        "startapp",
        "startproject",
        "up",
        "version",
    }
)


def needs_servers(argv: Sequence[str], environ: Mapping[str, str]) -> bool:
    """Tell whether a command needs embedded servers around it.

    `up` brings its own; a program that `up` started, or a command inside another,
    has them already.

    Args:
        argv: The command line, `manage.py` first.
        environ: The environment.

    >>> needs_servers(["manage.py", "migrate"], {})
    True
    >>> needs_servers(["manage.py", "migrate", "--help"], {})
    False
    """
    command = argv[1] if len(argv) > 1 else ""
    has_urls = all(environ.get(it, "").strip() for it in ("DATABASE_URL", "REDIS_URL"))
    if has_urls or environ.get("SPEAN_LAUNCHED"):
        return False
    if command.startswith("-") or {"-h", "--help"} & set(argv[2:]):
        return False
    if command == "check":
        return any(word.startswith("--database") for word in argv[2:])
    return command not in STARTS_NONE


@contextmanager
def servers_for(
    argv: Sequence[str], *, environ: Mapping[str, str] | None = None
) -> Iterator[None]:
    """Have the embedded servers there while a command runs.

    Args:
        argv: The command line, `manage.py` first.
        environ: The environment; that of this program by default.

    Raises:
        SystemExit: They cannot be had; it says why.
    """
    environ = os.environ if environ is None else environ
    if not needs_servers(argv, environ):
        yield
        return
    # Here, so that production never loads it.
    from newsroom.stack.sharing import share_servers  # noqa: PLC0415

    profile = environ.get("SPEAN_PROFILE", "").strip() or "dev"
    doing = f"manage.py {argv[1]}"
    try:
        shared = share_servers(profile, doing=doing, environ=environ)
    except (StackError, SettingError) as reason:
        sys.exit(f"{doing}: {reason}")
    # A manage.py that this command runs has the servers too.
    os.environ["SPEAN_LAUNCHED"] = "1"
    if shared.address:
        # Settings are read later: copies made here name the newsroom that runs.
        os.environ.setdefault("SITE_URL", shared.address)
    try:
        yield
    finally:
        os.environ.pop("SPEAN_LAUNCHED", None)
        shared.leave()
