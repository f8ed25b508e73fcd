"""Typed readers of environment variables that name the variable when it is wrong."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from people.sealing import IdentityKeyError, checked_key
from translations.suggest import BACKENDS, Service
from translations.suggest.base import AddressError

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})


MAIL_PORTS: Mapping[str, int] = {"smtp": 587, "smtps": 465}


class SettingError(ValueError):
    """A setting is missing or cannot be read; the text says which and what to do."""


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """How mail leaves, as Django wants to know it.

    Attributes:
        backend: Dotted path of Django's backend.
        host: Empty where mail goes nowhere.
        port: TCP.
        user: Empty where the server asks for none.
        password: Empty with the user.
        is_encrypted: Encrypted from the first byte.
        is_upgraded: Encrypted by STARTTLS before anything is said.
    """

    backend: str = "django.core.mail.backends.dummy.EmailBackend"
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    is_encrypted: bool = False
    is_upgraded: bool = False


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

    def number(
        self,
        name: str,
        *,
        default: int,
        least: int | None = None,
        most: int | None = None,
    ) -> int:
        """Read a whole number.

        Args:
            name: The variable.
            default: Where it is not set.
            least: The smallest number that makes sense; None where all do.
            most: The largest one; None where all do.

        Raises:
            SettingError: The variable holds something else, or too small or too
                large a number.
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
        if most is not None and number > most:
            msg = f"{name} is {number}: write {most} or less."
            raise SettingError(msg)
        return number

    def mail_server(self, name: str) -> MailServer | None:
        """Read how mail leaves.

        Never unencrypted: what is read on the way tells who works here.

        Args:
            name: The variable: `smtp://user:password@host:587` (STARTTLS),
                `smtps://user:password@host:465` (TLS), or `console` to print it.

        Returns:
            None where the variable is not set: no mail is sent.

        Raises:
            SettingError: The variable holds something else.

        >>> mail = Environment({"MAIL": "smtps://a:b%40c@mail.example"})
        >>> mail.mail_server("MAIL").password
        'b@c'
        """
        value = self._variables.get(name, "").strip()
        if not value:
            return None
        if value == "console":
            return MailServer(backend="django.core.mail.backends.console.EmailBackend")
        try:
            parts = urlsplit(value)
            port = parts.port or MAIL_PORTS[parts.scheme]
        except (KeyError, ValueError):
            parts = urlsplit("")
        if not parts.hostname:
            # Not the value: it may hold a password.
            msg = f"{name} cannot be read: write smtp://user:password@host:port."
            raise SettingError(msg)
        return MailServer(
            backend="django.core.mail.backends.smtp.EmailBackend",
            host=parts.hostname,
            port=port,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            is_encrypted=parts.scheme == "smtps",
            is_upgraded=parts.scheme == "smtp",
        )

    def identity_keys(self, name: str) -> tuple[str, ...]:
        """Read the public keys to which identities are sealed; empty where not set.

        Raises:
            SettingError: One is a private key, or no key; the text repeats neither.

        >>> Environment({"KEYS": "AGE-SECRET-KEY-1QQ"}).identity_keys("KEYS")
        Traceback (most recent call last):
        ...
        newsroom.env.SettingError: KEYS holds a private key (AGE-SECRET-KEY-…). Remove \
it from this server at once, take it for lost, and make another pair on a computer \
that is not a server.
        """
        try:
            return tuple(checked_key(word) for word in self.words(name))
        except IdentityKeyError as error:
            msg = f"{name} {error}"
            raise SettingError(msg) from None

    def machine_service(
        self, name: str, *, url: str, key: str, model: str
    ) -> Service | None:
        """Read which machine translation service the newsroom uses.

        Args:
            name: The variable that names the back-end, as in BACKENDS.
            url: The variable that says where it is.
            key: The variable with what it knows us by.
            model: The variable that chooses one of its models.

        Returns:
            None where no back-end is named: machine translation is off.

        Raises:
            SettingError: The back-end is unknown, or its address is missing or not
                safe; the text repeats neither the address nor the key.

        >>> Environment({}).machine_service("A", url="B", key="C", model="D")
        """
        code = self.text(name, "")
        if not code:
            return None
        told = (self.text(each, "") for each in (url, key, model))
        service = Service(code, *told)
        if code not in BACKENDS:
            known = ", ".join(sorted(BACKENDS))
            msg = f"{name} is {code!r}: write one of {known}."
            raise SettingError(msg)
        try:
            BACKENDS[code](service)
        except AddressError as error:
            msg = f"{url} {error}."
            raise SettingError(msg) from None
        return service

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
