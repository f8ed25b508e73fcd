"""How a piece of work fails: refused for good, or put off with a short reason."""

import errno
import re
from collections.abc import Iterable

from psycopg.errors import DiskFull

LONGEST = 200
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
_QUOTED = re.compile(r"""(['"“‘«]).*?(['"”’»]|$)""")
_FOREIGN = re.compile(r"[^\x20-\x7e]+")


class WorkRefused(Exception):  # noqa: N818 - refusals are not errors
    """A piece of work may not be done; trying again would not help.

    Args:
        reasons: Every reason, one sentence each; at least one.
    """

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(" ".join(reason.split()) for reason in reasons)
        super().__init__("\n".join(self.reasons))


class WorkStateError(Exception):
    """The work item is in no state for what was asked; the text says why."""


def is_full_disk(error: BaseException | None) -> bool:
    """Tell whether something failed because the disk of a server is full.

    Ours or the database's: whatever was to be done is not to blame for it.

    Args:
        error: Looked at with all that caused it.

    >>> is_full_disk(OSError(errno.ENOSPC, "No space left on device"))
    True
    >>> is_full_disk(OSError(errno.EACCES, "Permission denied"))
    False
    """
    while error is not None:
        if isinstance(error, DiskFull):
            return True
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            return True
        error = error.__cause__
    return False


def brief(error: BaseException) -> str:
    """Write an error in one short line that holds nobody's name and no text.

    What stands in quotation marks or in another alphabet may come from a story, so
    it is left out.

    Returns:
        The class and what remains of the message's first line; at most 200
        characters.

    >>> brief(ValueError("no section 'Society' here"))
    'ValueError: no section … here'
    >>> brief(KeyError("សុខ"))
    'KeyError: …'
    """
    first = str(error).strip().partition("\n")[0]
    message = _FOREIGN.sub("…", _QUOTED.sub("…", first))
    return f"{type(error).__name__}: {message}".removesuffix(": ")[:LONGEST]
