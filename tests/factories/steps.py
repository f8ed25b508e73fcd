"""Takes the steps that a story goes through, with as many people as each needs."""

from datetime import datetime
from typing import Any

from articles.actions import (
    correcting,
    hiding,
    notifying,
    publishing,
    replying,
    reviewing,
)
from articles.models import (
    Article,
    Correction,
    CorrectionKind,
    Notification,
    NotificationKind,
    ReplyDecision,
    ReplyRequest,
    Status,
    Version,
)
from people.models import Account
from tests.factories import people
from tests.factories.numbers import NOW
from tests.factories.stories import a_version


def published(
    version: Version, *, at: datetime = NOW, by: Account | None = None
) -> Version:
    """Let a second person approve the newest text, and publish it."""
    approved(version, at=at)
    return publishing.publish(version=version, by=by or people.a_chief(), at=at)


def submitted(version: Version, *, at: datetime = NOW) -> Version:
    """Submit a draft."""
    return reviewing.submit(version=version, by=people.a_chief(), at=at)


def approved(version: Version, *, at: datetime = NOW) -> Version:
    """Let a second person approve the newest text, unless there is none to read."""
    version.refresh_from_db()
    if version.current_revision is None or version.status == Status.WITHDRAWN:
        return version
    if version.status == Status.DRAFT:
        version = submitted(version, at=at)
    if version.status == Status.APPROVED:
        return version
    return reviewing.approve(version=version, by=people.a_chief(), at=at)


def hidden(
    article: Article, *, by: Account | None = None, at: datetime = NOW
) -> Article:
    """Hide a story."""
    hiding.hide(article=article, by=by or people.a_chief(), at=at)
    return article


def taken_down(article: Article, *, at: datetime = NOW) -> Article:
    """Let one person hide a story and a second one take it down."""
    hidden(article, at=at)
    publishing.take_down(article=article, by=people.a_chief(), at=at)
    return article


def proposed(
    article: Article,
    kind: CorrectionKind = CorrectionKind.CORRECTION,
    *,
    by: Account | None = None,
    **wordings: str,
) -> Correction:
    """Propose a note on a story; worded in Khmer and English unless told otherwise."""
    return correcting.propose_correction(
        article=article,
        kind=kind,
        wordings=wordings or {"km": "លេខត្រូវបានកែ។", "en": "A figure was corrected."},
        by=by or people.a_chief(),
        at=NOW,
    )


def corrected(
    article: Article,
    kind: CorrectionKind = CorrectionKind.CORRECTION,
    *,
    at: datetime = NOW,
    **wordings: str,
) -> Correction:
    """Let one person word a note on a story and a second one publish it."""
    return correcting.publish_correction(
        correction=proposed(article, kind, **wordings), by=people.a_chief(), at=at
    )


def asked_to_reply(
    article: Article, *, by: Account | None = None, **facts: object
) -> ReplyRequest:
    """Enter that somebody wants to reply to a story."""
    filled = {
        "claimant": "Chan Rith",
        "demand": "I was never at the river.",
        "received_at": NOW,
        **facts,
    }
    return replying.receive_reply(
        request=ReplyRequest(article=article, **filled),
        by=by or people.a_chief(),
        at=NOW,
    )


def decided(
    request: ReplyRequest, decision: ReplyDecision, *, by: Account | None = None
) -> ReplyRequest:
    """Let a second person decide a request for a reply."""
    return replying.decide_reply(
        request=request,
        decision=decision,
        answer="It was said in court.",
        wordings={"km": "លោក ច័ន្ទ មិនយល់ស្របទេ។", "en": "Mr Chan disagrees."},
        by=by or people.a_chief(),
        at=NOW,
    )


def a_published_pair() -> tuple[Version, Version]:
    """Make a story that readers find in Khmer and, translated, in English."""
    original = published(a_version(language="km"))
    translation = published(a_version(article=original.article, language="en"))
    return original, translation


def told(
    version: Version,
    account: Account,
    kind: NotificationKind = NotificationKind.RETURNED,
    **facts: Any,
) -> Notification:
    """Tell somebody that something happened to a version."""
    given = {"by": None, "at": NOW, **facts}
    notifying.notify(accounts=[account.pk], kind=kind, version=version, **given)
    return Notification.objects.filter(account=account).latest("pk")
