"""The verbs that span rooms, written out in order, with every consequence in sight."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import pghistory
from django.db import transaction

from articles.actions import (
    correcting,
    hiding,
    holding,
    opening,
    publishing,
    switching,
)
from articles.actions.switching import Switch
from articles.models import (
    Article,
    Correction,
    CorrectionKind,
    Hiding,
    LegalHold,
    Tag,
    Version,
)
from exports.actions import recalling, telling_partners
from exports.models import Artifact, RecallKind
from ledger.actions.recording import record
from people.models import Account
from translations.actions import remembering, sending
from website.actions import indexing


@transaction.atomic
def publish_story(
    *,
    version: Version,
    by: Account,
    at: datetime,
    visible_from: datetime | None = None,
) -> Version:
    """Put the newest text of a version before its readers, now or from an hour on.

    Raises:
        PermissionRefused: `by` may not publish in that language.
        PublicationRefused: Carries every objection of every room.
    """
    with pghistory.context(verb="publish_story", by=by.pk):
        return publishing.publish(
            version=version, by=by, at=at, visible_from=visible_from
        )


@transaction.atomic
def publish_at_once(
    *, version: Version, reason: str, by: Account, at: datetime
) -> Version:
    """Publish where one person must act; a second one reads it afterwards.

    Raises:
        PermissionRefused: `by` may not publish in that language.
        PublicationRefused: No reason, or a room objects; carries every objection.
    """
    with pghistory.context(verb="publish_at_once", by=by.pk):
        return publishing.publish_at_once(version=version, reason=reason, by=by, at=at)


@transaction.atomic
def unschedule_version(*, version: Version, by: Account, at: datetime) -> Version:
    """Take a version off the schedule before readers see it.

    Raises:
        PermissionRefused: `by` may not publish in that language.
        StepRefused: Readers see it already, or its newest text is not approved.
    """
    with pghistory.context(verb="unschedule_version", by=by.pk):
        return publishing.unschedule(version=version, by=by, at=at)


@transaction.atomic
def propose_correction(
    *,
    article: Article,
    kind: CorrectionKind,
    wordings: Mapping[str, str],
    by: Account,
    at: datetime,
) -> Correction:
    """Word a note to readers that a second person has to publish.

    Raises:
        PermissionRefused: `by` may neither correct nor edit any of its languages.
        LanguageTagError: A tag is malformed.
        CorrectionRefused: The story is not published, or nothing is worded.
    """
    with pghistory.context(verb="propose_correction", by=by.pk):
        return correcting.propose_correction(
            article=article, kind=kind, wordings=wordings, by=by, at=at
        )


@transaction.atomic
def reword_correction(
    *,
    correction: Correction,
    kind: CorrectionKind,
    wordings: Mapping[str, str],
    by: Account,
    at: datetime,
) -> Correction:
    """Replace the wording of a note that readers have not seen.

    Raises:
        PermissionRefused: `by` may neither correct nor edit any of its languages.
        LanguageTagError: A tag is malformed.
        CorrectionRefused: It is published, or nothing is worded.
    """
    with pghistory.context(verb="reword_correction", by=by.pk):
        return correcting.reword_correction(
            correction=correction, kind=kind, wordings=wordings, by=by, at=at
        )


@transaction.atomic
def drop_correction(*, correction: Correction, by: Account) -> None:
    """Drop a proposed note that readers have not seen.

    Raises:
        PermissionRefused: `by` may neither correct nor edit any of its languages.
        CorrectionRefused: It is published.
    """
    with pghistory.context(verb="drop_correction", by=by.pk):
        correcting.drop_correction(correction=correction, by=by)


@transaction.atomic
def correct_story(*, correction: Correction, by: Account, at: datetime) -> Correction:
    """Publish a proposed note and every approved change of its story in one moment.

    Raises:
        PermissionRefused: `by` may not correct one of the languages, or not
            publish an approved change.
        CorrectionRefused: Lists every reason.
        PublicationRefused: A gate objects to an approved change.
    """
    with pghistory.context(verb="correct_story", by=by.pk):
        published = correcting.publish_correction(correction=correction, by=by, at=at)
        _replace_copies(published.article, at)
        return published


@transaction.atomic
def retract_story(*, correction: Correction, by: Account, at: datetime) -> Correction:
    """Show a hidden story again together with a proposed retraction.

    Raises:
        PermissionRefused: `by` may not correct one of the languages.
        CorrectionRefused: It is no retraction, or cannot be published.
        HidingRefused: The story is not hidden, or `by` hid it.
        PublicationRefused: A gate objects to an approved change.
    """
    with pghistory.context(verb="retract_story", by=by.pk):
        published = correcting.retract(correction=correction, by=by, at=at)
        record(
            kind="story.retracted",
            subject=published.article.urn,
            facts={"correction": published.pk},
        )
        _replace_copies(published.article, at)
        return published


def _replace_copies(article: Article, at: datetime) -> None:
    """Give former texts out no more, and draft what whoever has them must be told."""
    former = Artifact.objects.filter(version__article=article).outdated()
    recalling.recall_copies(artifacts=former)
    telling_partners.draft_recall(article=article, kind=RecallKind.CORRECTED, at=at)


@transaction.atomic
def hide_story(*, article: Article, by: Account, at: datetime) -> Hiding:
    """Stop a story in every language at once; readers learn nothing.

    Raises:
        PermissionRefused: `by` may hide in none of its languages.
        HidingRefused: It is hidden already, or no language is published.
    """
    with pghistory.context(verb="hide_story", by=by.pk):
        hidden = hiding.hide(article=article, by=by, at=at)
        _take_back(article)
        return _recorded("story.hidden", hidden)


@transaction.atomic
def hold_hiding(*, article: Article, by: Account, at: datetime) -> Hiding:
    """Agree, as a second person, that a story stays hidden.

    Raises:
        PermissionRefused: `by` may hide in none of its languages.
        HidingRefused: It is not hidden, `by` hid it, or it holds already.
    """
    with pghistory.context(verb="hold_hiding", by=by.pk):
        held = hiding.hold_hiding(article=article, by=by, at=at)
        return _recorded("story.hiding_held", held)


@transaction.atomic
def lift_hiding(*, article: Article, by: Account, at: datetime) -> Hiding:
    """Show a hidden story again, as a second person.

    Raises:
        PermissionRefused: `by` may hide in none of its languages.
        HidingRefused: It is not hidden, or `by` hid it.
    """
    with pghistory.context(verb="lift_hiding", by=by.pk):
        lifted = hiding.lift_hiding(article=article, by=by, at=at)
        return _recorded("story.shown_again", lifted)


def _take_back(article: Article) -> None:
    """Offer a story neither to translators nor to who searches."""
    remembering.forget_story(article=article)
    indexing.forget_stories(articles=[article.pk])


def _recorded(kind: str, hidden: Hiding) -> Hiding:
    record(kind=kind, subject=hidden.article.urn, facts={"hiding": hidden.pk})
    return hidden


@transaction.atomic
def take_down_story(*, article: Article, by: Account, at: datetime) -> int:
    """Withdraw a hidden story in every language, as a second person.

    Copies are given out no more, and a notice to whoever has one waits for review.

    Returns:
        How many languages readers could see until it was hidden.

    Raises:
        PermissionRefused: `by` may not, in one of the languages.
        HidingRefused: It is not hidden, or `by` hid it.
    """
    with pghistory.context(verb="take_down_story", by=by.pk):
        withdrawn = publishing.take_down(article=article, by=by, at=at)
        _take_back(article)
        record(
            kind="story.taken_down",
            subject=article.urn,
            facts={"languages": withdrawn},
        )
        copies = Artifact.objects.filter(version__article=article)
        recalling.recall_copies(artifacts=copies)
        telling_partners.draft_recall(
            article=article, kind=RecallKind.TAKEN_DOWN, at=at
        )
        return withdrawn


@transaction.atomic
def set_legal_hold(*, article: Article, by: Account, at: datetime) -> LegalHold:
    """Keep what a court may ask for: nothing of the story is erased from now on.

    Raises:
        PermissionRefused: `by` may hold in none of its languages.
        HoldRefused: It is held already.
    """
    with pghistory.context(verb="set_legal_hold", by=by.pk):
        hold = holding.set_hold(article=article, by=by, at=at)
        record(kind="story.held", subject=article.urn, facts={"hold": hold.pk})
        return hold


@transaction.atomic
def lift_legal_hold(*, hold: LegalHold, by: Account, at: datetime) -> LegalHold:
    """Let what is old enough be erased again, as a second person.

    Raises:
        PermissionRefused: `by` may hold in none of its languages.
        HoldRefused: It was lifted already, or `by` set it.
    """
    with pghistory.context(verb="lift_legal_hold", by=by.pk):
        lifted = holding.lift_hold(hold=hold, by=by, at=at)
        record(
            kind="story.hold_lifted",
            subject=lifted.article.urn,
            facts={"hold": lifted.pk},
        )
        return lifted


@transaction.atomic
def switch_original(
    *, article: Article, to_version: Version, by: Account, at: datetime
) -> Switch:
    """Make another language of a story its original; pages and new copies say so.

    Raises:
        PermissionRefused: `by` may not, in the language of one of the two originals.
        SwitchRefused: The version cannot be the original; lists every reason.
    """
    with pghistory.context(verb="switch_original", by=by.pk):
        switched = switching.switch_original(
            article=article, to_version=to_version, by=by, at=at
        )
        record(
            kind="story.original_switched",
            subject=article.urn,
            facts={"was": switched.was.pk, "is": switched.becomes.pk},
        )
        return switched


def send_to_translation(
    *,
    source: Version,
    language: str,
    by: Account,
    at: datetime,
    translator: Account | None = None,
    due_at: datetime | None = None,
) -> Version:
    """Begin a translation: each paragraph of the source waits for its translator.

    Raises:
        PermissionRefused: `by` may not write in that language, nor `translator`, or
            one of them may not know of the story.
        LanguageTagError: The tag is malformed.
        SendingRefused: The source has no saved text, or the story has that language.
    """
    with pghistory.context(verb="send_to_translation", by=by.pk):
        return sending.send_to_translation(
            source=source,
            language=language,
            by=by,
            at=at,
            translator=translator,
            due_at=due_at,
        )


@transaction.atomic
def describe_story(
    *,
    article: Article,
    by: Account,
    tags: Iterable[Tag],
    cleared_people: Iterable[Account],
) -> None:
    """Store changed facts of a story; what readers lose by it is not offered again.

    Raises:
        PermissionRefused: `by` may not write in any of its languages; once a text of
            it was released, not edit in any.
        WritingRefused: An embargo would end sooner than the stored one.
        ValidationError: A field is wrong.
    """
    opening.describe_article(
        article=article, by=by, tags=tags, cleared_people=cleared_people
    )
    remembering.forget_unread(article=article)
    indexing.forget_unread(article=article)
