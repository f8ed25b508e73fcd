"""Write the text of a version and keep it as revisions."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions import boarding
from articles.models import (
    Revision,
    RevisionOccasion,
    Sitting,
    Status,
    Version,
    WorkingBlock,
)
from articles.permissions import require_cleared, require_on
from articles.text.blocks import Block, carry_ids, from_json, to_json
from articles.text.merging import Conflict, merge
from articles.workflow import EDITING, WRITE, WRITING
from people.models import Account
from people.permissions import require


class WritingRefused(Exception):  # noqa: N818 - refusals are not errors
    """A version cannot be started or written; says why and what to do."""


class EditConflict(WritingRefused):
    """Somebody else changed what the writer changed, too; nothing was written.

    Attributes:
        conflicts: One a block, never empty.
    """

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        super().__init__(
            _(
                "Somebody else changed a paragraph that you changed, too. "
                "Nothing is saved yet: compare both texts and choose."
            )
        )


@transaction.atomic
def write_working_copy(
    *,
    version: Version,
    blocks: Sequence[Block],
    by: Account,
    at: datetime,
    base: Sequence[Block] | None = None,
) -> tuple[Block, ...]:
    """Write an edited text into the working copy of a version.

    Only rows that really change get a higher number.

    Args:
        version: What is written.
        blocks: The whole edited text in reading order, reserved blocks included;
            with the ids of `base`, as `carry_ids` gives them, where there is one.
        by: Who writes.
        at: Timezone-aware.
        base: The text as the writer found it. What others wrote since stays, and
            nobody overwrites it unseen: its words are compared, because a block
            that went and was restored counts from 1 again. None to replace
            whatever is stored.

    Returns:
        The text as the writer knows it, with its ids: the base of what they write
        next. It is what is stored wherever nobody else wrote.

    Raises:
        PermissionRefused: `by` may not write it in the state it is in.
        WritingRefused: Nobody may: it is approved or withdrawn.
        EditConflict: Somebody else changed the same block in another way.
    """
    stored = open_to(version=version, by=by)
    rows = list(stored.working_blocks.order_by("position"))
    theirs = tuple(row.block for row in rows)
    if base is None:
        known = wanted = carry_ids(theirs, blocks)
    else:
        merged = merge(base, blocks, theirs)
        if merged.conflicts:
            raise EditConflict(merged.conflicts)
        known, wanted = merged.known, merged.blocks
    touched = _store(stored, rows, wanted)
    if touched:
        note_sitting(version=stored, touched=touched, by=by, at=at)
        boarding.note_version(version=stored, at=at)
    return known


def _store(
    version: Version, rows: Sequence[WorkingBlock], wanted: Sequence[Block]
) -> set[str]:
    """Make the rows say a text; return what was written, else what only moved."""
    known = {row.block_id: row for row in rows}
    gone = known.keys() - {block.id for block in wanted}
    version.working_blocks.filter(block_id__in=gone).delete()
    rewritten: list[WorkingBlock] = []
    moved: list[WorkingBlock] = []
    added: list[WorkingBlock] = []
    for position, block in enumerate(wanted):
        row = known.get(block.id) or WorkingBlock(version=version, block_id=block.id)
        is_same = (row.kind, row.html) == (block.kind, block.html)
        if row.pk is None:
            added.append(row)
        elif not is_same:
            row.number += 1
            rewritten.append(row)
        elif row.position != position:
            moved.append(row)
        row.position, row.kind, row.html = position, block.kind, block.html
    WorkingBlock.objects.bulk_create(added)
    WorkingBlock.objects.bulk_update(
        [*rewritten, *moved], ["position", "kind", "html", "number"]
    )
    written = gone.union(row.block_id for row in (*rewritten, *added))
    return written or {row.block_id for row in moved}


def open_to(*, version: Version, by: Account) -> Version:
    """Lock a version for somebody who wants to write it in the state it is in.

    Raises:
        PermissionRefused: `by` may not write it in that state.
        WritingRefused: Nobody may: it is approved or withdrawn.
    """
    stored = (
        # A release of its source tells it what changed, and must not wait for it.
        Version.objects.select_for_update(of=("self",), no_key=True)
        .select_related("article")
        .get(pk=version.pk)
    )
    act = WRITING[stored.status]
    if act is None:
        # Who may know of the story learns why it cannot be written.
        require_cleared(by, stored.article)
        require(by, WRITE, stored)
        raise WritingRefused(_closed(Status(stored.status)))
    require_on(by, act, stored)
    return stored


def _closed(status: Status) -> str:
    if status is Status.APPROVED:
        return _("The text is approved. Reopen it before changing it.")
    return _("The version was withdrawn and cannot be written any more.")


@transaction.atomic
def note_sitting(
    *, version: Version, touched: Iterable[str], by: Account, at: datetime
) -> None:
    """Remember that an account is at a version, and which blocks it touched.

    Args:
        version: As stored.
        touched: Ids of blocks.
        by: Who writes.
        at: Timezone-aware.
    """
    touched = sorted({*touched})
    sitting, is_made = Sitting.objects.select_for_update().get_or_create(
        version=version,
        account=by,
        is_editing=version.status in EDITING,
        ended_at=None,
        defaults={"began_at": at, "last_written_at": at, "touched": touched},
    )
    if is_made:
        return
    sitting.touched = sorted({*sitting.touched, *touched})
    sitting.last_written_at = max(sitting.last_written_at, at)
    sitting.save(update_fields=["touched", "last_written_at"])


def working_copy(version: Version) -> tuple[Block, ...]:
    """Return the working copy in reading order; empty before the first writing."""
    return tuple(row.block for row in version.working_blocks.order_by("position"))


@transaction.atomic
def save_revision(
    *, version: Version, by: Account, at: datetime, is_minor: bool = False
) -> Revision:
    """Keep the working copy as a revision, unless the newest one says the same.

    Every sitting at the version ends.

    Args:
        version: Whose text.
        by: Who saves.
        at: Timezone-aware.
        is_minor: The change alters nothing that a translation says.

    Returns:
        The newest revision of the version.

    Raises:
        PermissionRefused: `by` may not write it in the state it is in.
        WritingRefused: Nobody may: it is approved or withdrawn.
    """
    open_to(version=version, by=by)
    return keep_revision(
        version=version,
        by=by,
        at=at,
        occasion=RevisionOccasion.SAVED,
        is_minor=is_minor,
    )


@transaction.atomic
def restore_revision(
    *, version: Version, revision: Revision, by: Account, at: datetime
) -> Revision:
    """Make an older text the newest one; what was written since stays a revision.

    Args:
        version: Whose text.
        revision: One of its own.
        by: Who restores.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not write it in the state it is in.
        WritingRefused: Nobody may, or the revision is of another version or erased.
    """
    if revision.version_id != version.pk:
        raise WritingRefused(
            _("The revision belongs to another version. Choose one of its own.")
        )
    if revision.erased_at is not None:
        raise WritingRefused(
            _("This text was erased after publication and cannot be restored.")
        )
    stored = open_to(version=version, by=by)
    if stored.working_blocks.exists():
        keep_revision(version=stored, by=by, at=at, occasion=RevisionOccasion.SITTING)
    write_working_copy(version=stored, blocks=from_json(revision.blocks), by=by, at=at)
    return keep_revision(
        version=version, by=by, at=at, occasion=RevisionOccasion.RESTORED
    )


@transaction.atomic
def keep_revision(
    *,
    version: Version,
    by: Account,
    at: datetime,
    occasion: RevisionOccasion,
    is_minor: bool = False,
) -> Revision:
    """Keep the working copy on behalf of an action that has asked for permission.

    Every sitting at the version ends.
    """
    Sitting.objects.filter(version=version, ended_at=None).update(ended_at=at)
    return keep_text(
        version=version, by=by, at=at, occasion=occasion, is_minor=is_minor
    )


@transaction.atomic
def keep_text(
    *,
    version: Version,
    by: Account,
    at: datetime,
    occasion: RevisionOccasion,
    is_minor: bool = False,
) -> Revision:
    """Keep the working copy while sittings go on; the newest revision if it says so."""
    stored = Version.objects.select_for_update(no_key=True).get(pk=version.pk)
    blocks = to_json(working_copy(stored))
    last = stored.revisions.order_by("-number").first()
    # Where the last one is erased, the text goes on from an older one.
    newest = stored.current_revision if last is not None and last.erased_at else last
    if newest is None or newest.blocks != blocks:
        newest = Revision.objects.create(
            version=stored,
            number=1 if last is None else last.number + 1,
            blocks=blocks,
            occasion=occasion,
            is_minor=is_minor,
            made_by=by,
            made_at=at,
        )
        stored.current_revision = newest
        stored.save(update_fields=["current_revision"])
        # It moved when it was written; what is kept of it may wait for a reader now.
        boarding.note_version(version=stored, at=stored.created_at)
    version.current_revision = newest
    return newest
