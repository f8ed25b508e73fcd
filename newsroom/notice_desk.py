"""The desk's verbs for wordings of the notice: issued, and copies ordered again."""

from collections.abc import Collection, Mapping
from datetime import datetime

import pghistory
from django.db import transaction

from articles.actions import imprinting
from articles.models import Outlet
from exports.actions import reordering, telling_partners
from exports.models import ExportItem, ExportJob
from people.models import Account
from rights.actions import granting, issuing
from rights.models import NoticeDraft, NoticeEdition, Organisation
from worklist.doorbell import ring


@transaction.atomic
def issue_notice_edition(
    *, draft: NoticeDraft, number: int, by: Account, at: datetime
) -> NoticeEdition:
    """Issue a drafted wording; every page shows it at once.

    The files of the outlet's photos say it within minutes; copies that went out keep
    the wording they have until they are ordered again. A notice to the partners that
    hold one waits for review.

    Raises:
        PermissionRefused: `by` may not issue wordings.
        DraftRefused: It is closed, was saved in between, `by` wrote some of it, or
            it has faults; lists every reason.
    """
    with pghistory.context(verb="issue_notice_edition", by=by.pk):
        edition = issuing.issue_draft(draft=draft, number=number, by=by, at=at)
        _follow(edition.outlet, at)
        telling_partners.draft_reissue(edition=edition, at=at)
        return edition


@transaction.atomic
def issue_first_notice(
    *,
    outlet: Outlet,
    rights_holder: Organisation,
    law_clause: Mapping[str, str],
    at: datetime,
) -> NoticeEdition:
    """Give an outlet the house wording; for the server's own commands.

    Raises:
        WordingError: Something is missing or too long; lists all of it.
    """
    edition = issuing.issue_house_wording(
        outlet=outlet, rights_holder=rights_holder, law_clause=law_clause, at=at
    )
    _follow(outlet, at)
    return edition


@transaction.atomic
def order_copies_again(
    *, outlet: Outlet, artifacts: Collection[int], by: Account, at: datetime
) -> tuple[ExportJob, ...]:
    """Order copies with the present wording, for the uses they had, and wake a worker.

    Raises:
        PermissionRefused: `by` may not order copies.
        ExportRefused: Nothing was chosen, or something that cannot be ordered again.
    """
    with pghistory.context(verb="order_copies_again", by=by.pk):
        jobs = reordering.order_again(outlet=outlet, artifacts=artifacts, by=by, at=at)
        ring(ExportItem.kind())
        return jobs


def _follow(outlet: Outlet, at: datetime) -> None:
    granting.let_outlet_use_its_own(outlet=outlet, at=at)
    imprinting.mark_photos(outlet=outlet)
