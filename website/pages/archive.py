"""The archive: every month from the first story of a language to its newest."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import get_default_timezone

from articles.models import Outlet, Version
from articles.text.dates import ENGLISH_MONTHS, KHMER_MONTHS, written_number
from website.pages.links import LanguageLink, language_links
from website.pages.lists import SectionLink, newsroom, section_links, told_sections

MONTHS = 12


@dataclass(frozen=True)
class MonthLink:
    """A month with its path."""

    name: str
    url: str


@dataclass(frozen=True)
class Year:
    """A year of the archive, its months in their order."""

    name: str
    months: tuple[MonthLink, ...]


@dataclass(frozen=True)
class ArchivePage:
    """Everything that the archive's template prints; the newest year first."""

    language: str
    url: str
    outlet: Outlet | None
    sections: tuple[SectionLink, ...]
    years: tuple[Year, ...]
    languages: tuple[LanguageLink, ...]


def archive_page(language_tag: str) -> ArchivePage | None:
    """Gather the archive in four queries, however many stories it holds.

    Returns:
        None for a language that is none of the interface's and has no story.
    """
    public = Version.objects.public().filter(language=language_tag)
    days = public.exclude(published_at=None).values_list("published_at", flat=True)
    first = days.order_by("published_at", "pk").first()
    last = days.order_by("-published_at", "-pk").first()
    spoken = [code for code, _name in settings.LANGUAGES]
    if language_tag not in spoken and first is None:
        return None
    zone = get_default_timezone()
    months = (
        _months(first.astimezone(zone).date(), last.astimezone(zone).date())
        if first and last
        else []
    )
    urls = {
        tag: reverse("archive", kwargs={"language": tag})
        for tag in dict.fromkeys([*spoken, language_tag])
    }
    return ArchivePage(
        language=language_tag,
        url=urls[language_tag],
        outlet=newsroom(),
        sections=section_links(told_sections(language_tag), language_tag),
        years=tuple(
            Year(
                written_number(year, language_tag),
                tuple(_link(m, language_tag) for m in months if m.year == year),
            )
            for year in sorted({month.year for month in months}, reverse=True)
        ),
        languages=language_links(urls, here=language_tag),
    )


def _months(first: date, last: date) -> list[date]:
    begin, end = first.year * MONTHS + first.month, last.year * MONTHS + last.month
    return [
        date((at - 1) // MONTHS, (at - 1) % MONTHS + 1, 1)
        for at in range(begin, end + 1)
    ]


def _link(month: date, language_tag: str) -> MonthLink:
    names = {"km": KHMER_MONTHS, "en": ENGLISH_MONTHS}.get(
        language_tag.partition("-")[0]
    )
    place = {"language": language_tag, "year": month.year, "month": month.month}
    name = names[month.month - 1] if names else f"{month.month:02}"
    return MonthLink(name, reverse("month", kwargs=place))
