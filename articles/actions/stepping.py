"""What every step of the workflow does: ask, check, move, remember."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from articles.actions import boarding
from articles.gates import (
    Objection,
    PublicationRefused,
    StepRefused,
    TextGate,
    approval_objections,
)
from articles.gates import objections as gate_objections
from articles.models import Approval, Sitting, Status, Transition, Version
from articles.permissions import is_cleared, require_on
from articles.workflow import PUBLISHED, UNREAD, WITHDRAWN, Condition, Hands, Step
from people.models import Account


@dataclass(frozen=True)
class Attempt:
    """A step that somebody wants a version to take.

    Attributes:
        step: Of `articles.workflow`.
        version: Stored and locked.
        by: Who wants it.
        reason: Why; empty where the step needs none.
    """

    step: Step
    version: Version
    by: Account
    reason: str = ""


def attempt(step: Step, *, version: Version, by: Account, reason: str = "") -> Attempt:
    """Lock a version for a step, if the person may take it there at all.

    Raises:
        PermissionRefused: No role of the person carries the step in that language.
    """
    stored = (
        Version.objects.select_for_update(of=("self",), no_key=True)
        .select_related("article__outlet", "current_revision")
        .get(pk=version.pk)
    )
    require_on(by, step.act, stored)
    return Attempt(step, stored, by, reason.strip())


def check(wanted: Attempt) -> None:
    """Refuse a step unless the state and every condition of the table allow it.

    Raises:
        StepRefused: Carries every objection at once; a PublicationRefused
            where the step leads to readers.
    """
    against = tuple(objections_to(wanted))
    if against:
        refusal = PublicationRefused if wanted.step.ends == PUBLISHED else StepRefused
        raise refusal(against)


def step_plainly(step: Step, *, version: Version, by: Account, at: datetime) -> Version:
    """Take a step that does nothing besides what the table says.

    Raises:
        PermissionRefused: No role of the person carries the step in that language.
        StepRefused: Carries every objection at once.
    """
    wanted = attempt(step, version=version, by=by)
    check(wanted)
    return move(wanted, at=at)


def move(wanted: Attempt, *, at: datetime) -> Version:
    """Write the new state with all that follows from it, and remember the step.

    What only this step does, its action has set on the version before.
    """
    version = wanted.version
    came_from, version.status = version.status, wanted.step.ends
    _hand_on(wanted)
    version.withdrawn_at = at if wanted.step.ends == WITHDRAWN else None
    if wanted.step.ends in UNREAD:
        # The approval lapses; what readers have stays approved.
        version.approved_revision = version.released_revision
    # What spans rows is refused by the database, which has to be asked only once.
    version.full_clean(validate_unique=False, validate_constraints=False)
    version.save()
    Transition.objects.create(
        version=version,
        step=wanted.step.code,
        from_status=came_from,
        to_status=version.status,
        revision=version.current_revision,
        by=wanted.by,
        at=at,
        reason=wanted.reason,
    )
    boarding.note_version(version=version, at=at)
    return version


def objections_to(wanted: Attempt) -> Iterator[Objection]:
    """Yield everything that stands in the way of a step, in the order of the table."""
    if wanted.version.status not in wanted.step.starts:
        yield _wrong_state(wanted)
    for condition in wanted.step.conditions:
        yield from _CONDITIONS[condition](wanted)


def writers_of(version: Version, approval: Approval | None = None) -> set[int]:
    """Return the accounts whose text is not read yet, or was read in an approval."""
    unread = Q(approval=None) | Q(approval=approval) if approval else Q(approval=None)
    return set(
        Sitting.objects.filter(unread, version=version, is_editing=False).values_list(
            "account", flat=True
        )
    )


def last_submission(version: Version) -> Transition | None:
    """Return the newest submission of a version."""
    return version.transitions.filter(step="submit").order_by("-id").first()


def _hand_on(wanted: Attempt) -> None:
    match wanted.step.hands:
        case Hands.THEIR_OWN:
            wanted.version.owner = wanted.by
        case Hands.WRITER:
            wanted.version.owner = _writer_who_may_know(wanted.version)
        case Hands.NOBODY:
            wanted.version.owner = None


def _writer_who_may_know(version: Version) -> Account | None:
    submission = last_submission(version)
    if submission is None or not is_cleared(submission.by, version.article):
        return None
    return submission.by


def _wrong_state(wanted: Attempt) -> Objection:
    status = Status(wanted.version.status)
    if status is Status.WITHDRAWN and wanted.step.ends == PUBLISHED:
        return Objection(
            "withdrawn",
            _("The version was withdrawn. It does not come back by being published."),
        )
    return Objection(
        "wrong_state",
        _("The version is %(status)s. This step starts from: %(starts)s.")
        % {
            "status": status.label,
            "starts": ", ".join(
                str(known.label) for known in Status if known in wanted.step.starts
            ),
        },
    )


def _text(wanted: Attempt) -> Iterator[Objection]:
    yield from TextGate().text_objections(wanted.version)


def _reason(wanted: Attempt) -> Iterator[Objection]:
    if not wanted.reason:
        yield Objection("reason_missing", _("Say why."))


def _own_submission(wanted: Attempt) -> Iterator[Objection]:
    submission = last_submission(wanted.version)
    if submission is not None and submission.by_id != wanted.by.pk:
        yield Objection(
            "not_own_submission",
            _("Somebody else submitted it. Ask them, or return it with a reason."),
        )


def _second_read(wanted: Attempt) -> Iterator[Objection]:
    approval = (
        Approval.objects.filter(revision=wanted.version.released_revision_id).first()
        if Condition.UNCONFIRMED in wanted.step.conditions
        else None
    )
    written_by = writers_of(wanted.version, approval)
    submission = last_submission(wanted.version)
    if wanted.version.status != Status.PUBLISHED and submission is not None:
        written_by.add(submission.by_id)
    if approval is not None and approval.writer_id is not None:
        written_by.add(approval.writer_id)
    if wanted.by.pk in written_by:
        yield Objection(
            "own_text",
            _("You wrote this text. Somebody else must read it and approve it."),
        )


def _read(wanted: Attempt) -> Iterator[Objection]:
    version = wanted.version
    if (
        version.approved_revision_id is None
        or version.approved_revision_id != version.current_revision_id
    ):
        yield Objection(
            "not_approved",
            _("The newest text is not approved. A second person must read it."),
        )


def _gates(wanted: Attempt) -> Iterator[Objection]:
    yield from gate_objections(wanted.version)


def _checked(wanted: Attempt) -> Iterator[Objection]:
    yield from approval_objections(wanted.version)


def _not_public_yet(wanted: Attempt) -> Iterator[Objection]:
    waiting = Version.objects.filter(
        Q(published_at__gt=Now()) | Q(article__embargoed_until__gt=Now()),
        pk=wanted.version.pk,
    )
    if not waiting.exists():
        yield Objection(
            "public_already",
            _("Readers see it already. Hide the story or correct it instead."),
        )


def _never_public(wanted: Attempt) -> Iterator[Objection]:
    if wanted.version.released_revision_id is not None:
        yield Objection(
            "was_public",
            _("A text of it was released, so it stays in the record."),
        )


def _unconfirmed(wanted: Attempt) -> Iterator[Objection]:
    if not Approval.objects.filter(
        revision=wanted.version.released_revision_id, approved_by=None
    ).exists():
        yield Objection("nothing_to_confirm", _("The released text was read already."))


_CONDITIONS: Mapping[Condition, Callable[[Attempt], Iterator[Objection]]] = {
    Condition.TEXT: _text,
    Condition.REASON: _reason,
    Condition.OWN_SUBMISSION: _own_submission,
    Condition.SECOND_READ: _second_read,
    Condition.READ: _read,
    Condition.GATES: _gates,
    Condition.CHECKED: _checked,
    Condition.NOT_PUBLIC_YET: _not_public_yet,
    Condition.NEVER_PUBLIC: _never_public,
    Condition.UNCONFIRMED: _unconfirmed,
}
