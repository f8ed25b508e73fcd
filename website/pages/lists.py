"""Pages that list stories: of a section, a tag, a series, a month, a person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.timezone import get_default_timezone

from articles.addresses import path_to
from articles.models import Credit, Outlet, Section, Series, Tag, Version
from articles.provenance import annotated
from people.models import Consent, Contributor, ContributorKind
from website.pages.cards import Card, card, listed, listed_in
from website.pages.links import LanguageLink, language_links
from website.pages.paging import Paged, Part, Place
from website.pages.series import in_order
from website.parts import of_rows
from worklist.prepared import Question

STORIES_SHOWN = 20
_LONGER_THAN_A_MONTH = timedelta(days=32)


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


def told_sections(language_tag: str) -> tuple[Section, ...]:
    """Fetch the sections, each with `told_<n>` for the n-th of `spoken_and`.

    One query; `told_<n>` says whether readers have something of it in that language.
    """
    return _SECTIONS.ask(language=language_tag).models


def read_sections() -> tuple[Section, ...]:
    """Fetch the sections of which readers have something, in whichever language."""
    return tuple(
        section for section in _READ_SECTIONS.ask().models if annotated(section, "told")
    )


def newsroom() -> Outlet | None:
    """Fetch the outlet whose paper this is; None before there is one."""
    return next(iter(papers()), None)


def papers() -> tuple[Outlet, ...]:
    """Fetch all outlets, first the one whose paper this is."""
    return _OUTLETS.ask().models


def section_links(
    sections: tuple[Section, ...], language_tag: str
) -> tuple[SectionLink, ...]:
    """Link the sections that have something to read in a language."""
    return tuple(
        SectionLink(str(section), urls[language_tag])
        for section in sections
        if language_tag in (urls := _urls(section, language_tag, "section"))
    )


def section_page(language_tag: str, slug: str, place: Place | None) -> StoryList | None:
    """Gather a section in four queries; None where it has nothing to read."""
    section = _SECTION.ask(slug=slug, language=language_tag).first
    if section is None:
        return None
    subject = _Subject(
        title=str(section),
        urls=_urls(section, language_tag, "section"),
        feed=_feeds(language_tag, "section", section.slug),
    )
    return _page(language_tag, subject, _OF_SECTION, section.pk, place)


def tag_page(language_tag: str, slug: str, place: Place | None) -> StoryList | None:
    """Gather a tag in four queries; None where it has nothing to read."""
    tag = _TAG.ask(slug=slug, language=language_tag).first
    if tag is None:
        return None
    subject = _Subject(
        title=str(tag),
        urls=_urls(tag, language_tag, "tag"),
        feed=_feeds(language_tag, "tag", tag.slug),
    )
    return _page(language_tag, subject, _OF_TAG, tag.pk, place)


def series_page(language_tag: str, slug: str) -> StoryList | None:
    """Gather a whole series in four queries, from its first part to its last.

    Returns:
        None where it has nothing to read.
    """
    series = _SERIES.ask(slug=slug, language=language_tag).first
    if series is None:
        return None
    subject = _Subject(
        title=str(series),
        urls=_urls(series, language_tag, "series"),
        text=series.description or "",
        feed=_feeds(language_tag, "series", series.slug),
    )
    parts = _PARTS.ask(language=language_tag, subject=series.pk)
    return _shown(language_tag, subject, Part(parts, len(parts.rows), ""), None)


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
    if month.year == MAXYEAR:
        return None
    begins = datetime.combine(month.replace(day=1), time(), get_default_timezone())
    ends = (begins + _LONGER_THAN_A_MONTH).replace(day=1)
    told = {
        tag
        for tag in spoken_and(language_tag)
        if tag == language_tag
        or _IN_MONTH.ask(language=tag, begins=begins, ends=ends).rows
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
    part = _OF_MONTH.part(place, language=language_tag, begins=begins, ends=ends)
    return _shown(language_tag, subject, part, place)


def person_page(language_tag: str, slug: str, place: Place | None) -> StoryList | None:
    """Gather the page of somebody who is credited, in four queries.

    Returns:
        None where a person does not agree to be named in the language, and where
        readers see nothing that names them.
    """
    person = _PERSON.ask(slug=slug, language=language_tag).first
    if person is None:
        return None
    subject = _Subject(
        title=str(person),
        urls=_urls(person, language_tag, "person"),
        text=person.biography or "",
    )
    return _page(language_tag, subject, _OF_PERSON, person.pk, place)


def _may_be_named(language_tag: str) -> Q:
    consent = Consent.objects.filter(
        contributor=OuterRef("pk"), language=language_tag, withdrawn_at=None
    )
    return ~Q(kind=ContributorKind.PERSON) | Q(Exists(consent))


def _page(
    language_tag: str,
    subject: _Subject,
    stories: Paged[Version],
    pk: int,
    place: Place | None,
) -> StoryList | None:
    if language_tag not in subject.urls:
        return None
    part = stories.part(place, language=language_tag, subject=pk)
    return _shown(language_tag, subject, part, place)


def _shown(
    language_tag: str, subject: _Subject, part: Part[Version], place: Place | None
) -> StoryList | None:
    if language_tag not in subject.urls or not part.size:
        return None
    url = subject.urls[language_tag]
    return StoryList(
        language=language_tag,
        url=url,
        here=f"{url}?before={place.token}" if place else url,
        title=subject.title,
        text=subject.text,
        outlet=newsroom(),
        sections=section_links(told_sections(language_tag), language_tag),
        cards=of_rows(part.answer, card, part.size),
        older=f"{url}?before={part.next_token}" if part.next_token else "",
        languages=language_links(subject.urls, here=language_tag),
        feed=subject.feed,
    )


def _urls(
    row: Section | Tag | Series | Contributor, language_tag: str, name: str
) -> dict[str, str]:
    return {
        tag: path_to(name, language=tag, **{name: row.slug})
        for at, tag in enumerate(spoken_and(language_tag))
        if annotated(row, f"told_{at}")
    }


def _feeds(language_tag: str, name: str, slug: str) -> str:
    place = {"language": language_tag, name: slug, "kind": "atom.xml"}
    return path_to(f"{name}_feed", **place).removesuffix("atom.xml")


def _told(language_tag: str, path: str) -> dict[str, Exists]:
    public = Version.objects.public().filter(**{path: OuterRef("pk")})
    return {
        f"told_{at}": Exists(public.filter(language=tag))
        for at, tag in enumerate(spoken_and(language_tag))
    }


def _sections(language_tag: str) -> QuerySet[Section]:
    """Fetch sections with `told_<n>`: the language where there is something, or None.

    Not by `Exists`: the database would rather read all that is public, once.
    """
    told = {
        f"told_{at}": _first_of_a_section().filter(shelf_line__language=tag)
        for at, tag in enumerate(spoken_and(language_tag))
    }
    return Section.objects.annotate(
        **{name: Subquery(found.values("language")[:1]) for name, found in told.items()}
    )


def _first_of_a_section() -> QuerySet[Version]:
    """Find what readers have of a section, in the order of the shelves."""
    return (
        Version.objects.public()
        .filter(shelf_line__section=OuterRef("pk"))
        .order_by("shelf_line__language", "-shelf_line__published_at", "-pk")
    )


def _people(slug: str, language: str) -> QuerySet[Contributor]:
    credits = Credit.objects.filter(is_displayed=True, contributor=OuterRef("pk"))
    public = Version.objects.public().values("pk")
    told = {
        f"told_{at}": Q(
            Exists(credits.filter(version__in=public, version__language=tag))
        )
        & _may_be_named(tag)
        for at, tag in enumerate(spoken_and(language))
    }
    return Contributor.objects.filter(slug=slug).annotate(**told)


def _stories(condition: Callable[[Any], dict[str, Any]]) -> Paged[Version]:
    return Paged(
        lambda language, subject: listed(language).filter(**condition(subject)),
        moment="published_at",
        size=STORIES_SHOWN,
        language=str,
        subject=int,
    )


def _within(begins: Any, ends: Any) -> dict[str, Any]:
    return {"published_at__gte": begins, "published_at__lt": ends}


_OUTLETS = Question(lambda: Outlet.objects.order_by("pk"))
_SECTIONS = Question(
    lambda language: _sections(language).order_by("position", "slug"), language=str
)
_READ_SECTIONS = Question(
    lambda: Section.objects.annotate(
        told=Subquery(_first_of_a_section().values("language")[:1])
    ).order_by("position", "slug")
)
_SECTION = Question(
    lambda slug, language: _sections(language).filter(slug=slug),
    slug=str,
    language=str,
)
_TAG, _SERIES = (
    Question(
        lambda slug, language, of=of, path=path: of.objects.filter(slug=slug).annotate(
            **_told(language, path)
        ),
        slug=str,
        language=str,
    )
    for of, path in (
        (Tag, "article__tags"),
        (Series, "article__series"),
    )
)
_PERSON = Question(_people, slug=str, language=str)
_OF_SECTION = Paged(
    listed_in,
    moment="published_at",
    size=STORIES_SHOWN,
    by="shelf_line__published_at",
    language=str,
    subject=int,
)
_OF_TAG = _stories(lambda subject: {"article__tags": subject})
_OF_PERSON = _stories(
    lambda subject: {
        "pk__in": Credit.objects.filter(contributor=subject, is_displayed=True).values(
            "version"
        )
    }
)
_PARTS = Question(
    lambda language, subject: in_order(
        listed(language).filter(article__series=subject)
    ),
    language=str,
    subject=int,
)
_OF_MONTH = Paged(
    lambda language, begins, ends: listed(language).filter(**_within(begins, ends)),
    moment="published_at",
    size=STORIES_SHOWN,
    language=str,
    begins=datetime,
    ends=datetime,
)
_IN_MONTH = Question(
    lambda language, begins, ends: Version.objects.public().filter(
        language=language, **_within(begins, ends)
    )[:1],
    language=str,
    begins=datetime,
    ends=datetime,
)
