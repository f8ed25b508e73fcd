"""What a translation has to offer to the memory: both sides as readers have them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from articles.actions.writing import working_copy
from articles.models import Revision, Version
from articles.text.blocks import Block, block_text, body_blocks, from_json
from translations.memory.pairs import Languages, Pair, print_of, with_sentences
from translations.models import BEHIND, MemoryEntry, Unit


def pairs_offered(
    version: Version, source: Version, remembered: Collection[MemoryEntry]
) -> Iterator[Pair]:
    """Yield the paragraphs and sentences that a public translation has to offer.

    Only what a person has said to belong together is taken, and only where the
    translation says what its source says. While the translation is being written anew,
    the links of its paragraphs are about a text that readers do not have: then what is
    remembered stays as far as it still holds.

    Args:
        version: The translation, with its released revision.
        source: What it was made from, the same.
        remembered: What the pair gave before.
    """
    theirs, written = _released(version), working_copy(version)
    texts = _Texts(_released(source), theirs)
    languages = Languages(source.language, version.language)
    if not written or written == theirs:
        whole = [pair for ids in _links(version, source) for pair in texts.pair(*ids)]
        yield from with_sentences(whole, languages)
        return
    ids = dict.fromkeys(
        (tuple(each.source_ids), tuple(each.target_ids)) for each in remembered
    )
    known = {_without_neighbours(pair_of(each)) for each in remembered}
    whole = [pair for each in ids for pair in texts.pair(*each)]
    for pair in with_sentences(whole, languages):
        if _without_neighbours(pair) in known:
            yield pair


def _links(version: Version, source: Version) -> Iterable[tuple[list[str], list[str]]]:
    units = Unit.objects.filter(
        version=version, source_version=source, is_dropped=False, confidence=None
    )
    shown = units.exclude(shown_from="").exclude(BEHIND).order_by("pk")
    return shown.values_list("source_ids", "target_ids")


def _without_neighbours(pair: Pair) -> Pair:
    return replace(pair, before="", after="")


def pair_of(entry: MemoryEntry) -> Pair:
    """Turn a stored entry into a plain value."""
    return Pair(
        source=entry.source_text,
        target=entry.target_text,
        source_ids=tuple(entry.source_ids),
        target_ids=tuple(entry.target_ids),
        sentence=entry.sentence,
        before=entry.before,
        after=entry.after,
    )


class _Texts:
    """The paragraphs of both sides, and what stands around those of the source."""

    def __init__(self, ours: Iterable[Block], theirs: Iterable[Block]) -> None:
        self._ours = {block.id: block_text(block) for block in ours}
        self._theirs = {block.id: block_text(block) for block in theirs}
        body = [block.id for block in body_blocks(ours)]
        self._places = {each: at for at, each in enumerate(body)}
        self._body = body

    def pair(
        self, source_ids: Iterable[str], target_ids: Iterable[str]
    ) -> Iterator[Pair]:
        """Yield what paragraphs say; nothing where readers do not have them all."""
        here, there = tuple(source_ids), tuple(target_ids)
        source, target = joined(here, self._ours), joined(there, self._theirs)
        if source and target:
            yield Pair(
                source=source,
                target=target,
                source_ids=here,
                target_ids=there,
                before=self._beside(here[0], -1),
                after=self._beside(here[-1], 1),
            )

    def _beside(self, block_id: str, step: int) -> str:
        at = self._places.get(block_id)
        if at is None or not 0 <= at + step < len(self._body):
            return ""
        return print_of(self._ours[self._body[at + step]])


def _released(version: Version) -> tuple[Block, ...]:
    revision: Revision | None = version.released_revision
    return from_json(revision.blocks) if revision else ()


def joined(ids: Iterable[str], texts: Mapping[str, str]) -> str:
    """Join paragraphs; empty where readers do not have them all."""
    found = [texts.get(each, "") for each in ids]
    return "\n".join(found) if all(found) else ""
