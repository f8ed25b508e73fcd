"""What leaves by itself, and what only with its holder's permission on file.

Silence means no: a permission without acts allows us to publish, and nobody else.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from rights.terms import Act

LEAVES: Final = frozenset({"staff", "assigned", "official"})
"""The rights bases of texts that are ours to give away."""
WHOLE: Final = ""
"""The place of what is about a whole text."""


@dataclass(frozen=True)
class OnFile:
    """A written permission that we hold from whom the text or photo belongs to.

    Attributes:
        acts: What may be done by those to whom we pass it on; empty for nothing.
        starts_at: Timezone-aware; included.
        ends_at: Timezone-aware; no longer included. None for no end.
        withdrawn_at: Timezone-aware; from then on it is as if there were none.
        place: Id of the paragraph that it is about; WHOLE for all of it.
    """

    acts: frozenset[Act]
    starts_at: datetime
    ends_at: datetime | None = None
    withdrawn_at: datetime | None = None
    place: str = WHOLE

    def covers(self, acts: frozenset[Act], *, at: datetime) -> bool:
        """Say whether what is wanted may be passed on at a moment.

        Args:
            acts: All of them; nothing is covered by silence.
            at: Timezone-aware.
        """
        return (
            bool(acts)
            and acts <= self.acts
            and self.starts_at <= at
            and (self.ends_at is None or at < self.ends_at)
            and (self.withdrawn_at is None or at < self.withdrawn_at)
        )


def uncovered(
    basis: str,
    *,
    places: Iterable[str],
    bases: Mapping[str, str],
    on_file: Iterable[OnFile],
    acts: frozenset[Act],
    at: datetime,
) -> Iterator[str]:
    """Yield what of a text may not leave.

    A permission for the whole text is not one for what the text takes from somebody
    else: a paragraph with a basis of its own needs a permission of its own.

    Args:
        basis: Of the whole text.
        places: Ids of its paragraphs, in order.
        bases: By the id of the paragraph, where it is not that of the whole text.
        on_file: Every permission that is about the text.
        acts: What is wanted.
        at: Timezone-aware.

    Yields:
        WHOLE, then ids of paragraphs in order.
    """
    covered = {held.place for held in on_file if held.covers(acts, at=at)}
    if basis not in LEAVES and WHOLE not in covered:
        yield WHOLE
    for place in places:
        its_own = bases.get(place)
        if its_own is not None and its_own not in LEAVES and place not in covered:
            yield place


def photo_leaves(
    *,
    is_ours: bool,
    stays_home: bool,
    on_file: Iterable[OnFile],
    acts: frozenset[Act],
    at: datetime,
) -> bool:
    """Say whether a photo goes along with its story.

    Args:
        is_ours: It was taken by us.
        stays_home: It leaves for nobody, whatever is on file.
        on_file: Every permission that is about it.
        acts: What is wanted.
        at: Timezone-aware.
    """
    if stays_home:
        return False
    return is_ours or any(held.covers(acts, at=at) for held in on_file)
