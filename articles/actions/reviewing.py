"""Submit, edit, return, approve: the way of a text from its writer to its reader."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles import workflow
from articles.actions.notifying import notify
from articles.actions.proposing import propose_credits
from articles.actions.stepping import (
    Attempt,
    attempt,
    check,
    last_submission,
    move,
    step_plainly,
    writers_of,
)
from articles.actions.writing import WritingRefused, keep_revision
from articles.models import (
    Approval,
    NotificationKind,
    Revision,
    RevisionOccasion,
    Sitting,
    Status,
    Version,
)
from articles.permissions import is_cleared, may_on, require_on
from people.models import Account
from people.permissions import may


@transaction.atomic
def submit(*, version: Version, by: Account, at: datetime) -> Version:
    """Hand a finished text to the editors.

    Raises:
        PermissionRefused: `by` may not write in that language.
        StepRefused: It is no draft, or has no headline or body; lists every reason.
    """
    wanted = attempt(workflow.SUBMIT, version=version, by=by)
    _keep(wanted, at)
    check(wanted)
    propose_credits(version=wanted.version, at=at)
    editor = _editor_who_holds(wanted.version)
    return _told(move(wanted, at=at), NotificationKind.SUBMITTED, editor, by, at)


@transaction.atomic
def take_back(*, version: Version, by: Account, at: datetime) -> Version:
    """Take a submitted text back before an editor has it.

    Raises:
        PermissionRefused: `by` may not write in that language.
        StepRefused: An editor has it, or somebody else submitted it.
    """
    return step_plainly(workflow.TAKE_BACK, version=version, by=by, at=at)


@transaction.atomic
def take(*, version: Version, by: Account, at: datetime) -> Version:
    """Take a submitted text into edit.

    Raises:
        PermissionRefused: `by` may not edit in that language.
        StepRefused: It is not submitted.
    """
    return step_plainly(workflow.TAKE, version=version, by=by, at=at)


@transaction.atomic
def return_text(*, version: Version, reason: str, by: Account, at: datetime) -> Version:
    """Give a text back to its writer, saying why.

    Raises:
        PermissionRefused: `by` may not edit in that language.
        StepRefused: No reason is given, or it is not with the editors.
    """
    wanted = attempt(workflow.RETURN, version=version, by=by, reason=reason)
    check(wanted)
    _keep(wanted, at)
    returned = move(wanted, at=at)
    return _told(returned, NotificationKind.RETURNED, returned.owner, by, at)


@transaction.atomic
def approve(*, version: Version, by: Account, at: datetime) -> Version:
    """Approve the newest text as its second reader.

    A published version stays published: its released text goes on being read
    until the approved one is published.

    Raises:
        PermissionRefused: `by` may not approve in that language.
        StepRefused: `by` wrote the text, or it is not there yet; every reason.
    """
    is_out = version.status == Status.PUBLISHED
    step = workflow.APPROVE_CHANGE if is_out else workflow.APPROVE_TEXT
    wanted = attempt(step, version=version, by=by)
    revision = _keep(wanted, at)
    check(wanted)
    propose_credits(version=wanted.version, at=at)
    writer = _writer(wanted)
    approval, _made = Approval.objects.update_or_create(
        revision=revision,
        defaults={
            "version": wanted.version,
            "writer": writer,
            "approved_by": by,
            "approved_at": at,
        },
    )
    note_read(version=wanted.version, approval=approval)
    wanted.version.approved_revision = revision
    return _told(move(wanted, at=at), NotificationKind.APPROVED, writer, by, at)


@transaction.atomic
def reopen(*, version: Version, by: Account, at: datetime) -> Version:
    """Let an approved text be written again.

    Raises:
        PermissionRefused: `by` may not edit in that language.
        StepRefused: It is not approved.
    """
    return step_plainly(workflow.REOPEN, version=version, by=by, at=at)


@transaction.atomic
def confirm(*, version: Version, by: Account, at: datetime) -> Version:
    """Read afterwards, as a second person, what one person published at once.

    Raises:
        PermissionRefused: `by` may not approve in that language.
        StepRefused: `by` wrote or published it, or it was read already.
    """
    wanted = attempt(workflow.CONFIRM, version=version, by=by)
    check(wanted)
    approval = Approval.objects.get(revision=wanted.version.released_revision_id)
    approval.approved_by, approval.approved_at = by, at
    approval.save(update_fields=["approved_by", "approved_at"])
    wanted.version.approved_revision = approval.revision
    return move(wanted, at=at)


@transaction.atomic
def spike(*, version: Version, reason: str, by: Account, at: datetime) -> Version:
    """Drop a version that was never public.

    Raises:
        PermissionRefused: `by` may not edit in that language.
        StepRefused: No reason is given, or a text of it was released.
    """
    wanted = attempt(workflow.SPIKE, version=version, by=by, reason=reason)
    check(wanted)
    _keep(wanted, at)
    return move(wanted, at=at)


@transaction.atomic
def revive(*, version: Version, by: Account, at: datetime) -> Version:
    """Take a dropped version up again.

    Raises:
        PermissionRefused: `by` may not edit in that language.
        StepRefused: It was not dropped, or was public and taken down.
    """
    return step_plainly(workflow.REVIVE, version=version, by=by, at=at)


@transaction.atomic
def hand_over(
    *,
    version: Version,
    to: Account | None,
    by: Account,
    at: datetime,
    due_at: datetime | None = None,
) -> Version:
    """Put a version into somebody's hands, with or without a deadline.

    Args:
        version: What is handed over.
        to: Who gets it; None for nobody yet.
        by: Who hands it over.
        at: Timezone-aware.
        due_at: Timezone-aware; None for no deadline.

    Raises:
        PermissionRefused: `by` may not edit in that language.
        WritingRefused: Whoever gets it may not write in that language, or may
            not know of the story.
    """
    require_on(by, workflow.EDIT, version)
    if to is not None and not (
        may(to, workflow.WRITE, version) and is_cleared(to, version.article)
    ):
        raise WritingRefused(
            _("%(account)s may not write it. Choose somebody who may.")
            % {"account": to}
        )
    stored = Version.objects.select_for_update().get(pk=version.pk)
    stored.owner, stored.due_at = to, due_at
    stored.save(update_fields=["owner", "due_at"])
    return _told(stored, NotificationKind.HANDED_OVER, to, by, at)


@transaction.atomic
def note_read(*, version: Version, approval: Approval) -> None:
    """Let an approval stand for all that was written until now."""
    Sitting.objects.filter(version=version, approval=None).update(approval=approval)


def _told(
    version: Version,
    kind: NotificationKind,
    whom: Account | None,
    by: Account,
    at: datetime,
) -> Version:
    """Return a version once the one concerned is told."""
    accounts = [whom.pk if whom else None]
    notify(accounts=accounts, kind=kind, version=version, by=by, at=at)
    return version


def _editor_who_holds(version: Version) -> Account | None:
    """Name whoever has a text in hand without writing it; else the board has it."""
    holder = version.owner
    if holder is None or not may_on(holder, workflow.EDIT, version):
        return None
    return holder


def _keep(wanted: Attempt, at: datetime) -> Revision:
    return keep_revision(
        version=wanted.version, by=wanted.by, at=at, occasion=RevisionOccasion.STEP
    )


def _writer(wanted: Attempt) -> Account | None:
    """Name one of those who wrote the text, whom the database compares."""
    submission = last_submission(wanted.version)
    if wanted.version.status != Status.PUBLISHED and submission is not None:
        return submission.by
    written_by = writers_of(wanted.version)
    return Account.objects.get(pk=min(written_by)) if written_by else None
