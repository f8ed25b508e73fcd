"""Say of single paragraphs why we may use them."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.opening import require_describing
from articles.actions.writing import WritingRefused
from articles.gates import newest_blocks
from articles.models import BlockBasis, RightsBasis, Version
from articles.text.blocks import Block, body_blocks, from_json
from people.models import Account


def paragraphs_of(version: Version) -> tuple[Block, ...]:
    """List the paragraphs of what readers have, and those of the newest text beside.

    Args:
        version: With its released and its newest revision.

    Returns:
        Each once, those that readers have first.
    """
    released = version.released_revision
    shown = body_blocks(from_json(released.blocks)) if released else ()
    known = {block.id for block in shown}
    newer = (b for b in body_blocks(newest_blocks(version)) if b.id not in known)
    return (*shown, *newer)


@transaction.atomic
def set_block_bases(
    *, version: Version, bases: Mapping[str, RightsBasis | None], by: Account
) -> None:
    """Store the rights basis of paragraphs that differ from the text around them.

    Args:
        version: Whose paragraphs.
        bases: By the id of the paragraph; None for that of the whole text. What is
            not named stays as it is.
        by: Who may change the rights basis of the whole text.

    Raises:
        PermissionRefused: `by` may not change it in the state the version is in.
        WritingRefused: Nobody may, or the text has no such paragraph.
    """
    stored = Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
    require_describing(by, stored)
    if set(bases) - {block.id for block in paragraphs_of(stored)}:
        raise WritingRefused(
            _("The text was changed meanwhile: a paragraph is gone. Look at it again.")
        )
    for block_id, basis in bases.items():
        if basis is None:
            BlockBasis.objects.filter(version=stored, block_id=block_id).delete()
        else:
            BlockBasis.objects.update_or_create(
                version=stored, block_id=block_id, defaults={"basis": basis}
            )
