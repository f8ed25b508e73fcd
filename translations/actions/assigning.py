"""Offer a version to somebody, answer, give or take it back, hand it on.

An assignment says what was agreed and nothing else: in whose hands a text is, until
when and how far, is the version's own, and its steps are those of every text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions import reviewing
from articles.actions.notifying import notify
from articles.models import NotificationKind, Status, Version
from articles.permissions import is_cleared, require_on
from articles.workflow import EDIT, WRITE, WRITING
from people.models import Account
from people.permissions import PermissionRefused, holders, may
from translations.models import Agreed, Assignment, Priority


class AssignmentRefused(Exception):  # noqa: N818 - refusals are not errors
    """An assignment cannot be made or answered; a line a reason."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What goes with an offer.

    Attributes:
        due_at: Timezone-aware deadline of the version; None for none.
        priority: Beside other work.
        note: For whoever is asked; empty for none.
    """

    due_at: datetime | None = None
    priority: Priority = Priority.NORMAL
    note: str = ""


@transaction.atomic
def offer(
    *, version: Version, to: Account, terms: Terms, by: Account, at: datetime
) -> Assignment:
    """Ask somebody to translate a version, or take it oneself.

    Whoever offers something to themselves has accepted it.

    Args:
        version: One that its writer may write in.
        to: Whom.
        terms: Deadline, priority, note.
        by: Who asks.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not edit in that language.
        AssignmentRefused: Lists every reason.
    """
    stored = _locked(version, by, EDIT)
    current = stored.assignments.open().first()
    if current is not None and _is_done(current):
        _end(current, Agreed.ENDED, at)
        current = None
    _refuse(
        *_not_writable(stored), *_may_not_have(to, stored), *_stands_already(current)
    )
    stored.due_at = terms.due_at
    stored.save(update_fields=["due_at"])
    made = _make(stored, to, terms, by, at)
    if to == by:
        return _accepted(made, at)
    _tell(made, NotificationKind.OFFERED, to, by, at)
    return made


@transaction.atomic
def accept(*, assignment: Assignment, by: Account, at: datetime) -> Assignment:
    """Say that one will; the text is in one's hands from now on.

    Raises:
        PermissionRefused: It was offered to somebody else, or `by` may no longer write.
        AssignmentRefused: It is not on offer any more, or the text is not a writer's.
    """
    stored = _to_answer(assignment, by)
    _refuse(*_not_on_offer(stored), *_not_writable(stored.version))
    accepted = _accepted(stored, at)
    _tell(accepted, NotificationKind.ACCEPTED, accepted.offered_by, by, at)
    return accepted


@transaction.atomic
def decline(
    *, assignment: Assignment, reason: str, by: Account, at: datetime
) -> Assignment:
    """Say that one will not, and why.

    Raises:
        PermissionRefused: It was offered to somebody else, or `by` may no longer write.
        AssignmentRefused: It is not on offer any more, or no reason is given.
    """
    stored = _to_answer(assignment, by)
    said = reason.strip()
    _refuse(*_not_on_offer(stored), *_no_reason(said))
    stored.reason, stored.answered_at = said, at
    _end(stored, Agreed.DECLINED, at)
    _tell(stored, NotificationKind.DECLINED, stored.offered_by, by, at)
    return stored


@transaction.atomic
def give_back(
    *, assignment: Assignment, reason: str, by: Account, at: datetime
) -> Assignment:
    """Say that one cannot go on with a text that one had accepted, and why.

    What is written stays, and nobody has it: whoever offered it and the editors of the
    language are told, so that somebody else can take it up.

    Raises:
        PermissionRefused: It is somebody else's, or `by` may no longer write.
        AssignmentRefused: It is not in their hands, or no reason is given.
    """
    stored = _to_answer(assignment, by)
    version, said = stored.version, reason.strip()
    _refuse(*_not_accepted(stored), *_not_writable(version), *_no_reason(said))
    stored.reason = said
    _end(stored, Agreed.GIVEN_BACK, at)
    _free(stored)
    notify(
        accounts=[
            stored.offered_by_id,
            *holders(EDIT, version.language).values_list("pk", flat=True),
        ],
        kind=NotificationKind.GIVEN_BACK,
        version=version,
        by=by,
        at=at,
    )
    return stored


@transaction.atomic
def withdraw(*, assignment: Assignment, by: Account, at: datetime) -> Assignment:
    """Take an offer back, or a text from whoever accepted it.

    Raises:
        PermissionRefused: `by` may not edit in that language.
        AssignmentRefused: It does not stand any more.
    """
    stored = _standing(assignment, by)
    _end(stored, Agreed.TAKEN_BACK, at)
    if _is_writable(stored.version):
        _free(stored)
    _tell(stored, NotificationKind.WITHDRAWN, stored.assignee, by, at)
    return stored


@transaction.atomic
def hand_on(
    *, assignment: Assignment, to: Account, is_given: bool, by: Account, at: datetime
) -> Assignment:
    """Hand the work over to somebody else; deadline, priority and note go with it.

    Args:
        assignment: Ends.
        to: Whom.
        is_given: They have it at once; else it is offered to them.
        by: Who hands it on.
        at: Timezone-aware.

    Returns:
        The assignment of the next one.

    Raises:
        PermissionRefused: `by` may not edit in that language.
        AssignmentRefused: Lists every reason.
    """
    stored = _standing(assignment, by)
    version = stored.version
    has_it = [_("%(account)s has it already.") % {"account": to}]
    _refuse(
        *_not_writable(version),
        *_may_not_have(to, version),
        *(has_it if to == stored.assignee else []),
    )
    _end(stored, Agreed.ENDED, at)
    _tell(stored, NotificationKind.WITHDRAWN, stored.assignee, by, at)
    is_given = is_given or to == by
    version = reviewing.hand_over(
        version=version,
        to=to if is_given else None,
        by=by,
        at=at,
        due_at=version.due_at,
    )
    terms = Terms(priority=Priority(stored.priority), note=stored.note)
    made = _make(version, to, terms, by, at)
    if is_given:
        return _accepted(made, at)
    _tell(made, NotificationKind.OFFERED, to, by, at)
    return made


@transaction.atomic
def set_deadline(*, version: Version, due_at: datetime | None, by: Account) -> Version:
    """Give a version another deadline, or none.

    Args:
        version: Assigned or not.
        due_at: Timezone-aware; None for none.
        by: Who sets it.

    Raises:
        PermissionRefused: `by` may not edit in that language.
    """
    stored = _locked(version, by, EDIT)
    stored.due_at = due_at
    stored.save(update_fields=["due_at"])
    return stored


@transaction.atomic
def set_priority(
    *, assignment: Assignment, priority: Priority, by: Account
) -> Assignment:
    """Say how urgent it is beside other work.

    Raises:
        PermissionRefused: `by` may not edit in that language.
        AssignmentRefused: It does not stand any more.
    """
    stored = _standing(assignment, by)
    stored.priority = priority
    stored.save(update_fields=["priority"])
    return stored


def _locked(version: Version, by: Account, act: str) -> Version:
    """Lock a version: its assignments change one at a time."""
    stored = (
        Version.objects.select_for_update(of=("self",))
        .select_related("article")
        .get(pk=version.pk)
    )
    require_on(by, act, stored)
    return stored


def _again(assignment: Assignment, version: Version) -> Assignment:
    stored = Assignment.objects.select_related("assignee", "offered_by").get(
        pk=assignment.pk
    )
    stored.version = version
    return stored


def _to_answer(assignment: Assignment, by: Account) -> Assignment:
    stored = _again(assignment, _locked(assignment.version, by, WRITE))
    if stored.assignee != by:
        raise PermissionRefused(_("It was offered to somebody else."))
    return stored


def _standing(assignment: Assignment, by: Account) -> Assignment:
    stored = _again(assignment, _locked(assignment.version, by, EDIT))
    if stored.ended_at is not None:
        raise AssignmentRefused(_("This assignment does not stand any more."))
    return stored


def _refuse(*reasons: str) -> None:
    if reasons:
        raise AssignmentRefused("\n".join(reasons))


def _not_on_offer(assignment: Assignment) -> Iterator[str]:
    if assignment.state != Agreed.OFFERED:
        yield _("It is not on offer any more.")


def _not_accepted(assignment: Assignment) -> Iterator[str]:
    if assignment.state != Agreed.ACCEPTED:
        yield _("You do not have it any more, or have not accepted it.")


def _no_reason(said: str) -> Iterator[str]:
    if not said:
        yield _("Say why.")


def _is_writable(version: Version) -> bool:
    return WRITING[version.status] == WRITE


def _not_writable(version: Version) -> Iterator[str]:
    if not _is_writable(version):
        yield _(
            "The version is %(status)s: no writer can go on with it. "
            "Return it or reopen it first."
        ) % {"status": Status(version.status).label}


def _may_not_have(to: Account, version: Version) -> Iterator[str]:
    if not (may(to, WRITE, version) and is_cleared(to, version.article)):
        yield _("%(account)s may not write it. Choose somebody who may.") % {
            "account": to
        }


def _stands_already(current: Assignment | None) -> Iterator[str]:
    if current is None:
        return
    words = (
        _("It is on offer to %(account)s. Take that back first.")
        if current.state == Agreed.OFFERED
        else _("%(account)s has it. Hand it on instead.")
    )
    yield words % {"account": current.assignee}


def _is_done(assignment: Assignment) -> bool:
    """Say whether readers got a text since somebody accepted."""
    released_at = assignment.version.released_at
    return (
        assignment.version.status == Status.PUBLISHED
        and assignment.answered_at is not None
        and released_at is not None
        and released_at >= assignment.answered_at
    )


def _make(
    version: Version, to: Account, terms: Terms, by: Account, at: datetime
) -> Assignment:
    return Assignment.objects.create(
        version=version,
        assignee=to,
        offered_by=by,
        offered_at=at,
        priority=terms.priority,
        note=terms.note.strip(),
    )


def _accepted(assignment: Assignment, at: datetime) -> Assignment:
    assignment.state, assignment.answered_at = Agreed.ACCEPTED, at
    assignment.save(update_fields=["state", "answered_at"])
    version = assignment.version
    version.owner = assignment.assignee
    version.save(update_fields=["owner"])
    return assignment


def _end(assignment: Assignment, state: Agreed, at: datetime) -> None:
    assignment.state, assignment.ended_at = state, at
    assignment.save(update_fields=["state", "ended_at", "reason", "answered_at"])


def _free(assignment: Assignment) -> None:
    """Take a text out of the hands of whoever had it."""
    version = assignment.version
    if version.owner_id == assignment.assignee_id:
        version.owner = None
        version.save(update_fields=["owner"])


def _tell(
    assignment: Assignment,
    kind: NotificationKind,
    whom: Account,
    by: Account,
    at: datetime,
) -> None:
    notify(accounts=[whom.pk], kind=kind, version=assignment.version, by=by, at=at)
