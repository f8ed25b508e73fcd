"""The head of manage.py: `.venv`, the locked requirements, and the step into them.

It runs before anything is installed, so it imports the standard library alone, and
manage.py loads it by its path. Two environment variables steer it:

- `SPEAN_NO_VENV=1`: the interpreter has all requirements (a container, production);
- `SPEAN_LAUNCHED=1`: set by Spean for its own programs, which need no second look.
"""

import fcntl
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, TextIO

PROJECT = Path(__file__).resolve().parents[2]
VENV = PROJECT / ".venv"
STARTED = float(os.environ.get("SPEAN_STARTED") or time.time())
SHOWN_LINES = 15
MOST_PROCESSES = 4
# Options of pytest that pick some tests, or open a debugger.
FEW_TESTS = frozenset(
    (
        *("-k", "--lf", "--last-failed", "--sw", "--stepwise"),
        *("--co", "--collect-only", "--pdb", "--trace"),
    )
)


class BootstrapError(Exception):
    """The requirements cannot be installed; the text says what to do."""


def bootstrap(argv: Sequence[str]) -> None:
    """Return inside an interpreter that has the requirements, or end the program.

    `test` never returns: it becomes pytest, before Django is loaded.

    Args:
        argv: The command line, `manage.py` first.
    """
    command = argv[1] if len(argv) > 1 else ""
    stream = sys.stdout if command in {"up", "test"} else sys.stderr
    python = Path(sys.executable)
    if not (os.environ.get("SPEAN_LAUNCHED") or os.environ.get("SPEAN_NO_VENV")):
        python = venv_python(VENV)
        try:
            install(wanted_requirements(command), venv=VENV, stream=stream)
        except (BootstrapError, OSError) as reason:
            sys.exit(f"Spean cannot install what it needs.\n{reason}")
    os.environ["SPEAN_STARTED"] = str(STARTED)
    # Khmer can be printed wherever the next interpreter runs.
    os.environ.setdefault("PYTHONUTF8", "1")
    if command == "test":
        os.environ["SPEAN_PROFILE"] = "test"
        keep_bytecode(os.environ)
        os.chdir(PROJECT)
        words = argv[2:]
        _become(python, ["-m", "pytest", *processes(words), *words])
    if python != Path(sys.executable) and not runs_in(VENV):
        _become(python, [str(PROJECT / "manage.py"), *argv[1:]])


def processes(words: Sequence[str], *, cores: int | None = None) -> tuple[str, ...]:
    """Choose how many processes share a test run; what the caller says comes later.

    A whole run takes all cores, up to MOST_PROCESSES. One process is quicker where
    few tests were named, and needed where somebody wants to look inside.

    Args:
        words: What was said to pytest.
        cores: Of this machine; counted by default.
    """
    if "no:xdist" in " ".join(words):
        return ()
    are_few = any(
        word in FEW_TESTS or Path(word.split("::", 1)[0]).exists() for word in words
    )
    number = 0 if are_few else min(cores or _cores(), MOST_PROCESSES)
    # In the order of collection: pytest-django puts flushing tests last.
    return ("-n", str(number if number > 1 else 0), "--no-loadscope-reorder")


def keep_bytecode(environ: MutableMapping[str, str]) -> None:
    """Let the many processes of a test run compile each module once.

    Where none is to be written beside the sources, it goes into a folder of its own.

    Args:
        environ: Of the processes to come; changed in place.
    """
    if environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        environ.setdefault("PYTHONPYCACHEPREFIX", str(PROJECT / "var" / "bytecode"))


def wanted_requirements(command: str) -> tuple[Path, ...]:
    """List the lock files that a command needs, the running ones first."""
    names = ("requirements.txt", "requirements-test.txt")
    return tuple(PROJECT / name for name in names[: 2 if command == "test" else 1])


def venv_python(venv: Path) -> Path:
    """Name the interpreter of a virtual environment."""
    return venv / "bin" / "python"


def runs_in(venv: Path) -> bool:
    """Tell whether this very interpreter is that of the virtual environment."""
    return Path(sys.prefix).resolve() == venv.resolve()


