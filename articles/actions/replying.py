"""The right of reply: somebody asks, a second person decides, a note goes out."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, tzinfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.actions import correcting, hiding
from articles.models import (
    Article,
    Correction,
    CorrectionKind,
    ReplyDecision,
    ReplyRequest,
)
from articles.permissions import require_in_one_language
from articles.workflow import EDIT
from people.models import Account


class ReplyRefused(Exception):  # noqa: N818 - refusals are not errors
    """A request for a reply cannot be entered or decided; lists every reason."""


@transaction.atomic
def receive_reply(*, request: ReplyRequest, by: Account, at: datetime) -> ReplyRequest:
    """Enter what somebody wants to reply to a story that readers have seen.

    Args:
        request: Filled in, not saved yet. Without a day on which it is due, that is
            REPLY_DAYS days after the one on which it was received.
        by: Who enters it; somebody else decides.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not edit in one of the story's languages.
        ReplyRefused: Nobody asks or nothing is asked for, a day is wrong, or readers
            never saw the story; every reason.
    """
    require_in_one_language(by, (EDIT,), request.article)
    request.entered_by = by
    request.claimant, request.demand = request.claimant.strip(), request.demand.strip()
    received = timezone.localdate(request.received_at, _zone())
    # A form leaves it empty.
    request.due_date = request.due_date or received + timedelta(settings.REPLY_DAYS)
    against = tuple(_objections_to_receiving(request, at))
    if against:
        raise ReplyRefused("\n".join(against))
    request.full_clean()
    request.save(force_insert=True)
    return request


@transaction.atomic
def decide_reply(
    *,
    request: ReplyRequest,
    decision: ReplyDecision,
    answer: str,
    wordings: Mapping[str, str],
    by: Account,
    at: datetime,
) -> ReplyRequest:
    """Decide, as a second person, what becomes of a request; again until it is out.

    Deciding to publish proposes the note that readers get; whoever publishes that
    closes the circle. Another decision replaces the one before, with its note.

    Args:
        request: Entered by somebody else.
        decision: To publish the reply or to refuse it.
        answer: What we tell whoever asks; a refusal needs one.
        wordings: Of the note, text per BCP 47 tag; not used by a refusal.
        by: Who decides.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may correct in none of the story's languages.
        LanguageTagError: A tag is malformed.
        ReplyRefused: `by` entered it, readers have the reply, a refusal says
            nothing, or there is nothing to publish; every reason.
    """
    article = hiding.lock_article(request.article)
    stored = (
        ReplyRequest.objects.select_for_update(of=("self",))
        .select_related("article", "correction")
        .get(pk=request.pk)
    )
    require_in_one_language(by, (correcting.CORRECT,), article)
    is_published = decision == ReplyDecision.PUBLISH
    against = list(objections_to_deciding(stored, by))
    if is_published:
        against += correcting.objections_to_proposing(article, wordings)
    elif not answer.strip():
        against.append(_("Say why: whoever asks gets an answer."))
    if against:
        raise ReplyRefused("\n".join(against))
    proposed = stored.correction
    stored.correction = _propose(stored, wordings, by, at) if is_published else None
    stored.decision, stored.answer = decision, answer.strip()
    stored.decided_by, stored.decided_at = by, at
    stored.full_clean()
    stored.save()
    if proposed is not None and not is_published:
        correcting.drop_correction(correction=proposed, by=by)
    return stored


def objections_to_deciding(request: ReplyRequest, by: Account) -> Iterator[str]:
    """Yield why somebody may not decide a request, a sentence each."""
    if request.entered_by_id == by.pk:
        yield _("You entered this request. Somebody else must decide it.")
    if request.correction is not None and request.correction.published_at is not None:
        yield _("Readers have the reply already.")


def _objections_to_receiving(request: ReplyRequest, at: datetime) -> Iterator[str]:
    if not request.claimant:
        yield _("Say who asks.")
    if not request.demand:
        yield _("Write down what they want published.")
    if request.received_at > at:
        yield _("It cannot have been received later than now.")
    if request.due_date < timezone.localdate(request.received_at, _zone()):
        yield _("It cannot be due before it was received.")
    if not _was_seen(request.article):
        yield _("Readers have never seen the story, so there is nothing to reply to.")


def _was_seen(article: Article) -> bool:
    return article.versions.filter(released_revision__isnull=False).exists()


def _propose(
    request: ReplyRequest, wordings: Mapping[str, str], by: Account, at: datetime
) -> Correction:
    if request.correction is None:
        return correcting.propose_correction(
            article=request.article,
            kind=CorrectionKind.RIGHT_OF_REPLY,
            wordings=wordings,
            by=by,
            at=at,
        )
    return correcting.reword_correction(
        correction=request.correction,
        kind=CorrectionKind.RIGHT_OF_REPLY,
        wordings=wordings,
        by=by,
        at=at,
    )


def _zone() -> tzinfo:
    return timezone.get_default_timezone()
