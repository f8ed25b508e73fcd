"""Link a translation to what it was made from."""

from django.db import connection, transaction
from django.utils.translation import gettext as _

from articles.followers import followers
from articles.languages import canonical_tag
from articles.models import Revision, Source, Version
from articles.permissions import require_cleared, require_on
from people.models import Account

WRITE = "articles.write_version"


class LinkRefused(Exception):  # noqa: N818 - refusals are not errors
    """A source cannot be linked; says why and what to do."""


@transaction.atomic
def link_source(
    *, version: Version, source: Version, by: Account, revision: Revision | None = None
) -> Source:
    """Say from which revision of another version a translation was made.

    Linking the same source again moves the link to the given revision.

    Args:
        version: The translation.
        source: The version it was made from.
        by: Who says so.
        revision: Of `source`; None for the released one, else the newest.

    Raises:
        PermissionRefused: `by` may not write in the translation's language, or may
            not know of one of the stories.
        LinkRefused: The source has no text yet, is the version itself or was
            made from it, or the revision is not one of its own.
    """
    require_on(by, WRITE, version)
    require_cleared(by, source.article)
    revision = revision or source.released_revision or source.current_revision
    if revision is None or revision.erased_at is not None:
        raise LinkRefused(_("The source has no saved text yet. Save it first."))
    if revision.version_id != source.pk:
        raise LinkRefused(
            _(
                "The revision belongs to another version. "
                "Choose one of the source’s own."
            )
        )
    link_one_at_a_time()
    if _was_made_from(source, version):
        raise LinkRefused(
            _("The source was itself made from this version: a circle of translations.")
        )
    link, _made = Source.objects.update_or_create(
        version=version,
        source_version=source,
        defaults={"source_revision": revision},
        create_defaults={
            "source_revision": revision,
            "position": version.sources.count(),
        },
    )
    for follower in followers():
        follower.link_set(link=link, by=by)
    return link


@transaction.atomic
def link_original_not_held(
    *,
    version: Version,
    outlet_name: str,
    language: str,
    by: Account,
    title: str = "",
    url: str = "",
) -> Source:
    """Name an original that the newsroom does not hold.

    Args:
        version: The translation.
        outlet_name: Who published the original.
        language: BCP 47 tag of the original.
        by: Who says so.
        title: Of the original, if known.
        url: Of the original, if known.

    Raises:
        PermissionRefused: `by` may not write in the translation's language.
        LanguageTagError: The tag is malformed.
        ValidationError: The address is not one.
    """
    require_on(by, WRITE, version)
    link = Source(
        version=version,
        position=version.sources.count(),
        outlet_name=outlet_name,
        language=canonical_tag(language),
        title=title,
        url=url,
    )
    link.full_clean()
    link.save(force_insert=True)
    return link


@transaction.atomic
def unlink(*, source: Source, by: Account) -> None:
    """Remove a link that was a mistake.

    Raises:
        PermissionRefused: `by` may not write in the translation's language.
    """
    require_on(by, WRITE, source.version)
    for follower in followers():
        follower.link_removed(link=source)
    source.delete()


def link_one_at_a_time() -> None:
    """Wait until whoever else links or switches an original has committed.

    Two links at once could close a circle that neither of them saw. Whoever locks
    versions as well locks those first.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('articles_source', 0))"
        )


def _was_made_from(version: Version, ancestor: Version) -> bool:
    seen: set[int] = set()
    waiting = {version.pk}
    while waiting:
        if ancestor.pk in waiting:
            return True
        seen |= waiting
        sources = Source.objects.filter(
            version__in=waiting, source_version__isnull=False
        )
        waiting = {
            pk for pk in sources.values_list("source_version", flat=True) if pk
        } - seen
    return False
