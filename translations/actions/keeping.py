"""Put texts into the translation memory and take them out, and count their pieces."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Final

from django.db import connection, transaction

from articles.text.khmer import key
from translations.matches import times_of
from translations.memory.concordance import document
from translations.memory.grams import grams, rarest
from translations.memory.pairs import Languages, Pair
from translations.models import MemoryEntry, MemoryOrigin

AT_ONCE: Final = 1_000
"""Entries that are stored, or taken out, in one statement."""
CHOSEN_ANEW: Final = 500
"""Entries whose pieces are chosen anew in one minute of the sweeper."""

_COUNT: Final = """
    INSERT INTO translations_memorygram (gram, times)
    SELECT * FROM unnest(%s::int[], %s::int[])
    ON CONFLICT (gram) DO UPDATE
    SET times = translations_memorygram.times + EXCLUDED.times
"""
# Locked in the order in which they are counted: nobody waits for one who waits.
_LOCK: Final = """
    SELECT FROM translations_memorygram WHERE gram = ANY(%s::int[])
    ORDER BY gram FOR UPDATE
"""
_GONE: Final = """
    DELETE FROM translations_memorygram AS known
    USING unnest(%s::int[], %s::int[]) AS less (gram, times)
    WHERE known.gram = less.gram AND known.times <= less.times
"""
_UNCOUNT: Final = """
    UPDATE translations_memorygram AS known SET times = known.times - less.times
    FROM unnest(%s::int[], %s::int[]) AS less (gram, times)
    WHERE known.gram = less.gram
"""


@transaction.atomic(savepoint=False)
def keep(*, origin: MemoryOrigin, pairs: Iterable[Pair], languages: Languages) -> int:
    """Store what an origin has to offer.

    Args:
        origin: As stored.
        pairs: Each with something to see on both sides.
        languages: Of all of them.

    Returns:
        How many entries were stored.
    """
    stored = 0
    counted: Counter[int] = Counter()
    left = iter(pairs)
    while several := list(islice(left, AT_ONCE)):
        _store(origin, several, languages, counted)
        stored += len(several)
    # Last: whoever takes something out at once waits for these rows alone.
    _count(counted)
    return stored


@transaction.atomic(savepoint=False)
def discard(*, origins: Iterable[int]) -> int:
    """Take out all that some origins gave, and the origins with it.

    Args:
        origins: Their keys.

    Returns:
        How many entries are gone.
    """
    keys = list(origins)
    entries = MemoryEntry.objects.filter(origin__in=keys)
    gone = discard_entries(entries=entries.values_list("pk", flat=True))
    MemoryOrigin.objects.filter(pk__in=keys).delete()
    return gone


@transaction.atomic(savepoint=False)
def discard_entries(*, entries: Iterable[int]) -> int:
    """Take some entries out, and count their pieces no more.

    Args:
        entries: Their keys.

    Returns:
        How many are gone.
    """
    keys = list(entries)
    counted: Counter[int] = Counter()
    for begin in range(0, len(keys), AT_ONCE):
        some = MemoryEntry.objects.filter(pk__in=keys[begin : begin + AT_ONCE])
        for sides in some.values_list("source_key", "target_key"):
            counted.update(_pieces(sides))
        some.delete()
    _uncount(counted)
    return len(keys)


@transaction.atomic
def choose_anew_when_due(*, at: datetime) -> int:
    """Choose the pieces of old entries anew where the memory is twice as big by now.

    What was rare in a small memory may be common in a big one.

    Returns:
        How many entries were looked at.
    """
    newest = _newest()
    due = (
        MemoryEntry.objects.filter(chosen_among__lt=newest // 2)
        .order_by("chosen_among")
        .select_for_update(skip_locked=True)
    )
    entries = list(due[:CHOSEN_ANEW])
    pieces = [(grams(each.source_key), grams(each.target_key)) for each in entries]
    times = times_of(frozenset().union(*(side for both in pieces for side in both)))
    for entry, (source, target) in zip(entries, pieces, strict=True):
        entry.source_grams = rarest(source, times)
        entry.target_grams = rarest(target, times)
        entry.chosen_among = newest
    MemoryEntry.objects.bulk_update(
        entries, ["source_grams", "target_grams", "chosen_among"]
    )
    return len(entries)


def counted_anew() -> Counter[int]:
    """Count the pieces of everything in the memory; takes as long as it is big."""
    counted: Counter[int] = Counter()
    rows = MemoryEntry.objects.values_list("source_key", "target_key")
    for sides in rows.iterator(chunk_size=AT_ONCE):
        counted.update(_pieces(sides))
    return counted


@transaction.atomic
def count_anew() -> None:
    """Write down anew how many texts have each piece."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE translations_memorygram IN EXCLUSIVE MODE")
        cursor.execute("DELETE FROM translations_memorygram")
    _count(counted_anew())


def _store(
    origin: MemoryOrigin,
    pairs: Sequence[Pair],
    languages: Languages,
    counted: Counter[int],
) -> None:
    """Store some pairs, and add their pieces to what is to be counted."""
    keys = [(key(pair.source), key(pair.target)) for pair in pairs]
    pieces = [(grams(source), grams(target)) for source, target in keys]
    for both in pieces:
        for side in both:
            counted.update(side)
    there = frozenset().union(*(side for both in pieces for side in both))
    times = Counter(times_of(there))
    for each in there:
        times[each] += counted[each]
    newest = _newest()
    MemoryEntry.objects.bulk_create(
        MemoryEntry(
            origin=origin,
            source_ids=list(pair.source_ids),
            target_ids=list(pair.target_ids),
            sentence=pair.sentence,
            source_language=languages.source,
            target_language=languages.target,
            source_text=pair.source,
            target_text=pair.target,
            source_key=source_key,
            target_key=target_key,
            source_grams=rarest(source, times),
            target_grams=rarest(target, times),
            before=pair.before,
            after=pair.after,
            found_by=_words(pair, source_key, target_key),
            chosen_among=newest,
        )
        for pair, (source_key, target_key), (source, target) in zip(
            pairs, keys, pieces, strict=True
        )
    )


def _words(pair: Pair, source_key: str, target_key: str) -> str | None:
    # What a sentence says is found in its paragraph.
    return document(source_key, target_key) if pair.sentence is None else None


def _newest() -> int:
    """Return how many entries were ever stored: the key of the newest."""
    return MemoryEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _pieces(sides: Iterable[str]) -> Iterator[int]:
    for side in sides:
        yield from grams(side)


def _count(counted: Mapping[int, int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, _columns(counted))


def _uncount(counted: Mapping[int, int]) -> None:
    columns = _columns(counted)
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, columns[:1])
        cursor.execute(_GONE, columns)
        cursor.execute(_UNCOUNT, columns)


def _columns(counted: Mapping[int, int]) -> list[list[int]]:
    pieces = sorted(counted)
    return [pieces, [counted[each] for each in pieces]]
