"""Where a story stands in its series, and in which order readers get one."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from articles.addresses import path_to
from articles.models import Version
from articles.text.dates import written_number


@dataclass(frozen=True)
class PartLink:
    """A part of a series, with its path."""

    headline: str
    url: str


@dataclass(frozen=True)
class SeriesPlace:
    """Which part of a series a story is, among those that readers can see.

    Attributes:
        title: Of the series, in the language of the page.
        url: Path of its page.
        number: Of this part, in the digits of the page.
        count: How many parts there are, in the same.
        has_others: Whether there are any besides.
        before: The part before it; None for the first.
        after: The part after it; None for the last.
    """

    title: str
    url: str
    number: str
    count: str
    has_others: bool
    before: PartLink | None
    after: PartLink | None


def in_order(versions: QuerySet[Version]) -> QuerySet[Version]:
    """Order the versions of a series as they are to be read."""
    part = F("article__series_part").asc(nulls_last=True)
    return versions.order_by(part, "published_at", "pk")


def parts_of_series() -> dict[str, ArraySubquery]:
    """Annotate versions with the public parts of their series, within one query."""
    parts = Version.objects.public().filter(
        article__series=OuterRef("article__series"), language=OuterRef("language")
    )
    told = JSONObject(
        pk="pk", headline="headline", slug="slug", section="article__section__slug"
    )
    return {"series_parts": ArraySubquery(in_order(parts).values(told=told))}


def place_in_series(version: Version) -> SeriesPlace | None:
    """Say which part of its series a story is.

    Args:
        version: Public; with its series, and annotated by `parts_of_series`.

    Returns:
        None for a story of no series.
    """
    series = version.article.series
    if series is None:
        return None
    parts: list[dict[str, Any]] = vars(version)["series_parts"]
    at = next(at for at, part in enumerate(parts) if part["pk"] == version.pk)
    links = [_link(part, version.language) for part in parts]
    place = {"language": version.language, "series": series.slug}
    return SeriesPlace(
        title=str(series),
        url=path_to("series", **place),
        number=written_number(at + 1, version.language),
        count=written_number(len(parts), version.language),
        has_others=len(parts) > 1,
        before=links[at - 1] if at else None,
        after=links[at + 1] if at + 1 < len(links) else None,
    )


def _link(part: dict[str, Any], language: str) -> PartLink:
    place = {"language": language, "section": part["section"], "slug": part["slug"]}
    return PartLink(part["headline"], path_to("article", **place))
