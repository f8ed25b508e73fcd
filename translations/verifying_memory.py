"""Proves that the translation memory holds what readers have, and counts it right."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from articles.models import Version
from articles.text.khmer import key
from translations.memory.grams import MOST_STORED, grams
from translations.models import MemoryEntry, MemoryGram, MemoryOrigin
from translations.remembered import pair_of, pairs_offered


@dataclass(frozen=True)
class Difference:
    """Something in the memory that is not so; never any words of it.

    Attributes:
        origin: Key of where it comes from; 0 where it is about all of them.
        what: "not_public", "texts", "pieces" or "counts".
        number: How many entries or pieces.
    """

    origin: int
    what: str
    number: int

    def __str__(self) -> str:
        return f"origin {self.origin}: {self.what}, {self.number}"


def differences(counted: dict[int, int]) -> Iterator[Difference]:
    """Work out anew all that is remembered and yield what is different.

    What was released since is no difference: it is remembered within a minute.

    Args:
        counted: The pieces of everything in the memory, counted anew.

    Yields:
        By origin; the counts last. Nothing where all is as it should be.
    """
    public = Version.objects.public().values("pk")
    ours = MemoryOrigin.objects.exclude(version=None)
    of_now = Q(version__in=public, source_version__in=public)
    for origin in ours.exclude(of_now).order_by("pk"):
        yield Difference(origin.pk, "not_public", origin.entries.count())
    readable = MemoryOrigin.objects.readable().select_related(
        "version__released_revision", "source_version__released_revision"
    )
    for origin in readable.order_by("pk"):
        yield from _of_origin(origin)
    stored = dict(MemoryGram.objects.values_list("gram", "times"))
    wrong = stored.items() ^ counted.items()
    if wrong:
        yield Difference(0, "counts", len({gram for gram, _times in wrong}))


def _of_origin(origin: MemoryOrigin) -> Iterator[Difference]:
    entries = list(origin.entries.order_by("pk"))
    if origin.version is not None and origin.source_version is not None:
        offered = pairs_offered(origin.version, origin.source_version, entries)
        wrong = set(offered) ^ {pair_of(entry) for entry in entries}
        if wrong:
            yield Difference(origin.pk, "texts", len(wrong))
    misfiled = sum(not _is_well_filed(entry) for entry in entries)
    if misfiled:
        yield Difference(origin.pk, "pieces", misfiled)


def _is_well_filed(entry: MemoryEntry) -> bool:
    sides = (
        (entry.source_text, entry.source_key, entry.source_grams),
        (entry.target_text, entry.target_key, entry.target_grams),
    )
    is_searched = entry.found_by is not None
    return is_searched == (entry.sentence is None) and all(
        folded == key(text)
        and grams(folded).issuperset(chosen)
        and len(set(chosen)) == min(len(grams(folded)), MOST_STORED)
        for text, folded, chosen in sides
    )
