"""Write the text of a version and keep it as revisions."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import (
    Revision,
    RevisionOccasion,
    Sitting,
    Status,
    Version,
    WorkingBlock,
)
from articles.permissions import require_cleared, require_on
from articles.text.blocks import Block, BlockKind, carry_ids, from_json, to_json
from articles.workflow import EDITING, WRITE, WRITING
from people.models import Account
from people.permissions import require


class WritingRefused(Exception):  # noqa: N818 - refusals are not errors
    """A version cannot be started or written; says why and what to do."""


@transaction.atomic
def write_working_copy(
    *, version: Version, blocks: Sequence[Block], by: Account, at: datetime
) -> tuple[Block, ...]:
    """Replace the working copy of a version by an edited text.

    Blocks keep the ids of the blocks that they came from; only rows that really
    change get a higher number.

    Args:
        version: What is written.
        blocks: The whole text in reading order, reserved blocks included.
        by: Who writes.
        at: Timezone-aware.

    Returns:
        The blocks as stored, with their ids.

    Raises:
        PermissionRefused: `by` may not write it in the state it is in.
        WritingRefused: Nobody may: it is approved or withdrawn.
    """
    stored = open_to(version=version, by=by)
    rows = {row.block_id: row for row in stored.working_blocks.order_by("position")}
    carried = carry_ids([_block(row) for row in rows.values()], blocks)
    gone = rows.keys() - {block.id for block in carried}
    stored.working_blocks.filter(block_id__in=gone).delete()
    changed, added = [], []
    for position, block in enumerate(carried):
        row = rows.get(block.id)
        if row is None:
            added.append(
                WorkingBlock(
                    version=stored,
                    block_id=block.id,
                    position=position,
                    kind=block.kind,
                    html=block.html,
                )
            )
        elif (row.position, row.kind, row.html) != (position, block.kind, block.html):
            row.number += (row.kind, row.html) != (block.kind, block.html)
            row.position, row.kind, row.html = position, block.kind, block.html
            changed.append(row)
    WorkingBlock.objects.bulk_create(added)
    WorkingBlock.objects.bulk_update(changed, ["position", "kind", "html", "number"])
    touched = gone.union(row.block_id for row in (*added, *changed))
    if touched:
        note_sitting(version=stored, touched=touched, by=by, at=at)
    return carried


def open_to(*, version: Version, by: Account) -> Version:
    """Lock a version for somebody who wants to write it in the state it is in.

    Raises:
        PermissionRefused: `by` may not write it in that state.
        WritingRefused: Nobody may: it is approved or withdrawn.
    """
    stored = (
        Version.objects.select_for_update(of=("self",))
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
    sitting, _made = Sitting.objects.select_for_update().get_or_create(
        version=version,
        account=by,
        is_editing=version.status in EDITING,
        ended_at=None,
        defaults={"began_at": at, "last_written_at": at},
    )
    sitting.touched = sorted({*sitting.touched, *touched})
    sitting.last_written_at = max(sitting.last_written_at, at)
    sitting.save(update_fields=["touched", "last_written_at"])


def working_copy(version: Version) -> tuple[Block, ...]:
    """Return the working copy in reading order; empty before the first writing."""
    return tuple(_block(row) for row in version.working_blocks.order_by("position"))


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
        WritingRefused: Nobody may, or the revision is of another version.
    """
    if revision.version_id != version.pk:
        raise WritingRefused(
            _("The revision belongs to another version. Choose one of its own.")
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
    """Keep the working copy on behalf of an action that has asked for permission."""
    Sitting.objects.filter(version=version, ended_at=None).update(ended_at=at)
    stored = Version.objects.select_for_update().get(pk=version.pk)
    blocks = to_json(working_copy(stored))
    newest = stored.revisions.order_by("-number").first()
    if newest is None or newest.blocks != blocks:
        newest = Revision.objects.create(
            version=stored,
            number=1 if newest is None else newest.number + 1,
            blocks=blocks,
            occasion=occasion,
            is_minor=is_minor,
            made_by=by,
            made_at=at,
        )
        stored.current_revision = newest
        stored.save(update_fields=["current_revision"])
    version.current_revision = newest
    return newest


def _block(row: WorkingBlock) -> Block:
    return Block(id=row.block_id, kind=BlockKind(row.kind), html=row.html)
