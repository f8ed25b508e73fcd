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


def since(begin: datetime, end: datetime) -> str:
    """Write what all texts have from the month of one time to that of another.

    Args:
        begin: Timezone-aware.
        end: The same, not before it.

    Returns:
        A term of a tsquery.

    >>> since(datetime(2024, 11, 3, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC))
    "('@2024-11' | '@2024-12' | '@2025' | '@2026')"
    """
    first, last = begin.astimezone(UTC), end.astimezone(UTC)
    stop = last.month if first.year == last.year else _YEAR
    months = [_month(first.year, at) for at in range(first.month, stop + 1)]
    # Later months of the last year have no texts.
    years = [_year(at) for at in range(first.year + 1, last.year + 1)]
    return f"({' | '.join(map(quoted, (*months, *years)))})"


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

    >>> days = (datetime(2026, 3, day, tzinfo=UTC) for day in (9, 2))
    >>> span = Span(*days, datetime(2026, 1, 1, tzinfo=UTC))
    >>> print(*newest_first("river", span), sep="\n")
    river & ('@2026-02' | '@2026-03')
    river & ('@2026-01' | '@2026-02' | '@2026-03') & !('@2026-02' | '@2026-03')
    river & !('@2026-01' | '@2026-02' | '@2026-03')
    """
    before = ""
    if span is not None:
        for times in STRETCHES:
            took = times * (span.newest - span.enough)
            if took >= span.newest - span.oldest:
                break
            stretch = since(span.newest - took, span.newest)
            yield f"{match} & {stretch}{before}"
            before = f" & !{stretch}"
        if has_begin:
            before = f" & {since(span.oldest, span.newest)}{before}"
    yield f"{match}{before}"


def _language(tag: str) -> str:
    return f"{_AT}l-{tag}"


def _section(key: int) -> str:
    return f"{_AT}s-{key}"


def _year(year: int) -> str:
    return f"{_AT}{year}"


def _month(year: int, month: int) -> str:
    return f"{_AT}{year}-{month:02}"
