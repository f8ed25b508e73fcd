"""The table of the workflow: who may move a version from which state to which.

Plain values: `articles.actions.reviewing` and `articles.actions.publishing` do what
the table says, the desk draws its buttons from it, and tests walk over it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

DRAFT, SUBMITTED, IN_EDIT = "draft", "submitted", "in_edit"
APPROVED, PUBLISHED, WITHDRAWN = "approved", "published", "withdrawn"

WRITE, EDIT = "articles.write_version", "articles.edit_version"
APPROVE, PUBLISH = "articles.approve_version", "articles.publish_version"
TAKE_DOWN = "articles.take_down_version"


class Condition(StrEnum):
    """What must hold besides the state and the permission."""

    TEXT = "text"
    """There is a headline and a body."""
    REASON = "reason"
    """Whoever does it says why."""
    OWN_SUBMISSION = "own_submission"
    """It is undone by the one who submitted."""
    SECOND_READ = "second_read"
    """It is done by nobody who wrote the text since it was approved last."""
    READ = "read"
    """The newest text is the approved one."""
    GATES = "gates"
    """No gate of PUBLICATION_GATES objects."""
    CHECKED = "checked"
    """No gate of APPROVAL_GATES objects."""
    NOT_PUBLIC_YET = "not_public_yet"
    """The hour of the schedule has not come."""
    NEVER_PUBLIC = "never_public"
    """No text was ever released."""
    UNCONFIRMED = "unconfirmed"
    """It was published at once, and nobody has read it since."""


class Hands(StrEnum):
    """In whose hands a version is once a step was taken."""

    SAME = "same"
    """In those it was in before."""
    THEIR_OWN = "their_own"
    """Of whoever took the step."""
    WRITER = "writer"
    """Of whoever submitted it last; nobody's where it never was."""
    NOBODY = "nobody"
    """In nobody's."""


@dataclass(frozen=True)
class Step:
    """One way from state to state.

    Attributes:
        code: Stable name, kept in the history.
        act: The permission it needs, in the version's language.
        starts: The states it may start from.
        ends: The state it leads to.
        conditions: What must hold besides.
        consequences: What else it does, a short sentence each.
        hands: Whose it is afterwards.
    """

    code: str
    act: str
    starts: frozenset[str]
    ends: str
    conditions: tuple[Condition, ...] = ()
    consequences: tuple[str, ...] = ()
    hands: Hands = Hands.SAME


