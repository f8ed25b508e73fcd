"""How far the work on a version is, in the one word that people are shown.

An assignment knows what was agreed; how far the text is, the version alone knows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from articles.workflow import (
    APPROVED,
    DRAFT,
    IN_EDIT,
    PUBLISHED,
    SUBMITTED,
    WITHDRAWN,
)

OFFERED, ACCEPTED = "offered", "accepted"
DECLINED, TAKEN_BACK, ENDED = "declined", "withdrawn", "ended"
GIVEN_BACK = "given_back"


class Stage(StrEnum):
    """How far it is."""

    OFFERED = "offered"
    """Somebody is asked, and has not answered."""
    ACCEPTED = "accepted"
    """Somebody will, and has written nothing yet."""
    IN_PROGRESS = "in_progress"
    RETURNED = "returned"
    """It came back with a reason, and was not submitted again."""
    SUBMITTED = "submitted"
    """It is with the editors."""
    APPROVED = "approved"
    PUBLISHED = "published"
    DROPPED = "dropped"
    """The text was dropped or taken down."""
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    GIVEN_BACK = "given_back"
    """Whoever had accepted it could not go on."""
    ENDED = "ended"
    """It was handed to somebody else, or is out and was offered anew."""

    @property
    def is_open(self) -> bool:
        """Whether whoever has it must still do something."""
        return self in _OPEN


_OPEN = frozenset({Stage.OFFERED, Stage.ACCEPTED, Stage.IN_PROGRESS, Stage.RETURNED})
_OVER: Mapping[str, Stage] = {
    DECLINED: Stage.DECLINED,
    TAKEN_BACK: Stage.TAKEN_BACK,
    GIVEN_BACK: Stage.GIVEN_BACK,
    ENDED: Stage.ENDED,
}
_BEYOND: Mapping[str, Stage] = {
    SUBMITTED: Stage.SUBMITTED,
    IN_EDIT: Stage.SUBMITTED,
    APPROVED: Stage.APPROVED,
    WITHDRAWN: Stage.DROPPED,
}


@dataclass(frozen=True, kw_only=True)
class Work:
    """What is known of an assignment and its version.

    Attributes:
        agreed: State of the assignment.
        status: Of the version, as `articles.workflow` names it.
        has_written: Whoever has it has written in it since they have it.
        was_returned: Its last step gave it back to its writer.
        was_released: Readers got a text of it since somebody has it.
    """

    agreed: str
    status: str
    has_written: bool = False
    was_returned: bool = False
    was_released: bool = False


def stage_of(work: Work) -> Stage:
    """Say how far the work is.

    What is out may be offered again, to be brought up to date: then it is published
    only once readers have the newer text.

    >>> str(stage_of(Work(agreed="accepted", status="draft", has_written=True)))
    'in_progress'
    """
    if work.agreed in _OVER:
        return _OVER[work.agreed]
    if work.status in _BEYOND:
        return _BEYOND[work.status]
    if work.agreed == OFFERED:
        return Stage.OFFERED
    if work.status == PUBLISHED and work.was_released:
        return Stage.PUBLISHED
    if work.status == DRAFT and work.was_returned:
        return Stage.RETURNED
    return Stage.IN_PROGRESS if work.has_written else Stage.ACCEPTED
