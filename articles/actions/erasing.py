"""Forget what a story no longer needs: drafts, reasons, wordings nobody published.

Published texts stay, and so does that there was a draft, by whom and when. What
somebody is at is never touched, and a legal hold suspends all of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pghistory
import pgtrigger
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from articles import workflow
from articles.actions import boarding
from articles.actions.hiding import lock_article
from articles.actions.holding import is_held
from articles.actions.settling import is_settled, note_check, settled
from articles.actions.writing import working_copy
from articles.followers import followers
from articles.models import (
    Approval,
    Article,
    Correction,
    CorrectionWording,
    FormerSlug,
    ReplyRequest,
    Revision,
    Sitting,
    Source,
    Status,
    Transition,
    Version,
    WorkingBlock,
)
from articles.text.blocks import Block, from_json

RELEASING = (workflow.PUBLISH_TEXT.code, workflow.PUBLISH_AT_ONCE.code)
# What nobody may change, but for what this module empties.
PROTECTED = (
    "articles.Revision:revisions_never_change",
    "articles.ArticleEvent:append_only",
    "articles.CorrectionWordingEvent:append_only",
    "articles.VersionEvent:append_only",
)


@dataclass(frozen=True)
class Scope:
    """What is looked through at once.

    Attributes:
        article: The story, locked.
        versions: Those of its versions that are settled.
        until: What is older may go; timezone-aware.
        at: Now; timezone-aware.
    """

    article: Article
    versions: tuple[Version, ...]
    until: datetime
    at: datetime


@transaction.atomic
def erase_story(*, article: Article, until: datetime, at: datetime) -> dict[str, int]:
    """Erase what is old enough of a story, unless a legal hold stands on it.

    The clock's work: nobody presses a button for it. Running it again erases nothing.

    Args:
        article: The story.
        until: What is older may go; timezone-aware.
        at: Timezone-aware.

    Returns:
        How much of each kind was erased, in the order of KINDS; kinds of which
        there was nothing are left out.
    """
    stored = lock_article(article)
    if is_held(stored):
        return {}
    versions = (
        settled(until)
        .filter(article=stored)
        .select_related("released_revision")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    scope = Scope(stored, tuple(versions), until, at)
    counted = {}
    if scope.versions:
        with pghistory.context(verb="erase_old"), pgtrigger.ignore(*PROTECTED):
            counted = {name: erase(scope) for name, erase in KINDS}
        if any(counted.values()):
            boarding.reword_story(article=Article.objects.get(pk=stored.pk))
    note_check(article=stored, at=at)
    return {name: count for name, count in counted.items() if count}


def _working_copies(scope: Scope) -> int:
    """Let what was written since the last release go, and all of a dropped version."""
    return sum(_reset(version) for version in scope.versions)


def _reset(version: Version) -> bool:
    """Make the released text of a version its only one; say whether there was more."""
    released = version.released_revision
    wanted = () if released is None else from_json(released.blocks)
    written = working_copy(version)
    is_newest = released is None or version.current_revision_id == released.pk
    if is_newest and written in (wanted, ()):
        return False
    if written:
        _rewrite(version, wanted)
    if released is not None:
        version.current_revision = version.approved_revision = released
        version.save(update_fields=["current_revision", "approved_revision"])
    # What they wrote is gone; it keeps nobody from reading what comes next.
    version.sittings.filter(approval=None).delete()
    for follower in followers():
        follower.text_thrown_away(version=version)
    return True


def _rewrite(version: Version, wanted: tuple[Block, ...]) -> None:
    numbers = dict(version.working_blocks.values_list("block_id", "number"))
    version.working_blocks.all().delete()
    WorkingBlock.objects.bulk_create(
        WorkingBlock(
            version=version,
            block_id=block.id,
            position=position,
            kind=block.kind,
            html=block.html,
            # Whoever has an old form open must meet a higher number.
            number=numbers.get(block.id, 0) + 1,
        )
        for position, block in enumerate(wanted)
    )


def _draft_texts(scope: Scope) -> int:
    """Empty revisions that no reader ever had and no translation was made from."""
    released = Transition.objects.filter(
        version__in=scope.versions, step__in=RELEASING, revision__isnull=False
    )
    translated = Source.objects.filter(source_version__in=scope.versions)
    kept = (
        *released.values_list("revision", flat=True),
        *translated.values_list("source_revision", flat=True),
        *(version.released_revision_id for version in scope.versions),
    )
    return (
        Revision.objects.filter(
            version__in=scope.versions, erased_at=None, made_at__lte=scope.until
        )
        .exclude(pk__in={pk for pk in kept if pk is not None})
        .update(blocks=[], erased_at=scope.at)
    )


def _reasons(scope: Scope) -> int:
    """Empty the reasons that were given for steps."""
    steps = Transition.objects.filter(version__in=scope.versions)
    reads = Approval.objects.filter(version__in=scope.versions)
    return sum(rows.exclude(reason="").update(reason="") for rows in (steps, reads))


def _touched(scope: Scope) -> int:
    """Forget who wrote which paragraph: credits are settled with the publication."""
    return (
        Sitting.objects.filter(version__in=scope.versions)
        .exclude(touched=[])
        .update(touched=[])
    )


def _corrections(scope: Scope) -> int:
    """Empty the wordings of notes that were dropped or worded anew."""
    if not scope.article.versions.filter(status=Status.PUBLISHED).exists():
        CorrectionWording.objects.filter(
            correction__article=scope.article,
            correction__published_at=None,
            correction__proposed_at__lte=scope.until,
        ).delete()
    standing = CorrectionWording.objects.filter(
        pk=OuterRef("pgh_obj_id"), text=OuterRef("text")
    )
    notes = _events(Correction).filter(article=scope.article).values("pgh_obj_id")
    return (
        _events(CorrectionWording)
        .filter(correction__in=notes, pgh_created_at__lte=scope.until)
        .filter(~Exists(standing))
        .exclude(text="")
        .update(text="")
    )


def _replies(scope: Scope) -> int:
    """Forget who asked for a reply that was decided, what they wrote, our answer."""
    return (
        ReplyRequest.objects.filter(
            Q(correction=None) | Q(correction__published_at__lte=scope.until),
            article=scope.article,
            decided_at__lte=scope.until,
        )
        .exclude(claimant="", demand="", answer="")
        .update(claimant="", demand="", answer="")
    )


def _names(scope: Scope) -> int:
    """Empty working titles and addresses that readers never saw."""
    gone = sum(_slugs(version) for version in scope.versions)
    article = Article.objects.filter(pk=scope.article.pk)
    if is_settled(scope.article, scope.until) and not _was_public(scope.article):
        gone += article.exclude(slugline="").update(slugline="")
    return gone + (
        _events(Article)
        .filter(pgh_obj_id=scope.article.pk)
        .exclude(slugline="")
        .exclude(slugline__in=article.values("slugline"))
        .update(slugline="")
    )


def _slugs(version: Version) -> int:
    stored = Version.objects.filter(pk=version.pk)
    gone = stored.filter(released_revision=None).exclude(slug="").update(slug="")
    return gone + (
        _events(Version)
        .filter(pgh_obj_id=version.pk)
        .exclude(slug="")
        .exclude(slug__in=FormerSlug.objects.filter(version=version).values("slug"))
        .exclude(slug__in=stored.values("slug"))
        .update(slug="")
    )


def _was_public(article: Article) -> bool:
    return article.versions.filter(released_revision__isnull=False).exists()


def _events(model: type[Model]) -> QuerySet[Any]:
    """Return the history of a model, which pghistory makes and no checker sees."""
    history: QuerySet[Any] = vars(model)["pgh_event_models"]["insert"].objects.all()
    return history


KINDS: tuple[tuple[str, Callable[[Scope], int]], ...] = (
    ("working_copies", _working_copies),
    ("draft_texts", _draft_texts),
    ("reasons", _reasons),
    ("touched_paragraphs", _touched),
    ("correction_drafts", _corrections),
    ("replies", _replies),
    ("unused_names", _names),
)
