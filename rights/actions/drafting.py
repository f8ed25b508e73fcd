"""Draft the next wording of a notice: begun, saved as typed, dropped."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.languages import in_each_language
from articles.models import Outlet
from people.models import Account
from people.permissions import require
from rights.drafting import FAULTS, LABELS, Drafted, Fault, faults_of
from rights.lookup import database_now
from rights.models import DraftState, NoticeDraft, NoticeEdition, Organisation
from rights.succession import objections
from rights.wording import (
    LAW_CLAUSE,
    NoticeParameters,
    NoticeText,
    house_wording,
)

BEGIN_DRAFT = "rights.add_noticedraft"
CHANGE_DRAFT = "rights.change_noticedraft"
TEXTS: Final = ("full_text", "short_text", "licensed_line", "plain_words")
"""Its texts per language, besides the law clause."""
TYPED: Final = (
    "rights_holder",
    "address",
    "year",
    "lawyer_name",
    "lawyer_signed_date",
    "lawyer_document_sha256",
    *(
        f"{text}_{language}"
        for text in (*TEXTS, "law_clause")
        for language in LAW_CLAUSE
    ),
)
"""Every field that somebody types."""


class DraftRefused(Exception):  # noqa: N818 - refusals are not errors
    """A draft cannot be changed or issued so; a line for each reason."""


@transaction.atomic
def start_draft(
    *,
    outlet: Outlet,
    rights_holder: Organisation,
    is_house_wording: bool,
    by: Account,
    at: datetime,
) -> NoticeDraft:
    """Begin the next wording of an outlet, filled in to be changed.

    Args:
        outlet: Whose notice.
        rights_holder: The legal person it is to name; its address is where to ask.
        is_house_wording: Begin with our own sentences, filled in anew; otherwise
            with the present wording, word for word.
        by: Who drafts.
        at: Timezone-aware; its year is the year of the notice.

    Raises:
        PermissionRefused: `by` may not draft.
        DraftRefused: The outlet has an open draft, or no wording to begin with.
        WordingError: A name or the address is missing; lists all that is wrong.
    """
    require(by, BEGIN_DRAFT)
    Outlet.objects.select_for_update().get(pk=outlet.pk)
    if NoticeDraft.objects.filter(outlet=outlet, state=DraftState.OPEN).exists():
        raise DraftRefused(
            _("The outlet has an open draft. Change it, issue it or drop it first.")
        )
    draft = NoticeDraft(
        outlet=outlet,
        rights_holder=rights_holder,
        address=rights_holder.address,
        year=str(at.year),
        saved_by=by,
        saved_at=at,
    )
    if is_house_wording:
        _fill_with_house_wording(draft, at.year)
    else:
        _fill_with_present(draft)
    draft.save(force_insert=True)
    draft.written_by.add(by)
    return draft


@transaction.atomic
def save_draft(*, draft: NoticeDraft, by: Account, at: datetime) -> NoticeDraft:
    """Keep a draft as it was typed, right or wrong.

    Args:
        draft: With the fields of `TYPED` as typed, and the `number` that it had when
            whoever typed began.
        by: Who typed.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not change drafts.
        DraftRefused: It is closed, or somebody else saved it in between.
    """
    require(by, CHANGE_DRAFT)
    stored = open_draft(draft, number=draft.number)
    for field in TYPED:
        setattr(stored, field, getattr(draft, field))
    stored.number += 1
    stored.saved_by, stored.saved_at = by, at
    stored.written_by.add(by)
    stored.save(update_fields=[*TYPED, "number", "saved_by", "saved_at"])
    return stored


@transaction.atomic
def drop_draft(*, draft: NoticeDraft, by: Account, at: datetime) -> NoticeDraft:
    """Close a draft that nobody will issue; it stays to be read.

    Raises:
        PermissionRefused: `by` may not change drafts.
        DraftRefused: It is closed.
    """
    require(by, CHANGE_DRAFT)
    stored = open_draft(draft)
    stored.state, stored.closed_by, stored.closed_at = DraftState.DROPPED, by, at
    stored.save(update_fields=["state", "closed_by", "closed_at"])
    return stored


def open_draft(draft: NoticeDraft, *, number: int | None = None) -> NoticeDraft:
    """Hold a draft that is still open, until the transaction ends.

    Args:
        draft: Which.
        number: How often it was saved when somebody looked; None where that does
            not matter.

    Raises:
        DraftRefused: It is closed, or somebody saved it in between.
    """
    stored = (
        NoticeDraft.objects.select_for_update(of=("self",))
        .select_related("outlet", "rights_holder", "saved_by")
        .get(pk=draft.pk)
    )
    if stored.state != DraftState.OPEN:
        raise DraftRefused(
            _("This draft is closed and stays as it is. Begin a new one.")
        )
    if number is not None and number != stored.number:
        raise DraftRefused(
            _(
                "%(who)s saved this draft in the meantime. Open it in a second window, "
                "compare, and save or issue what you want from there."
            )
            % {"who": stored.saved_by}
        )
    return stored


def drafted(draft: NoticeDraft) -> Drafted:
    """Turn a stored draft into a value."""
    texts = {field: in_each_language(draft, field) for field in TEXTS}
    return Drafted(
        rights_holder=in_each_language(draft.rights_holder, "name"),
        address=draft.address,
        year=draft.year,
        texts={
            language: NoticeText(
                full=texts["full_text"][language],
                short=texts["short_text"][language],
                licensed_line=texts["licensed_line"][language],
                plain_words=texts["plain_words"][language],
            )
            for language in texts["full_text"]
        },
        law_clause=in_each_language(draft, "law_clause"),
        lawyer_name=draft.lawyer_name,
        lawyer_signed_date=draft.lawyer_signed_date,
        lawyer_document_sha256=draft.lawyer_document_sha256,
    )


def faults_said(draft: NoticeDraft) -> list[str]:
    """Say everything that keeps a draft from being issued today, a sentence each."""
    today = timezone.localdate(database_now())
    holder = draft.rights_holder
    return [
        *objections(outlet=draft.outlet, holder=holder, on=today),
        *said(faults_of(drafted(draft), today=today)),
    ]


def said(faults: Iterable[Fault]) -> list[str]:
    """Say faults in the interface language, a sentence each."""
    sentences = []
    for fault in faults:
        label = f"{_(LABELS[fault.field])} " if fault.field else ""
        place = f"{label}({fault.language})" if label else fault.language
        words = {"place": place, "wanted": fault.wanted}
        sentences.append(_(FAULTS[fault.code]) % words)
    return sentences


def _fill_with_house_wording(draft: NoticeDraft, year: int) -> None:
    # Without its clause: that is a field of its own.
    texts = house_wording(
        NoticeParameters(
            outlet=in_each_language(draft.outlet, "name"),
            rights_holder=in_each_language(draft.rights_holder, "name"),
            address=draft.address,
            year=year,
            law_clause={},
        )
    )
    for language, text in texts.items():
        setattr(draft, f"full_text_{language}", text.full)
        setattr(draft, f"short_text_{language}", text.short)
        setattr(draft, f"licensed_line_{language}", text.licensed_line)
        setattr(draft, f"plain_words_{language}", text.plain_words)
        setattr(draft, f"law_clause_{language}", LAW_CLAUSE[language])


def _fill_with_present(draft: NoticeDraft) -> None:
    present = NoticeEdition.objects.current_of(draft.outlet)
    if present is None:
        raise DraftRefused(
            _("The outlet has no wording yet. Begin with the house sentences.")
        )
    for language in LAW_CLAUSE:
        clause = getattr(present, f"law_clause_{language}")
        full = getattr(present, f"full_text_{language}")
        setattr(draft, f"law_clause_{language}", clause)
        # What is issued holds the clause at its end.
        apart = full.removesuffix(clause).strip() if clause else full
        setattr(draft, f"full_text_{language}", apart)
        for text in TEXTS[1:]:
            setattr(draft, f"{text}_{language}", getattr(present, f"{text}_{language}"))
