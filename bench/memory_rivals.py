"""What others look translations up with, on the same texts in the same run."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from heapq import nsmallest
from typing import Any, Final

import psycopg
from django.conf import settings
from rapidfuzz import fuzz, process

from articles.text.breaks import word_pieces
from articles.text.khmer import key

Look = Callable[[str], Sequence[str]]

RARE_WORDS: Final = 8
MOST_ROWS: Final = 50
TRIGRAM_LIMIT: Final = 0.5


def exhaustive(keys: Sequence[str]) -> Look:
    """Compare a question with every text, in the memory of this process."""

    def look(text: str) -> Sequence[str]:
        best = process.extractOne(key(text), keys, scorer=fuzz.ratio, score_cutoff=50)
        return [best[0]] if best else []

    return look


@contextmanager
def in_database(keys: Sequence[str]) -> Iterator[tuple[int, dict[str, Look]]]:
    """Lay the texts into tables of PostgreSQL as others do; nothing stays behind.

    Yields:
        The process of the database that works for them, and the ways by name; without
        trigrams where the server has no such extension.
    """
    with psycopg.connect(settings.DATABASE_OWNER_URL) as owner:
        owner.execute("SET temp_buffers = '256MB'")
        ways = {}
        if _can_trigrams(owner):
            owner.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            ways["pg_trgm, nearest first"] = _trigrams(owner, keys)
        ways[f"tsvector of the {RARE_WORDS} rarest words"] = _rare_words(owner, keys)
        try:
            yield owner.info.backend_pid, ways
        finally:
            owner.rollback()


def _can_trigrams(owner: psycopg.Connection[Any]) -> bool:
    query = "SELECT FROM pg_available_extensions WHERE name = 'pg_trgm'"
    return owner.execute(query).fetchone() is not None


def _trigrams(owner: psycopg.Connection[Any], keys: Sequence[str]) -> Look:
    """Look up as Weblate did with an index of trigrams, the limit lowered."""
    owner.execute("CREATE TEMP TABLE trigrams (text text)")
    with owner.cursor() as cursor, cursor.copy("COPY trigrams FROM STDIN") as copy:
        for each in keys:
            copy.write_row((each,))
    owner.execute("CREATE INDEX ON trigrams USING gin (text gin_trgm_ops)")
    owner.execute("ANALYZE trigrams")
    owner.execute("SELECT set_limit(%s::real)", [TRIGRAM_LIMIT])

    def look(text: str) -> Sequence[str]:
        asked = key(text)
        rows = owner.execute(
            "SELECT text FROM trigrams WHERE text %% %s"
            " ORDER BY similarity(text, %s) DESC LIMIT %s",
            [asked, asked, MOST_ROWS],
        )
        return [row[0] for row in rows.fetchall()]

    return look


def _rare_words(owner: psycopg.Connection[Any], keys: Sequence[str]) -> Look:
    """Look up by the rarest words of a text, compared with rapidfuzz afterwards."""
    times: Counter[str] = Counter()
    cut = [_words(each) for each in keys]
    for words in cut:
        times.update(words)
    owner.execute("CREATE TEMP TABLE rare (text text, words tsvector)")
    with owner.cursor() as cursor, cursor.copy("COPY rare FROM STDIN") as copy:
        for each, words in zip(keys, cut, strict=True):
            copy.write_row((each, " ".join(_rarest(words, times))))
    owner.execute("CREATE INDEX ON rare USING gin (words)")
    owner.execute("ANALYZE rare")

    def look(text: str) -> Sequence[str]:
        asked = key(text)
        words = [word for word in _words(asked) if word in times]
        query = " | ".join(_rarest(words, times))
        if not query:
            return []
        rows = owner.execute(
            "SELECT text FROM rare WHERE words @@ %s::tsquery LIMIT 3000", [query]
        )
        near = process.extract(
            asked, [row[0] for row in rows.fetchall()], scorer=fuzz.ratio, limit=5
        )
        return [each[0] for each in near]

    return look


def _words(text: str) -> frozenset[str]:
    pieces = word_pieces(text, "km")
    return frozenset(each for each in pieces if any(map(str.isalnum, each)))


def _rarest(words: Sequence[str] | frozenset[str], times: Counter[str]) -> list[str]:
    chosen = nsmallest(RARE_WORDS, words, key=lambda word: (times[word], word))
    quoted = (word.replace("\\", "").replace("'", "") for word in chosen)
    return [f"'{word}'" for word in quoted if word]
