"""Put a version before its readers, or take a story away from them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.writing import keep_revision
from articles.gates import Objection, PublicationRefused, newest_blocks, objections
from articles.models import Article, RevisionOccasion, Status, Version
from articles.text.blocks import block_text
from people.models import Account
from people.permissions import require

PUBLISH = "articles.publish_version"
TAKE_DOWN = "articles.take_down_version"


@transaction.atomic
def publish(*, version: Version, by: Account, at: datetime) -> Version:
    """Release the newest text of a version to readers.

    Publishing a published version again releases what was written since.

    Args:
        version: What goes out.
        by: Who publishes.
        at: Timezone-aware; what history records. Readers see the version once
            the database's clock has reached it and the story's embargo.

    Returns:
        The version as stored.

    Raises:
        PermissionRefused: `by` may not publish in that language.
        PublicationRefused: A gate objects; carries every objection.
    """
    require(by, PUBLISH, version)
    stored = (
        Version.objects.select_for_update()
        .select_related("article__outlet")
        .get(pk=version.pk)
    )
    if stored.working_blocks.exists():
        keep_revision(version=stored, by=by, at=at, occasion=RevisionOccasion.PUBLISHED)
    against = objections(stored)
    if not Status(stored.status).can_be_published:
        against = (_withdrawn(), *against)
    if against:
        raise PublicationRefused(against)
    stored.headline = next(
        block_text(block) for block in newest_blocks(stored) if block.id == "headline"
    )
    stored.released_revision = stored.current_revision
    stored.released_at = at
    stored.published_at = stored.published_at or at
    stored.status = Status.PUBLISHED
    stored.full_clean()
    stored.save()
    return stored


@transaction.atomic
def take_down(*, article: Article, by: Account, at: datetime) -> int:
    """Withdraw every published language of a story.

    Args:
        article: The story.
        by: Who takes it down: must be allowed to in each of its languages.
        at: Timezone-aware.

    Returns:
        How many versions were withdrawn.

    Raises:
        PermissionRefused: `by` may not, in one of the languages.
    """
    versions = article.versions.select_for_update().filter(status=Status.PUBLISHED)
    for version in versions:
        require(by, TAKE_DOWN, version)
    return versions.update(status=Status.WITHDRAWN, withdrawn_at=at)


def _withdrawn() -> Objection:
    return Objection(
        "withdrawn",
        _("The version was withdrawn. It does not come back by being published."),
    )
