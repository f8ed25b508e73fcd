"""Asks of stored translations whether they still hold."""

from articles.models import Source
from articles.provenance import annotated
from articles.text.blocks import from_json
from translations.freshness import changes_since


def source_has_changed(source: Source) -> bool:
    """Say whether the public text of a source says something else than was translated.

    Never true for an original that the newsroom does not hold, nor for one that
    readers cannot see: its changes are not news to them.
    """
    origin = source.source_version
    if (
        origin is None
        or not annotated(source, "is_public")
        or source.source_revision is None
    ):
        return False
    if origin.released_revision_id == source.source_revision_id:
        return False
    released = origin.released_revision
    return released is not None and bool(
        changes_since(
            from_json(source.source_revision.blocks), from_json(released.blocks)
        )
    )
