"""Put a version before its readers, or take a story away from them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles import workflow
from articles.actions import hiding
from articles.actions.reviewing import note_read
from articles.actions.stepping import Attempt, attempt, check, move
from articles.actions.writing import keep_revision
from articles.followers import followers
from articles.gates import Objection, PublicationRefused, newest_blocks
from articles.models import (
    Approval,
    Article,
    HidingOutcome,
    RevisionOccasion,
    Status,
    Version,
)
from articles.text.blocks import block_text
from people.models import Account


@transaction.atomic
def publish(
    *,
    version: Version,
    by: Account,
    at: datetime,
    visible_from: datetime | None = None,
) -> Version:
    """Release the newest text of a version, which a second person has approved.

    Publishing a published version again releases what was written since.

    Args:
        version: What goes out.
        by: Who publishes.
        at: Timezone-aware; what history records. Readers see the version once
            the database's clock has reached it and the story's embargo.
        visible_from: Timezone-aware hour of a schedule; None for `at`.

    Returns:
        The version as stored.

    Raises:
        PermissionRefused: `by` may not publish in that language.
        PublicationRefused: The text is not approved, a gate objects, or the hour
            is past or comes too late; carries every objection.
    """
    wanted = attempt(workflow.PUBLISH_TEXT, version=version, by=by)
    _keep(wanted, at)
    check(wanted)
    _schedule(wanted.version, at, visible_from)
    return _release(wanted, at)


@transaction.atomic
def publish_at_once(
    *, version: Version, reason: str, by: Account, at: datetime
) -> Version:
    """Release the newest text where there is no time for a second reader.

    The board shows it until somebody else has read it and confirmed.

    Args:
        version: What goes out.
        reason: Why it cannot wait.
        by: Who publishes and answers for it.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not publish in that language.
        PublicationRefused: No reason is given, or a gate objects; every objection.
    """
    wanted = attempt(workflow.PUBLISH_AT_ONCE, version=version, by=by, reason=reason)
    _keep(wanted, at)
    check(wanted)
    approval, made = Approval.objects.get_or_create(
        revision=wanted.version.current_revision,
        defaults={
            "version": wanted.version,
            "writer": by,
            "is_afterwards": True,
            "reason": wanted.reason,
        },
    )
    if made:
        note_read(version=wanted.version, approval=approval)
    _schedule(wanted.version, at, None)
    return _release(wanted, at)


@transaction.atomic
def unschedule(*, version: Version, by: Account, at: datetime) -> Version:
    """Take a version off the schedule before its hour.

    Raises:
        PermissionRefused: `by` may not publish in that language.
        StepRefused: Readers see it already, or its newest text is not approved.
    """
    wanted = attempt(workflow.UNSCHEDULE, version=version, by=by)
    # What was written since and not saved is not approved.
    _keep(wanted, at)
    check(wanted)
    stored = wanted.version
    was_id = stored.released_revision_id
    stored.released_revision = stored.released_at = stored.published_at = None
    stored.headline = ""
    return _moved(wanted, was_id, at)


@transaction.atomic
def take_down(*, article: Article, by: Account, at: datetime) -> int:
    """Withdraw every published language of a hidden story, as a second person.

    Args:
        article: The story, hidden by somebody else.
        by: Who takes it down: must be allowed to in each of its languages.
        at: Timezone-aware.

    Returns:
        How many versions were withdrawn.

    Raises:
        PermissionRefused: `by` may not, in one of the languages.
        HidingRefused: It is not hidden, or `by` hid it.
    """
    hiding.lock_article(article)
    published = article.versions.filter(status=Status.PUBLISHED).order_by("pk")
    wanted = [
        attempt(workflow.TAKE_DOWN_TEXT, version=version, by=by)
        for version in published
    ]
    hiding.end_hiding(article=article, by=by, at=at, outcome=HidingOutcome.TAKEN_DOWN)
    for one in wanted:
        check(one)
        move(one, at=at)
    return len(wanted)


def _keep(wanted: Attempt, at: datetime) -> None:
    version = wanted.version
    # An imported version may have a revision and no working copy.
    if version.working_blocks.exists():
        keep_revision(
            version=version,
            by=wanted.by,
            at=at,
            occasion=RevisionOccasion.PUBLISHED,
        )


def _schedule(version: Version, at: datetime, visible_from: datetime | None) -> None:
    if visible_from is None:
        version.published_at = version.published_at or at
        return
    if visible_from <= at:
        raise PublicationRefused(
            (Objection("hour_past", _("The hour is past. Choose a later one.")),)
        )
    if version.published_at is not None and version.published_at <= at:
        raise PublicationRefused(
            (
                Objection(
                    "public_already",
                    _("Readers see it already; only a first publication has an hour."),
                ),
            )
        )
    version.published_at = visible_from


def _release(wanted: Attempt, at: datetime) -> Version:
    version = wanted.version
    version.headline = next(
        block_text(block) for block in newest_blocks(version) if block.id == "headline"
    )
    was_id = version.released_revision_id
    version.released_revision = version.current_revision
    version.released_at = at
    return _moved(wanted, was_id, at)


def _moved(wanted: Attempt, was_id: int | None, at: datetime) -> Version:
    """Take the step, and tell those who follow what readers get."""
    version = move(wanted, at=at)
    if version.released_revision_id != was_id:
        for follower in followers():
            follower.release_moved(version=version, was_id=was_id, by=wanted.by, at=at)
    return version
