"""Who learns that a text was released or that its links changed, in the same moment."""

from datetime import datetime
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from articles.models import Source, Version
from people.models import Account


class Follower(Protocol):
    """What a higher room does in the transaction in which something below it moves."""

    def release_moved(
        self, *, version: Version, was_id: int | None, by: Account, at: datetime
    ) -> None:
        """Learn that another revision of a version is the released one than before.

        Args:
            version: As stored; its released revision is None where it was taken off
                the schedule.
            was_id: The revision released before; None for none.
            by: Who released it.
            at: Timezone-aware.
        """

    def text_thrown_away(self, *, version: Version) -> None:
        """Learn that what was written since the last release is gone.

        Args:
            version: As stored; its text is the released one again, or none.
        """

    def link_set(self, *, link: Source, by: Account) -> None:
        """Learn that a translation was linked to a revision of a source.

        Args:
            link: As stored.
            by: Who says that the translation was made from that revision.
        """

    def link_removed(self, *, link: Source) -> None:
        """Learn that a link is about to go."""

    def link_turned(self, *, link: Source) -> None:
        """Learn that the source of a link became the translation.

        Args:
            link: As stored afterwards.
        """


@cache
def _followers(paths: tuple[str, ...]) -> tuple[Follower, ...]:
    return tuple(import_string(path)() for path in paths)


def followers() -> tuple[Follower, ...]:
    """Return those of VERSION_FOLLOWERS, in their order."""
    return _followers(tuple(settings.VERSION_FOLLOWERS))
