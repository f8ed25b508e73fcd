"""Papers between the newsroom and its partners, for the addresses that need them."""

from datetime import UTC, datetime
from typing import Any

from articles.models import Version
from exports.actions.complaining import issue_complaint
from exports.actions.corresponding import issue_letter
from exports.actions.ordering import order_kit
from exports.actions.pursuing import Sighting, note_case
from exports.actions.releasing import perform
from exports.actions.telling_partners import draft_recall, record_post, send_recall
from exports.models import Case, Letter, Platform, RecallKind, RecallNotice, RecallPost
from exports.recipients import done_url
from rights.actions.filing import file_signed
from rights.actions.granting import Scope, give_grant, let_outlet_use_its_own
from rights.actions.requesting import Wish, enter_request
from rights.models import (
    Channel,
    Grant,
    Licensee,
    Organisation,
    PermissionRequest,
    SignedDocument,
    Succession,
)
from rights.terms import Act, Terms
from tests import factories as make
from worklist.models import WorkState

FOREVER = datetime(2999, 1, 1, tzinfo=UTC)


def papers(version: Version) -> dict[str, list[Any]]:
    """Let somebody ask, permit it, and call the copies back."""
    grant, letter, document = _a_permission(version)
    wish = _a_wish(version)
    notice, task = _a_recall(version, grant.licensee)
    case, token = _a_case(version), done_url(notice).split("/")[-2]
    draft, edition = make.a_draft(version.article.outlet), letter.notice_edition_id
    names = [f"admin:rights_noticedraft_{it}" for it in ("preview", "issue", "drop")]
    return {
        **{name: [draft.pk] for name in names},
        "admin:rights_noticeedition_copies": [edition],
        **_a_succession(letter),
        **{
            f"admin:exports_case_{page}": [case.pk]
            for page in ("source", "step", "capture", "issue")
        },
        "admin:exports_case_letter": [case.pk, case.letters.get().pk],
        "admin:exports_case_saved": [case.pk, case.captures.get().pk],
        "recall": [token],
        "recall_atom": [token],
        "recall_ninjs": [token, version.language],
        "admin:articles_article_replace": [version.article_id],
        "admin:articles_article_copies": [version.article_id],
        "admin:articles_article_posting": [version.article_id],
        "admin:articles_article_posting_make": [version.article_id],
        "admin:articles_article_posting_file": _a_kit(version),
        "admin:exports_recallnotice_try_again": [notice.pk],
        **{
            f"admin:exports_recall_{verb}": [notice.recall_id]
            for verb in ("send", "drop")
        },
        "admin:exports_recall_done": [notice.recall_id, notice.pk],
        "admin:exports_recall_post": [notice.recall_id, task.pk],
        **{
            f"admin:rights_grant_{page}": [grant.pk]
            for page in ("renew", "revoke", "issue", "file")
        },
        "admin:rights_grant_letter": [grant.pk, letter.pk],
        "admin:rights_grant_document": [grant.pk, document.pk],
        **{
            f"admin:rights_permissionrequest_{verb}": [wish.pk]
            for verb in ("prepare", "accept", "grant", "refuse")
        },
    }


def _a_succession(letter: Letter) -> dict[str, list[Any]]:
    holder = letter.notice_edition.rights_holder
    heir = Organisation.objects.create(slug="heir", name="H", address="h@heir.example")
    row = Succession.objects.create(
        holder=holder,
        successor=heir,
        from_date=make.NOW.date(),
        document_sha256="0" * 64,
        proposed_by=make.a_chief(),
        proposed_at=make.NOW,
    )
    return {
        "admin:rights_organisation_pass_on": [heir.pk],
        "admin:rights_organisation_confirm": [holder.pk, row.pk],
        "admin:rights_organisation_withdraw": [holder.pk, row.pk],
    }


def _a_kit(version: Version) -> list[Any]:
    let_outlet_use_its_own(outlet=version.article.outlet, at=make.NOW)
    job = order_kit(article=version.article, by=make.a_chief(), at=make.NOW)
    item = job.items.get(version=version)
    perform(item)
    job.items.update(state=WorkState.DONE, finished_at=make.NOW)
    return [version.article_id, item.delivery.pk, "facebook.txt"]


def _a_case(version: Version) -> Case:
    seen = Sighting(
        version=version,
        url="https://copied.example/",
        publisher="Copied Daily",
        lacks=frozenset(),
        captures=(b"seen",),
    )
    case = note_case(sighting=seen, by=make.a_chief(), at=make.NOW)
    issue_complaint(case=case, by=make.a_chief(), at=make.NOW)
    return case


def _a_wish(version: Version) -> PermissionRequest:
    return enter_request(
        version=version,
        wish=Wish(organisation="P", contact="p@p.example", acts=frozenset({Act.PRINT})),
        channel=Channel.MAIL,
        by=make.a_chief(),
        at=make.NOW,
    )


def _a_permission(version: Version) -> tuple[Grant, Letter, SignedDocument]:
    chief = make.a_chief()
    grant = give_grant(
        licensee=Licensee.objects.create(slug="p", name_km="ដៃគូ", name_en="Partner"),
        scope=Scope(version.article.outlet),
        terms=Terms(
            frozenset({Act.PRINT}), frozenset({"km"}), make.NOW, ends_at=FOREVER
        ),
        asked_by=None,
        by=chief,
        at=make.NOW,
    )
    letter = issue_letter(grant=grant, by=chief, at=make.NOW)
    content = b"%PDF-1.7 signed"
    signed = file_signed(grant=grant, content=content, by=chief, at=make.NOW)
    return grant, letter, signed


def _a_recall(version: Version, partner: Licensee) -> tuple[RecallNotice, RecallPost]:
    chief = make.a_chief()
    record_post(
        version=version,
        platform=Platform.TELEGRAM,
        url="https://t.example/1",
        by=chief,
        at=make.NOW,
    )
    recall = draft_recall(
        article=version.article, kind=RecallKind.TAKEN_DOWN, at=make.NOW
    )
    assert recall is not None
    send_recall(recall=recall, by=chief, at=make.NOW)
    notice = RecallNotice.objects.create(
        recall=recall,
        licensee=partner,
        state=WorkState.PARKED,
        reason="The partner has no address.",
    )
    notice.copies.set(version.artifacts.all())
    return notice, recall.posts.get()
