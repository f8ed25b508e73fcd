"""Keep what is known of drafts true where a name was removed from all words."""

import secrets
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from articles.models import WorkingBlock
from articles.text.blocks import Block, fingerprint
from translations.drafts import draft_key, is_unedited
from translations.models import MachineDraft, Unit


@transaction.atomic
def drafts_left_alone() -> frozenset[tuple[int, str]]:
    """Find the paragraphs that still say what was put in, before words are replaced.

    Returns:
        Version and id of the first paragraph of each such draft.
    """
    blocks = _blocks()
    drafts = MachineDraft.objects.exclude(block_id="")
    alone = {
        (draft.version_id, draft.block_id)
        for draft in drafts
        if (block := blocks.get((draft.version_id, draft.block_id)))
        and fingerprint([block]) == draft.key
    }
    for unit in Unit.objects.exclude(drafted_as=""):
        if is_unedited(unit.drafted_key, _of(unit, blocks)):
            alone.add((unit.version_id, unit.target_ids[0]))
    return frozenset(alone)


@transaction.atomic
def rekey(*, articles: Collection[UUID], alone: Collection[tuple[int, str]]) -> None:
    """Write the fingerprints of drafts anew after a name was removed from words.

    What nobody had edited still counts as that. Of what was edited the fingerprint is
    forgotten: it was of words that had the name.

    Args:
        articles: Stories in whose words something was replaced.
        alone: From `drafts_left_alone`, asked before.
    """
    blocks = _blocks()
    drafts = MachineDraft.objects.filter(version__article__in=articles)
    for draft in drafts.select_for_update(of=("self",)):
        place = (draft.version_id, draft.block_id)
        block = blocks.get(place)
        is_alone = place in alone and block is not None
        draft.key = fingerprint([block]) if is_alone and block else _nothing()
        draft.source_key = _nothing()
        draft.save(update_fields=["key", "source_key"])
    units = Unit.objects.filter(version__article__in=articles).exclude(drafted_as="")
    for unit in units.select_for_update(of=("self",)):
        is_alone = (unit.version_id, unit.target_ids[0]) in alone
        unit.drafted_key = (
            draft_key(_of(unit, blocks)) if is_alone else ""
        ) or _nothing()
        unit.save(update_fields=["drafted_key"])


def _blocks() -> dict[tuple[int, str], Block]:
    """Fetch the texts of every translation that was drafted, in their order."""
    versions = {
        *MachineDraft.objects.values_list("version", flat=True),
        *Unit.objects.exclude(drafted_as="").values_list("version", flat=True),
    }
    rows = WorkingBlock.objects.filter(version__in=versions).order_by("position")
    return {(row.version_id, row.block_id): row.block for row in rows}


def _of(unit: Unit, blocks: dict[tuple[int, str], Block]) -> list[Block]:
    wanted = {(unit.version_id, each) for each in unit.target_ids}
    return [block for place, block in blocks.items() if place in wanted]


def _nothing() -> str:
    """Return a fingerprint that no text has."""
    return fingerprint(secrets.token_hex())
