"""A day, a weekday or a month that the translation tells differently."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from articles.text.dates import ENGLISH_MONTHS
from translations.checks.days import ENGLISH_WEEKDAYS, Days, days_of, on, weekday_of
from translations.checks.pairs import Finding, SegmentPair, Severity

# Entries of the interface catalogue.
OTHER_WEEKDAY: Final = (
    "The translation says %(weekday)s; the source names another weekday, or none."
)
NO_WEEKDAY: Final = (
    "The source says %(weekday)s, the translation names another weekday."
)
OTHER_MONTH: Final = "The translation says %(month)s; the source names another month."
NO_MONTH: Final = "The source says %(month)s, the translation names another month."
NOT_THAT_DAY: Final = "%(month)s %(day)s is no %(weekday)s."
RELATIVE: Final = (
    "The source tells the day as seen from its own publication (%(date)s). "
    "Name the weekday, or make sure that the translation comes out on the same day."
)
_FAR: Final = 200


class DatesCheck:
    """Compares weekdays and months, and reckons relative days from the publication."""

    code = "dates"
    name = "Dates and weekdays"

    def find(self, pair: SegmentPair) -> Iterator[Finding]:
        """Yield what is told differently, then what cannot be."""
        if not pair.is_whole:
            return
        source = days_of(pair.source_text, pair.source_language)
        target = days_of(pair.target_text, pair.target_language)
        if source is None or target is None:
            return
        yield from self._weekdays(source, target, pair.published_date)
        yield from self._months(source, target)
        for days in (source, target):
            yield from self._impossible(days, pair.published_date)
        if pair.published_date and source.away - {0} and target.away - {0}:
            values = {"date": pair.published_date.isoformat()}
            yield Finding(self.code, Severity.WARNING, RELATIVE, values)

    def _weekdays(
        self, source: Days, target: Days, published: date | None
    ) -> Iterator[Finding]:
        said = source.weekdays | _reckoned(source, published)
        told = target.weekdays | _reckoned(target, published)
        for weekday in sorted(target.weekdays - said):
            # A date of the source may have got its weekday: that is checked below.
            if source.weekdays or (source.away and published):
                yield self._finding(OTHER_WEEKDAY, weekday=ENGLISH_WEEKDAYS[weekday])
        for weekday in sorted(source.weekdays - told):
            if target.weekdays:
                yield self._finding(NO_WEEKDAY, weekday=ENGLISH_WEEKDAYS[weekday])

    def _months(self, source: Days, target: Days) -> Iterator[Finding]:
        for text, here, there in (
            (OTHER_MONTH, target.months, source.months),
            (NO_MONTH, source.months, target.months),
        ):
            for month in sorted(here - there):
                if there:
                    yield self._finding(text, month=ENGLISH_MONTHS[month - 1])

    def _impossible(self, days: Days, published: date | None) -> Iterator[Finding]:
        for weekday, day, month, year in days.dated:
            years = [year] if year else _years_around(published, day, month)
            fits = [weekday_of(day, month, each) for each in years]
            if years and weekday not in fits:
                yield Finding(
                    self.code,
                    Severity.ERROR,
                    NOT_THAT_DAY,
                    values={"day": str(day)},
                    words={
                        "month": ENGLISH_MONTHS[month - 1],
                        "weekday": ENGLISH_WEEKDAYS[weekday],
                    },
                )

    def _finding(self, text: str, **words: str) -> Finding:
        return Finding(self.code, Severity.ERROR, text, words=words)


def _reckoned(days: Days, published: date | None) -> frozenset[int]:
    if published is None:
        return frozenset()
    return frozenset(on(published, away) for away in days.away)


def _years_around(published: date | None, day: int, month: int) -> list[int]:
    """Return the years in which a date without one may lie: near the publication."""
    if published is None:
        return []
    years = []
    for year in (published.year - 1, published.year, published.year + 1):
        if weekday_of(day, month, year) is not None:
            away = abs((date(year, month, day) - published).days)
            if away <= _FAR:
                years.append(year)
    return years
