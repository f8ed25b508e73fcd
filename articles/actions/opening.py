"""Open stories and versions, and store the facts about them."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions import boarding
from articles.actions.picturing import claim_photo
from articles.actions.writing import WritingRefused
from articles.languages import canonical_tag
from articles.models import Article, FormerSlug, Origin, RightsBasis, Tag, Version
from articles.permissions import (
    require_cleared,
    require_in_one_language,
    require_on,
)
from articles.workflow import DESCRIBING, EDIT, WRITE
from people.models import Account
from people.permissions import require


@transaction.atomic
def open_article(
    *,
    article: Article,
    by: Account,
    tags: Iterable[Tag] = (),
    cleared_people: Iterable[Account] = (),
) -> Article:
    """Store a story that was filled in but not saved yet.

    Args:
        article: Filled in.
        by: Who opens it; of a restricted story always one of the cleared people.
        tags: Its subjects.
        cleared_people: Who may know of it while it is restricted.

    Raises:
        PermissionRefused: `by` may not write in any language.
        ValidationError: A field is wrong.
    """
    require(by, WRITE)
    article.full_clean()
    article.save(force_insert=True)
    boarding.note_story(article=article, at=article.created_at)
    _relate(article, by, tags, cleared_people)
    _claim_photo(article)
    return article


@transaction.atomic
def describe_article(
    *,
    article: Article,
    by: Account,
    tags: Iterable[Tag],
    cleared_people: Iterable[Account],
) -> None:
    """Store changed facts of a story: kind, section, photo, embargo, secrecy.

    Raises:
        PermissionRefused: `by` may not write in any of its languages; once a text of
            it was released, not edit in any.
        WritingRefused: An embargo would end sooner than the stored one.
        ValidationError: A field is wrong.
    """
    stored = Article.objects.select_for_update().get(pk=article.pk)
    _require_describing_story(by, stored)
    if stored.embargoed_until is not None and (
        article.embargoed_until is None
        or article.embargoed_until < stored.embargoed_until
    ):
        raise WritingRefused(
            _(
                "An embargo can be moved later, never earlier: "
                "partners and languages rely on it."
            )
        )
    # Somebody may have hidden the story while the form was filled in.
    article.is_hidden = stored.is_hidden
    article.full_clean()
    article.save(force_update=True)
    boarding.note_story(article=article, at=stored.created_at)
    _relate(article, by, tags, cleared_people)
    _claim_photo(article)


def _require_describing_story(by: Account, article: Article) -> None:
    require_cleared(by, article)
    if not article.versions.exists():
        require(by, WRITE)
        return
    is_released = article.versions.exclude(released_revision=None).exists()
    require_in_one_language(by, (EDIT,) if is_released else (WRITE, EDIT), article)


def _relate(
    article: Article, by: Account, tags: Iterable[Tag], cleared: Iterable[Account]
) -> None:
    article.tags.set(tags)
    # Named in the moment of restricting, by who knows of it: nobody names
    # themselves beforehand.
    article.cleared_people.set({*cleared, by} if article.is_restricted else ())


def _claim_photo(article: Article) -> None:
    if article.lead_photo is not None:
        claim_photo(photo=article.lead_photo, outlet=article.outlet)


@transaction.atomic
def start_version(
    *,
    article: Article,
    language: str,
    origin: Origin,
    by: Account,
    rights_basis: RightsBasis = RightsBasis.UNKNOWN,
) -> Version:
    """Open the telling of a story in one more language.

    Args:
        article: The story.
        language: BCP 47 tag; stored in its canonical form.
        origin: Original, translation or separately reported.
        by: Becomes its owner.
        rights_basis: Why we may use the text.

    Raises:
        PermissionRefused: `by` may not write in that language.
        LanguageTagError: The tag is malformed.
        WritingRefused: The story has that language, or an original, already.
    """
    version = Version(
        article=article,
        language=canonical_tag(language),
        origin=origin,
        owner=by,
        rights_basis=rights_basis,
    )
    require_on(by, WRITE, version)
    siblings = Version.objects.filter(article=article)
    if siblings.filter(language=version.language).exists():
        raise WritingRefused(
            _("The story has a version in this language already. Open that one.")
        )
    if origin == Origin.ORIGINAL and siblings.filter(origin=Origin.ORIGINAL).exists():
        raise WritingRefused(
            _("The story has an original already. Start a translation of it.")
        )
    version.full_clean()
    version.save(force_insert=True)
    boarding.note_begun(version=version, at=version.created_at)
    return version


@transaction.atomic
def describe_version(
    *,
    version: Version,
    slug: str,
    rights_basis: RightsBasis,
    by: Account,
    at: datetime,
) -> None:
    """Store the address and the rights basis of a version.

    An address that readers may hold leads to the new one from then on. Nothing is
    asked for where nothing would change: a form that holds the text sends both.

    Raises:
        PermissionRefused: `by` may not change them in the state the version is in.
        WritingRefused: Nobody may: it is withdrawn.
        ValidationError: The slug is malformed, or is or was that of another story.
    """
    stored = (
        Version.objects.select_for_update(of=("self",))
        .select_related("article")
        .get(pk=version.pk)
    )
    require_on(by, WRITE, stored)
    if (slug, rights_basis) != (stored.slug, stored.rights_basis):
        require_describing(by, stored)
        if slug != stored.slug:
            _move_address(stored, slug, at)
        stored.slug, stored.rights_basis = slug, rights_basis
        stored.full_clean()
        stored.save(update_fields=["slug", "rights_basis"])
    version.refresh_from_db()


def require_describing(by: Account, version: Version) -> None:
    """Refuse who may not change address and rights basis where a version stands.

    Raises:
        PermissionRefused: `by` may not.
        WritingRefused: Nobody may: it is withdrawn.
    """
    act = DESCRIBING[version.status]
    if act is None:
        raise WritingRefused(
            _("The version was withdrawn. Its address and rights basis stay.")
        )
    require_on(by, act, version)


def _move_address(version: Version, slug: str, at: datetime) -> None:
    namesakes = Version.objects.filter(language=version.language, slug=slug)
    if slug and namesakes.exclude(pk=version.pk).exists():
        raise ValidationError(
            {"slug": _("Another story has this address. Choose a different one.")}
        )
    _free_former(version, slug)
    if version.released_revision_id is not None:
        FormerSlug.objects.create(
            version=version,
            language=version.language,
            slug=version.slug,
            replaced_at=at,
        )


def _free_former(version: Version, slug: str) -> None:
    """Let a version have its own former address again, and no other story's."""
    former = FormerSlug.objects.filter(language=version.language, slug=slug)
    if former.exclude(version=version).exists():
        raise ValidationError(
            {"slug": _("Another story had this address. Choose a different one.")}
        )
    former.delete()
