"""What a copy tells: the released text of a version with all that belongs to it."""

from datetime import datetime
from pathlib import Path

from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from articles.addresses import absolute, version_url
from articles.languages import in_each_language
from articles.models import ArticleKind, Photo, PhotoOwnership, Source, Version
from articles.pictures import RENDITIONS, file_path, rendition_names
from articles.provenance import (
    lines_of,
    note_of,
    printed_credits,
    public_siblings,
    source_url,
    sources_of,
)
from articles.text.blocks import Block, block_text, body_blocks, from_json, plain_text
from exports.package import (
    BodyBlock,
    Creditor,
    PhotoFacts,
    PrintedCredit,
    Story,
    VersionLink,
)
from translations.disclosing import machine_note


class PhotoFileMissingError(LookupError):
    """The file of a photo is not where it must be."""


def story_of(
    version: Version,
    *,
    is_behind: bool,
    takes_photo: bool = False,
    with_pictures: bool = False,
) -> Story:
    """Gather the released text of a public version and everything that belongs to it.

    Speaks the active interface language.

    Args:
        version: With article, outlet, section, lead photo and released revision
            loaded.
        is_behind: The original says something else by now.
        takes_photo: The lead photo goes along; otherwise it is only named.
        with_pictures: A photo of ours that goes along is read too.

    Raises:
        LookupError: It has no released text.
        PhotoFileMissingError: A photo that is to be read has no file.
    """
    if version.released_revision is None or version.published_at is None:
        msg = f"{version} is public without a released text."
        raise LookupError(msg)
    blocks = from_json(version.released_revision.blocks)
    apart = {b.id: plain_text(b.html) for b in blocks if b.kind.is_reserved}
    credited, sources = printed_credits(version), sources_of(version)
    note = note_of(version, sources, credited)
    kind = ArticleKind(version.article.kind)
    return Story(
        article_id=str(version.article_id),
        urn=version.article.urn,
        revision=version.released_revision.number,
        language=version.language,
        headline=version.headline,
        standfirst=apart.get("standfirst", ""),
        dateline=apart.get("dateline", ""),
        body=tuple(body_block(block) for block in body_blocks(blocks)),
        credits=tuple(
            PrintedCredit(
                line.role,
                line.label,
                line.names,
                tuple(Creditor(p.name, p.is_person) for p in line.people),
            )
            for line in lines_of(version, credited)
        ),
        canonical_url=absolute(version_url(version)),
        first_published_at=_local(version.published_at),
        updated_at=_local(version.released_at)
        if version.released_at and version.released_at != version.published_at
        else None,
        section=str(version.article.section),
        kind=kind.value,
        kind_label=str(kind.label) if kind.is_labelled else "",
        schema_type=kind.schema_type,
        outlet=str(version.article.outlet),
        note=note.text if note else "",
        sources=tuple(
            VersionLink(_whole(url), _language(source))
            for source in sources
            if (url := source_url(source))
        ),
        translations=tuple(
            VersionLink(absolute(version_url(other)), other.language, other.headline)
            for other, is_translation in public_siblings(version)
            if is_translation
        ),
        stale=_stale_sentence() if is_behind else "",
        machine=machine_note(version, blocks),
        photo=_photo(
            version.article.lead_photo,
            apart.get("caption", ""),
            goes_along=takes_photo,
            with_pictures=with_pictures,
        ),
        withheld_urls=_withheld(version.article.lead_photo, goes_along=takes_photo),
    )


def body_block(block: Block) -> BodyBlock:
    """Turn a stored block of a body into what a copy tells."""
    return BodyBlock(block.kind.value, block.html, block_text(block))


def _language(source: Source) -> str:
    return source.source_version.language if source.source_version else source.language


def _whole(url: str) -> str:
    # Copies hold plain ASCII addresses; an original's may be Khmer.
    return absolute(url) if url.startswith("/") else iri_to_uri(url)


def _local(moment: datetime) -> datetime:
    # The printed day is the one in the newsroom's own time zone.
    return timezone.localtime(moment, timezone.get_default_timezone())


def _stale_sentence() -> str:
    return _(
        "The original was changed after this translation was made. The translators are "
        "checking it."
    )


def _photo(
    photo: Photo | None, caption: str, *, goes_along: bool, with_pictures: bool
) -> PhotoFacts | None:
    """Describe the lead photo; one that stays home without its address."""
    if photo is None:
        return None
    label = _("Illustration") if photo.is_illustration else _("Photo")
    credit = f"{label}: {photo.credit}"
    is_ours = photo.ownership == PhotoOwnership.OWN
    if goes_along:
        widest = max(RENDITIONS, key=lambda rendition: rendition.width)
        name = f"{widest.width}.jpg"
        return PhotoFacts(
            credit,
            caption,
            _rendition_url(photo, name),
            # A packed file says that it is ours: somebody else's goes as an address.
            picture=_stored(photo, name) if with_pictures and is_ours else b"",
            is_upright=photo.height > photo.width,
            description=in_each_language(photo, "description"),
            names=in_each_language(photo, "credit"),
        )
    withheld = (
        _("Photo not included: it stays with us.")
        if is_ours
        else _("Photo not included: it belongs to somebody else, who must be asked.")
    )
    return PhotoFacts(credit, caption, withheld=withheld)


def _stored(photo: Photo, name: str) -> bytes:
    path = Path(default_storage.path(file_path(photo.pk, photo.edition, name)))
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PhotoFileMissingError(str(photo.pk)) from error


def _withheld(photo: Photo | None, *, goes_along: bool) -> frozenset[str]:
    if photo is None or goes_along:
        return frozenset()
    return frozenset(
        _rendition_url(photo, name) for name, _kind, _width in rendition_names()
    )


def _rendition_url(photo: Photo, name: str) -> str:
    return absolute(reverse("photo", kwargs={"photo_id": photo.pk, "name": name}))
