"""Stories on a list, each with where it stands in the other languages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from articles.addresses import path_to
from articles.languages import language
from articles.models import ArticleKind, Section, Status, Version, is_public
from articles.text.blocks import from_json
from website.pages.moments import Moment, moment
from website.pages.pictures import SHOWN_OF_PHOTOS, Picture, picture

# A list reads nothing else of a story: neither its text nor what the desk notes of it.
_SHOWN = (
    *("article", "language", "slug", "headline", "published_at", "released_at"),
    *("released_revision__standfirst", "article__kind", "article__outlet"),
    *(f"article__section__{field.name}" for field in Section._meta.concrete_fields),
)
_SHOWN_OF_PHOTOS = tuple(f"article__lead_photo__{name}" for name in SHOWN_OF_PHOTOS)


@dataclass(frozen=True)
class OtherLanguage:
    """Where a story stands in a language that is not the page's.

    Attributes:
        tag: BCP 47.
        name: The language's own name for itself.
        url: Path of the story there; None while it is being translated.
    """

    tag: str
    name: str
    url: str | None


@dataclass(frozen=True)
class Card:
    """A story on a list.

    Attributes:
        url: Path of the story in the page's language.
        headline: Plain text.
        standfirst: Sanitised HTML; may be empty.
        section: Its name in the page's language.
        label: Of a kind that is not plain news; empty for news.
        published: When readers saw it first.
        picture: The lead photo.
        others: The story in further languages; empty when it is told in this one only.
    """

    url: str
    headline: str
    standfirst: str
    section: str
    label: str
    published: Moment
    picture: Picture | None
    others: tuple[OtherLanguage, ...]


def listed(language_tag: str, *, has_photos: bool = True) -> QuerySet[Version]:
    """Find the public stories of a language with all that a card shows; unordered.

    Args:
        language_tag: BCP 47, or a place of a question.
        has_photos: With the lead photos, which a feed does not show.
    """
    related = ("article__lead_photo",) if has_photos else ()
    shown = (*_SHOWN, *_SHOWN_OF_PHOTOS) if has_photos else _SHOWN
    return (
        Version.objects.public()
        .filter(language=language_tag)
        .select_related("article__section", "released_revision", *related)
        .only(*shown)
        .annotate(tellings=tellings())
    )


def listed_in(
    language: str, subject: int, *, has_photos: bool = True
) -> QuerySet[Version]:
    """Find the stories of a section as `listed` does, unordered.

    Args:
        language: BCP 47, or a place of a question.
        subject: Key of the section, or a place of a question.
        has_photos: As of `listed`.
    """
    return listed(language, has_photos=has_photos).filter(
        shelf_line__section=subject, shelf_line__language=language
    )


def tellings(**more: Any) -> ArraySubquery:
    """Annotate versions with every language of their story, by language.

    Args:
        more: Further facts about each, besides what `public_tellings` reads.
    """
    readable = ExpressionWrapper(is_public(), output_field=BooleanField())
    told = JSONObject(language="language", slug="slug", is_public=readable, **more)
    return ArraySubquery(
        Version.objects.filter(article=OuterRef("article"))
        .exclude(status=Status.WITHDRAWN)
        .order_by("language")
        .values(told=told)
    )


def public_tellings(version: Version) -> dict[str, str]:
    """Return the path of a story in each language that readers have, by language.

    Args:
        version: One of them, annotated with `tellings`.
    """
    section = version.article.section.slug
    return {
        told["language"]: path_to(
            "article", language=told["language"], section=section, slug=told["slug"]
        )
        for told in vars(version)["tellings"]
        if told["is_public"]
    }


def shown_of(version: Version) -> tuple[datetime, str]:
    """Return when readers saw a listed story first, and its standfirst as HTML.

    Raises:
        LookupError: It is public without a released text.
    """
    if version.released_revision is None or version.published_at is None:
        msg = f"{version} is public without a released text."
        raise LookupError(msg)
    standfirst = version.released_revision.standfirst
    html = from_json([standfirst])[0].html if standfirst else ""
    return version.published_at, html


def card(version: Version) -> Card:
    """Prepare a listed story in the active interface language.

    Raises:
        LookupError: It is public without a released text.
    """
    published, standfirst = shown_of(version)
    kind = ArticleKind(version.article.kind)
    urls = public_tellings(version)
    tags = [told["language"] for told in vars(version)["tellings"]]
    return Card(
        url=urls[version.language],
        headline=version.headline,
        standfirst=standfirst,
        section=str(version.article.section),
        label=str(kind.label) if kind.is_labelled else "",
        published=moment(published, version.language),
        picture=picture(version.article.lead_photo),
        others=tuple(
            OtherLanguage(tag, language(tag).own_name, urls.get(tag))
            for tag in tags
            if tag != version.language
        ),
    )
