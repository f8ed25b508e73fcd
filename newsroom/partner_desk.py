"""The desk's verbs towards partners: a permission taken back, a notice sent."""

from collections.abc import Collection
from datetime import datetime

import pghistory
from django.db import transaction

from articles.models import Article
from exports.actions import recalling, telling_partners
from exports.models import Artifact, Recall, RecallKind, RecallNotice
from ledger.actions.recording import record
from people.models import Account
from rights.actions import granting
from rights.models import Grant
from worklist.doorbell import ring


@transaction.atomic
def revoke_grant(*, grant: Grant, by: Account, at: datetime) -> tuple[Recall, ...]:
    """Take a permission back, and draft what its partner must be told of each story.

    A permission that ends by itself is no such thing: nobody is told, and what was
    published stays.

    Returns:
        A draft for each story that went out under it; none where nothing did.

    Raises:
        PermissionRefused: `by` may not change permissions, or not know of the story.
    """
    with pghistory.context(verb="revoke_grant", by=by.pk):
        granting.revoke_grant(grant=grant, by=by, at=at)
        told = Article.objects.filter(versions__artifacts__deliveries__grant=grant)
        drafts = [
            telling_partners.draft_recall(
                article=article, kind=RecallKind.REVOKED, at=at, grant=grant
            )
            for article in told.distinct().order_by("pk")
        ]
        record(
            kind="grant.revoked",
            subject=f"urn:spean:grant:{grant.pk}",
            facts={"stories": len(drafts)},
        )
        return tuple(draft for draft in drafts if draft is not None)


@transaction.atomic
def send_recall(
    *, recall: Recall, left_out: Collection[int], by: Account, at: datetime
) -> Recall:
    """Send a reviewed notice to partners, and wake who mails it.

    Raises:
        PermissionRefused: `by` may not send, or not know of the story.
        RecallRefused: It is no draft, or nobody would be told.
    """
    with pghistory.context(verb="send_recall", by=by.pk):
        sent = telling_partners.send_recall(
            recall=recall, left_out=left_out, by=by, at=at
        )
        ring(RecallNotice.kind())
        return sent


@transaction.atomic
def replace_copy(
    *, former: Artifact, instead: Artifact, by: Account, at: datetime
) -> Recall:
    """Give a copy out no more, and draft that its partner uses another one.

    Raises:
        PermissionRefused: `by` may not send, or not know of the story.
        RecallRefused: Lists every reason.
    """
    with pghistory.context(verb="replace_copy", by=by.pk):
        draft = telling_partners.draft_replacement(
            former=former, instead=instead, by=by, at=at
        )
        recalling.recall_copies(artifacts=[former])
        record(
            kind="copy.replaced",
            subject=former.version.article.urn,
            facts={
                "recall": draft.pk,
                "licensee": former.licensee_id,
                "former": former.pk,
                "instead": instead.pk,
            },
        )
        return draft
