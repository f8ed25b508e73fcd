"""Past translations that have some words, on either side: the concordance."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib.postgres.search import SearchQuery
from django.db.models import QuerySet

from articles.addresses import version_url
from articles.text.sought import Sought, Stretch
from translations.matches import translators_of
from translations.models import MemoryEntry, MemoryOrigin

ON_A_PAGE: Final = 30


@dataclass(frozen=True, kw_only=True)
class Past:
    """A paragraph with its translation, in which words were found.

    Attributes:
        entry: Its key in the memory.
        source_language: BCP 47.
        target_language: Of the translation.
        source: What the source says, parted by what was found.
        target: The same of the translation.
        headline: Of the translation; empty for a file from outside.
        url: Address of its page; empty for a file from outside.
        date: When readers had it first; for a file from outside, when it was taken in.
        translator: As it may be printed; empty where nobody is credited.
        origin: What a file from outside is called; empty for our own.
    """

    entry: int
    source_language: str
    target_language: str
    source: tuple[Stretch, ...]
    target: tuple[Stretch, ...]
    headline: str
    url: str
    date: datetime | None
    translator: str
    origin: str


@dataclass(frozen=True)
class Page:
    """Some of what was found.

    Attributes:
        found: The newest first.
        before: Where the next page goes on; None where nothing follows.
    """

    found: tuple[Past, ...]
    before: int | None


def past_translations(sought: Sought, *, before: int | None = None) -> Page:
    """Find remembered paragraphs that have all parts of a question on one side.

    Args:
        sought: What is looked for.
        before: `Page.before` of the page before; None for the first.
    """
    if not sought.parts:
        return Page((), None)
    entries = list(_asked(sought, before)[: ON_A_PAGE + 1])
    shown = entries[:ON_A_PAGE]
    versions = {entry.origin.version for entry in shown}
    translators = translators_of(filter(None, versions))
    found = tuple(
        _past(entry, sought, translators.get(entry.origin.version_id or 0, ""))
        for entry in shown
        # The question may be met by both sides together alone.
        if sought.is_in(entry.source_key) or sought.is_in(entry.target_key)
    )
    return Page(found, shown[-1].pk if len(entries) > ON_A_PAGE else None)


def _asked(sought: Sought, before: int | None) -> QuerySet[MemoryEntry]:
    query = SearchQuery(sought.query, search_type="raw", config="simple")
    entries = MemoryEntry.objects.filter(
        found_by=query, origin__in=MemoryOrigin.objects.readable()
    )
    if before is not None:
        entries = entries.filter(pk__lt=before)
    return entries.select_related(
        "origin__version__article__section", "origin__version__article__outlet"
    ).order_by("-pk")


def _past(entry: MemoryEntry, sought: Sought, translator: str) -> Past:
    version, origin = entry.origin.version, entry.origin
    return Past(
        entry=entry.pk,
        source_language=entry.source_language,
        target_language=entry.target_language,
        source=sought.marked_in(entry.source_text),
        target=sought.marked_in(entry.target_text),
        headline=version.headline if version else "",
        url=version_url(version) if version else "",
        date=version.published_at if version else origin.added_at,
        translator=translator,
        origin=origin.name,
    )
