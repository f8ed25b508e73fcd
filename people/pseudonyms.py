"""What is wrong with a user name that should say nothing about a person."""

import re
from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Shorter parts of a name, such as initials, stand in other words by chance.
SHORTEST_PART = 3

_PARTS = re.compile(r"[^\s.,\-_@+]+")


def faults(username: str, *, real_name: str, email: str) -> Iterator[str | Promise]:
    """Yield every reason against a user name.

    Args:
        username: As typed.
        real_name: Of the person; may be empty.
        email: Of the person; may be empty.

    >>> len(list(faults("dara-7", real_name="Sok Dara", email="dara@news.example")))
    2
    >>> list(faults("heron", real_name="Sok Dara", email="sok@news.example"))
    []
    """
    folded = username.casefold()
    if "@" in username:
        yield _("The user name looks like an e-mail address. Choose another one.")
    if any(part in folded for part in _telling_parts(real_name)):
        yield _("The user name holds a part of the real name. Choose another one.")
    if any(part in folded for part in _telling_parts(email.partition("@")[0])):
        yield _("The user name holds a part of the e-mail. Choose another one.")


def _telling_parts(words: str) -> list[str]:
    parts = [part.casefold() for part in _PARTS.findall(words)]
    return [part for part in parts if len(part) >= SHORTEST_PART]
