"""Make published texts findable, and take back at once what readers lose.

Nothing is written down when a story is published: what readers have and what is found
are compared every minute, so that an hour that comes, an embargo that ends and a hiding
that is lifted need nobody to think of the search. What is read asks again, each time.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from articles.models import Article, Version
from articles.text.blocks import Block, block_text, from_json
from articles.text.kinds import BlockKind
from translations.actions.remembering import hold_names
from website.models import SearchLine
from website.search.document import EDITION, Document, Text, document
from website.search.facets import facets

AT_ONCE: Final = 200
"""So many texts are indexed in one minute of the sweeper."""
STEMMED: Final = {"en": "english"}
"""Languages whose words are found in all forms, and what PostgreSQL calls them."""

_STORE: Final = """
    INSERT INTO website_searchline
      (version_id, revision_id, edition, language, section_id, published_at,
       found_by, ranked_by)
    VALUES (%(version)s, %(revision)s, %(edition)s, %(language)s, %(section)s,
      %(published)s,
      %(found)s::tsvector || array_to_tsvector(%(facets)s)
        || strip(to_tsvector(%(config)s::regconfig, %(all)s)),
      %(ranked)s::tsvector
        || setweight(to_tsvector(%(config)s::regconfig, %(summary)s), 'B')
        || setweight(to_tsvector(%(config)s::regconfig, %(headline)s), 'A'))
    ON CONFLICT (version_id) DO UPDATE SET
      revision_id = EXCLUDED.revision_id, edition = EXCLUDED.edition,
      language = EXCLUDED.language, section_id = EXCLUDED.section_id,
      published_at = EXCLUDED.published_at,
      found_by = EXCLUDED.found_by, ranked_by = EXCLUDED.ranked_by
"""


def index_when_due(*, at: datetime) -> int:
    """Make findable what readers have, and forget what they have no more.

    Args:
        at: Timezone-aware; not needed, as the clock of the database decides.

    Returns:
        How many texts were looked at.
    """
    del at
    SearchLine.objects.exclude(
        version__in=Version.objects.public().values("pk")
    ).delete()
    several = list(waiting().values_list("pk", flat=True)[:AT_ONCE])
    for version in several:
        index(version=version)
    return len(several)


def waiting() -> QuerySet[Version]:
    """Fetch the public versions that are not found as they are, the newest first."""
    there = SearchLine.objects.filter(
        version=OuterRef("pk"),
        revision=OuterRef("released_revision"),
        section=OuterRef("article__section"),
        published_at=OuterRef("published_at"),
        edition=EDITION,
    )
    return Version.objects.public().filter(~Exists(there)).order_by("-published_at")


@transaction.atomic
def index(*, version: int) -> bool:
    """Make one version findable as it is, or forget it.

    Args:
        version: Its key.

    Returns:
        Whether it is found now.
    """
    hold_names(is_exclusive=False)
    # Whoever hides the story meanwhile waits, and then finds all that is to be purged.
    list(
        Article.objects.filter(versions=version).select_for_update(
            no_key=True, of=("self",)
        )
    )
    found = (
        Version.objects.public()
        .filter(pk=version)
        .select_related("article", "released_revision")
        .first()
    )
    if found is None or not (found.released_revision and found.published_at):
        SearchLine.objects.filter(version=version).delete()
        return False
    text = text_of(found, from_json(found.released_revision.blocks))
    _store(found, text, document(text), published=found.published_at)
    return True


@transaction.atomic(savepoint=False)
def forget_stories(*, articles: Iterable[UUID]) -> int:
    """Take some stories out of the search, in every language.

    Args:
        articles: Their keys.

    Returns:
        How many texts are found no more.
    """
    gone, _each = SearchLine.objects.filter(version__article__in=articles).delete()
    return gone


@transaction.atomic(savepoint=False)
def forget_unread(*, article: Article) -> int:
    """Take out what readers may not see any more of a story."""
    lines = SearchLine.objects.filter(version__article=article)
    gone, _each = lines.exclude(
        version__in=Version.objects.public().values("pk")
    ).delete()
    return gone


def text_of(version: Version, blocks: Iterable[Block]) -> Text:
    """Sort the words of a version by where they stand."""
    several: dict[BlockKind, list[str]] = {kind: [] for kind in BlockKind}
    body = []
    for block in blocks:
        words = block_text(block)
        several[block.kind].append(words)
        if block.kind not in _ABOVE:
            body.append(words)
    return Text(
        headline=version.headline,
        summary="\n".join(
            (*several[BlockKind.STANDFIRST], *several[BlockKind.DATELINE])
        ),
        body=tuple(body),
        language=version.language,
    )


_ABOVE: Final = (BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.DATELINE)


def _store(
    version: Version, text: Text, words: Document, *, published: datetime
) -> None:
    config = STEMMED.get(text.language, "simple")
    # What has no forms to find is found by its own pieces alone.
    is_stemmed = text.language in STEMMED
    values = {
        "version": version.pk,
        "revision": version.released_revision_id,
        "edition": EDITION,
        "language": version.language,
        "section": version.article.section_id,
        "published": published,
        "found": words.found_by,
        "facets": [
            *facets(
                language=version.language,
                section=version.article.section_id,
                published=published,
            )
        ],
        "ranked": words.ranked_by,
        "config": config,
        "headline": text.headline if is_stemmed else "",
        "summary": text.summary if is_stemmed else "",
        "all": "\n".join((text.headline, text.summary, *text.body))
        if is_stemmed
        else "",
    }
    with connection.cursor() as cursor:
        cursor.execute(_STORE, values)
