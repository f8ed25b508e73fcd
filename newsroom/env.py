"""Typed readers of environment variables that name the variable when it is wrong."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})


class SettingError(ValueError):
    """A setting is missing or cannot be read; the text says which and what to do."""


class Environment:
    """The settings that come from outside, read by kind.

    Args:
        variables: Where to read; the process environment by default.

    >>> Environment({"DEBUG": "no"}).flag("DEBUG", default=True)
    False
    """

    def __init__(self, variables: Mapping[str, str] | None = None) -> None:
        self._variables = os.environ if variables is None else variables

    def text(self, name: str, default: str | None = None) -> str:
        """Read a text.

        Raises:
            SettingError: The variable is not set and has no default.
        """
        value = self._variables.get(name, "").strip()
        if value:
            return value
        if default is None:
            msg = f"{name} is not set. Set it in the environment; see docs/settings.md."
            raise SettingError(msg)
        return default

    def flag(self, name: str, *, default: bool) -> bool:
        """Read a yes or no.

        Raises:
            SettingError: The variable holds neither.
        """
        word = self._variables.get(name, "").strip().lower()
        if not word:
            return default
        if word in TRUE_WORDS:
            return True
        if word in FALSE_WORDS:
            return False
        msg = f"{name} is {word!r}: write 1 or 0."
        raise SettingError(msg)

    def number(self, name: str, *, default: int, least: int | None = None) -> int:
        """Read a whole number.

        Args:
            name: The variable.
            default: Where it is not set.
            least: The smallest number that makes sense; None where all do.

        Raises:
            SettingError: The variable holds something else, or a smaller number.
        """
        word = self._variables.get(name, "").strip()
        if not word:
            return default
        try:
            number = int(word)
        except ValueError:
            msg = f"{name} is {word!r}: write a whole number."
            raise SettingError(msg) from None
        if least is not None and number < least:
            msg = f"{name} is {number}: write {least} or more."
            raise SettingError(msg)
        return number

    def words(self, name: str, default: tuple[str, ...] = ()) -> list[str]:
        """Read a comma-separated list; empty parts are dropped."""
        parts = self._variables.get(name, "").split(",")
        return [part.strip() for part in parts if part.strip()] or list(default)

    def folder(self, name: str, default: Path) -> Path:
        """Read a folder's path; the folder need not exist yet."""
        value = self._variables.get(name, "").strip()
        return Path(value).expanduser() if value else default

    def secret(self, name: str, *, kept_in: Path | None) -> str:
        """Read a secret, or make one that stays the same on this machine.

        Args:
            name: The variable.
            kept_in: A private folder in which a made secret is kept; None where
                secrets must come from the environment (production).

        Raises:
            SettingError: The variable is not set and none may be made.
        """
        if kept_in is None or self._variables.get(name, "").strip():
            return self.text(name)
        path = kept_in / name.lower()
        if not path.exists():
            kept_in.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write_once(path, secrets.token_urlsafe(50))
        return path.read_text()


def _write_once(path: Path, text: str) -> None:
    draft = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    try:
        # A hard link fails where a neighbour was first: its secret counts.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
