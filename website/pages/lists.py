"""Pages that list stories: of a section, a tag, a series, a month, a person."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from articles.models import Credit, Outlet, Section, Series, Tag, Version
from articles.provenance import annotated
from people.models import Consent, Contributor, ContributorKind
from website.pages.cards import Card, card, listed
from website.pages.links import LanguageLink, language_links
from website.pages.paging import Part, Place, part_of
from website.pages.series import in_order

STORIES_SHOWN = 20


@dataclass(frozen=True)
class SectionLink:
    """A section that has something to read, with its path."""

    name: str
    url: str


@dataclass(frozen=True)
class StoryList:
    """Everything that a list's template prints.

    Attributes:
        language: BCP 47.
        url: Path of its first page.
        here: Path of this page of it.
        title: In the language of the page.
        text: About what it lists; may be empty.
        outlet: Whose paper it is; None before there is one.
        sections: Those that have something to read in this language.
        cards: Newest first, a series from its first part; never empty.
        older: Path of the next page; empty on the last one.
        languages: The same list elsewhere.
        feed: Path that its feeds begin with; empty where it has none.
    """

    language: str
    url: str
    here: str
    title: str
    text: str
    outlet: Outlet | None
    sections: tuple[SectionLink, ...]
    cards: tuple[Card, ...]
    older: str
    languages: tuple[LanguageLink, ...]
    feed: str = ""


@dataclass(frozen=True)
class _Subject:
    """What a list is about, before its stories are known."""

    title: str
    urls: dict[str, str]
    text: str = ""
    feed: str = ""


def spoken_and(language_tag: str) -> list[str]:
    """Return the languages of the interface, and another one."""
    spoken = [code for code, _name in settings.LANGUAGES]
    return spoken if language_tag in spoken else [*spoken, language_tag]


def told_sections(language_tag: str) -> list[Section]:
    """Fetch the sections, each with `told_<n>` for the n-th of `spoken_and`.

    One query; `told_<n>` says whether readers have something of it in that language.
    """
    return list(
        Section.objects.annotate(**_told(language_tag, "article__section")).order_by(
            "position", "slug"
        )
    )


def section_links(
    sections: list[Section], language_tag: str
) -> tuple[SectionLink, ...]:
    """Link the sections that have something to read in a language."""
    return tuple(
        SectionLink(str(section), urls[language_tag])
        for section in sections
        if language_tag in (urls := _urls(section, language_tag, "section"))
    )


def section_page(language_tag: str, slug: str, place: Place | None) -> StoryList | None:
    """Gather a section in four queries; None where it has nothing to read."""
    sections = told_sections(language_tag)
    section = next((each for each in sections if each.slug == slug), None)
    if section is None:
        return None
    subject = _Subject(
        title=str(section),
        urls=_urls(section, language_tag, "section"),
        feed=_feeds(language_tag, "section", section.slug),
    )
    stories = listed(language_tag).filter(article__section=section)
    return _page(language_tag, subject, stories, place, sections)


def tag_page(language_tag: str, slug: str, place: Place | None) -> StoryList | None:
    """Gather a tag in five queries; None where it has nothing to read."""
    tag = (
        Tag.objects.filter(slug=slug)
        .annotate(**_told(language_tag, "article__tags"))
        .first()
    )
    if tag is None:
        return None
    subject = _Subject(
        title=str(tag),
        urls=_urls(tag, language_tag, "tag"),
        feed=_feeds(language_tag, "tag", tag.slug),
    )
    stories = listed(language_tag).filter(article__tags=tag)
    return _page(language_tag, subject, stories, place, told_sections(language_tag))


def series_page(language_tag: str, slug: str) -> StoryList | None:
    """Gather a whole series in five queries, from its first part to its last.

    Returns:
        None where it has nothing to read.
    """
    series = (
        Series.objects.filter(slug=slug)
        .annotate(**_told(language_tag, "article__series"))
        .first()
    )
    if series is None:
        return None
    subject = _Subject(
        title=str(series),
        urls=_urls(series, language_tag, "series"),
        text=series.description or "",
        feed=_feeds(language_tag, "series", series.slug),
    )
    stories = in_order(listed(language_tag).filter(article__series=series))
    part = Part(tuple(stories), "")
    return _shown(language_tag, subject, part, None, told_sections(language_tag))


def month_page(
    language_tag: str, month: date, title: str, place: Place | None
) -> StoryList | None:
    """Gather a month in five queries; None where nothing came out in it.

    Args:
        language_tag: BCP 47.
        month: A day of it.
        title: The month, written out.
        place: Where the page begins; None for the beginning.
    """
    when = {"published_at__year": month.year, "published_at__month": month.month}
    in_month = Version.objects.public().filter(**when)
    tags = spoken_and(language_tag)
    told = {
        tag
        for tag in tags
        if tag == language_tag or in_month.filter(language=tag).exists()
    }
    subject = _Subject(
        title=title,
        urls={
            tag: reverse(
                "month",
                kwargs={"language": tag, "year": month.year, "month": month.month},
            )
            for tag in told
        },
    )
    stories = listed(language_tag).filter(**when)
    return _page(language_tag, subject, stories, place, told_sections(language_tag))


def person_page(language_tag: str, slug: str, place: Place | None) -> StoryList | None:
    """Gather the page of somebody who is credited, in five queries.

    Returns:
        None where a person does not agree to be named in the language, and where
        readers see nothing that names them.
    """
    credits = Credit.objects.filter(is_displayed=True, contributor=OuterRef("pk"))
    public = Version.objects.public().values("pk")
    told = {
        f"told_{at}": Q(
            Exists(credits.filter(version__in=public, version__language=tag))
        )
        & _may_be_named(tag)
        for at, tag in enumerate(spoken_and(language_tag))
    }
    person = Contributor.objects.filter(slug=slug).annotate(**told).first()
    if person is None:
        return None
    subject = _Subject(
        title=str(person),
        urls=_urls(person, language_tag, "person"),
        text=person.biography or "",
    )
    named = Credit.objects.filter(contributor=person, is_displayed=True)
    stories = listed(language_tag).filter(pk__in=named.values("version"))
    return _page(language_tag, subject, stories, place, told_sections(language_tag))


def _may_be_named(language_tag: str) -> Q:
    consent = Consent.objects.filter(
        contributor=OuterRef("pk"), language=language_tag, withdrawn_at=None
    )
    return ~Q(kind=ContributorKind.PERSON) | Q(Exists(consent))


def _page(
    language_tag: str,
    subject: _Subject,
    stories: QuerySet[Version],
    place: Place | None,
    sections: list[Section],
) -> StoryList | None:
    if language_tag not in subject.urls:
        return None
    part = part_of(stories, place, moment="published_at", size=STORIES_SHOWN)
    return _shown(language_tag, subject, part, place, sections)


def _shown(
    language_tag: str,
    subject: _Subject,
    part: Part[Version],
    place: Place | None,
    sections: list[Section],
) -> StoryList | None:
    if language_tag not in subject.urls or not part.rows:
        return None
    url = subject.urls[language_tag]
    return StoryList(
        language=language_tag,
        url=url,
        here=f"{url}?before={place.token}" if place else url,
        title=subject.title,
        text=subject.text,
        outlet=Outlet.objects.order_by("pk").first(),
        sections=section_links(sections, language_tag),
        cards=tuple(card(version) for version in part.rows),
        older=f"{url}?before={part.next_token}" if part.next_token else "",
        languages=language_links(subject.urls, here=language_tag),
        feed=subject.feed,
    )


def _told(language_tag: str, path: str) -> dict[str, Exists]:
    public = Version.objects.public().filter(**{path: OuterRef("pk")})
    return {
        f"told_{at}": Exists(public.filter(language=tag))
        for at, tag in enumerate(spoken_and(language_tag))
    }


def _urls(
    row: Section | Tag | Series | Contributor, language_tag: str, name: str
) -> dict[str, str]:
    return {
        tag: reverse(name, kwargs={"language": tag, name: row.slug})
        for at, tag in enumerate(spoken_and(language_tag))
        if annotated(row, f"told_{at}")
    }


def _feeds(language_tag: str, name: str, slug: str) -> str:
    place = {"language": language_tag, name: slug, "kind": "atom.xml"}
    return reverse(f"{name}_feed", kwargs=place).removesuffix("atom.xml")
