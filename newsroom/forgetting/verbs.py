"""The desk's verbs that forget: a byline taken away, a name out of everything kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import pghistory
from django.db import transaction
from django.db.models import Q

from articles.actions import imprinting, redacting, voicing
from articles.languages import in_each_language
from articles.models import Credit, Redaction, Version
from articles.text.names import Names
from exports.actions import recalling, telling_partners
from exports.actions.recalling import RecalledCopy
from exports.models import Artifact, RecallKind
from ledger.actions.recording import record
from newsroom.forgetting import files, walk
from newsroom.forgetting.rewriting import Instead
from newsroom.forgetting.walk import Survey
from people.actions import consenting
from people.models import Account, Contributor
from people.permissions import require
from translations.actions import remembering
from translations.actions.handing_out import forget_files
from translations.actions.keeping_terms import forget_terms
from translations.actions.learning import forget_lexicons
from translations.actions.reanchoring import reanchor
from translations.actions.rekeying import drafts_left_alone, rekey
from website.actions.indexing import forget_stories

PHOTOS = "articles_photo"


@dataclass(frozen=True)
class Withdrawn:
    """What followed when somebody's name was taken away.

    Attributes:
        languages: BCP 47 tags in which they had agreed; sorted.
        versions: How many versions print the desk where they were named.
        copies: Given out no more, to be made anew.
    """

    languages: tuple[str, ...]
    versions: int
    copies: tuple[RecalledCopy, ...]


@dataclass(frozen=True)
class Removed:
    """What followed when a name was removed.

    Attributes:
        survey: Where it was.
        files: How many files got another name.
        recordings: How many were taken away: a voice may say the name.
        copies: Given out no more, to be made anew.
    """

    survey: Survey
    files: int
    recordings: int
    copies: tuple[RecalledCopy, ...]


@transaction.atomic
def withdraw_byline(
    *,
    contributor: Contributor,
    by: Account,
    at: datetime,
    languages: Collection[str] | None = None,
) -> Withdrawn:
    """Take somebody's name away at once, on one press; a new consent brings it back.

    Pages print the desk from this moment; copies that name them are given out no
    more, and the answer lists those to be made anew.

    Args:
        contributor: Whose name it is.
        by: Its bearer, or who may change consents.
        at: Timezone-aware.
        languages: BCP 47 tags; None for all.

    Raises:
        PermissionRefused: `by` is neither.
    """
    with pghistory.context(verb="withdraw_byline", by=by.pk):
        withdrawn = _take_byline_away(
            contributor=contributor, languages=languages, by=by, at=at
        )
        _tell_partners(withdrawn.copies, at)
        record(
            kind="byline.withdrawn",
            subject=f"urn:spean:contributor:{contributor.pk}",
            facts={
                "languages": len(withdrawn.languages),
                "versions": withdrawn.versions,
                "copies": len(withdrawn.copies),
            },
        )
        return withdrawn


@transaction.atomic
def redact_name(*, redaction: Redaction, by: Account, at: datetime) -> Removed:
    """Remove a name from everything that is kept, for good, as a second person.

    Working texts, kept texts, headlines, addresses, corrections, reasons, photos,
    what came in, the history of all of them, files and copies. No program hears what a
    voice says: the recordings of the stories that had the name are taken away. A legal
    hold does not stop it. The ledger never held the name and still proves itself.

    Raises:
        PermissionRefused: `by` may not remove names in each language that has it.
        RedactionRefused: It has ended, or `by` asked for it.
        LookupError: The name would still stand somewhere; nothing is changed then.
    """
    with pghistory.context(verb="redact_name", by=by.pk):
        removed = _remove_name(redaction=redaction, by=by, at=at)
        _tell_partners(removed.copies, at)
        record(
            kind="name.removed",
            subject=f"urn:spean:redaction:{redaction.pk}",
            facts={
                "places": removed.survey.times,
                "files": removed.files,
                "recordings": removed.recordings,
                "copies": len(removed.copies),
            },
        )
        return removed


def _tell_partners(copies: tuple[RecalledCopy, ...], at: datetime) -> None:
    """Draft what whoever was sent one of these copies must be told."""
    telling_partners.draft_for_copies(
        artifacts=[copy.artifact_id for copy in copies if copy.is_sent],
        kind=RecallKind.CREDITED,
        at=at,
    )


def _take_byline_away(
    *,
    contributor: Contributor,
    languages: Collection[str] | None,
    by: Account,
    at: datetime,
) -> Withdrawn:
    """End the consents, and recall every copy that may name the person.

    Pages and new copies ask for consent at the moment they are made: they print the
    desk from then on.
    """
    consenting.require_over_name(contributor, by)
    recalling.hold_up_releases()
    ended = consenting.withdraw_consents(
        contributor=contributor, languages=languages, by=by, at=at
    )
    credited = Version.objects.filter(
        Q(credits__contributor=contributor) | Q(pk__in=_once_credited(contributor))
    )
    if languages is not None:
        credited = credited.filter(language__in=languages)
    named = set(credited.values_list("pk", flat=True))
    copies = recalling.recall_copies(artifacts=Artifact.objects.telling(named))
    printed = Credit.objects.filter(
        contributor=contributor, version__language__in=ended
    )
    return Withdrawn(
        tuple(sorted(ended)), printed.values("version").distinct().count(), copies
    )


def _remove_name(*, redaction: Redaction, by: Account, at: datetime) -> Removed:
    """Take a name out of every table, file and copy, as the second person."""
    stored = redacting.second_person_for(redaction=redaction, by=by)
    instead = instead_of(redacting.removal_of(stored))
    # Copies first: their bytes are made of what the walk changes.
    copies = files.forget_copies(names=instead.names)
    renamed = files.rename_media(names=instead.names)
    if instead.is_credited:
        for contributor in _named(instead.names):
            _take_byline_away(contributor=contributor, languages=None, by=by, at=at)
    forget_lexicons()
    forget_files()
    forget_terms(names=instead.names)
    remembering.forget_naming(names=instead.names)
    alone = drafts_left_alone()
    surveyed = walk.rewrite(instead=instead)
    # They are found again within minutes, without the name.
    forget_stories(articles=surveyed.articles)
    if PHOTOS in surveyed.tables:
        # A photo's files say its credit and its description.
        imprinting.rewrite_changed()
    reanchor(articles=surveyed.articles)
    rekey(articles=surveyed.articles, alone=alone)
    require_in(surveyed.languages, by)
    silenced = voicing.silence(articles=surveyed.articles)
    redacting.close_redaction(redaction=stored, counts=surveyed.places, by=by, at=at)
    return Removed(surveyed, renamed, silenced, copies)


def instead_of(removal: redacting.Removal) -> Instead:
    """Prepare what a request asks for."""
    return Instead(
        Names(removal.spellings), removal.replacements, removal.includes_contributors
    )


def require_in(languages: Collection[str], by: Account) -> None:
    """Refuse unless somebody may remove names in each language that has it.

    Raises:
        PermissionRefused: No role of theirs carries it in one of them.
    """
    for language in sorted(languages):
        require(by, redacting.REDACT, redacting.InLanguage(language))


def _once_credited(contributor: Contributor) -> set[int]:
    """Return the versions that credit somebody, or ever did."""
    history = vars(Credit)["pgh_event_models"]["insert"]
    told = history.objects.filter(contributor=contributor)
    return set(told.values_list("version", flat=True))


def _named(names: Names) -> list[Contributor]:
    return [
        contributor
        for contributor in Contributor.objects.all()
        if any(
            names.is_in(text) for text in in_each_language(contributor, "name").values()
        )
    ]
