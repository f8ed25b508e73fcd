"""A story with one unmistakable word in everything that is kept of it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Model

from articles.actions import holding, linking, opening, previewing, reviewing
from articles.models import (
    Article,
    CreditProposal,
    CreditRole,
    Hiding,
    PreviewLink,
    ReplyRequest,
    Version,
)
from exports.actions.ordering import order_export
from exports.licensing import Wanted
from exports.models import Case, CaseStep, ExportItem, Recall, RecallKind, RecallNotice
from intake.models import Finding, FindingKind, IntakeRun, Severity
from people.models import Account
from rights.actions.requesting import Wish, receive_request
from rights.models import Grant, Licensee
from rights.terms import Act
from tests import factories as make
from translations.models import (
    Assignment,
    Decision,
    LanguageDecision,
    Question,
    StrayAnswer,
)
from worklist.models import WorkState

FOREVER = datetime(2999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Planted:
    """What was made.

    Attributes:
        article: The story.
        versions: Its original and a translation, both published, and a draft.
        rows: The key of one of its rows, for each model that has some.
        token: Opens its preview.
        told: The key of what somebody was told of it.
    """

    article: Article
    versions: tuple[Version, Version, Version]
    rows: dict[type[Model], Any]
    token: str
    told: int


def plant(
    word: str, *, mine: Account, number: int, beside: Article | None = None
) -> Planted:
    """Make a story whose every text holds a word.

    Args:
        word: Latin letters, in lower case.
        mine: Who holds its draft, and is asked about a credit and to translate it.
        number: Its own, for what must be told apart.
        beside: Another story, whose outlet and section it takes.
    """
    chief = make.a_chief()
    article = Article.objects.create(
        slugline=f"{word} title",
        lead_photo=_a_photo(word),
        outlet=beside.outlet if beside else make.an_outlet(),
        section=beside.section if beside else make.a_section(),
    )
    text = make.blocks(
        f"{word} headline",
        [f"{word} first.", f"{word} second."],
        standfirst=f"{word} deck",
        caption=f"{word} caption",
    )
    original = make.a_version(article=article, language="km", text=text, by=chief)
    _slug(original, f"{word}-former-km", chief)
    make.submitted(original)
    reviewing.return_text(
        version=original, reason=f"{word} reason", by=chief, at=make.NOW
    )
    original = make.published(Version.objects.get(pk=original.pk))
    _slug(original, f"{word}-km", chief)
    english = make.published(
        make.a_version(article=article, language="en", text=text, by=chief)
    )
    _slug(english, f"{word}-en", chief)
    draft = make.a_version(article=article, language="fr", text=text, by=chief)
    _slug(draft, f"{word}-fr", chief)
    linking.link_original_not_held(
        version=draft, outlet_name=f"{word} outlet", language="de", by=chief
    )
    Version.objects.filter(pk=draft.pk).update(owner=mine, due_at=make.NOW)
    correction = make.proposed(article, km=f"{word} note", en=f"{word} note")
    make.corrected(article, km=f"{word} note", en=f"{word} note", fr=f"{word} note")
    link = previewing.make_link(article=article, by=chief, at=make.NOW)
    PreviewLink.objects.filter(pk=link.pk).update(expires_at=FOREVER)
    hold = holding.set_hold(article=article, by=chief, at=make.NOW)
    rows: dict[type[Model], Any] = {
        Article: article.pk,
        Version: original.pk,
        type(correction): correction.pk,
        PreviewLink: link.pk,
        type(article.lead_photo): article.lead_photo_id,
        type(hold): hold.pk,
        **_translating(word, article, chief),
        **_going_out(word, original, chief),
        **_coming_in(word, original, chief, number),
    }
    CreditProposal.objects.create(
        version=draft, account=mine, role=CreditRole.EDITOR, share=50, made_at=make.NOW
    )
    Assignment.objects.create(
        version=draft,
        assignee=mine,
        offered_by=chief,
        offered_at=make.NOW,
        note=f"{word} wish",
    )
    Hiding.objects.create(article=article, hidden_by=chief, hidden_at=make.NOW)
    Article.objects.filter(pk=article.pk).update(
        is_hidden=True, embargoed_until=make.NOW
    )
    article.refresh_from_db()
    token = previewing.token_of(link)
    told = make.told(draft, mine)
    return Planted(article, (original, english, draft), rows, token, told.pk)


def absent(key: Any) -> Any:
    """Return a key like another one, of a row that there never was."""
    return UUID(int=7) if isinstance(key, UUID) else 999_999_999


def _a_photo(word: str) -> Any:
    return make.a_photo(
        credit_km=f"{word} photo",
        credit_en=f"{word} photo",
        description_km=f"{word} seen",
        description_en=f"{word} seen",
    )


def _slug(version: Version, slug: str, by: Account) -> None:
    opening.describe_version(
        version=version,
        slug=slug,
        rights_basis=version.rights_basis,
        by=by,
        at=make.NOW,
    )


def _translating(word: str, article: Article, by: Account) -> dict[type[Model], Any]:
    request = ReplyRequest.objects.create(
        article=article,
        claimant=f"{word} claimant",
        demand=f"{word} demand",
        received_at=make.NOW,
        due_date=make.NOW.date(),
        entered_by=by,
    )
    LanguageDecision.objects.create(
        article=article,
        language="zh-Hans",
        decision=Decision.BRIEF,
        decided_by=by,
        decided_at=make.NOW,
    )
    Question.objects.create(
        article=article,
        language="en",
        number=1,
        text=f"{word} question",
        asked_by=by,
        asked_at=make.NOW,
    )
    StrayAnswer.objects.create(
        article=article,
        text=f"{word} stray",
        pasted_by=by,
        pasted_at=make.NOW,
    )
    return {ReplyRequest: request.pk}


def _going_out(word: str, version: Version, by: Account) -> dict[type[Model], Any]:
    partner = Licensee.objects.first() or Licensee.objects.create(
        slug="partner", name_km="ដៃគូ", name_en="Partner"
    )
    job = order_export(
        versions=[version],
        formats=["text"],
        wanted=Wanted(partner, frozenset({Act.ELECTRONIC})),
        by=by,
        at=make.NOW,
    )
    ExportItem.objects.filter(job=job).update(
        state=WorkState.PARKED, reason=f"{word} why", last_error=f"{word} error"
    )
    grant = Grant.objects.create(
        licensee=partner,
        outlet=version.article.outlet,
        article=version.article,
        starts_at=make.NOW - timedelta(days=1),
        ends_at=make.NOW,
        granted_at=make.NOW,
    )
    asked = receive_request(
        version=version,
        wish=Wish(
            organisation=f"{word} press",
            contact="p@p.example",
            acts=frozenset({Act.PRINT}),
            message=f"{word} message",
        ),
        at=make.NOW,
    )
    recall = Recall.objects.create(
        article=version.article, kind=RecallKind.CORRECTED, drafted_at=make.NOW
    )
    notice = RecallNotice.objects.create(
        recall=recall,
        licensee=partner,
        state=WorkState.PARKED,
        reason=f"{word} why",
    )
    case = Case.objects.create(
        version=version,
        url=f"https://copied.example/{word}",
        publisher=f"{word} daily",
        contact=f"{word}@copied.example",
        noted_by=by,
        noted_at=make.NOW,
    )
    CaseStep.objects.create(
        case=case,
        state="answered",
        words=f"{word} told",
        taken_by=by,
        taken_at=make.NOW,
    )
    return {
        Case: case.pk,
        type(job): job.pk,
        ExportItem: job.items.get().pk,
        Grant: grant.pk,
        type(asked): asked.pk,
        Recall: recall.pk,
        RecallNotice: notice.pk,
    }


def _coming_in(
    word: str, version: Version, by: Account, number: int
) -> dict[type[Model], Any]:
    run = IntakeRun.objects.create(
        file_name=f"{word}.html",
        sha256=f"{number:064x}",
        language="km",
        outlet=version.article.outlet,
        version=version,
        at=make.NOW,
        by=by,
    )
    finding = Finding.objects.create(
        run=run,
        position=1,
        kind=FindingKind.CAPTION,
        severity=Severity.NOTE,
        words=f"{word} found",
        line=1,
        is_to_review=True,
    )
    return {IntakeRun: run.pk, Finding: finding.pk}
