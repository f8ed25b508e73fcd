"""The tables of the translation memory as temporary ones, under their own names."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from django.db import connection, connections
from django.utils import timezone

from translations.memory.concordance import document
from translations.memory.grams import grams, rarest
from translations.memory.pairs import Languages
from translations.models import MemoryOrigin

ORIGIN: Final = "translations_memoryorigin"
ENTRY: Final = "translations_memoryentry"
GRAM: Final = "translations_memorygram"
INDEXES: Final = {
    "memory_by_source": "pieces of the source",
    "memory_by_target": "pieces of the translation",
    "memory_by_source_key": "whole source",
    "memory_by_target_key": "whole translation",
    "memory_by_words": "words of both",
}
_TABLES: Final = (ORIGIN, ENTRY, GRAM)
_MEMORY: Final = "768MB"
_AT_ONCE: Final = 20_000


@dataclass(frozen=True)
class Side:
    """A text with what it is compared and found by.

    Attributes:
        text: Plain.
        key: Of it.
        chosen: Its rarest pieces.
    """

    text: str
    key: str
    chosen: Sequence[int]


@contextmanager
def tables(*, with_indexes: bool = True) -> Iterator[MemoryOrigin]:
    """Lay empty tables before the real ones, and take them away afterwards.

    Args:
        with_indexes: From the beginning; else `make_indexes` makes them.

    Yields:
        A file from outside, for what is put in.
    """
    # The newsroom itself may not make tables; whoever owns its database may.
    connections["default"] = connections["owner"]
    with connection.cursor() as cursor:
        cursor.execute("SHOW temp_buffers")
        # It cannot be changed once there was a temporary table.
        if cursor.fetchone() != (_MEMORY,):
            cursor.execute(f"SET temp_buffers = '{_MEMORY}'")
        for table in _TABLES:
            cursor.execute(
                f"CREATE TEMP TABLE {table} (LIKE public.{table}"
                " INCLUDING DEFAULTS INCLUDING IDENTITY)"
            )
    if with_indexes:
        make_indexes()
    try:
        yield MemoryOrigin.objects.create(name="bench", added_at=timezone.now())
    finally:
        with connection.cursor() as cursor:
            for table in _TABLES:
                cursor.execute(f"DROP TABLE pg_temp.{table}")


def make_indexes() -> None:
    """Make the indexes that the real tables have."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexdef FROM pg_indexes"
            " WHERE schemaname = 'public' AND tablename = ANY(%s)",
            [list(_TABLES)],
        )
        for (definition,) in cursor.fetchall():
            cursor.execute(definition.replace(" ON public.", " ON pg_temp."))


def analyze() -> None:
    """Let the planner know what there is: nobody else does for temporary tables."""
    with connection.cursor() as cursor:
        for table in _TABLES:
            cursor.execute(f"ANALYZE pg_temp.{table}")


def sizes() -> dict[str, float]:
    """Measure the indexes, in megabytes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_relation_size(oid) / 1048576.0 FROM pg_class"
            " WHERE relname = ANY(%s) AND relnamespace = pg_my_temp_schema()",
            [list(INDEXES)],
        )
        return {name: float(size) for name, size in cursor.fetchall()}


def plant(
    origin: MemoryOrigin,
    texts: Sequence[tuple[str, str]],
    sides: Sequence[Side],
    languages: Languages,
    *,
    with_words: bool,
) -> None:
    """Copy in a memory that grew: its pieces are chosen as they were counted then.

    Args:
        origin: Of all of them.
        texts: With their keys.
        sides: Their translations, over and over.
        languages: Of all of them.
        with_words: They can be searched, too.
    """
    times: Counter[int] = Counter()
    half = len(texts) // 2
    # What the older half is found by was chosen anew when the memory was half as big.
    for _text, folded in texts[:half]:
        times.update(grams(folded))
    for begin in range(0, len(texts), _AT_ONCE):
        some = texts[begin : begin + _AT_ONCE]
        if begin >= half:
            for _text, folded in some:
                times.update(grams(folded))
        _copy(origin, begin, some, sides, _Filed(languages, times, with_words))
    theirs: Counter[int] = Counter()
    for side in sides:
        theirs.update(dict.fromkeys(grams(side.key), len(texts) // len(sides)))
    times.update(theirs)
    with connection.cursor() as cursor, cursor.copy(f"COPY {GRAM} FROM STDIN") as copy:
        for row in times.items():
            copy.write_row(row)
    make_indexes()


@dataclass(frozen=True)
class _Filed:
    """How entries are filed."""

    languages: Languages
    times: Counter[int]
    with_words: bool


def _copy(
    origin: MemoryOrigin,
    begin: int,
    texts: Sequence[tuple[str, str]],
    sides: Sequence[Side],
    filed: _Filed,
) -> None:
    columns = (
        "origin_id, source_ids, target_ids, source_language, target_language,"
        " source_text, target_text, source_key, target_key, source_grams,"
        " target_grams, before, after, chosen_among, found_by"
    )
    copied = f"COPY {ENTRY} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(copied) as copy:
        for at, (text, folded) in enumerate(texts, start=begin):
            side = sides[at % len(sides)]
            copy.write_row(
                (
                    origin.pk,
                    [],
                    [],
                    filed.languages.source,
                    filed.languages.target,
                    text,
                    side.text,
                    folded,
                    side.key,
                    rarest(grams(folded), filed.times),
                    list(side.chosen),
                    "",
                    "",
                    at,
                    document(folded, side.key) if filed.with_words else None,
                )
            )
