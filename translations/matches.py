"""What the newsroom translated before that is like a text: the memory, read.

Every answer is asked of the database as readers have it: what was hidden, restricted,
taken down or replaced is not offered, whether or not it is purged already.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.db import connection

from articles.addresses import version_url
from articles.models import CreditRole, Version
from articles.provenance import lines_of, printed_credits_of
from articles.text.khmer import key
from translations.memory.grams import asked, grams
from translations.memory.pairs import Languages, print_of
from translations.memory.scores import EXACT, most_alike
from translations.models import MemoryOrigin

MOST_SHOWN: Final = 5
# Some are not to be read any more, others say the same in the same words.
_SPARE: Final = 4

# A sentence that thousands of texts have may fill the answer; then any will do.
_CANDIDATES: Final = """
    (SELECT id, source_key, false FROM translations_memoryentry
    WHERE source_grams && %(grams)s::int[]
      AND source_language = %(source)s AND target_language = %(target)s
    LIMIT 2000)
    UNION ALL
    (SELECT id, target_key, true FROM translations_memoryentry
    WHERE target_grams && %(grams)s::int[]
      AND target_language = %(source)s AND source_language = %(target)s
    LIMIT 2000)
"""
_EXACT: Final = """
    SELECT id, source_key, false FROM translations_memoryentry
    WHERE source_key = ANY(%(keys)s)
      AND source_language = %(source)s AND target_language = %(target)s
    UNION ALL
    SELECT id, target_key, true FROM translations_memoryentry
    WHERE target_key = ANY(%(keys)s)
      AND target_language = %(source)s AND source_language = %(target)s
"""


class MatchKind(StrEnum):
    """How a text of the memory is like the one that is to be translated."""

    CONTEXT = "context"
    """The same, between the same neighbours."""
    EXACT = "exact"
    FUZZY = "fuzzy"


@dataclass(frozen=True, kw_only=True)
class Match:
    """A text that was translated before.

    Attributes:
        entry: Its key in the memory.
        score: 0-100, word by word; 100 for the same text alone.
        kind: How it is alike.
        source_text: In the language that is translated from.
        target_text: In the one that is translated into.
        is_reverse: It was translated the other way round.
        headline: Of the story, as readers have it in the second language; empty for a
            file from outside.
        url: Address of its page; empty for a file from outside.
        date: When readers had it first; for a file from outside, when it was taken in.
        translator: As it may be printed; empty where nobody is credited.
        origin: What a file from outside is called; empty for our own.
    """

    entry: int
    score: int
    kind: MatchKind
    source_text: str
    target_text: str
    is_reverse: bool
    headline: str
    url: str
    date: datetime | None
    translator: str
    origin: str

    @property
    def is_outside(self) -> bool:
        """Whether nobody here published it."""
        return bool(self.origin)


@dataclass(frozen=True)
class Around:
    """What stands before and after the text that is to be translated.

    Attributes:
        before: Plain text; empty for nothing.
        after: The same.
    """

    before: str = ""
    after: str = ""


ALONE: Final = Around()


def matches_for(
    text: str,
    languages: Languages,
    *,
    around: Around = ALONE,
    limit: int = MOST_SHOWN,
    threshold: int | None = None,
) -> tuple[Match, ...]:
    """Find what is most like a text among all that was translated before.

    Args:
        text: Plain; paragraphs or a sentence.
        languages: From which into which it is to be translated.
        around: Tells which of the same texts stood at the same place.
        limit: Matches, at most.
        threshold: 0-100; None for MEMORY_THRESHOLD. What is less alike is left out
            (`translations.memory.scores.most_alike`).

    Returns:
        Those between the same neighbours first, then by score, then the newest; a
        translation that says the same in the same words once.

    Raises:
        LanguageTagError: A tag is malformed.
    """
    asked_for = key(text)
    if not asked_for:
        return ()
    least = settings.MEMORY_THRESHOLD if threshold is None else threshold
    found = _candidates(asked_for, languages)
    ids, keys = list(found), [each for each, _is_reverse in found.values()]
    alike = most_alike(asked_for, keys, language=languages.source, threshold=least)
    scores = {ids[each.at]: each.score for each in alike[: limit * _SPARE]}
    reverse = {pk: is_reverse for pk, (_key, is_reverse) in found.items()}
    return _best(_read(scores, reverse, around), limit)


def exact_for(
    texts: Collection[str], languages: Languages
) -> Mapping[str, tuple[Match, ...]]:
    """Find all translations of texts that are in the memory as they are.

    Args:
        texts: Plain.
        languages: From which into which they are to be translated.

    Returns:
        By the key of the text, our own before those from outside, the newest first;
        texts without any are missing.
    """
    keys = sorted({key(each) for each in texts} - {""})
    rows = _rows(_EXACT, {"keys": keys, **vars(languages)})
    reverse = {pk: is_reverse for pk, _key, is_reverse in rows}
    found = {pk: each for pk, each, _is_reverse in rows}
    read = list(_read(dict.fromkeys(found, EXACT), reverse, ALONE))
    return {
        each: _best((match for match in read if found[match.entry] == each), len(read))
        for each in sorted({found[match.entry] for match in read})
    }


def times_of(pieces: Iterable[int]) -> dict[int, int]:
    """Count how many texts of the memory have each of some pieces.

    Returns:
        Those that none has are missing.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT gram, times FROM translations_memorygram"
            " WHERE gram = ANY(%s::int[])",
            [sorted(pieces)],
        )
        return dict(cursor.fetchall())


