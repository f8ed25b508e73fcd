"""What a text is found by besides its words: language, section, year and month.

A word that half the archive has is asked for among the newest texts alone, or in one
section. The index gives the texts that have both; without this each text that has the
word would be looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from articles.text.sought import quoted

STRETCHES: Final = (2, 8, 32)
"""Times as long as the newest texts took of which so many are ranked: what every second
text has is found in the first, what every thirtieth has in the last of them."""
# No piece of a text holds the sign.
_AT: Final = "@"
_YEAR: Final = 12


@dataclass(frozen=True)
class Span:
    """The time in which texts were published that may be found.

    Attributes:
        newest: Of all.
        enough: Of the newest ones, the last that is ranked.
        oldest: Of all, or the first moment that is asked for.
    """

    newest: datetime
    enough: datetime
    oldest: datetime


def facets(*, language: str, section: int, published: datetime) -> tuple[str, ...]:
    """Return what a text is found by besides its words.

    Args:
        language: BCP 47.
        section: Key of its section.
        published: Timezone-aware.

    >>> facets(language="km", section=7, published=datetime(2026, 11, 30, tzinfo=UTC))
    ('@l-km', '@s-7', '@2026', '@2026-11')
    """
    at = published.astimezone(UTC)
    return (
        _language(language),
        _section(section),
        _year(at.year),
        _month(at.year, at.month),
    )


def narrowed(match: str, *, language: str = "", section: int | None = None) -> str:
    """Write a question for the texts of one language or section alone.

    Args:
        match: Input of a tsquery.
        language: BCP 47; empty for every one.
        section: Its key; None for every one.

    >>> narrowed("river", language="en", section=7)
    "river & '@l-en' & '@s-7'"
    """
    wanted = [_language(language)] if language else []
    wanted += [] if section is None else [_section(section)]
    return " & ".join((match, *map(quoted, wanted)))


def newest_first(
    match: str, span: Span | None, *, has_begin: bool = False
) -> Iterator[str]:
    r"""Part a question into stretches of time, the newest first.

    Args:
        match: Input of a tsquery.
        span: Of what there is; None for so little that it is asked for at once.
        has_begin: The span begins with what is asked for; what is older is not.

    Yields:
        Inputs of tsqueries: no text has two of them, and each that has the question
        has one. One more than STRETCHES at most.

    >>> days = (datetime(2026, 3, day, tzinfo=UTC) for day in (9, 5))
    >>> span = Span(*days, datetime(2025, 2, 1, tzinfo=UTC))
    >>> print(*newest_first("river", span), sep="\n")
    river & ('@2026-03')
    river & ('@2026-02')
    river & ('@2025-11' | '@2025-12' | '@2026-01')
    river & !('@2025-11' | '@2025-12' | '@2026')
    """
    if span is None:
        yield match
        return
    newest = _month_of(span.newest)
    stop = newest + 1
    for first in _beginnings(span):
        if first < stop:
            yield f"{match} & {_within(first, stop)}"
            stop = first
    oldest = _month_of(span.oldest)
    if stop > newest and not has_begin:
        yield match
    elif not has_begin:
        # Whatever there is besides, also what was indexed without its time.
        yield f"{match} & !{_within(stop, newest - newest % _YEAR + _YEAR)}"
    elif oldest < stop:
        yield f"{match} & {_within(oldest, stop)}"


def _beginnings(span: Span) -> Iterator[int]:
    """Yield the first months of stretches that do not reach the oldest text."""
    for times in STRETCHES:
        took = times * (span.newest - span.enough)
        if took >= span.newest - span.oldest:
            return
        first = _month_of(span.newest - took)
        # A long stretch begins with its year: fewer lexemes to look up.
        is_long = _month_of(span.newest) - first >= _YEAR
        yield first - first % _YEAR if is_long else first


def _month_of(at: datetime) -> int:
    """Count months since the year 0."""
    at = at.astimezone(UTC)
    return at.year * _YEAR + at.month - 1


def _within(first: int, stop: int) -> str:
    """Write what all texts of some months have; stop is not among them."""
    several = []
    while first < stop:
        year, month = divmod(first, _YEAR)
        is_whole = month == 0 and first + _YEAR <= stop
        several.append(_year(year) if is_whole else _month(year, month + 1))
        first += _YEAR if is_whole else 1
    return f"({' | '.join(map(quoted, several))})"


def _language(tag: str) -> str:
    return f"{_AT}l-{tag}"


def _section(key: int) -> str:
    return f"{_AT}s-{key}"


def _year(year: int) -> str:
    return f"{_AT}{year}"


def _month(year: int, month: int) -> str:
    return f"{_AT}{year}-{month:02}"
