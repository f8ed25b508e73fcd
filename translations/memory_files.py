"""The translation memory as pairs for a file: published text alone, both directions."""

from collections.abc import Iterator
from datetime import UTC

from translations.formats.inline import Cut
from translations.formats.tmx14 import Entry
from translations.memory.pairs import Languages
from translations.models import MemoryEntry, MemoryOrigin

AT_ONCE = 2_000


def entries_between(
    languages: Languages, *, most: int | None = None
) -> Iterator[Entry]:
    """Yield what may be read of the memory in two languages, the newest first.

    Args:
        languages: Of the file; what was translated the other way round is turned.
        most: How many at most; None for all.
    """
    readable = MemoryOrigin.objects.readable()
    entries = (
        MemoryEntry.objects.filter(
            origin__in=readable,
            source_language__in=(languages.source, languages.target),
            target_language__in=(languages.source, languages.target),
        )
        .select_related("origin")
        .order_by("-pk")
    )
    rows = entries[:most] if most else entries
    yield from (_entry(row, languages) for row in rows.iterator(chunk_size=AT_ONCE))


def _entry(row: MemoryEntry, languages: Languages) -> Entry:
    texts = {row.source_language: row.source_text, row.target_language: row.target_text}
    moment = row.origin.added_at.astimezone(UTC)
    return Entry(
        source=_cut(texts[languages.source]),
        target=_cut(texts[languages.target]),
        source_language=languages.source,
        target_language=languages.target,
        changed=moment.strftime("%Y%m%dT%H%M%SZ"),
    )


def _cut(text: str) -> Cut:
    return Cut((text,)) if text else Cut()
