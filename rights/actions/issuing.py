"""Issue a new edition of an outlet's rights notice."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.languages import in_each_language
from articles.models import Outlet
from ledger.actions.recording import record
from people.models import Account
from people.permissions import require
from rights.actions.drafting import DraftRefused, drafted, faults_said, open_draft
from rights.drafting import whole, year_of
from rights.lookup import database_now
from rights.models import DraftState, NoticeDraft, NoticeEdition, Organisation
from rights.notices import fingerprint
from rights.succession import objections
from rights.wording import (
    LAW_CLAUSE,
    NoticeParameters,
    NoticeText,
    WordingError,
    house_wording,
)

ISSUE_EDITION = "rights.add_noticeedition"


@transaction.atomic
def issue_draft(
    *, draft: NoticeDraft, number: int, by: Account, at: datetime
) -> NoticeEdition:
    """Issue a draft word for word, as somebody who wrote none of it.

    Args:
        draft: Still open.
        number: How often it had been saved when `by` read it.
        by: Who issues it.
        at: Timezone-aware.

    Returns:
        The new edition, which nothing can change any more.

    Raises:
        PermissionRefused: `by` may not issue editions.
        DraftRefused: It is closed, was saved in between, `by` wrote some of it, or
            it has faults; lists every reason.
    """
    require(by, ISSUE_EDITION)
    stored = open_draft(draft, number=number)
    words = drafted(stored)
    reasons = faults_said(stored)
    if stored.written_by.filter(pk=by.pk).exists():
        reasons.insert(
            0,
            _("You wrote some of this draft. Ask somebody else to read and issue it."),
        )
    year = year_of(words.year)
    if reasons or year is None:
        raise DraftRefused("\n".join(reasons))
    edition = _numbered(
        NoticeEdition(
            outlet=stored.outlet,
            rights_holder=stored.rights_holder,
            address=stored.address,
            year=year,
            draft=stored,
            lawyer_name=stored.lawyer_name,
            lawyer_signed_date=stored.lawyer_signed_date,
            lawyer_document_sha256=stored.lawyer_document_sha256,
            issued_at=at,
            issued_by=by,
        )
    )
    texts = {
        language: NoticeText(
            full=whole(text.full, words.law_clause[language]),
            short=text.short,
            licensed_line=text.licensed_line,
            plain_words=text.plain_words,
        )
        for language, text in words.texts.items()
    }
    _stored(edition, texts, words.law_clause)
    record(
        kind="notice.issued",
        subject=f"urn:spean:notice-edition:{edition.pk}",
        facts={
            "outlet": edition.outlet_id,
            "number": edition.number,
            "rights_holder": edition.rights_holder_id,
            "is_signed_by_a_lawyer": bool(edition.lawyer_name),
            **{f"sha256_{tag}": fingerprint(it.full) for tag, it in texts.items()},
        },
    )
    stored.state, stored.closed_by, stored.closed_at = DraftState.ISSUED, by, at
    stored.save(update_fields=["state", "closed_by", "closed_at"])
    return edition


@transaction.atomic
def issue_house_wording(
    *,
    outlet: Outlet,
    rights_holder: Organisation,
    law_clause: Mapping[str, str] = LAW_CLAUSE,
    at: datetime,
) -> NoticeEdition:
    """Word the notice of an outlet in the house sentences; for the server's commands.

    People draft a wording, and others issue it: `issue_draft`.

    Args:
        outlet: Whose notice.
        rights_holder: The legal person it names; its address is where to ask.
        law_clause: Per language; empty where the outlet wants no such sentence.
        at: Timezone-aware; its year is the year of the notice.

    Returns:
        The new edition, which nothing can change any more.

    Raises:
        WordingError: A parameter is missing, a text comes out too long, or the
            holder has the rights no more, or not yet; lists all that is wrong.
    """
    today = timezone.localdate(database_now())
    against = objections(outlet=outlet, holder=rights_holder, on=today)
    if against:
        raise WordingError(tuple(against))
    texts = house_wording(
        NoticeParameters(
            outlet=in_each_language(outlet, "name"),
            rights_holder=in_each_language(rights_holder, "name"),
            address=rights_holder.address,
            year=at.year,
            law_clause=law_clause,
        )
    )
    edition = _numbered(
        NoticeEdition(
            outlet=outlet,
            rights_holder=rights_holder,
            address=rights_holder.address,
            year=at.year,
            issued_at=at,
        )
    )
    return _stored(edition, texts, law_clause)


def _numbered(edition: NoticeEdition) -> NoticeEdition:
    # Two desks that issue at once get two numbers, one after the other.
    Outlet.objects.select_for_update().get(pk=edition.outlet_id)
    newest = NoticeEdition.objects.current_of(edition.outlet)
    edition.number = 1 if newest is None else newest.number + 1
    return edition


def _stored(
    edition: NoticeEdition,
    texts: Mapping[str, NoticeText],
    law_clause: Mapping[str, str],
) -> NoticeEdition:
    for language, text in texts.items():
        setattr(edition, f"law_clause_{language}", law_clause.get(language, ""))
        setattr(edition, f"full_text_{language}", text.full)
        setattr(edition, f"short_text_{language}", text.short)
        setattr(edition, f"licensed_line_{language}", text.licensed_line)
        setattr(edition, f"plain_words_{language}", text.plain_words)
    edition.full_clean()
    edition.save(force_insert=True)
    return edition
