"""What the front page of a language shows."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.urls import reverse

from articles.addresses import version_url
from articles.languages import language
from articles.models import ArticleKind, Outlet, Status, Version
from articles.provenance import annotated
from articles.text.blocks import from_json
from website.pages.links import LanguageLink, language_links
from website.pages.moments import Moment, moment
from website.pages.pictures import Picture, picture

STORIES_SHOWN = 20


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


@dataclass(frozen=True)
class HomePage:
    """Everything that the front page's template prints."""

    language: str
    url: str
    outlet: Outlet | None
    cards: tuple[Card, ...]
    languages: tuple[LanguageLink, ...]


def home_page(*, language_tag: str) -> HomePage | None:
    """Gather the front page of a language in three queries.

    Args:
        language_tag: BCP 47.

    Returns:
        The page; None for a language that is neither one of the interface nor
        has a public story.
    """
    versions = list(
        Version.objects.public()
        .filter(language=language_tag)
        .select_related("article__section", "article__lead_photo", "released_revision")
        .prefetch_related(Prefetch("article__versions", _tellings()))
        .order_by("-published_at", "-pk")[:STORIES_SHOWN]
    )
    spoken = {code for code, _name in settings.LANGUAGES}
    if not versions and language_tag not in spoken:
        return None
    tags = spoken | {
        v.language
        for version in versions
        for v in version.article.versions.all()
        if annotated(v, "is_public")
    }
    urls = {
        tag: reverse("home", kwargs={"language": tag}) for tag in tags | {language_tag}
    }
    return HomePage(
        language=language_tag,
        url=urls[language_tag],
        outlet=Outlet.objects.order_by("pk").first(),
        cards=tuple(_card(version) for version in versions),
        languages=language_links(urls, here=language_tag),
    )


def _tellings() -> QuerySet[Version]:
    readable = Version.objects.public().filter(pk=OuterRef("pk"))
    return (
        Version.objects.exclude(status=Status.WITHDRAWN)
        .select_related("article__section")
        .annotate(is_public=Exists(readable))
        .order_by("language")
    )


def _card(version: Version) -> Card:
    if version.released_revision is None or version.published_at is None:
        msg = f"{version} is public without a released text."
        raise LookupError(msg)
    apart = {
        b.id: b.html
        for b in from_json(version.released_revision.blocks)
        if b.kind.is_reserved
    }
    kind = ArticleKind(version.article.kind)
    tellings = version.article.versions.all()
    urls = {v.language: version_url(v) for v in tellings if annotated(v, "is_public")}
    tags = [v.language for v in tellings if v.language != version.language]
    return Card(
        url=urls[version.language],
        headline=version.headline,
        standfirst=apart.get("standfirst", ""),
        section=str(version.article.section),
        label=str(kind.label) if kind.is_labelled else "",
        published=moment(version.published_at, version.language),
        picture=picture(version.article.lead_photo),
        others=tuple(
            OtherLanguage(tag, language(tag).own_name, urls.get(tag)) for tag in tags
        ),
    )
