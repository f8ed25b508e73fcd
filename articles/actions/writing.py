"""Write the text of a version and keep it as revisions."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction
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
    return write_into(version=stored, rows=rows, blocks=blocks, by=by, at=at, base=base)


def write_into(
    *,
    version: Version,
    rows: Sequence[WorkingBlock],
    blocks: Sequence[Block],
    by: Account,
    at: datetime,
    base: Sequence[Block] | None,
) -> tuple[Block, ...]:
    """Write into a working copy on behalf of an action that has opened the version.

    Args:
        version: Locked, and judged by `require_open`.
        rows: All of its working copy in reading order, read since it was locked.
        blocks: As `write_working_copy` takes them.
        by: Who writes.
        at: Timezone-aware.
        base: As `write_working_copy` takes it.

    Returns:
        As `write_working_copy`.

    Raises:
        EditConflict: Somebody else changed the same block in another way.
    """
    theirs = tuple(row.block for row in rows)
    if base is None:
        known = wanted = carry_ids(theirs, blocks)
    else:
        merged = merge(base, blocks, theirs)
        if merged.conflicts:
            raise EditConflict(merged.conflicts)
        known, wanted = merged.known, merged.blocks
    touched = _store(version, rows, wanted)
    if touched:
        note_sitting(version=version, touched=touched, by=by, at=at)
        boarding.note_version(version=version, at=at, written=wanted)
    return known


def _store(
    version: Version, rows: Sequence[WorkingBlock], wanted: Sequence[Block]
) -> set[str]:
    """Make the rows say a text; return what was written, else what only moved."""
    known = {row.block_id: row for row in rows}
    gone = known.keys() - {block.id for block in wanted}
    if gone:
        version.working_blocks.filter(block_id__in=gone).delete()
    written: dict[str, dict[str, object]] = {}
    moved: dict[str, dict[str, object]] = {}
    for position, block in enumerate(wanted):
        was = known.get(block.id)
        is_same = was is not None and was.block == block
        if was is not None and is_same and was.position == position:
            continue
        (moved if is_same else written)[block.id] = {
            "block_id": block.id,
            "position": position,
            "kind": block.kind,
            "html": block.html,
            "number": was.number + (not is_same) if was else 1,
        }
    changed = [*written.values(), *moved.values()]
    if changed:
        told = json.dumps(changed, ensure_ascii=False)
        with connection.cursor() as cursor:
            cursor.execute(_WRITES, {"version": version.pk, "rows": told})
    return gone.union(written) or set(moved)


# What is new and what changed in one statement: they are known by their ids.
_WRITES: Final = """
INSERT INTO articles_workingblock (version_id, block_id, position, kind, html, number)
SELECT %(version)s, block_id, position, kind, html, number
FROM jsonb_populate_recordset(NULL::articles_workingblock, %(rows)s::jsonb)
ON CONFLICT (version_id, block_id) DO UPDATE SET
    position = excluded.position,
    kind = excluded.kind,
    html = excluded.html,
    number = excluded.number
"""


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
    require_open(version=stored, by=by)
    return stored


def require_open(*, version: Version, by: Account) -> None:
    """Refuse unless somebody may write a version in the state it is in.

    Args:
        version: As stored and locked, with its article.
        by: Who wants to.

    Raises:
        PermissionRefused: `by` may not write it in that state.
        WritingRefused: Nobody may: it is approved or withdrawn.
    """
    act = WRITING[version.status]
    if act is None:
        # Who may know of the story learns why it cannot be written.
        require_cleared(by, version.article)
        require(by, WRITE, version)
        raise WritingRefused(_closed(Status(version.status)))
    require_on(by, act, version)


def _closed(status: Status) -> str:
    if status is Status.APPROVED:
        return _("The text is approved. Reopen it before changing it.")
    return _("The version was withdrawn and cannot be written any more.")


_SITS: Final = """
INSERT INTO articles_sitting AS sitting
    (version_id, account_id, is_editing, touched, began_at, last_written_at)
VALUES (%(version)s, %(account)s, %(is_editing)s, %(touched)s::jsonb, %(at)s, %(at)s)
ON CONFLICT (version_id, account_id, is_editing) WHERE ended_at IS NULL DO UPDATE SET
    touched = (
        SELECT jsonb_agg(DISTINCT each COLLATE "C")
        FROM jsonb_array_elements_text(sitting.touched || excluded.touched) AS each
    ),
    last_written_at = greatest(sitting.last_written_at, excluded.last_written_at)
"""


@transaction.atomic(savepoint=False)
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
    sits: dict[str, Any] = {
        "version": version.pk,
        "account": by.pk,
        "is_editing": version.status in EDITING,
        "touched": json.dumps(sorted({*touched})),
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SITS, sits)


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
