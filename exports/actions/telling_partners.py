"""Draft a notice to partners, let a person send it, and hear that it is done."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.models import Article, Version
from articles.permissions import require_cleared
from exports.actions.ordering import POST
from exports.models import (
    Artifact,
    ArtifactState,
    OwnPost,
    Platform,
    Recall,
    RecallKind,
    RecallNotice,
    RecallPost,
    RecallState,
    Replacement,
)
from exports.recipients import (
    outlet_of,
    posts_for,
    recipients_for,
    subject_of,
    text_for,
)
from ledger.actions.recording import record
from people.models import Account
from people.permissions import require
from rights.models import Grant, NoticeEdition
from worklist.actions.failing import WorkRefused
from worklist.models import WorkState

SEND = "exports.change_recall"
REMINDED_AFTER = timedelta(days=2)
MOST_MAILS = 4


class RecallRefused(Exception):  # noqa: N818 - refusals are not errors
    """A notice to partners cannot go so; says why and what to do."""


@transaction.atomic
def draft_recall(
    *, article: Article, kind: RecallKind, at: datetime, grant: Grant | None = None
) -> Recall | None:
    """Draft what partners must be told; nothing leaves before a person reviewed it.

    Args:
        article: Whose copies went out, in whichever language.
        kind: What is to be done with them.
        at: Timezone-aware.
        grant: That was taken back: its partner alone is told.

    Returns:
        The draft, the same one while it waits; None where nobody has a copy and we
        posted nothing ourselves.
    """
    draft = Recall(article=article, kind=kind, grant=grant, drafted_at=at)
    if not recipients_for(draft) and not posts_for(draft).exists():
        return None
    known, _made = Recall.objects.get_or_create(
        article=article,
        kind=kind,
        grant=grant,
        state=RecallState.DRAFT,
        defaults={"drafted_at": at},
    )
    return known


@transaction.atomic
def draft_reissue(*, edition: NoticeEdition, at: datetime) -> Recall | None:
    """Draft that copies under older wordings are replaced by new ones.

    A draft of an earlier wording that nobody has reviewed becomes this one: partners
    are told once, of the wording that counts.

    Args:
        edition: The present wording of an outlet.
        at: Timezone-aware.

    Returns:
        The draft; None where no partner holds a copy under an older wording and we
        posted nothing ourselves before it.
    """
    waiting = Recall.objects.filter(
        state=RecallState.DRAFT, notice_edition__outlet=edition.outlet_id
    )
    known = waiting.select_for_update(of=("self",)).first()
    if known is not None:
        known.notice_edition, known.drafted_at = edition, at
        known.save(update_fields=["notice_edition", "drafted_at"])
        return known
    draft = Recall(kind=RecallKind.REISSUED, notice_edition=edition, drafted_at=at)
    if not recipients_for(draft) and not posts_for(draft).exists():
        return None
    draft.save(force_insert=True)
    return draft


def draft_for_copies(
    *, artifacts: Iterable[int], kind: RecallKind, at: datetime
) -> tuple[Recall, ...]:
    """Draft a recall for each story of some files.

    Args:
        artifacts: Keys of the files.
        kind: What is to be done with them.
        at: Timezone-aware.
    """
    stories = Article.objects.filter(
        pk__in=Artifact.objects.filter(pk__in=list(artifacts)).values(
            "version__article"
        )
    )
    drafts = (
        draft_recall(article=story, kind=kind, at=at)
        for story in stories.order_by("pk")
    )
    return tuple(draft for draft in drafts if draft is not None)


@transaction.atomic
def draft_replacement(
    *, former: Artifact, instead: Artifact, by: Account, at: datetime
) -> Recall:
    """Draft that a partner uses one copy instead of another that they were sent.

    Args:
        former: No longer to be used.
        instead: Sent to the same partner: the same language of the story.
        by: Who says so.
        at: Timezone-aware.

    Returns:
        The draft, the same one for every copy of the story while it waits.

    Raises:
        PermissionRefused: `by` may not send, or not know of the story.
        RecallRefused: Lists every reason.
    """
    require(by, SEND)
    article = former.version.article
    require_cleared(by, article)
    reasons = tuple(_against_replacing(former, instead))
    if reasons:
        raise RecallRefused("\n".join(reasons))
    draft, _made = Recall.objects.get_or_create(
        article=article,
        kind=RecallKind.REPLACED,
        grant=None,
        state=RecallState.DRAFT,
        defaults={"drafted_at": at},
    )
    Replacement.objects.update_or_create(
        recall=draft, former=former, defaults={"instead": instead}
    )
    return draft


@transaction.atomic
def send_recall(
    *, recall: Recall, left_out: Collection[int] = (), by: Account, at: datetime
) -> Recall:
    """Send a reviewed notice to each partner, and list our own posts to be changed.

    Args:
        recall: A draft.
        left_out: Keys of partners that are not told.
        by: Who read the text and the recipients.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not send, or not know of the story.
        RecallRefused: It is no draft, or nobody would be told.
    """
    stored = _draft(recall, by)
    told = [r for r in recipients_for(stored) if r.licensee.pk not in left_out]
    posts = list(posts_for(stored))
    if not told and not posts:
        raise RecallRefused(_("Nobody would be told. Drop the notice instead."))
    for recipient in told:
        notice = RecallNotice.objects.create(recall=stored, licensee=recipient.licensee)
        notice.copies.set(recipient.artifacts)
    RecallPost.objects.bulk_create(RecallPost(recall=stored, post=p) for p in posts)
    _review(stored, RecallState.SENT, by, at)
    record(
        kind="recall.sent",
        subject=_subject_of(stored),
        facts={
            "recall": stored.pk,
            "matter": stored.kind,
            "licensees": [recipient.licensee.pk for recipient in told],
            "posts": len(posts),
            "left_out": len(set(left_out)),
        },
    )
    return stored


@transaction.atomic
def drop_recall(*, recall: Recall, by: Account, at: datetime) -> Recall:
    """Tell nobody.

    Raises:
        PermissionRefused: `by` may not send, or not know of the story.
        RecallRefused: It is no draft.
    """
    stored = _draft(recall, by)
    _review(stored, RecallState.DROPPED, by, at)
    record(
        kind="recall.dropped",
        subject=_subject_of(stored),
        facts={"recall": stored.pk, "matter": stored.kind},
    )
    return stored


def perform(notice: RecallNotice) -> None:
    """Mail a partner what to do; called by a worker that holds the row.

    Raises:
        WorkRefused: The partner has no address, or no mail is sent from here.
        OSError: The mail server cannot be reached, or refuses.
    """
    with translation.override("en"):
        address = notice.licensee.contact
        if not address:
            raise WorkRefused(
                (_("The partner has no address. Tell them yourself and note it."),)
            )
        if not settings.SENDS_MAIL:
            raise WorkRefused(
                (_("No mail is sent from here. Tell them yourself and note it."),)
            )
        EmailMessage(
            subject_of(notice.recall),
            text_for(notice, is_reminder=notice.mails > 0),
            to=[address],
        ).send()
    notice.mails, notice.mailed_at = notice.mails + 1, timezone.now()
    notice.save(update_fields=["mails", "mailed_at"])


@transaction.atomic
def acknowledge(*, notice: RecallNotice, at: datetime) -> RecallNotice:
    """Hear from a partner, by the link of their mail, that it is done.

    The link is the permission. A second press changes nothing.
    """
    return _noted(notice, None, at)


@transaction.atomic
def note_done(*, notice: RecallNotice, by: Account, at: datetime) -> RecallNotice:
    """Note what a partner said on another way.

    Raises:
        PermissionRefused: `by` may not send, or not know of the story.
    """
    require(by, SEND)
    _require_known(by, notice.recall)
    return _noted(notice, by, at)


@transaction.atomic
def record_post(
    *, version: Version, platform: Platform, url: str, by: Account, at: datetime
) -> OwnPost:
    """Note a post of ours, so that every correction and take-down lists it.

    Raises:
        PermissionRefused: `by` may not, or not know of the story.
        ValidationError: The address is malformed or noted already.
    """
    require(by, POST)
    require_cleared(by, version.article)
    post = OwnPost(
        version=version, platform=platform, url=url, recorded_at=at, recorded_by=by
    )
    post.full_clean()
    post.save(force_insert=True)
    return post


@transaction.atomic
def change_post(*, task: RecallPost, by: Account, at: datetime) -> RecallPost:
    """Note that a post of ours was removed or changed.

    Raises:
        PermissionRefused: `by` may not note posts, or not know of the story.
    """
    require(by, POST)
    _require_known(by, task.recall)
    stored = RecallPost.objects.select_for_update().get(pk=task.pk)
    if stored.done_at is None:
        stored.done_at, stored.done_by = at, by
        stored.save(update_fields=["done_at", "done_by"])
    return stored


def remind_partners(*, at: datetime) -> int:
    """Have those mailed again who have not said that it is done.

    Args:
        at: Timezone-aware.

    Returns:
        How many will be mailed.
    """
    return RecallNotice.objects.filter(
        state=WorkState.DONE,
        done_at=None,
        mails__lt=MOST_MAILS,
        mailed_at__lte=at - REMINDED_AFTER,
    ).update(state=WorkState.WAITING, attempts=0, due_at=at, finished_at=None)


def _against_replacing(former: Artifact, instead: Artifact) -> Iterator[str]:
    if former == instead:
        yield _("A copy does not replace itself. Choose two.")
    if former.licensee_id != instead.licensee_id:
        yield _("Both copies are those of one partner.")
    if former.version_id != instead.version_id:
        yield _("Both copies are of the same language of the same story.")
    if not former.deliveries.exists():
        yield _("The partner was never sent the former copy.")
    if not instead.deliveries.exists():
        yield _("The new copy was not sent yet. Order it first.")
    if instead.state == ArtifactState.RECALLED:
        yield _("The new copy was called back itself. Order another one.")


def _draft(recall: Recall, by: Account) -> Recall:
    require(by, SEND)
    stored = (
        Recall.objects.select_for_update(of=("self",))
        .select_related("article__outlet", "grant", "notice_edition__outlet")
        .get(pk=recall.pk)
    )
    _require_known(by, stored)
    if stored.state != RecallState.DRAFT:
        raise RecallRefused(_("It was reviewed already."))
    return stored


def _require_known(by: Account, recall: Recall) -> None:
    """Refuse who may not know of the story; wordings are about public ones alone."""
    if recall.article is not None:
        require_cleared(by, recall.article)


def _subject_of(recall: Recall) -> str:
    if recall.article is not None:
        return recall.article.urn
    return f"urn:spean:outlet:{outlet_of(recall).pk}"


def _review(recall: Recall, state: RecallState, by: Account, at: datetime) -> None:
    recall.state, recall.reviewed_by, recall.reviewed_at = state, by, at
    recall.save(update_fields=["state", "reviewed_by", "reviewed_at"])


def _noted(notice: RecallNotice, by: Account | None, at: datetime) -> RecallNotice:
    stored = RecallNotice.objects.select_for_update().get(pk=notice.pk)
    if stored.done_at is not None:
        return stored
    stored.done_at, stored.noted_by = at, by
    stored.save(update_fields=["done_at", "noted_by"])
    record(
        kind="recall.done",
        subject=_subject_of(stored.recall),
        facts={
            "recall": stored.recall_id,
            "licensee": stored.licensee_id,
            "by_link": by is None,
        },
    )
    return stored
