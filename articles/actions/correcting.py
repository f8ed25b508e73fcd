"""Tell readers that a published story was changed or answered: one words, one reads."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.actions import hiding, publishing
from articles.languages import canonical_tag, name_of
from articles.models import (
    Article,
    Correction,
    CorrectionKind,
    CorrectionWording,
    HidingOutcome,
    ReplyRequest,
    Status,
    Version,
)
from articles.permissions import require_in_one_language, require_on
from articles.workflow import EDIT
from people.models import Account

CORRECT = "articles.correct_version"
PROPOSING = (CORRECT, EDIT)


class CorrectionRefused(Exception):  # noqa: N818 - refusals are not errors
    """A correction cannot be proposed or go out; lists every reason."""


@transaction.atomic
def propose_correction(
    *,
    article: Article,
    kind: CorrectionKind,
    wordings: Mapping[str, str],
    by: Account,
    at: datetime,
) -> Correction:
    """Word a note that a second person has to publish; readers see nothing yet.

    Args:
        article: The story.
        kind: What sort of note.
        wordings: Text per BCP 47 tag; empty texts are left out.
        by: Who proposes it.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may neither correct nor edit any of its languages.
        LanguageTagError: A tag is malformed.
        CorrectionRefused: The story is not published, or nothing is worded.
    """
    require_in_one_language(by, PROPOSING, article)
    against = tuple(objections_to_proposing(article, wordings))
    if against:
        raise CorrectionRefused("\n".join(against))
    correction = Correction.objects.create(
        article=article, kind=kind, proposed_by=by, proposed_at=at
    )
    _store_wordings(correction, _worded(wordings))
    return correction


def objections_to_proposing(
    article: Article, wordings: Mapping[str, str]
) -> Iterator[str]:
    """Yield why a note on a story cannot be proposed, a sentence each.

    Raises:
        LanguageTagError: A tag is malformed.
    """
    if not article.versions.filter(status=Status.PUBLISHED).exists():
        yield _not_published()
    if not _worded(wordings):
        yield _nothing_worded()


@transaction.atomic
def reword_correction(
    *,
    correction: Correction,
    kind: CorrectionKind,
    wordings: Mapping[str, str],
    by: Account,
    at: datetime,
) -> Correction:
    """Replace kind and wordings of a note that readers have not seen.

    Whoever changes it proposes it from then on: somebody else publishes it.

    Raises:
        PermissionRefused: `by` may neither correct nor edit any of its languages.
        LanguageTagError: A tag is malformed.
        CorrectionRefused: It is published, nothing is worded, or a reply would
            become another kind of note.
    """
    stored = _unpublished(correction, by)
    worded = _worded(wordings)
    if kind != stored.kind and _answers_a_request(stored):
        raise CorrectionRefused(
            _("It answers a request for a reply: its kind stays as it is.")
        )
    if not worded:
        raise CorrectionRefused(_nothing_worded())
    before = dict(stored.wordings.values_list("language", "text"))
    if (stored.kind, before) == (kind, worded):
        return stored
    stored.kind, stored.proposed_by, stored.proposed_at = kind, by, at
    stored.save(update_fields=["kind", "proposed_by", "proposed_at"])
    _store_wordings(stored, worded)
    return stored


@transaction.atomic
def drop_correction(*, correction: Correction, by: Account) -> None:
    """Drop a proposed note that readers have not seen.

    Raises:
        PermissionRefused: `by` may neither correct nor edit any of its languages.
        CorrectionRefused: It is published, or was decided as the answer to a request.
    """
    stored = _unpublished(correction, by)
    if _answers_a_request(stored):
        raise CorrectionRefused(
            _("It answers a request for a reply. Decide that request anew instead.")
        )
    stored.wordings.all().delete()
    stored.delete()


@transaction.atomic
def publish_correction(
    *, correction: Correction, by: Account, at: datetime
) -> Correction:
    """Publish a proposed note in all public languages at once, as a second person.

    Every changed text of the story that is approved goes out in the same moment.

    Args:
        correction: Proposed by somebody else, or come in from outside.
        by: Who publishes it.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not correct one of the languages, or not
            publish an approved change of one.
        CorrectionRefused: It is published, by the same person, not worded in
            every language, or the story is not there for readers; every reason.
        PublicationRefused: A gate objects to an approved change.
    """
    stored, article = _locked(correction, by)
    if article.is_hidden:
        message = _(
            "The story is hidden. Show it again first, or publish a retraction."
        )
        raise CorrectionRefused(
            "\n".join((message, *objections_to_publishing(stored, by)))
        )
    return _publish(stored, by, at)


@transaction.atomic
def retract(*, correction: Correction, by: Account, at: datetime) -> Correction:
    """Show a hidden story again together with a proposed retraction.

    Args:
        correction: A retraction, proposed by somebody else.
        by: Who publishes it; nobody who hid the story.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not correct one of the languages.
        CorrectionRefused: It is no retraction, or cannot be published; every reason.
        HidingRefused: The story is not hidden, or `by` hid it.
        PublicationRefused: A gate objects to an approved change.
    """
    stored, article = _locked(correction, by)
    if stored.kind != CorrectionKind.RETRACTION:
        raise CorrectionRefused(
            _("Only a retraction ends a hiding. Change the kind, or show it again.")
        )
    hiding.end_hiding(article=article, by=by, at=at, outcome=HidingOutcome.RETRACTED)
    return _publish(stored, by, at)


def objections_to_publishing(correction: Correction, by: Account) -> Iterator[str]:
    """Yield why somebody may not publish a proposed note, a sentence each."""
    if correction.published_at is not None:
        yield _("The correction is published already.")
    if correction.proposed_by_id == by.pk:
        yield _("You worded this correction. Somebody else must read and publish it.")
    versions = _published_versions(correction.article)
    if not versions:
        yield _not_published()
    worded = set(correction.wordings.values_list("language", flat=True))
    missing = [v.language for v in versions if v.language not in worded]
    if missing:
        yield _(
            "A correction appears in every language at once. Word it in: %(languages)s."
        ) % {
            "languages": ", ".join(
                name_of(tag, in_language=get_language() or "en") for tag in missing
            )
        }


def _locked(correction: Correction, by: Account) -> tuple[Correction, Article]:
    """Lock story and note for whoever may correct every public language."""
    article = hiding.lock_article(correction.article)
    stored = Correction.objects.select_for_update().get(pk=correction.pk)
    require_in_one_language(by, (CORRECT,), article)
    for version in _published_versions(article):
        require_on(by, CORRECT, version)
    return stored, article


def _publish(stored: Correction, by: Account, at: datetime) -> Correction:
    against = tuple(objections_to_publishing(stored, by))
    if against:
        raise CorrectionRefused("\n".join(against))
    stored.published_by, stored.published_at = by, at
    stored.save(update_fields=["published_by", "published_at"])
    changed = (
        stored.article.versions.filter(
            status=Status.PUBLISHED, approved_revision=F("current_revision")
        )
        .exclude(released_revision=F("current_revision"))
        # All at once: whoever works at a translation may wait for the release of its
        # source, which must not wait for them.
        .select_for_update(of=("self",), no_key=True)
        .order_by("pk")
    )
    for version in changed:
        publishing.publish(version=version, by=by, at=at)
    return stored


def _published_versions(article: Article) -> Sequence[Version]:
    return list(
        article.versions.select_related("article")
        .filter(status=Status.PUBLISHED)
        .order_by("pk")
    )


def _unpublished(correction: Correction, by: Account) -> Correction:
    stored = Correction.objects.select_for_update().get(pk=correction.pk)
    require_in_one_language(by, PROPOSING, stored.article)
    if stored.published_at is not None:
        raise CorrectionRefused(
            _("Readers have seen the correction: it stays as it is. Publish a new one.")
        )
    return stored


def _answers_a_request(correction: Correction) -> bool:
    return ReplyRequest.objects.filter(correction=correction).exists()


def _worded(wordings: Mapping[str, str]) -> dict[str, str]:
    stripped = {canonical_tag(tag): text.strip() for tag, text in wordings.items()}
    return {tag: text for tag, text in stripped.items() if text}


def _store_wordings(correction: Correction, worded: Mapping[str, str]) -> None:
    correction.wordings.exclude(language__in=worded).delete()
    for language, text in worded.items():
        CorrectionWording.objects.update_or_create(
            correction=correction, language=language, defaults={"text": text}
        )


def _not_published() -> str:
    return _("The story is not published, so there is nothing to correct.")


def _nothing_worded() -> str:
    return _("Nothing is worded yet. Word it in at least one language.")
