"""What every machine translation service is asked, and how it fails."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol
from urllib.parse import urlsplit

from translations.terms.concepts import WantedTerm

LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
LONGEST_SOURCE: Final = 20_000
"""Characters of one text that is sent."""
# A translation is seldom three times as long; Khmer counts its vowels as letters.
_MOST_TIMES, _MORE = 6, 400


class Trouble(StrEnum):
    """Why a service gave no translation."""

    UNREACHABLE = "unreachable"
    TOO_SLOW = "too_slow"
    BUSY = "busy"
    BROKEN = "broken"
    DENIED = "denied"
    REFUSED = "refused"
    REDIRECTED = "redirected"
    TOO_LONG = "too_long"
    GARBAGE = "garbage"
    MISCOUNTED = "miscounted"
    SENT_TOO_LONG = "sent_too_long"

    @property
    def may_pass(self) -> bool:
        """Whether it is worth trying again later."""
        return self in {
            Trouble.UNREACHABLE,
            Trouble.TOO_SLOW,
            Trouble.BUSY,
            Trouble.BROKEN,
        }


# Entries of the interface catalogue.
WORDS: Final = {
    Trouble.UNREACHABLE: "The translation service cannot be reached. Try again later.",
    Trouble.TOO_SLOW: "The translation service took too long. Try again later.",
    Trouble.BUSY: "The translation service has too much to do. Try again later.",
    Trouble.BROKEN: "The translation service has a fault. Try again later.",
    Trouble.DENIED: (
        "The translation service does not accept our key. "
        "Ask whoever runs the server to look at MACHINE_KEY."
    ),
    Trouble.REFUSED: (
        "The translation service does not accept what it was sent. It may not know "
        "one of the languages, or not the model."
    ),
    Trouble.REDIRECTED: (
        "The translation service sends us to another address. Nothing was sent there; "
        "ask whoever runs the server to look at MACHINE_URL."
    ),
    Trouble.TOO_LONG: (
        "The translation service answered with far too much. Nothing was taken over."
    ),
    Trouble.GARBAGE: (
        "The translation service answered with something that is no translation. "
        "Nothing was taken over."
    ),
    Trouble.MISCOUNTED: (
        "The translation service answered with another number of paragraphs than it "
        "was sent. Nothing was taken over."
    ),
    Trouble.SENT_TOO_LONG: (
        "The paragraph is too long for a machine. Split it, or translate it yourself."
    ),
}


class ServiceError(Exception):
    """A service gave no translation; the text is an entry of the catalogue.

    Attributes:
        trouble: Why.
    """

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(WORDS[trouble])
        self.trouble = trouble


class AddressError(ValueError):
    """A service has an address to which no text may be sent."""


@dataclass(frozen=True)
class Service:
    """Which service an outlet wants, as its settings say.

    Attributes:
        code: A key of BACKENDS.
        address: Where it is; empty for one that needs none.
        key: What it knows us by; never shown and never logged.
        model: Which of its models; empty where it has one only.
    """

    code: str
    address: str = ""
    key: str = field(default="", repr=False)
    model: str = ""


class Backend(Protocol):
    """Speaks to one service.

    Attributes:
        code: As in BACKENDS; lower-case letters.
        model: Which of its models; may be empty.
        takes_terms: It can be told what things are called; others get no term.
    """

    @property
    def code(self) -> str:
        """The word that names it."""

    @property
    def model(self) -> str:
        """Which model translates."""

    @property
    def takes_terms(self) -> bool:
        """Whether it is told what the glossary says."""

    def translate(
        self,
        texts: Sequence[str],
        source_language: str,
        target_language: str,
        terms: Sequence[WantedTerm] = (),
    ) -> tuple[str, ...]:
        """Translate some texts; marks such as ⟦1⟧ stay where they belong.

        Args:
            texts: Plain, none of them empty.
            source_language: BCP 47 tag.
            target_language: BCP 47 tag.
            terms: What the texts name; left alone unless `takes_terms`.

        Returns:
            As many, in the same order.

        Raises:
            ServiceError: There is no translation; says why.
        """


def checked_address(address: str) -> str:
    """Return an address to which texts may be sent, without a slash at its end.

    Raises:
        AddressError: It is not encrypted and leads to another machine, or it is no
            address; the text does not repeat it.

    >>> checked_address("http://127.0.0.1:5000/")
    'http://127.0.0.1:5000'
    """
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:
        parts, host = urlsplit(""), None
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK)
    if not host or not is_safe or parts.username or parts.query or parts.fragment:
        message = (
            "must be https://… (http:// on this machine only), without a password, "
            "question mark or number sign in it"
        )
        raise AddressError(message)
    return address.rstrip("/")


def checked_answer(texts: Sequence[str], answer: object) -> tuple[str, ...]:
    """Return what a service answered, if it can be a translation of some texts.

    Args:
        texts: As they were sent.
        answer: As it came, out of JSON.

    Raises:
        ServiceError: It is no list of texts, of another number, or one of them is
            empty or far too long.
    """
    if not isinstance(answer, list) or not all(isinstance(it, str) for it in answer):
        raise ServiceError(Trouble.GARBAGE)
    if len(answer) != len(texts):
        raise ServiceError(Trouble.MISCOUNTED)
    for text, translated in zip(texts, answer, strict=True):
        if not translated.strip():
            raise ServiceError(Trouble.GARBAGE)
        if len(translated) > _MOST_TIMES * len(text) + _MORE:
            raise ServiceError(Trouble.TOO_LONG)
    return tuple(answer)


def refuse_too_long(texts: Sequence[str]) -> None:
    """Refuse to send what no service would translate.

    Raises:
        ServiceError: One of the texts is too long.
    """
    if any(len(text) > LONGEST_SOURCE for text in texts):
        raise ServiceError(Trouble.SENT_TOO_LONG)
