"""Start versions, write their text, save revisions."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.languages import canonical_tag
from articles.models import (
    Article,
    Origin,
    Revision,
    RevisionOccasion,
    RightsBasis,
    Status,
    Tag,
    Version,
    WorkingBlock,
)
from articles.text.blocks import Block, BlockKind, carry_ids, to_json
from people.models import Account
from people.permissions import require

WRITE = "articles.write_version"


class WritingRefused(Exception):  # noqa: N818 - refusals are not errors
    """A version cannot be started or written; says why and what to do."""


@transaction.atomic
def open_article(
    *,
    article: Article,
    by: Account,
    tags: Iterable[Tag] = (),
    cleared_people: Iterable[Account] = (),
) -> Article:
    """Store a story that was filled in but not saved yet.

    Args:
        article: Filled in.
        by: Who opens it; of a restricted story always one of the cleared people.
        tags: Its subjects.
        cleared_people: Who may know of it while it is restricted.

    Raises:
        PermissionRefused: `by` may not write in any language.
        ValidationError: A field is wrong.
    """
    require(by, WRITE)
    article.full_clean()
    article.save(force_insert=True)
    _relate(article, by, tags, cleared_people)
    return article


@transaction.atomic
def describe_article(
    *,
    article: Article,
    by: Account,
    tags: Iterable[Tag],
    cleared_people: Iterable[Account],
) -> None:
    """Store changed facts of a story: kind, section, photo, embargo, secrecy.

    Raises:
        PermissionRefused: `by` may not write in any language.
        WritingRefused: An embargo would end sooner than the stored one.
        ValidationError: A field is wrong.
    """
    require(by, WRITE)
    stored = Article.objects.select_for_update().get(pk=article.pk)
    if stored.embargoed_until is not None and (
        article.embargoed_until is None
        or article.embargoed_until < stored.embargoed_until
    ):
        raise WritingRefused(
            _(
                "An embargo can be moved later, never earlier: "
                "partners and languages rely on it."
            )
        )
    article.full_clean()
    article.save(force_update=True)
    _relate(article, by, tags, cleared_people)


def _relate(
    article: Article, by: Account, tags: Iterable[Tag], cleared: Iterable[Account]
) -> None:
    article.tags.set(tags)
    article.cleared_people.set({*cleared, by} if article.is_restricted else cleared)


@transaction.atomic
def start_version(
    *,
    article: Article,
    language: str,
    origin: Origin,
    by: Account,
    rights_basis: RightsBasis = RightsBasis.UNKNOWN,
) -> Version:
    """Open the telling of a story in one more language.

    Args:
        article: The story.
        language: BCP 47 tag; stored in its canonical form.
        origin: Original, translation or separately reported.
        by: Becomes its owner.
        rights_basis: Why we may use the text.

    Raises:
        PermissionRefused: `by` may not write in that language.
        LanguageTagError: The tag is malformed.
        WritingRefused: The story has that language, or an original, already.
    """
    version = Version(
        article=article,
        language=canonical_tag(language),
        origin=origin,
        owner=by,
        rights_basis=rights_basis,
    )
    require(by, WRITE, version)
    siblings = Version.objects.filter(article=article)
    if siblings.filter(language=version.language).exists():
        raise WritingRefused(
            _("The story has a version in this language already. Open that one.")
        )
    if origin == Origin.ORIGINAL and siblings.filter(origin=Origin.ORIGINAL).exists():
        raise WritingRefused(
            _("The story has an original already. Start a translation of it.")
        )
    version.full_clean()
    version.save(force_insert=True)
    return version


@transaction.atomic
def describe_version(
    *, version: Version, slug: str, rights_basis: RightsBasis, by: Account
) -> None:
    """Store the address and the rights basis of a version.

    Raises:
        PermissionRefused: `by` may not write in that language.
        ValidationError: The slug is taken or malformed.
    """
    require(by, WRITE, version)
    stored = Version.objects.select_for_update().get(pk=version.pk)
    stored.slug, stored.rights_basis = slug, rights_basis
    stored.full_clean()
    stored.save(update_fields=["slug", "rights_basis"])
    version.refresh_from_db()


@transaction.atomic
def write_working_copy(
    *, version: Version, blocks: Sequence[Block], by: Account
) -> tuple[Block, ...]:
    """Replace the working copy of a version by an edited text.

    Blocks keep the ids of the blocks that they came from; only rows that really
    change get a higher number.

    Args:
        version: What is written.
        blocks: The whole text in reading order, reserved blocks included.
        by: Who writes.

    Returns:
        The blocks as stored, with their ids.

    Raises:
        PermissionRefused: `by` may not write in that language.
        WritingRefused: The version was withdrawn.
    """
    require(by, WRITE, version)
    stored = Version.objects.select_for_update().get(pk=version.pk)
    if stored.status == Status.WITHDRAWN:
        raise WritingRefused(
            _("The version was withdrawn and cannot be written any more.")
        )
    rows = {row.block_id: row for row in stored.working_blocks.order_by("position")}
    carried = carry_ids([_block(row) for row in rows.values()], blocks)
    stored.working_blocks.exclude(block_id__in=[block.id for block in carried]).delete()
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
    return carried


def working_copy(version: Version) -> tuple[Block, ...]:
    """Return the working copy in reading order; empty before the first writing."""
    return tuple(_block(row) for row in version.working_blocks.order_by("position"))


@transaction.atomic
def save_revision(
    *, version: Version, by: Account, at: datetime, is_minor: bool = False
) -> Revision:
    """Keep the working copy as a revision, unless the newest one says the same.

    Args:
        version: Whose text.
        by: Who saves.
        at: Timezone-aware.
        is_minor: The change alters nothing that a translation says.

    Returns:
        The newest revision of the version.

    Raises:
        PermissionRefused: `by` may not write in that language.
    """
    require(by, WRITE, version)
    return keep_revision(
        version=version,
        by=by,
        at=at,
        occasion=RevisionOccasion.SAVED,
        is_minor=is_minor,
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
