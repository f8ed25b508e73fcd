"""A newsroom with one row of everything, so that every address leads somewhere."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin import site
from django.urls import URLPattern, URLResolver, get_resolver

from articles.actions import picturing
from articles.actions.previewing import make_link, token_of
from articles.actions.redacting import Removal, request_redaction
from articles.actions.replying import receive_reply
from articles.models import (
    Article,
    Notification,
    NotificationKind,
    PreviewLink,
    ReplyRequest,
    Series,
    Tag,
    Version,
)
from articles.pictures import rendition_names
from exports.actions.ordering import order_export
from exports.actions.releasing import perform
from exports.licensing import Wanted
from exports.models import ExportItem
from intake.models import Finding, FindingKind, IntakeRun, Severity
from people.actions.identities import ask_to_open
from people.models import Account, OpeningReason
from rights.actions.granting import let_outlet_use_its_own
from rights.actions.keeping import Allowed, file_permission
from rights.terms import Act
from tests import factories as make
from tests.matrix.on_partners import partner_places
from tests.matrix.on_translations import TERM, a_name_proposed
from tests.matrix.papers import FOREVER, papers
from tests.matrix.read import read_by_everybody
from tests.translations.files import DRESS
from translations.actions.asking import ask
from translations.actions.handing_out import hand_out
from translations.actions.keeping_terms import add_term
from translations.actions.taking_back_in import bring_back
from translations.models import (
    FileFormat,
    MachineItem,
    MachineRun,
    MemoryOrigin,
    MemoryPart,
)
from worklist.models import WorkState

RENDITION = rendition_names()[0][0]


def names(resolver: Any = None, space: str = "") -> Iterator[str]:
    """Yield the name of every address of the project, in the order of the resolver.

    Addresses without a name only redirect, or catch what nothing else takes.
    """
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names(pattern, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{space}{pattern.name}"


def furnish() -> dict[str, list[Any]]:
    """Make a pair that readers see, and a row of every registered model.

    Returns:
        For each name of an address that needs them: what goes into it.
    """
    version = make.a_published_pair()[0]
    article, chief = version.article, make.a_chief()
    photo = article.lead_photo = make.a_photo()
    picturing.describe_photo(photo=photo, capture=make.a_jpeg(), by=chief, at=make.NOW)
    article.save(update_fields=["lead_photo"])
    correction = make.corrected(article)
    person = make.a_person(consents=["km"])
    Tag.objects.create(slug="water", name_km="ទឹក", name_en="Water")
    Series.objects.create(slug="rivers", title_km="ទន្លេ", title_en="Rivers")
    link = _a_link(article, chief)
    sound = make.recorded(version)
    sealed = make.a_sealed_identity()
    asked = ask_to_open(
        identity=sealed, reason=OpeningReason.LAW, by=chief, at=make.NOW
    )
    item = _an_item(version)
    background = make.a_background()
    taken = MemoryOrigin.objects.create(name="x", added_by=chief, added_at=make.NOW)
    drafting = MachineItem.objects.create(
        run=MachineRun.objects.create(
            version=version, service="reversing", ordered_by=chief, ordered_at=make.NOW
        ),
        source_version=version,
        source_ids=["a"],
        source_key="0" * 64,
    )
    run = IntakeRun.objects.create(
        file_name="a.html",
        sha256="0" * 64,
        language="km",
        outlet=article.outlet,
        version=version,
        at=make.NOW,
        by=chief,
    )
    finding = Finding.objects.create(
        run=run,
        position=1,
        kind=FindingKind.CAPTION,
        severity=Severity.NOTE,
        words="A river",
        line=1,
        is_to_review=True,
    )
    make.an_account(("Reporter", "km"))
    english = article.versions.get(language="en")
    files = _files(english)
    reply = _a_request(article)
    redaction = request_redaction(
        removal=Removal(["សុខ ដារ៉ា"], {"km": "អ្នកភូមិម្នាក់", "en": "a villager"}),
        by=chief,
        at=make.NOW,
    )
    question = ask(article=article, language="en", text="Where?", by=chief, at=make.NOW)
    told = Notification.objects.create(
        account=chief,
        version=version,
        kind=NotificationKind.RETURNED,
        made_at=make.NOW,
    )
    term = add_term(concept=TERM, by=chief, at=make.NOW)
    proposal = a_name_proposed()
    permissions = {**papers(version), **partner_places(version)}
    return {
        # First: it changes rows.
        **read_by_everybody(version),
        **_rows(),
        **permissions,
        "ask": ["km", article.section.slug, version.slug],
        "asked": ["km", article.section.slug, version.slug],
        "admin:open-notification": [told.pk],
        "article": ["km", article.section.slug, version.slug],
        "home": ["km"],
        "search": ["km"],
        "photo": [photo.pk, RENDITION],
        "recording": [sound.pk, "voice.mp3"],
        "podcast": ["km"],
        "admin:articles_version_recording_file": [version.pk, "voice.mp3"],
        "preview": [token_of(link)],
        "preview_photo": [token_of(link), RENDITION],
        "admin:app_list": ["articles"],
        "admin:articles_article_photo": [photo.pk, RENDITION],
        "admin:articles_photo_file": [photo.pk, RENDITION],
        **{
            f"admin:articles_photo_{page}": [photo.pk]
            for page in ("capture", "replace", "blur", "rights")
        },
        **{
            f"admin:articles_article_{verb}": [article.pk]
            for verb in ("hide", "show_again", "keep_hidden", "take_down", "terms")
        },
        "admin:articles_article_switch": [article.pk, english.pk],
        **{
            f"admin:articles_article_{verb}": [article.pk]
            for verb in ("decide", "hold", "lift_hold")
        },
        **{
            f"admin:articles_version_{page}": [version.pk]
            for page in (
                "revisions",
                "questions",
                "autosave",
                "heartbeat",
                "recording",
                "recording_remove",
                "rights",
            )
        },
        **_on_file(version, photo),
        "admin:articles_version_paste": [english.pk],
        **{f"admin:pair{page}": [english.pk] for page in ("", "_whole", "_preview")},
        "admin:pair_row": [english.pk, "headline"],
        "admin:pair_offers": [english.pk, "headline"],
        "admin:pair_send": [version.pk],
        **files,
        "admin:memory-remove": [taken.pk],
        "admin:pair_machine": [english.pk],
        "admin:put_in": [version.pk],
        **{
            f"admin:articles_background_{verb}": [background.pk]
            for verb in ("check", "retire")
        },
        "admin:pair_machine_row": [english.pk, "headline"],
        "admin:translations_machineitem_try_again": [drafting.pk],
        "admin:articles_article_paste": [article.pk],
        "admin:translations_term_deed": [term.pk, "withdraw"],
        "admin:translations_term_export": ["csv"],
        "admin:translations_term_refuse": [proposal.pk],
        "admin:articles_version_question": [version.pk, question.pk, "withdraw"],
        "admin:articles_replyrequest_decide": [reply.pk],
        "admin:articles_redaction_carry_out": [redaction.pk],
        "admin:articles_redaction_drop": [redaction.pk],
        "admin:people_contributor_withdraw": [person.pk],
        "admin:people_sealedidentity_ask": [sealed.pk],
        "admin:people_sealedidentity_erase": [sealed.pk],
        "admin:people_sealedidentity_opening": [sealed.pk, asked.pk, "agree"],
        "admin:articles_version_step": [version.pk, "confirm"],
        "admin:articles_version_assignment": [version.pk, "offer"],
        **{
            f"admin:articles_correction_{verb}": [correction.pk]
            for verb in ("publish", "retract", "drop")
        },
        "admin:articles_previewlink_revoke": [link.pk],
        "policy": [article.pk],
        "admin:exports_exportjob_progress": [item.job_id],
        "admin:exports_exportjob_bundle": [item.job_id],
        "admin:exports_exportjob_copy": [item.pk],
        **{
            f"admin:exports_exportjob_{verb}": [item.job_id]
            for verb in ("cancel", "resume", "again")
        },
        "admin:exports_exportitem_try_again": [item.pk],
        "admin:intake_finding_review": [finding.pk],
        **{
            f"admin:{page}": [chief.pk]
            for page in (
                "people_account_password",
                "people_account_factor",
                "freeze",
                "unfreeze",
            )
        },
    }


def _files(version: Version) -> dict[str, list[Any]]:
    """Hand a translation out, let the file come back, and take a memory in."""
    chief = make.a_chief()
    handed = hand_out(
        version=version,
        form=FileFormat.XLIFF,
        dress=lambda _desk: DRESS,
        by=chief,
        at=make.NOW,
    )
    back = bring_back(version=version, content=handed.content, by=chief, at=make.NOW)
    memory = MemoryOrigin.objects.create(name="Old", added_at=make.NOW)
    part = MemoryPart.objects.create(
        origin=memory,
        languages=["km", "en"],
        state=WorkState.DONE,
        finished_at=make.NOW,
    )
    return {
        "admin:pair_files": [version.pk],
        "admin:pair_file_out": [version.pk],
        "admin:pair_file_end": [version.pk, handed.row.pk],
        "admin:pair_file_back": [version.pk, back.pk],
        "admin:translations_memorypart_try_again": [part.pk],
    }


def _a_link(article: Article, chief: Account) -> PreviewLink:
    link = make_link(article=article, by=chief, at=make.NOW)
    PreviewLink.objects.filter(pk=link.pk).update(expires_at=FOREVER)
    return link


def _a_request(article: Article) -> ReplyRequest:
    request = ReplyRequest(
        article=article,
        claimant="A company",
        demand="A sentence",
        received_at=make.NOW,
    )
    return receive_reply(request=request, by=make.a_chief(), at=make.NOW)


def _rows() -> dict[str, list[Any]]:
    places = {}
    for model in site._registry:
        row = model.objects.order_by("pk").first()
        assert row is not None, f"Furnish a row of {model._meta.label}."
        for view in ("history", "delete", "change"):
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}"
            places[name] = [row.pk]
    return places


def _on_file(*subjects: Any) -> dict[str, list[Any]]:
    """Keep what the holder of a text and of a photo allowed."""
    places = {}
    for about in subjects:
        filed = file_permission(
            about=about,
            allowed=Allowed(holder="Agency", starts_at=make.NOW),
            content=make.a_jpeg(),
            by=make.a_chief(),
            at=make.NOW,
        )
        name = f"admin:{about._meta.label_lower.replace('.', '_')}_rights"
        for page in ("paper", "withdraw"):
            places[f"{name}_{page}"] = [about.pk, filed.pk]
    return places


def _an_item(version: Version) -> ExportItem:
    own = let_outlet_use_its_own(outlet=version.article.outlet, at=make.NOW)
    job = order_export(
        versions=[version],
        formats=("text",),
        wanted=Wanted(own, frozenset({Act.ELECTRONIC})),
        by=None,
        at=make.NOW,
    )
    item = job.items.get()
    perform(item)
    ExportItem.objects.update(state=WorkState.DONE, finished_at=make.NOW)
    return item
