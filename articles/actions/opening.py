"""Open stories and versions, and store the facts about them."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.writing import WritingRefused
from articles.languages import canonical_tag
from articles.models import Article, FormerSlug, Origin, RightsBasis, Tag, Version
from articles.permissions import require_cleared, require_on
from articles.workflow import WRITE
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
    _relate(article, by, tags, cleared_people)
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
        PermissionRefused: `by` may not write in any language.
        WritingRefused: An embargo would end sooner than the stored one.
        ValidationError: A field is wrong.
    """
    require(by, WRITE)
    stored = Article.objects.select_for_update().get(pk=article.pk)
    require_cleared(by, stored)
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
    _relate(article, by, tags, cleared_people)


def _relate(
    article: Article, by: Account, tags: Iterable[Tag], cleared: Iterable[Account]
) -> None:
    article.tags.set(tags)
    article.cleared_people.set({*cleared, by} if article.is_restricted else cleared)


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

    An address that readers may hold leads to the new one from then on.

    Raises:
        PermissionRefused: `by` may not write in that language.
        ValidationError: The slug is malformed, or is or was that of another story.
    """
    require_on(by, WRITE, version)
    stored = Version.objects.select_for_update().get(pk=version.pk)
    if slug != stored.slug:
        _free_former(stored, slug)
        if stored.released_revision_id is not None:
            FormerSlug.objects.create(
                version=stored,
                language=stored.language,
                slug=stored.slug,
                replaced_at=at,
            )
    stored.slug, stored.rights_basis = slug, rights_basis
    stored.full_clean()
    stored.save(update_fields=["slug", "rights_basis"])
    version.refresh_from_db()


def _free_former(version: Version, slug: str) -> None:
    """Let a version have its own former address again, and no other story's."""
    former = FormerSlug.objects.filter(language=version.language, slug=slug)
    if former.exclude(version=version).exists():
        raise ValidationError(
            {"slug": _("Another story had this address. Choose a different one.")}
        )
    former.delete()
