"""What whoever opens a pair may do to it."""

from dataclasses import dataclass

from articles.models import Status, Version
from articles.workflow import EDIT, SUBMIT, WRITE, WRITING
from people.models import Account
from people.permissions import may


@dataclass(frozen=True)
class Hand:
    """What an account may do to a translation in the state it is in.

    Attributes:
        writes: It may change the text now.
        approves: It may approve paragraphs of it now.
        answers: It may say that a paragraph is still right, whatever the state.
        speaks: It may comment.
        submits: It may hand the text to the editors.
    """

    writes: bool
    approves: bool
    answers: bool
    speaks: bool
    submits: bool


def hand_of(account: Account, version: Version) -> Hand:
    """Judge in two queries what an account may do; the actions ask again.

    Args:
        account: Who looks, and may know of the story.
        version: The translation.
    """
    allowed = {act: may(account, act, version) for act in (WRITE, EDIT)}
    needed = WRITING[version.status]
    writes = needed is not None and allowed[needed]
    return Hand(
        writes=writes,
        approves=writes and allowed[EDIT],
        answers=allowed[WRITE] and version.status != Status.WITHDRAWN,
        speaks=any(allowed.values()),
        submits=allowed[WRITE] and version.status in SUBMIT.starts,
    )