def install(requirements: Sequence[Path], *, venv: Path, stream: TextIO) -> None:
    """Bring the virtual environment up to date; do nothing where it is.

    Args:
        requirements: Lock files with hashes.
        venv: The virtual environment, made when it is missing or broken.
        stream: Where one line for each step goes.

    Raises:
        BootstrapError: Python lacks `venv`, or pip failed.
    """
    if is_installed(requirements, venv=venv):
        return
    with _alone(venv.parent):
        # The one we waited for may have done it.
        if is_installed(requirements, venv=venv):
            return
        _make_venv(venv, stream=stream)
        stamp = _stamp(venv)
        stamp.unlink(missing_ok=True)
        names = " and ".join(path.name for path in requirements)
        say("install", f"{names}, exactly as locked", stream=stream)
        # Not compiling saves a third; Python compiles what it imports. The lock is
        # complete, so pip need not look for what it leaves out.
        pip = [str(venv_python(venv)), "-m", "pip", "install", "--no-compile"]
        quiet = ["--quiet", "--no-input", "--disable-pip-version-check", "--no-user"]
        files = [part for path in requirements for part in ("-r", str(path))]
        _run(
            [*pip, *quiet, "--no-deps", "--require-hashes", *files],
            advice="Check the network (pip needs a package index), then run it again.",
        )
        state = {"python": _version_of(venv), **_digests(requirements)}
        draft = stamp.with_suffix(".new")
        draft.write_text(json.dumps(state))
        draft.replace(stamp)


def is_installed(requirements: Sequence[Path], *, venv: Path) -> bool:
    """Tell whether these very lock files were installed to the end.

    Seen from inside the environment, its Python must also be the one of then: a
    system upgrade changes it under an environment's feet.
    """
    try:
        state = json.loads(_stamp(venv).read_text())
    except (OSError, ValueError):
        return False
    if not venv_python(venv).exists() or not isinstance(state, dict):
        return False
    if runs_in(venv) and state.get("python") != _own_version():
        return False
    return all(state.get(name) == it for name, it in _digests(requirements).items())


def say(tag: str, text: str, *, stream: TextIO | None = None) -> None:
    """Print one line of progress with the seconds since the command began."""
    line = f"[{time.time() - STARTED:6.1f}s] {tag:<8} {text}"
    try:
        print(line, file=stream or sys.stdout, flush=True)
    except (OSError, ValueError):
        # The terminal is gone; stopping in order matters more than telling of it.
        return


def _make_venv(venv: Path, *, stream: TextIO) -> None:
    version = _version_of(venv)
    if version and _has_pip(venv):
        return
    if not importlib.util.find_spec("venv") or not importlib.util.find_spec(
        "ensurepip"
    ):
        msg = (
            f"This Python ({sys.executable}) cannot make virtual environments. "
            "Install what is missing, on Debian and Ubuntu: apt install python3-venv"
        )
        raise BootstrapError(msg)
    say("venv", f"making {venv.name} with Python {_own_version()}", stream=stream)
    # One that works and only lacks pip (another tool made it) keeps its packages.
    clear = [] if version else ["--clear"]
    _run(
        [_base_python(), "-m", "venv", *clear, str(venv)],
        advice=f"Remove {venv.name} and run it again.",
    )


def _version_of(venv: Path) -> str:
    """Ask a virtual environment for its Python; empty when it does not work."""
    code = "import sys; print('{}.{}'.format(*sys.version_info))"
    version = _ask(venv, code).strip()
    # After an upgrade of the system's Python, what was installed is for the old one.
    return version if (venv / "lib" / f"python{version}").is_dir() else ""


def _has_pip(venv: Path) -> bool:
    return _ask(venv, "import pip; print('yes')").strip() == "yes"


def _ask(venv: Path, code: str) -> str:
    try:
        return _run([str(venv_python(venv)), "-I", "-c", code], advice="")
    except (OSError, BootstrapError):
        return ""


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _base_python() -> str:
    return getattr(sys, "_base_executable", None) or sys.executable


def _own_version() -> str:
    return "{}.{}".format(*sys.version_info)


def _stamp(venv: Path) -> Path:
    return venv / "spean-installed.json"


def _digests(requirements: Sequence[Path]) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in requirements
    }


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder itself against a second installation; leaves no file behind."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _run(command: list[str], *, advice: str) -> str:
    ended = subprocess.run(  # noqa: S603 - our own words, no shell
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        errors="replace",
        check=False,
    )
    if ended.returncode:
        tail = "\n".join(ended.stdout.splitlines()[-SHOWN_LINES:])
        msg = f"{tail}\n{advice}"
        raise BootstrapError(msg)
    return ended.stdout


def _become(python: Path, arguments: list[str]) -> NoReturn:
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(python, [str(python), *arguments])  # noqa: S606 - our own words
