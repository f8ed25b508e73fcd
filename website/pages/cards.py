"""Stories on a list, each with where it stands in the other languages."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from articles.addresses import version_url
from articles.languages import language
from articles.models import ArticleKind, Status, Version
from articles.provenance import annotated
from articles.text.blocks import from_json
from website.pages.moments import Moment, moment
from website.pages.pictures import Picture, picture


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
        version: With its article and section.
        url: Path of the story in the page's language.
        headline: Plain text.
        standfirst: Sanitised HTML; may be empty.
        section: Its name in the page's language.
        label: Of a kind that is not plain news; empty for news.
        published: When readers saw it first.
        picture: The lead photo.
        others: The story in further languages; empty when it is told in this one only.
    """

    version: Version
    url: str
    headline: str
    standfirst: str
    section: str
    label: str
    published: Moment
    picture: Picture | None
    others: tuple[OtherLanguage, ...]


def listed(language_tag: str) -> QuerySet[Version]:
    """Find the public stories of a language with all that a card shows.

    Fetched in two queries, however many there are; unordered.
    """
    return (
        Version.objects.public()
        .filter(language=language_tag)
        .select_related("article__section", "article__lead_photo", "released_revision")
        .prefetch_related(Prefetch("article__versions", _tellings()))
    )


def _tellings() -> QuerySet[Version]:
    readable = Version.objects.public().filter(pk=OuterRef("pk"))
    return (
        Version.objects.exclude(status=Status.WITHDRAWN)
        .select_related("article__section")
        .annotate(is_public=Exists(readable))
        .order_by("language")
    )


def public_tellings(version: Version) -> list[Version]:
    """Return what readers may see of a listed story, itself among them, by language."""
    return [v for v in version.article.versions.all() if annotated(v, "is_public")]


def card(version: Version) -> Card:
    """Prepare a listed story in the active interface language.

    Raises:
        LookupError: It is public without a released text.
    """
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
    urls = {v.language: version_url(v) for v in public_tellings(version)}
    tags = [v.language for v in tellings if v.language != version.language]
    return Card(
        version=version,
        url=version_url(version),
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
