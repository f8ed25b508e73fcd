"""What a unit was drafted with before a person wrote in it: its fingerprint is kept.

Whether a person edited a draft is never noted down. Its text as it was put in and its
text as it is are compared by their fingerprints.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from articles.text.blocks import Block, fingerprint

NO_DRAFT = ""
"""The kind, and the fingerprint, of what no draft was put into."""

STRICTEST_FIRST = ("machine", "memory")
"""Where drafts of several kinds are joined, readers are owed the first of these."""


@dataclass(frozen=True)
class Drafted:
    """Paragraphs of a translation and what was put into them.

    Attributes:
        target_ids: Blocks of the translation.
        kind: As `translations.models.Draft`; NO_DRAFT where a person wrote.
        key: Fingerprint of the paragraphs as they were put in; NO_DRAFT without one.
    """

    target_ids: tuple[str, ...] = ()
    kind: str = NO_DRAFT
    key: str = NO_DRAFT


NOT_DRAFTED = Drafted()


def draft_key(blocks: Iterable[Block]) -> str:
    """Return the fingerprint of some paragraphs of a draft; NO_DRAFT of none."""
    texts = tuple(blocks)
    return fingerprint(texts) if texts else NO_DRAFT


def is_unedited(key: str, blocks: Iterable[Block]) -> bool:
    """Say whether paragraphs still say what was put into them.

    Spaces of no width, the order of signs, digits and letter case do not count.

    Args:
        key: Fingerprint of what was put in; NO_DRAFT where nothing was.
        blocks: The paragraphs as they are, in the order of the text.
    """
    return key != NO_DRAFT and key == draft_key(blocks)


def carried_draft(
    target_ids: Iterable[str], former: Iterable[Drafted], text: Sequence[Block]
) -> Drafted:
    """Work out of what kind of draft paragraphs are that other units had before.

    What was put in and never edited stays so, however its paragraphs are joined and
    parted. Together with words of a person it is an edited draft.

    Args:
        target_ids: The paragraphs that belong together from now on.
        former: The units that had them.
        text: All blocks of the translation, in its order.
    """
    ids = tuple(target_ids)
    mine = _named(ids, text)
    drafts = sorted(
        (
            d
            for d in former
            if d.kind != NO_DRAFT and not {*ids}.isdisjoint(d.target_ids)
        ),
        key=lambda draft: STRICTEST_FIRST.index(draft.kind),
    )
    if not drafts or not mine:
        return Drafted(ids)
    drafted = {each for draft in drafts for each in draft.target_ids}
    is_left_alone = drafted.issuperset(block.id for block in mine) and all(
        is_unedited(draft.key, _named(draft.target_ids, text)) for draft in drafts
    )
    return Drafted(
        ids, drafts[0].kind, draft_key(mine) if is_left_alone else drafts[0].key
    )


def _named(ids: Collection[str], text: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(block for block in text if block.id in ids)
