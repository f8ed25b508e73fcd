"""Remember what was published in two languages, and forget it at once.

Nothing is written down when a story is published: what readers have and what is
remembered are compared every minute, so that an hour that comes, an embargo that ends
and a hiding that is lifted need nobody to think of the memory.
"""

from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import Article, Source, Version
from articles.text.names import Names
from translations.actions.keeping import AT_ONCE, discard, discard_entries, keep
from translations.memory.pairs import Languages
from translations.models import MemoryEntry, MemoryOrigin
from translations.remembered import pairs_offered

MOST_AT_ONCE: Final = 100
"""So many translations are looked at in one minute of the sweeper."""


def remember_when_due(*, at: datetime) -> int:
    """Remember what readers have, and forget what they have no more.

    Args:
        at: Timezone-aware.

    Returns:
        How many translations were looked at.
    """
    moved = MemoryOrigin.objects.exclude(pk__in=MemoryOrigin.objects.readable())
    pairs = dict.fromkeys(
        (
            *moved.values_list("version", "source_version")[:MOST_AT_ONCE],
            *waiting().values_list("version", "source_version")[:MOST_AT_ONCE],
        )
    )
    several = list(pairs)[:MOST_AT_ONCE]
    for version_id, source_id in several:
        remember(version_id=version_id, source_id=source_id, at=at)
    return len(several)


def waiting() -> QuerySet[Source]:
    """Fetch the links of public translations that are not remembered as they are."""
    public = Version.objects.public().values("pk")
    remembered = MemoryOrigin.objects.readable().filter(
        version=OuterRef("version"), source_version=OuterRef("source_version")
    )
    links = Source.objects.filter(
        ~Exists(remembered), version__in=public, source_version__in=public
    )
    return links.order_by("pk")


@transaction.atomic
def remember(*, version_id: int, source_id: int, at: datetime) -> int:
    """Let what a translation offers by now take the place of what it gave before.

    Args:
        version_id: The translation.
        source_id: What it was made from.
        at: Timezone-aware.

    Returns:
        How many entries there are of it now; none where readers do not have both.
    """
    hold_names(is_exclusive=False)
    stories = Version.objects.filter(pk__in=(version_id, source_id))
    # Whoever hides the story meanwhile waits, and then finds all that is to be purged.
    list(
        Article.objects.filter(pk__in=stories.values("article"))
        .order_by("pk")
        .select_for_update(no_key=True)
    )
    was = MemoryOrigin.objects.filter(version=version_id, source_version=source_id)
    before = list(MemoryEntry.objects.filter(origin__in=was).order_by("pk"))
    link = (
        Source.objects.filter(
            version=version_id,
            source_version=source_id,
            version__in=Version.objects.public(),
            source_version__in=Version.objects.public(),
        )
        .select_related("version__released_revision")
        .select_related("source_version__released_revision")
        .first()
    )
    if link is None or link.source_version is None:
        discard(origins=was.values_list("pk", flat=True))
        return 0
    source, version = link.source_version, link.version
    pairs = list(pairs_offered(version, source, before))
    discard(origins=was.values_list("pk", flat=True))
    origin = MemoryOrigin.objects.create(
        version=version,
        source_version=source,
        revision=version.released_revision,
        source_revision=source.released_revision,
        added_at=at,
    )
    if source.language == version.language:
        return 0
    languages = Languages(source.language, version.language)
    return keep(origin=origin, pairs=pairs, languages=languages)


@transaction.atomic
def forget_story(*, article: Article) -> int:
    """Forget all that a story gave, on either side, in this moment.

    What readers have again later is remembered again by itself.

    Args:
        article: The story.

    Returns:
        How many entries are gone.
    """
    return _forget(Q(version__article=article) | Q(source_version__article=article))


@transaction.atomic
def forget_unread(*, article: Article) -> int:
    """Forget what a story gave, as far as readers may not see it any more."""
    public = Version.objects.public().values("pk")
    is_public = Q(version__in=public, source_version__in=public)
    of_story = Q(version__article=article) | Q(source_version__article=article)
    return _forget(of_story & ~is_public)


@transaction.atomic(savepoint=False)
def look_again(*, version: Version) -> None:
    """Have a translation remembered anew: other paragraphs belong together now."""
    _forget(Q(version=version))


@transaction.atomic(savepoint=False)
def forget_link(*, link: Source) -> None:
    """Forget what two texts gave that are not source and translation any more.

    Args:
        link: Whichever of both is the translation.
    """
    ends = {link.version_id, link.source_version_id}
    _forget(Q(version__in=ends, source_version__in=ends))


@transaction.atomic(savepoint=False)
def forget_naming(*, names: Names) -> int:
    """Forget whatever holds a name; our own is remembered anew without it.

    Until the transaction ends nothing is remembered, so that what it removes elsewhere
    does not come back.

    Args:
        names: Its spellings.

    Returns:
        How many entries are gone.
    """
    hold_names(is_exclusive=True)
    texts = MemoryEntry.objects.values_list(
        "pk", "origin", "origin__version", "source_text", "target_text"
    )
    origins: set[int] = set()
    entries: list[int] = []
    for pk, origin, version, *both in texts.iterator(chunk_size=AT_ONCE):
        if any(map(names.is_in, both)):
            if version is None:
                entries.append(pk)
            else:
                origins.add(origin)
    return discard(origins=origins) + discard_entries(entries=entries)


def _forget(which: Q) -> int:
    found = MemoryOrigin.objects.filter(which)
    return discard(origins=found.values_list("pk", flat=True))


def hold_names(*, is_exclusive: bool) -> None:
    """Wait until no name is being removed, or until nothing is being remembered."""
    how = "pg_advisory_xact_lock" if is_exclusive else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {how}(hashtextextended('memory', 0))")
