"""The verbs that span rooms, written out in order, with every consequence in sight."""

from collections.abc import Mapping
from datetime import datetime

import pghistory
from django.db import transaction

from articles.actions import correcting, publishing
from articles.models import Article, Correction, CorrectionKind, Outlet, Version
from people.models import Account
from rights.actions import granting, issuing
from rights.models import NoticeEdition, Organisation


@transaction.atomic
def publish_story(*, version: Version, by: Account, at: datetime) -> Version:
    """Put the newest text of a version before its readers.

    Raises:
        PermissionRefused: `by` may not publish in that language.
        PublicationRefused: Carries every objection of every room.
    """
    with pghistory.context(verb="publish_story", by=by.pk):
        return publishing.publish(version=version, by=by, at=at)


@transaction.atomic
def correct_story(
    *,
    article: Article,
    kind: CorrectionKind,
    wordings: Mapping[str, str],
    by: Account,
    at: datetime,
) -> Correction:
    """Tell the readers of every public language what was changed, at once.

    Raises:
        PermissionRefused: `by` may not correct one of the languages.
        CorrectionRefused: Not published, or a language has no wording.
    """
    with pghistory.context(verb="correct_story", by=by.pk):
        return correcting.publish_correction(
            article=article, kind=kind, wordings=wordings, by=by, at=at
        )


@transaction.atomic
def take_down_story(*, article: Article, by: Account, at: datetime) -> int:
    """Withdraw a story in every language.

    Returns:
        How many languages readers could see until now.

    Raises:
        PermissionRefused: `by` may not, in one of the languages.
    """
    with pghistory.context(verb="take_down_story", by=by.pk):
        return publishing.take_down(article=article, by=by, at=at)


@transaction.atomic
def issue_notice_edition(
    *,
    outlet: Outlet,
    rights_holder: Organisation,
    law_clause: Mapping[str, str],
    by: Account | None,
    at: datetime,
) -> NoticeEdition:
    """Give an outlet a new wording of its rights notice; every page shows it at once.

    Raises:
        PermissionRefused: `by` may not issue wordings.
        WordingError: Something is missing or too long; lists all of it.
    """
    with pghistory.context(verb="issue_notice_edition", by=by.pk if by else None):
        edition = issuing.issue_edition(
            outlet=outlet,
            rights_holder=rights_holder,
            law_clause=law_clause,
            by=by,
            at=at,
        )
        granting.let_outlet_use_its_own(outlet=outlet, at=at)
        return edition