def translators_of(versions: Iterable[Version]) -> Mapping[int, str]:
    """Name the translators of versions as they may be printed; by version."""
    by_language: dict[str, dict[int, Version]] = {}
    for version in versions:
        by_language.setdefault(version.language, {})[version.pk] = version
    return {
        pk: line.names
        for language, those in by_language.items()
        for pk, credits in printed_credits_of(
            list(those.values()), language=language
        ).items()
        for line in lines_of(those[pk], credits)
        if line.role == CreditRole.TRANSLATOR
    }


def _candidates(asked_for: str, languages: Languages) -> Mapping[int, tuple[str, bool]]:
    """Return keys of the memory that may be like a text, and which side they are."""
    about = {
        "grams": asked(times_of(grams(asked_for))),
        "keys": [asked_for],
        **vars(languages),
    }
    rows = _rows(f"{_EXACT} UNION ALL {_CANDIDATES}", about)
    return {pk: (each, is_reverse) for pk, each, is_reverse in rows}


def _rows(query: str, about: dict[str, Any]) -> Sequence[tuple[int, str, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(query, about)
        rows: Sequence[tuple[int, str, bool]] = cursor.fetchall()
    return rows


@dataclass(frozen=True)
class _Entry:
    """A row of the memory with where it comes from."""

    pk: int
    source_text: str
    target_text: str
    before: str
    after: str
    name: str
    added_at: datetime
    version: int | None
    source_version: int | None


def _read(
    scores: Mapping[int, int], reverse: Mapping[int, bool], around: Around
) -> Iterator[Match]:
    """Read entries of the memory as far as they may be read."""
    entries = _readable(scores)
    versions = _versions(entries)
    translators = translators_of(
        filter(None, (versions.get(e.version) for e in entries))
    )
    stands = (print_of(around.before), print_of(around.after))
    for entry in entries:
        score, is_reverse = scores[entry.pk], reverse[entry.pk]
        is_there = any(stands) and stands == (entry.before, entry.after)
        kind = MatchKind.FUZZY
        if score == EXACT:
            same = is_there and not is_reverse
            kind = MatchKind.CONTEXT if same else MatchKind.EXACT
        texts = (entry.source_text, entry.target_text)
        told = versions.get(entry.source_version if is_reverse else entry.version)
        yield Match(
            entry=entry.pk,
            score=score,
            kind=kind,
            source_text=texts[is_reverse],
            target_text=texts[not is_reverse],
            is_reverse=is_reverse,
            headline=told.headline if told else "",
            url=version_url(told) if told else "",
            date=told.published_at if told else entry.added_at,
            translator=translators.get(entry.version or 0, ""),
            origin=entry.name,
        )


@cache
def _of_readable() -> tuple[str, tuple[Any, ...]]:
    """Write down once how origins are found that may be read.

    It is the same for everybody and at every moment: the database asks its own clock.
    """
    query = MemoryOrigin.objects.readable().values("pk").query
    return query.sql_with_params()


def _readable(ids: Iterable[int]) -> list[_Entry]:
    readable, asked_for = _of_readable()
    columns = (
        "entry.id, source_text, target_text, before, after, name, added_at,"
        " version_id, source_version_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM translations_memoryentry AS entry"  # noqa: S608 - no word of a question
            " JOIN translations_memoryorigin AS origin ON origin.id = entry.origin_id"
            f" WHERE entry.id = ANY(%s) AND origin.id IN ({readable})",
            [list(ids), *asked_for],
        )
        return [_Entry(*row) for row in cursor.fetchall()]


def _versions(entries: Iterable[_Entry]) -> Mapping[int | None, Version]:
    named = {pk for each in entries for pk in (each.version, each.source_version)}
    ids = [pk for pk in named if pk is not None]
    if not ids:
        return {}
    known = Version.objects.select_related("article__section", "article__outlet")
    return {version.pk: version for version in known.filter(pk__in=ids)}


_ORDER: Final = (MatchKind.CONTEXT, MatchKind.EXACT, MatchKind.FUZZY)


def _best(found: Iterable[Match], limit: int) -> tuple[Match, ...]:
    def rank(match: Match) -> tuple[int, int, bool, float, int]:
        newest = -match.date.timestamp() if match.date else 0.0
        kind = _ORDER.index(match.kind)
        return (kind, -match.score, match.is_outside, newest, -match.entry)

    told: dict[str, Match] = {}
    for match in sorted(found, key=rank):
        told.setdefault(key(match.target_text), match)
    return tuple(told.values())[:limit]
