"""A story's languages as the board knows them, and the next step for whoever looks."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from articles import workflow
from articles.models import Status
from articles.workflow import Condition, Step, steps_from


@dataclass(frozen=True, kw_only=True)
class Side:
    """One language of a story, with what its next step depends on.

    Attributes:
        pk: Of the version.
        language: BCP 47.
        status: Of the workflow.
        origin: How it came to be.
        headline: What readers have, else what is being written; may be empty.
        paragraphs: In the body of the working copy.
        holder: User name of whose hands it is in; empty for nobody's.
        is_mine: Whether it is in the hands of whoever looks.
        due_at: Timezone-aware; None for no deadline.
        visible_from: The hour of its schedule; None where that has come, or is none.
        is_read: The newest text is the approved one.
        is_released: The newest text is the released one.
        is_unconfirmed: Readers have a text that no second person has read.
        is_own_text: Whoever looks wrote what is to be read.
        source: The version it was made from, if the newsroom holds it.
        done: Units that are translated, approved or left out on purpose.
        total: Units that have a source; 0 of what is no translation.
        unconfirmed: Paragraphs of which nobody has confirmed what they belong to.
        changed: Units whose source says something else since it was made.
        is_machine_used: A machine was asked about it.
    """

    pk: int
    language: str
    status: str
    origin: str
    headline: str
    paragraphs: int
    holder: str
    is_mine: bool
    due_at: datetime | None
    visible_from: datetime | None
    is_read: bool
    is_released: bool
    is_unconfirmed: bool
    is_own_text: bool
    source: int | None
    done: int
    total: int
    unconfirmed: int
    changed: int
    is_machine_used: bool

    @property
    def is_finished(self) -> bool:
        """Whether readers have it, or never will."""
        return self.status in {Status.PUBLISHED, Status.WITHDRAWN}

    @property
    def percent(self) -> int | None:
        """How much of a translation is done, 0-100; None where nothing is left."""
        if self.is_finished or not self.total:
            return None
        return 100 * self.done // self.total


@dataclass(frozen=True)
class Rights:
    """What an account may do, by language.

    Attributes:
        acts: Permissions as "app_label.codename", by BCP 47 tag; those under the
            empty tag hold in every language.
        may_all: Whether the account runs the server.
    """

    acts: Mapping[str, frozenset[str]]
    may_all: bool = False

    def allow(self, act: str, language: str) -> bool:
        """Say whether an act is allowed in a language, without a query."""
        return self.may_all or any(
            act in self.acts.get(tag, ()) for tag in (language, "")
        )

    def allow_somewhere(self, act: str, languages: Iterable[str]) -> bool:
        """Say whether an act is allowed in one of some languages."""
        return any(self.allow(act, language) for language in languages)


# The steps that bring a text to its readers, the most urgent first.
FORWARD: tuple[Step, ...] = (
    workflow.CONFIRM,
    workflow.PUBLISH_TEXT,
    workflow.TAKE,
    workflow.APPROVE_TEXT,
    workflow.APPROVE_CHANGE,
    workflow.SUBMIT,
)
# As far as the board knows; the action that is called asks again, and of every gate.
_HOLDS: Mapping[Condition, Callable[[Side], bool]] = {
    Condition.TEXT: lambda side: bool(side.headline and side.paragraphs),
    Condition.SECOND_READ: lambda side: not side.is_own_text,
    Condition.READ: lambda side: side.is_read,
    Condition.UNCONFIRMED: lambda side: side.is_unconfirmed,
    Condition.GATES: lambda _side: True,
    Condition.CHECKED: lambda _side: True,
}


def next_step(side: Side, rights: Rights, *, is_stopped: bool) -> Step | None:
    """Choose what somebody may do next to bring a version to its readers.

    Args:
        side: The version.
        rights: Of whoever looks.
        is_stopped: The story is hidden or restricted, so that no text goes out.
    """
    possible = set(steps_from(side.status))
    for step in FORWARD:
        if (
            step in possible
            and rights.allow(step.act, side.language)
            and all(_HOLDS[condition](side) for condition in step.conditions)
            and not _is_pointless(step, side, is_stopped=is_stopped)
        ):
            return step
    return None


def _is_pointless(step: Step, side: Side, *, is_stopped: bool) -> bool:
    if Condition.GATES in step.conditions:
        return is_stopped or (side.status == Status.PUBLISHED and side.is_released)
    if step is workflow.APPROVE_CHANGE:
        return side.is_read or side.is_released
    # A draft is submitted by who writes it.
    return step is workflow.SUBMIT and bool(side.holder) and not side.is_mine


def may_write(side: Side, rights: Rights) -> bool:
    """Say whether a draft waits for whoever looks to go on writing."""
    act = workflow.WRITING[side.status]
    is_theirs = side.is_mine or not side.holder
    return (
        side.status == Status.DRAFT
        and is_theirs
        and act is not None
        and rights.allow(act, side.language)
    )