SUBMIT = Step(
    "submit",
    WRITE,
    frozenset({DRAFT}),
    SUBMITTED,
    (Condition.TEXT,),
    ("keeps a revision", "is in nobody's hands until an editor takes it"),
    Hands.NOBODY,
)
TAKE_BACK = Step(
    "take_back",
    WRITE,
    frozenset({SUBMITTED}),
    DRAFT,
    (Condition.OWN_SUBMISSION,),
    ("is in the writer's hands again",),
    Hands.THEIR_OWN,
)
TAKE = Step(
    "take",
    EDIT,
    frozenset({SUBMITTED}),
    IN_EDIT,
    (),
    ("is in the editor's hands",),
    Hands.THEIR_OWN,
)
RETURN = Step(
    "return",
    EDIT,
    frozenset({SUBMITTED, IN_EDIT, APPROVED}),
    DRAFT,
    (Condition.REASON,),
    ("keeps a revision", "is in the hands of whoever submitted it"),
    Hands.WRITER,
)
APPROVE_TEXT = Step(
    "approve",
    APPROVE,
    frozenset({SUBMITTED, IN_EDIT}),
    APPROVED,
    (Condition.TEXT, Condition.SECOND_READ, Condition.CHECKED),
    ("keeps a revision", "nobody can write it until it is reopened"),
)
APPROVE_CHANGE = Step(
    "approve_change",
    APPROVE,
    frozenset({PUBLISHED}),
    PUBLISHED,
    (Condition.TEXT, Condition.SECOND_READ, Condition.CHECKED),
    ("keeps a revision", "readers go on reading the released text"),
)
REOPEN = Step(
    "reopen",
    EDIT,
    frozenset({APPROVED}),
    IN_EDIT,
    (),
    ("the approval lapses", "is in the editor's hands"),
    Hands.THEIR_OWN,
)
PUBLISH_TEXT = Step(
    "publish",
    PUBLISH,
    frozenset({APPROVED, PUBLISHED}),
    PUBLISHED,
    (Condition.READ, Condition.GATES),
    ("releases the newest text, now or at the hour that is given",),
    Hands.NOBODY,
)
PUBLISH_AT_ONCE = Step(
    "publish_at_once",
    PUBLISH,
    frozenset({DRAFT, SUBMITTED, IN_EDIT, PUBLISHED}),
    PUBLISHED,
    (Condition.REASON, Condition.GATES),
    ("releases the newest text", "a second person has to read it afterwards"),
    Hands.NOBODY,
)
CONFIRM = Step(
    "confirm",
    APPROVE,
    frozenset({PUBLISHED}),
    PUBLISHED,
    (Condition.UNCONFIRMED, Condition.SECOND_READ),
    ("the second read is done",),
)
UNSCHEDULE = Step(
    "unschedule",
    PUBLISH,
    frozenset({PUBLISHED}),
    APPROVED,
    (Condition.NOT_PUBLIC_YET, Condition.READ),
    ("the hour is forgotten, the approval stands",),
)
SPIKE = Step(
    "spike",
    EDIT,
    frozenset({DRAFT, SUBMITTED, IN_EDIT, APPROVED}),
    WITHDRAWN,
    (Condition.REASON, Condition.NEVER_PUBLIC),
    ("keeps a revision", "the text can be revived"),
)
REVIVE = Step(
    "revive",
    EDIT,
    frozenset({WITHDRAWN}),
    DRAFT,
    (Condition.NEVER_PUBLIC,),
    ("is in the hands of whoever revives it",),
    Hands.THEIR_OWN,
)
TAKE_DOWN_TEXT = Step(
    "take_down",
    TAKE_DOWN,
    frozenset({PUBLISHED}),
    WITHDRAWN,
    (),
    ("every language of the story goes", "the address says neutrally that it is gone"),
)

STEPS: tuple[Step, ...] = (
    SUBMIT,
    TAKE_BACK,
    TAKE,
    RETURN,
    APPROVE_TEXT,
    APPROVE_CHANGE,
    REOPEN,
    PUBLISH_TEXT,
    PUBLISH_AT_ONCE,
    CONFIRM,
    UNSCHEDULE,
    SPIKE,
    REVIVE,
    TAKE_DOWN_TEXT,
)

# Who may write the working copy of a version in which state; None: nobody.
WRITING: Mapping[str, str | None] = {
    DRAFT: WRITE,
    SUBMITTED: EDIT,
    IN_EDIT: EDIT,
    APPROVED: None,
    PUBLISHED: WRITE,
    WITHDRAWN: None,
}
# Who may change the address and the rights basis of a version in which state. They take
# effect at once: nobody reads them a second time, and no release stands in between.
DESCRIBING: Mapping[str, str | None] = {
    DRAFT: WRITE,
    SUBMITTED: EDIT,
    IN_EDIT: EDIT,
    APPROVED: EDIT,
    PUBLISHED: PUBLISH,
    WITHDRAWN: None,
}
# What is written in these states is an editor's change, not the writer's text.
EDITING = frozenset({SUBMITTED, IN_EDIT})
# Whoever goes on writing in these states writes something that nobody has approved.
UNREAD = frozenset({DRAFT, IN_EDIT})


def steps_from(status: str) -> Iterator[Step]:
    """Yield the steps that start from a state, in the order of the table.

    >>> [step.code for step in steps_from("submitted")]
    ['take_back', 'take', 'return', 'approve', 'publish_at_once', 'spike']
    """
    return (step for step in STEPS if status in step.starts)
