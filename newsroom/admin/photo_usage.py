"""Where a photo is used, as somebody at the desk may know of it."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.addresses import version_url
from articles.languages import language
from articles.models import Article, Photo, Version
from articles.provenance import annotated
from exports.actions.releasing import artifact_path
from exports.models import Artifact, ArtifactState, Delivery
from people.models import Account

MOST_COPIES = 100
"""Newest copies that are looked into; each is a file to be read."""
SEES_COPIES = "exports.view_delivery"


@dataclass(frozen=True)
class Telling:
    """A language of a story that shows a photo.

    Attributes:
        tag: BCP 47.
        name: The language's own name for itself.
        headline: Readers' headline, or else its slug; may be empty.
        status: In the interface language.
        write_url: Path of the page on which it is written.
        public_url: Where readers find it; empty where they do not.
    """

    tag: str
    name: str
    headline: str
    status: str
    write_url: str
    public_url: str


@dataclass(frozen=True)
class Use:
    """A story that shows a photo.

    Attributes:
        title: For the desk.
        url: Path of its page.
        tellings: Its languages.
        is_public: Whether readers see any of them.
    """

    title: str
    url: str
    tellings: tuple[Telling, ...]
    is_public: bool


@dataclass(frozen=True)
class Left:
    """A copy that leads to a photo, and went out.

    Attributes:
        licensee: To whom.
        language: Own name of its language.
        form: In which format.
        day: On which day.
    """

    licensee: str
    language: str
    form: str
    day: object


def uses_of(photo: Photo, by: Account) -> tuple[Use, ...]:
    """List the stories that show a photo; those that somebody may not know of left out.

    Returns:
        The newest story first.
    """
    public = Version.objects.public().filter(pk=OuterRef("pk"))
    versions = (
        Version.objects.select_related("article__section")
        .annotate(is_public=Exists(public))
        .order_by("pk")
    )
    stories = (
        Article.objects.visible_to(by)
        .filter(lead_photo=photo)
        .prefetch_related(Prefetch("versions", versions))
        .order_by("-created_at")
    )
    return tuple(_use(story) for story in stories)


def copies_with(photo: Photo, by: Account) -> tuple[Left, ...]:
    """List the copies that lead to a photo; nothing for who may not know of copies.

    A photo that goes along is an address in the copy: the bytes are asked.

    Returns:
        The newest first; of the newest MOST_COPIES at most.
    """
    if not by.has_perm(SEES_COPIES):
        return ()
    sent = (
        Delivery.objects.filter(
            artifact__state=ArtifactState.RELEASED,
            item__version__article__in=Article.objects.visible_to(by),
        )
        .filter(item__version__article__lead_photo=photo)
        .select_related("artifact", "item__version", "item__job__licensee")
        .order_by("-delivered_at")[:MOST_COPIES]
    )
    return tuple(_left(sent, str(photo.pk).encode()))


def _use(story: Article) -> Use:
    tellings = tuple(_telling(version) for version in story.versions.all())
    return Use(
        title=story.slugline
        or next((each.headline for each in tellings if each.headline), "")
        or _("story without a title"),
        url=reverse("admin:articles_article_change", args=[story.pk]),
        tellings=tellings,
        is_public=any(each.public_url for each in tellings),
    )


def _telling(version: Version) -> Telling:
    is_public = annotated(version, "is_public")
    return Telling(
        tag=version.language,
        name=language(version.language).own_name,
        headline=version.headline or version.slug,
        status=version.get_status_display(),
        write_url=reverse("admin:articles_version_change", args=[version.pk]),
        public_url=version_url(version) if is_public else "",
    )


def _left(sent: Iterable[Delivery], sign: bytes) -> Iterator[Left]:
    for delivery in sent:
        if _holds(delivery.artifact, sign):
            yield Left(
                licensee=str(delivery.item.job.licensee),
                language=language(delivery.item.version.language).own_name,
                form=delivery.artifact.format,
                day=delivery.delivered_at,
            )


def _holds(artifact: Artifact, sign: bytes) -> bool:
    with suppress(OSError):
        return sign in artifact_path(artifact).read_bytes()
    return False
