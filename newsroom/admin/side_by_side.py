"""A story's languages side by side, as its page in the admin shows them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import (
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    prefetch_related_objects,
)
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.addresses import version_url
from articles.credits import CreditLine, TranslationNote
from articles.gates import newest_blocks, objections
from articles.languages import interface_language, language
from articles.models import Article, Credit, Photo, Source, Status, Version
from articles.provenance import annotated, lines_of, note_of
from articles.text.blocks import block_text, body_blocks
from articles.text.dates import written_moment
from articles.text.tags import cleaned
from people.models import Contributor
from rights.models import NoticeEdition
from translations.models import Unit

PHOTO_WIDTH = 960


@dataclass(frozen=True)
class StaffPicture:
    """The lead photo, at an address that only staff may open.

    Attributes:
        url: Path of a JPEG.
        width: Pixels.
        height: Pixels.
        description: For those who cannot see it.
        credit: As printed.
        ownership: Whose it is, in the interface language.
        is_illustration: Drawn, so that nobody takes it for a photograph.
    """

    url: str
    width: int
    height: int
    description: str
    credit: str
    ownership: str
    is_illustration: bool


@dataclass(frozen=True)
class Telling:
    """A version as its column shows it.

    Attributes:
        tag: BCP 47.
        name: The language's own name for itself.
        status: In the interface language, as are origin, standing, saved, published.
        origin: How the version came to be.
        headline: Newest, plain text; may be empty.
        dateline: Plain text; may be empty.
        standfirst: Sanitised HTML, as are caption and paragraphs; may be empty.
        caption: Of the lead photo; may be empty.
        paragraphs: The body, in order; empty before the first save.
        credits: As printed, in the version's own language.
        note: What a translation was made from; None for what is none.
        standing: All that stands between the newest text and readers; never empty.
        is_clear: Whether nothing does.
        saved: When the newest text was kept; empty before.
        published: When a text was released last; empty before.
        write_url: Path of the page on which the version is written.
        pair_url: Of the page on which it is beside its source; empty where no source
            is held.
        send_url: Of the page that sends it to translation; empty before it is saved.
        public_url: Where readers find it; None where they do not.
    """

    tag: str
    name: str
    status: str
    origin: str
    headline: str
    dateline: str
    standfirst: str
    caption: str
    paragraphs: tuple[str, ...]
    credits: tuple[CreditLine, ...]
    note: TranslationNote | None
    standing: tuple[str, ...]
    is_clear: bool
    saved: str
    published: str
    write_url: str
    pair_url: str
    send_url: str
    public_url: str | None


@dataclass(frozen=True)
class SideBySide:
    """The lead photo and every telling: Khmer first, then English, then the rest."""

    picture: StaffPicture | None
    tellings: tuple[Telling, ...]
    start_url: str


def side_by_side(article: Article) -> SideBySide:
    """Gather the columns in four queries, however many languages there are.

    Args:
        article: Stored; whoever looks may know of it.
    """
    versions = _versions(article)
    # The gates ask of each version what is fetched here for all of them.
    prefetch_related_objects(versions, Prefetch("credits", _credits(versions)))
    return SideBySide(
        picture=_picture(article.lead_photo),
        tellings=tuple(map(_telling, versions)),
        start_url=f"{reverse('admin:articles_version_add')}?article={article.pk}",
    )


def _versions(article: Article) -> list[Version]:
    public = Version.objects.public()
    sources = (
        Source.objects.annotate(
            is_public=Exists(public.filter(pk=OuterRef("source_version")))
        )
        .select_related(
            "source_version__article__section",
            "source_version__article__outlet",
            "source_version__released_revision",
            "source_revision",
        )
        .order_by("position", "id")
    )
    versions = (
        article.versions.select_related(
            "article__outlet",
            "article__section",
            "article__lead_photo",
            "current_revision",
            "recording",
        )
        .annotate(
            is_public=Exists(public.filter(pk=OuterRef("pk"))),
            is_embargoed=Q(article__embargoed_until__gt=Now()),
            is_stale=Exists(Unit.objects.stale().filter(version=OuterRef("pk"))),
        )
        .prefetch_related(
            Prefetch("sources", sources),
            Prefetch(
                "article__outlet__notice_editions",
                # Whether there is one; no page of an article needs its wording.
                NoticeEdition.objects.only("outlet"),
            ),
        )
    )
    ours = [code for code, _name in settings.LANGUAGES]
    return sorted(
        versions,
        key=lambda v: (
            ours.index(v.language) if v.language in ours else len(ours),
            v.language,
        ),
    )


def _credits(versions: Sequence[Version]) -> QuerySet[Credit]:
    nameable = reduce(
        or_,
        (
            Q(
                version__language=version.language,
                contributor__in=Contributor.objects.nameable_in(version.language),
            )
            for version in versions
        ),
        Q(pk=None),
    )
    return (
        Credit.objects.select_related("contributor")
        .annotate(is_nameable=nameable)
        .order_by("position", "id")
    )


def _telling(version: Version) -> Telling:
    blocks, newest = newest_blocks(version), version.current_revision
    credited = [credit for credit in version.credits.all() if credit.is_displayed]
    apart = {block.id: block for block in blocks if block.kind.is_reserved}
    plain = {name: block_text(block) for name, block in apart.items()}
    inline = {name: cleaned(block.html) for name, block in apart.items()}
    against = tuple(_standing(version))
    is_public = annotated(version, "is_public")
    with translation.override(interface_language(version.language)):
        credits = lines_of(version, credited)
        note = note_of(version, tuple(version.sources.all()), credited)
    return Telling(
        tag=version.language,
        name=language(version.language).own_name,
        status=version.get_status_display(),
        origin=version.get_origin_display(),
        headline=plain.get("headline", ""),
        dateline=plain.get("dateline", ""),
        standfirst=inline.get("standfirst", ""),
        caption=inline.get("caption", ""),
        paragraphs=tuple(cleaned(block.html) for block in body_blocks(blocks)),
        credits=credits,
        note=note,
        standing=against or (_clear(is_public=is_public),),
        is_clear=not against,
        saved=_moment(newest.made_at if newest else None),
        published=_moment(version.released_at),
        write_url=reverse("admin:articles_version_change", args=[version.pk]),
        pair_url=reverse("admin:pair", args=[version.pk]) if _is_pair(version) else "",
        send_url=reverse("admin:pair_send", args=[version.pk]) if newest else "",
        public_url=version_url(version) if is_public else None,
    )


def _is_pair(version: Version) -> bool:
    return any(source.source_version_id for source in version.sources.all())


def _standing(version: Version) -> Iterator[str]:
    if version.status == Status.WITHDRAWN:
        yield _("The version was withdrawn. It does not come back by being published.")
    for objection in objections(version):
        yield objection.message
    if version.status == Status.PUBLISHED:
        yield from _after_publication(version)
    if annotated(version, "is_stale"):
        yield _("The original was changed after this translation was made.")


def _after_publication(version: Version) -> Iterator[str]:
    if annotated(version, "is_embargoed"):
        yield _("Under embargo: readers see it from %(moment)s on.") % {
            "moment": _moment(version.article.embargoed_until)
        }
    if version.current_revision_id != version.released_revision_id:
        yield _("The newest text is not before readers yet. Publish it again.")


def _clear(*, is_public: bool) -> str:
    if is_public:
        return _("Nothing: readers see this text.")
    return _("Nothing stands in the way of publishing.")


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    speaking = translation.get_language() or settings.LANGUAGE_CODE
    return written_moment(at, speaking, zone=timezone.get_current_timezone())


def _picture(photo: Photo | None) -> StaffPicture | None:
    if photo is None:
        return None
    width = min(PHOTO_WIDTH, photo.width)
    return StaffPicture(
        url=reverse(
            "admin:articles_article_photo", args=[photo.pk, f"{PHOTO_WIDTH}.jpg"]
        ),
        width=width,
        height=round(photo.height * width / photo.width),
        description=photo.description,
        credit=photo.credit,
        ownership=photo.get_ownership_display(),
        is_illustration=photo.is_illustration,
    )
