"""Notice killers: ten ways to lose a notice, for every format.

A killer takes the good bytes of a copy and makes bad ones of them: of the same
format, and as little else changed as can be.
"""

import html
import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from exports.package import LicensedPackage

Change = Callable[[str], str]
ATTACKS = (
    "dropped",
    "truncated",
    "hidden",
    "other edition",
    "one language only",
    "blank",
    "double-escaped",
    "homoglyph",
    "in a comment only",
    "metadata only",
)
_LOOKALIKES = str.maketrans("aeop©ា", "аеορⒸា")
CHANGES: dict[str, Change] = {
    "dropped": lambda _text: "",
    "truncated": lambda text: text[: len(text) // 2],
    "blank": lambda _text: " \u200b \u00a0",
    "double-escaped": lambda text: text.encode("ascii", "xmlcharrefreplace").decode(),
    "homoglyph": lambda text: text.translate(_LOOKALIKES),
}
# One letter, one word, one sentence: little is enough to lose the meaning.
CHANGES_MORE: dict[str, tuple[Change, ...]] = {
    "truncated": (lambda text: text[:-1], lambda text: text[1:]),
    "homoglyph": (lambda text: text.replace("©", "Ⓒ"),),
    "double-escaped": (
        lambda text: json.dumps(text)[1:-1],
        lambda text: html.escape(html.escape(text).replace("©", "&copy;")),
    ),
}


class Killers(ABC):
    """The attacks on one format.

    Attributes:
        package: What the good copy carries.
        good: Its bytes.
        story: Facts of the story that give the format something to lose.
    """

    story: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, package: LicensedPackage, good: bytes) -> None:
        self.package = package
        self.good = good

    @abstractmethod
    def seen(self, change: Change) -> bytes:
        """Change the notice where people see it; gone if nothing is left."""

    @abstractmethod
    def told(self, change: Change, tags: tuple[str, ...]) -> bytes:
        """Change the notice for machines, in some languages."""

    @abstractmethod
    def hidden(self) -> Iterator[bytes]:
        """Leave the notice in the place for people, but out of their sight."""

    @abstractmethod
    def in_a_comment_only(self) -> Iterator[bytes]:
        """Leave the notice only in what is no part of the text."""

    @abstractmethod
    def metadata_only(self) -> Iterator[bytes]:
        """Leave the notice to machines."""

    def all_told(self, change: Change) -> bytes:
        """Change the notice for machines in every language."""
        return self.told(change, tuple(self.package.notice.texts))

    def bad(self, attack: str, other_edition: bytes) -> Iterator[bytes]:
        """Yield the bad bytes of an attack.

        Args:
            attack: one of ATTACKS.
            other_edition: the same copy, written with another edition.
        """
        own = {
            "hidden": self.hidden,
            "one language only": self.one_language_only,
            "in a comment only": self.in_a_comment_only,
            "metadata only": self.metadata_only,
        }
        if attack in own:
            yield from own[attack]()
        elif attack == "other edition":
            yield other_edition
            yield self.seen(
                lambda text: text.replace("2026", "2025").replace("២០២៦", "២០២៥")
            )
            yield self.all_told(
                lambda text: text.replace("2026", "2025").replace("២០២៦", "២០២៥")
            )
        else:
            yield from self.changed(attack)

    def changed(self, attack: str) -> Iterator[bytes]:
        """Yield a change for people, for machines, and for both."""
        for change in (CHANGES[attack], *CHANGES_MORE.get(attack, ())):
            yield self.seen(change)
            yield self.all_told(change)
            yield type(self)(self.package, self.seen(change)).all_told(change)

    def one_language_only(self) -> Iterator[bytes]:
        """Yield copies that lack all languages but one."""
        texts = self.package.notice.texts
        for kept in texts:
            others = tuple(tag for tag in texts if tag != kept)
            yield self.told(lambda _text: "", others)
            yield self.told(lambda _text, kept=kept: texts[kept].full, others)
