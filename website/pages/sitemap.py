"""What search engines are told to read: every public version, by language and year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Prefetch, QuerySet
from django.db.models.functions import ExtractYear, Now
from django.utils import translation

from articles.addresses import absolute, version_url
from articles.languages import interface_language
from articles.models import Origin, Version

# Google News: of the last two days, at most a thousand.
NEWS_LASTS, MOST_NEWS = timedelta(days=2), 1_000
_CHINESE = {"Hans": "zh-cn", "Hant": "zh-tw"}


@dataclass(frozen=True)
class Volume:
    """The sitemap of a language and a year.

    Attributes:
        language: BCP 47.
        year: Of publication, in the newsroom's time zone.
        changed: When one of its texts was released last.
    """

    language: str
    year: int
    changed: datetime


@dataclass(frozen=True)
class MappedPage:
    """A version in a sitemap.

    Attributes:
        address: The whole address.
        changed: When its text was released last.
        alternates: Whole address per hreflang; empty where it is told once only.
        headline: Plain text.
        published: When readers saw it first.
        outlet: Its name in the language of the version.
        news_language: As news sitemaps write it.
    """

    address: str
    changed: datetime | None
    alternates: dict[str, str]
    headline: str
    published: datetime | None
    outlet: str
    news_language: str


def volumes() -> list[Volume]:
    """List what there is to read, in one query; by language, then by year."""
    rows = (
        Version.objects.public()
        .order_by()
        .annotate(year=ExtractYear("published_at"))
        .values("language", "year")
        .annotate(changed=Max("released_at"))
        .order_by("language", "year")
    )
    return [Volume(row["language"], row["year"], row["changed"]) for row in rows]


def volume(language_tag: str, year: int) -> list[MappedPage]:
    """List the versions of a language and a year, in two queries, the newest first."""
    return _mapped(_public().filter(language=language_tag, published_at__year=year))


def news() -> list[MappedPage]:
    """List what came out in the last two days, in two queries, the newest first."""
    recent = _public().filter(published_at__gte=Now() - NEWS_LASTS)
    return _mapped(recent, most=MOST_NEWS)


def _public() -> QuerySet[Version]:
    tellings = Version.objects.public().select_related("article__section")
    return (
        Version.objects.public()
        .select_related("article__section", "article__outlet")
        .prefetch_related(Prefetch("article__versions", tellings.order_by("language")))
        .order_by("-published_at", "-pk")
    )


def _mapped(versions: QuerySet[Version], most: int | None = None) -> list[MappedPage]:
    return [_page(version) for version in versions[:most]]


def _page(version: Version) -> MappedPage:
    with translation.override(interface_language(version.language)):
        outlet = str(version.article.outlet)
    return MappedPage(
        address=absolute(version_url(version)),
        changed=version.released_at,
        alternates=dict(_alternates(version)),
        headline=version.headline,
        published=version.published_at,
        outlet=outlet,
        news_language=_news_language(version.language),
    )


def _alternates(version: Version) -> Iterator[tuple[str, str]]:
    tellings = list(version.article.versions.all())
    if len(tellings) < 2:  # noqa: PLR2004 - itself and another
        return
    for each in tellings:
        yield each.language, absolute(version_url(each))
    original = next((v for v in tellings if v.origin == Origin.ORIGINAL), version)
    yield "x-default", absolute(version_url(original))


def _news_language(tag: str) -> str:
    primary, _, rest = tag.partition("-")
    return _CHINESE.get(rest, primary) if primary == "zh" else primary
