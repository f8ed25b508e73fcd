"""What each action of the table of deeds is given, besides who and when."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from articles.actions.holding import set_hold
from articles.actions.redacting import Removal, request_redaction
from articles.actions.replying import receive_reply
from articles.models import (
    Article,
    CorrectionKind,
    CreditAnswer,
    CreditProposal,
    CreditRole,
    Photo,
    ReplyDecision,
    ReplyRequest,
    Source,
    Status,
)
from articles.text.blocks import BlockKind
from exports.actions.pursuing import Sighting, note_case
from exports.actions.telling_partners import draft_recall, record_post, send_recall
from exports.licensing import Wanted
from exports.models import (
    Artifact,
    CaseState,
    CopySource,
    ExportItem,
    ExportJob,
    Platform,
    Recall,
    RecallKind,
    RecallNotice,
)
from intake.actions.taking_in import Place
from intake.models import Finding, FindingKind, IntakeRun, Severity
from intake.sources.opening import Incoming
from intake.sources.story import IncomingStory, Paragraph
from people.actions.freezing import freeze
from people.actions.identities import agree_to_open, ask_to_open
from people.models import OpeningReason
from rights.actions.granting import (
    Scope,
    give_grant,
    let_outlet_use_its_own,
)
from rights.actions.requesting import Wish, enter_request, prepare_terms
from rights.actions.succeeding import propose_succession
from rights.models import Channel, Licensee, NoticeEdition, Organisation
from rights.terms import Act, Terms
from tests import factories as make
from tests.matrix.scene import LANGUAGE, Scene, a_proposal, a_translation
from tests.translations.files import DRESS
from translations.actions import answering, asking, assigning
from translations.actions.borrowing import take_in
from translations.actions.commenting import comment
from translations.actions.dismissing import dismiss
from translations.actions.handing_out import Handed, hand_out
from translations.actions.importing_terms import planned
from translations.actions.keeping_terms import add_term
from translations.actions.pasting import Pasted, Telling
from translations.actions.quoting import note_wording
from translations.actions.sending import send_to_translation
from translations.actions.taking_back_in import bring_back
from translations.actions.translating import drop, write_unit
from translations.checks import pairs as checked
from translations.checks.numbers import MISSING
from translations.handed import desk_of
from translations.memory.pairs import Languages, Pair
from translations.models import (
    FileFormat,
    MachineRun,
    Question,
    StrayAnswer,
    TermProposal,
    Unit,
    UnitState,
)
from translations.suggest.reversing import ReversingBackend
from translations.terms.concepts import Concept, Kind, Saying
from translations.terms.tables import read_table
from worklist.models import WorkState

LANGUAGES = Languages("en", LANGUAGE)
WHY = {"reason": "A figure is missing."}
WORDS = {LANGUAGE: "លេខត្រូវបានកែ។"}
TEXT = make.blocks("ចំណងជើង", ("កថាខណ្ឌ។",))


def on(state: str, **more: Any) -> Callable[[Scene], dict[str, Any]]:
    """Give the version that is in a state, and whatever else."""
    return lambda scene: {"version": scene[state], **more}


def story(state: str = Status.PUBLISHED) -> Callable[[Scene], dict[str, Any]]:
    """Give the story of the version that is in a state."""
    return lambda scene: {"article": scene.story(state)}


def wording(scene: Scene) -> dict[str, Any]:
    """Word a note on a published story."""
    return {
        "article": scene.story(),
        "kind": CorrectionKind.CORRECTION,
        "wordings": WORDS,
    }


def rewording(scene: Scene) -> dict[str, Any]:
    """Word a proposed note anew."""
    return {
        "correction": a_proposal(scene),
        "kind": CorrectionKind.UPDATE,
        "wordings": WORDS,
    }


def proposal(scene: Scene) -> dict[str, Any]:
    """Propose a note."""
    return {"correction": a_proposal(scene)}


def translated(scene: Scene) -> dict[str, Any]:
    """Link the draft to another version."""
    return {"version": scene[Status.DRAFT], "source": a_translation(scene)}


def a_source(scene: Scene) -> dict[str, Any]:
    """Name an original that is not held."""
    source = Source.objects.create(
        version=scene[Status.DRAFT], outlet_name="Elsewhere", language="fr"
    )
    return {"source": source}


def new_article(scene: Scene) -> dict[str, Any]:
    """Fill in a story."""
    article = Article(outlet=scene.outlet, section=make.a_section())
    return {"article": article}


def described(state: str) -> Callable[[Scene], dict[str, Any]]:
    """Describe the story of the version that is in a state."""
    return lambda scene: {
        "article": scene.story(state),
        "tags": [],
        "cleared_people": [],
    }


def a_background(_scene: Scene) -> dict[str, Any]:
    """Keep a background paragraph."""
    return {
        "subject": "The court",
        "texts": {LANGUAGE: "តុលាការ។"},
        "review_days": 30,
    }


def a_frozen_account(scene: Scene) -> dict[str, Any]:
    """Freeze the account of somebody else."""
    freeze(account=scene.other, by=make.a_chief(), at=make.NOW)
    return {"account": scene.other}


def a_photo(_scene: Scene) -> dict[str, Any]:
    """Fill in a photo."""
    photo = Photo(
        ownership="own",
        credit_km="ក",
        credit_en="A",
        description_km="ខ",
        description_en="B",
    )
    return {"photo": photo, "content": make.a_jpeg(40, 40)}


def a_photo_of(state: str, **more: Any) -> Callable[[Scene], dict[str, Any]]:
    """Find the photo of a story, and whatever else."""

    def made(scene: Scene) -> dict[str, Any]:
        photo = make.a_photo()
        story = scene.story(state)
        story.lead_photo = photo
        story.save(update_fields=["lead_photo"])
        return {"photo": photo, **more}

    return made


def a_beginning(scene: Scene) -> dict[str, Any]:
    """Begin to draft a notice."""
    return {
        "outlet": scene.outlet,
        "rights_holder": Organisation.objects.first(),
        "is_house_wording": True,
    }


def a_notice_draft(scene: Scene) -> dict[str, Any]:
    """Draft a notice."""
    return {"draft": make.a_draft(scene.outlet)}


def a_notice_draft_read(scene: Scene) -> dict[str, Any]:
    """Draft a notice that somebody has read."""
    return {**a_notice_draft(scene), "number": 1}


def a_heir(scene: Scene) -> dict[str, Any]:
    """Let the rights of a holder pass on."""
    holder = Organisation.objects.first()
    assert holder is not None
    heir = Organisation.objects.create(slug="heir", name="H", address="h@heir.example")
    return {
        "holder": holder,
        "successor": heir,
        "from_date": make.NOW.date(),
        "document_sha256": "ab" * 32,
    }


def a_succession(scene: Scene) -> dict[str, Any]:
    """Propose that they do."""
    proposed = propose_succession(**a_heir(scene), by=make.a_chief(), at=make.NOW)
    return {"succession": proposed}


def no_copies(scene: Scene) -> dict[str, Any]:
    """Tick nothing: that is refused after the permission was asked for."""
    return {"outlet": scene.outlet, "artifacts": ()}


def a_grant(scene: Scene) -> dict[str, Any]:
    """Give a partner a permission."""
    return {
        "licensee": Licensee.objects.create(slug="p", name_km="ក", name_en="P"),
        "scope": Scope(scene.outlet, article=scene.story()),
        "terms": Terms(
            frozenset({Act.ELECTRONIC}),
            frozenset({"km"}),
            make.NOW,
            ends_at=make.NOW + timedelta(days=30),
        ),
        "asked_by": scene.other,
    }


def a_permission(scene: Scene) -> dict[str, Any]:
    """Find a permission."""
    given = give_grant(**a_grant(scene), by=make.a_chief(), at=make.NOW)
    return {"grant": given}


def a_wish(scene: Scene) -> dict[str, Any]:
    """Write down what somebody asks for."""
    wish = Wish(organisation="P", contact="p@p.example", acts=frozenset({Act.PRINT}))
    return {
        "version": scene[Status.PUBLISHED],
        "wish": wish,
        "channel": Channel.MAIL,
    }


def a_request(scene: Scene) -> dict[str, Any]:
    """Find a request that nobody has prepared."""
    asked = enter_request(**a_wish(scene), by=make.a_chief(), at=make.NOW)
    return {"request": asked}


def terms_wanted(scene: Scene) -> dict[str, Any]:
    """Prepare the terms of a request."""
    bargain = a_grant(scene)
    return {
        **a_request(scene),
        "licensee": bargain["licensee"],
        "terms": bargain["terms"],
        "is_counter_offer": False,
    }


def a_prepared_request(scene: Scene) -> dict[str, Any]:
    """Find a request whose terms somebody else prepared."""
    prepared = prepare_terms(**terms_wanted(scene), by=make.a_chief(), at=make.NOW)
    return {"request": prepared}


def a_counter_offer(scene: Scene) -> dict[str, Any]:
    """Find a counter-offer that waits."""
    wanted = {**terms_wanted(scene), "is_counter_offer": True}
    return {"request": prepare_terms(**wanted, by=make.a_chief(), at=make.NOW)}


def a_refused_request(scene: Scene) -> dict[str, Any]:
    """Refuse a request for permission."""
    return {**a_request(scene), "reason": "Not now."}


def a_post(scene: Scene) -> dict[str, Any]:
    """Note a post of ours."""
    return {
        "version": scene[Status.PUBLISHED],
        "platform": Platform.TELEGRAM,
        "url": f"https://t.example/{uuid4()}",
    }


def a_story_to_post(scene: Scene) -> dict[str, Any]:
    """Let the outlet take its own stories, this one too."""
    let_outlet_use_its_own(outlet=scene.outlet, at=make.NOW)
    return {"article": scene[Status.PUBLISHED].article}


def a_recall(scene: Scene) -> dict[str, Any]:
    """Draft what must be told about a post."""
    record_post(**a_post(scene), by=make.a_chief(), at=make.NOW)
    article = scene[Status.PUBLISHED].article
    Recall.objects.filter(state="draft").delete()
    draft = draft_recall(article=article, kind=RecallKind.CORRECTED, at=make.NOW)
    return {"recall": draft}


def a_recall_to_all(scene: Scene) -> dict[str, Any]:
    """Send a recall to everybody."""
    return {**a_recall(scene), "left_out": ()}


def a_post_task(scene: Scene) -> dict[str, Any]:
    """Find a post that must be changed."""
    sent = send_recall(**a_recall(scene), by=make.a_chief(), at=make.NOW)
    return {"task": sent.posts.get()}


def a_notice_sent(scene: Scene) -> dict[str, Any]:
    """Find what a partner was told."""
    sent = send_recall(**a_recall(scene), by=make.a_chief(), at=make.NOW)
    partner = Licensee.objects.create(slug="n", name_km="ក", name_en="N")
    return {"notice": RecallNotice.objects.create(recall=sent, licensee=partner)}


def a_signed_document(scene: Scene) -> dict[str, Any]:
    """File the paper of a permission."""
    return {**a_permission(scene), "content": b"%PDF-1.7 signed"}


def two_copies(scene: Scene) -> dict[str, Any]:
    """Let one copy replace another."""
    partner = Licensee.objects.create(slug="two", name_km="ក", name_en="Two")
    former, instead = (
        Artifact.objects.create(
            version=scene[Status.PUBLISHED],
            revision=scene[Status.PUBLISHED].released_revision,
            licensee=partner,
            notice_edition=NoticeEdition.objects.get(outlet=scene.outlet),
            format="text",
            sha256=digit * 64,
            size=1,
        )
        for digit in "01"
    )
    return {"former": former, "instead": instead}


def a_sighting(scene: Scene) -> dict[str, Any]:
    """Note a page that copied a story."""
    seen = Sighting(
        version=scene[Status.PUBLISHED],
        url="https://copied.example/",
        publisher="Copied Daily",
        lacks=frozenset(),
        captures=(b"seen",),
    )
    return {"sighting": seen}


def a_case(scene: Scene) -> dict[str, Any]:
    """Find a case that is open."""
    return {"case": note_case(**a_sighting(scene), by=make.a_chief(), at=make.NOW)}


def a_capture(scene: Scene) -> dict[str, Any]:
    """Keep what a page looks like."""
    return {**a_case(scene), "content": b"later"}


def a_copy_named(scene: Scene) -> dict[str, Any]:
    """Say where a text is from."""
    return {**a_case(scene), "source": CopySource.PAGE, "artifact": None}


def a_step(scene: Scene) -> dict[str, Any]:
    """Give a case up."""
    return {**a_case(scene), "state": CaseState.GIVEN_UP, "words": "No answer."}


def a_renewal(scene: Scene) -> dict[str, Any]:
    """Renew a permission."""
    return {
        **a_permission(scene),
        "ends_at": make.NOW + timedelta(days=60),
        "review_date": None,
        "asked_by": scene.other,
    }


def an_order(scene: Scene) -> dict[str, Any]:
    """Order a copy."""
    own = let_outlet_use_its_own(outlet=scene.outlet, at=make.NOW)
    return {
        "versions": [scene[Status.PUBLISHED]],
        "formats": ["text"],
        "wanted": Wanted(own, frozenset({Act.ELECTRONIC})),
    }


def findings(scene: Scene) -> dict[str, Any]:
    """Find a caption in what came in."""
    run = IntakeRun.objects.create(
        file_name="a.html",
        sha256="0" * 64,
        language=LANGUAGE,
        outlet=scene.outlet,
        version=scene[Status.DRAFT],
        at=make.NOW,
        by=scene.other,
    )
    found = Finding.objects.create(
        run=run,
        position=1,
        kind=FindingKind.CAPTION,
        severity=Severity.NOTE,
        words="x",
        line=1,
        is_to_review=True,
    )
    return {"findings": [found]}


def a_file(scene: Scene) -> dict[str, Any]:
    """Bring a file."""
    story = IncomingStory(
        headline="ចំណងជើង",
        paragraphs=(
            Paragraph(kind=BlockKind.PARAGRAPH, text="ក", html="<p>ក</p>", line=1),
        ),
    )
    return {
        "incoming": Incoming(
            file_name="a.txt", sha256="1" * 64, language=LANGUAGE, story=story
        ),
        "place": Place(outlet=scene.outlet, section=make.a_section()),
    }


def a_person(_scene: Scene) -> dict[str, Any]:
    """Make somebody who agreed to be named."""
    return {"contributor": make.a_person(consents=[LANGUAGE]), "language": LANGUAGE}


def stopped(scene: Scene) -> dict[str, Any]:
    """Stop a copy on its way."""
    own = let_outlet_use_its_own(outlet=scene.outlet, at=make.NOW)
    job = ExportJob.objects.create(
        licensee=own, acts=["electronic"], ordered_at=make.NOW
    )
    item = ExportItem.objects.create(
        job=job,
        version=scene[Status.PUBLISHED],
        format="text",
        state=WorkState.PARKED,
        reason="Full.",
    )
    return {"item": item}


def a_hold(scene: Scene) -> dict[str, Any]:
    """Hold a story by law."""
    hold = set_hold(article=scene.story(), by=make.a_chief(), at=make.NOW)
    return {"hold": hold}


def a_switch(scene: Scene) -> dict[str, Any]:
    """Turn to a second version of the same language's desk."""
    return {"article": scene.story(), "to_version": scene[Status.PUBLISHED]}


def a_removal(_scene: Scene) -> dict[str, Any]:
    """Ask that a name be removed."""
    return {
        "removal": Removal(["សុខ ដារ៉ា"], {LANGUAGE: "អ្នកភូមិម្នាក់", "en": "a villager"})
    }


def a_redaction(scene: Scene) -> dict[str, Any]:
    """Let somebody ask that a name be removed that stands nowhere."""
    asked = request_redaction(**a_removal(scene), by=make.a_chief(), at=make.NOW)
    return {"redaction": asked}


def _a_request(scene: Scene) -> ReplyRequest:
    return ReplyRequest(
        article=scene.story(),
        claimant="A company",
        demand="A sentence",
        received_at=make.NOW,
    )


def a_reply(scene: Scene) -> dict[str, Any]:
    """Fill in a request for a reply."""
    return {"request": _a_request(scene)}


def a_refusal(scene: Scene) -> dict[str, Any]:
    """Refuse a request for a reply."""
    received = receive_reply(request=_a_request(scene), by=make.a_chief(), at=make.NOW)
    return {
        "request": received,
        "decision": ReplyDecision.REFUSE,
        "answer": "No.",
        "wordings": {},
    }


def an_answer(scene: Scene) -> dict[str, Any]:
    """Answer a proposal that was made to somebody else."""
    proposal = CreditProposal.objects.create(
        version=scene[Status.DRAFT],
        account=scene.other,
        role=CreditRole.REPORTER,
        share=100,
        made_at=make.NOW,
    )
    return {"proposal": proposal, "answer": CreditAnswer.DESK}


def somebody(_scene: Scene) -> dict[str, Any]:
    """Name somebody, in every language."""
    return {"contributor": make.a_person(consents=[LANGUAGE]), "languages": None}


def a_name(_scene: Scene) -> dict[str, Any]:
    """Name somebody."""
    return {"contributor": make.a_person(consents=[LANGUAGE])}


def a_question(scene: Scene) -> dict[str, Any]:
    """Ask the reporter something."""
    return {"article": scene.story(), "language": LANGUAGE, "text": "តើនៅឯណា?"}


def _asked(scene: Scene) -> Question:
    return asking.ask(**a_question(scene), by=make.a_chief(), at=make.NOW)


def asked(scene: Scene) -> dict[str, Any]:
    """Find a question that was asked."""
    return {"question": _asked(scene)}


def an_answered_question(scene: Scene) -> dict[str, Any]:
    """Find a question that was answered."""
    question = _asked(scene)
    answering.paste_answers(
        article=scene.story(), text="1. នៅទីនេះ។", by=make.a_chief(), at=make.NOW
    )
    question.refresh_from_db()
    return {"question": question}


def a_stray(scene: Scene) -> dict[str, Any]:
    """Find a pasted piece that answers nothing yet."""
    stray = StrayAnswer.objects.create(
        article=scene.story(),
        text="នៅទីនេះ។",
        pasted_by=scene.other,
        pasted_at=make.NOW,
    )
    return {"stray": stray}


def an_assignment(scene: Scene) -> dict[str, Any]:
    """Say which question a pasted piece answers."""
    return {**a_stray(scene), **asked(scene)}


def a_sending(scene: Scene) -> dict[str, Any]:
    """Send the story that is told in English only to the desk."""
    return {"source": scene.english.versions.get(), "language": LANGUAGE}


def _sent(scene: Scene) -> list[Unit]:
    """Find the units of a translation of which the first is written."""
    sent = send_to_translation(**a_sending(scene), by=make.a_chief(), at=make.NOW)
    first, *others = Unit.objects.filter(version=sent).order_by("pk")
    write_unit(
        unit=first,
        html="<p>កថាខណ្ឌ។</p>",
        base=(),
        seen=first.source_now,
        by=make.a_chief(),
        at=make.NOW,
    )
    first.refresh_from_db()
    return [first, *others]


def a_comment(scene: Scene) -> dict[str, Any]:
    """Say something beside a paragraph."""
    unit = _sent(scene)[0]
    return {"version": unit.version, "unit": unit, "text": "តើត្រូវទេ?"}


def a_settlement(scene: Scene) -> dict[str, Any]:
    """Settle what somebody said."""
    said = comment(**a_comment(scene), by=make.a_chief(), at=make.NOW)
    return {"comment": said}


def a_finding(scene: Scene) -> dict[str, Any]:
    """Say that what a check found is right."""
    unit = _sent(scene)[0]
    found = checked.Finding(
        "numbers", checked.Severity.ERROR, MISSING, {"number": "42"}
    )
    return {"version": unit.version, "place": f"u{unit.pk}", "found": found, **WHY}


def a_dismissal(scene: Scene) -> dict[str, Any]:
    """Let what was dismissed be seen again."""
    dismissed = dismiss(**a_finding(scene), by=make.a_chief(), at=make.NOW)
    return {"dismissal": dismissed}


def a_wording(scene: Scene) -> dict[str, Any]:
    """Note what was said in the language of a translation."""
    return {"unit": _sent(scene)[0], "text": "ទឹកឡើង", "origin": "A speech"}


def a_wording_noted(scene: Scene) -> dict[str, Any]:
    """Note it no more."""
    noted = note_wording(**a_wording(scene), by=make.a_chief(), at=make.NOW)
    return {"wording": noted}


TERM = Concept("t-river", Kind.TERM, (Saying("en", "river"),))


def a_new_term(_scene: Scene) -> dict[str, Any]:
    """Put a word into the glossary."""
    return {"concept": TERM}


def a_term(_scene: Scene) -> dict[str, Any]:
    """Do something with an entry of the glossary."""
    return {"term": add_term(concept=TERM, by=None, at=make.NOW)}


def a_term_anew(scene: Scene) -> dict[str, Any]:
    """Write an entry of the glossary anew."""
    changed = replace(TERM, kind=Kind.PLACE)
    return {**a_term(scene), "concept": changed, "seen": 1}


def a_table_of_terms(_scene: Scene) -> dict[str, Any]:
    """Take a table into the glossary."""
    contents = read_table(b"kind,en\nterm,river\n")
    seen = planned(contents).signature
    return {"contents": contents, "seen": seen, "decided": ()}


def a_proposed_term(_scene: Scene) -> dict[str, Any]:
    """Refuse a name that was proposed for the glossary."""
    return {"proposal": a_name_proposed()}


def a_name_proposed() -> TermProposal:
    """Propose a name for the glossary."""
    return TermProposal.objects.create(
        source_language="km",
        target_language="en",
        source_text="ទន្លេ",
        target_text="River",
        kind=Kind.PLACE,
        folded="river",
        times=3,
        entries=[],
        found_at=make.NOW,
    )


def a_paste(scene: Scene) -> dict[str, Any]:
    """Paste the translation of an English text into a version that is begun."""
    sent = send_to_translation(**a_sending(scene), by=make.a_chief(), at=make.NOW)
    source = sent.sources.get()
    return {
        "version": sent,
        "seen": source.source_revision,
        "pasted": Pasted((), TEXT, ()),
    }


def a_new_paste(scene: Scene) -> dict[str, Any]:
    """Paste the translation of an English text, of which nothing is begun."""
    sending = a_sending(scene)
    return {
        "seen": sending["source"].current_revision,
        "language": sending["language"],
        "pasted": Pasted((), TEXT, ()),
    }


def a_pair(scene: Scene) -> dict[str, Any]:
    """Paste two texts in the one language for which roles are held here."""
    return {
        "article": scene.untold,
        "tellings": (Telling(LANGUAGE), Telling(LANGUAGE)),
        "source": TEXT,
        "pasted": Pasted((), TEXT, ()),
    }


def a_writing(scene: Scene) -> dict[str, Any]:
    """Write an empty unit."""
    unit = _sent(scene)[1]
    return {"unit": unit, "html": "<p>ក។</p>", "base": (), "seen": unit.source_now}


def a_draft(scene: Scene) -> dict[str, Any]:
    """Have a machine draft an empty unit."""
    return {**an_empty_unit(scene), "service": ReversingBackend()}


def a_filling(scene: Scene) -> dict[str, Any]:
    """Fill a translation from the memory."""
    return {"version": _sent(scene)[0].version}


def a_memory_file(_scene: Scene) -> dict[str, Any]:
    """Take translations in from a file."""
    return {
        "name": "old.tmx",
        "pairs": [Pair(source="ទឹក។", target="Water.")],
        "languages": Languages("km", "en"),
    }


def a_taken_file(scene: Scene) -> dict[str, Any]:
    """Remove what was taken in from a file."""
    taken = take_in(**a_memory_file(scene), by=make.a_chief(), at=make.NOW)
    return {"origin": taken}


def a_run(scene: Scene) -> dict[str, Any]:
    """Have a machine draft what waits."""
    return {"version": _sent(scene)[0].version, "service": ReversingBackend()}


def a_running_one(scene: Scene) -> dict[str, Any]:
    """Find such an order, also of a story that was restricted since."""
    run = MachineRun.objects.create(
        version=_sent(scene)[0].version,
        service="reversing",
        ordered_by=make.a_chief(),
        ordered_at=make.NOW,
    )
    return {"run": run}


def a_head(scene: Scene) -> dict[str, Any]:
    """Write a headline."""
    version = _sent(scene)[0].version
    return {"version": version, "name": "headline", "html": "ក", "base": ()}


def a_mark(state: UnitState) -> Callable[[Scene], dict[str, Any]]:
    """Say how far a written unit is."""
    return lambda scene: {**an_answer_to_change(scene), "state": state}


def an_answer_to_change(scene: Scene) -> dict[str, Any]:
    """Find a written unit, and what its source says."""
    unit = _sent(scene)[0]
    return {"unit": unit, "seen": unit.source_now}


def an_empty_unit(scene: Scene) -> dict[str, Any]:
    """Find a unit that nobody has written, and what its source says."""
    unit = _sent(scene)[1]
    return {"unit": unit, "seen": unit.source_now}


def a_dropped_unit(scene: Scene) -> dict[str, Any]:
    """Find a unit that is left out."""
    unit = drop(**an_empty_unit(scene), by=make.a_chief(), at=make.NOW)
    return {"unit": unit}


def two_units(scene: Scene) -> dict[str, Any]:
    """Find two units that can be joined."""
    one, two, *_others = _sent(scene)
    return {"unit": one, "other": two}


def a_split(scene: Scene) -> dict[str, Any]:
    """Part a unit from its text."""
    return {"unit": _sent(scene)[0], "sources": 1, "targets": 0}


def a_link_of_paragraphs(scene: Scene) -> dict[str, Any]:
    """Say that a paragraph belongs to another one of its source."""
    one, two, *_others = _sent(scene)
    return {
        "version": one.version,
        "source": one.source_version,
        "source_ids": two.source_ids,
        "target_ids": one.target_ids,
    }


def a_moved_unit(scene: Scene) -> dict[str, Any]:
    """Move a unit to the beginning."""
    return {"unit": _sent(scene)[0], "after": None}


def units_of(**more: Any) -> Callable[[Scene], dict[str, Any]]:
    """Give a translation that has units, and whatever else."""
    return lambda scene: {"version": _sent(scene)[0].version, **more}


def a_desk(scene: Scene) -> dict[str, Any]:
    """Give a translation that has units as it is read, and nothing to write."""
    return {"desk": desk_of(_sent(scene)[0].version), "writings": ()}


def two_linked_texts(scene: Scene) -> dict[str, Any]:
    """Give a translation that has units, and its source."""
    unit = _sent(scene)[0]
    return {"version": unit.version, "source": unit.source_version}


def an_offer(scene: Scene) -> dict[str, Any]:
    """Offer the draft to a translator."""
    return {
        "version": scene[Status.DRAFT],
        "to": make.an_account(("Translator", LANGUAGE)),
        "terms": assigning.Terms(),
    }


def an_assigned_text(scene: Scene) -> dict[str, Any]:
    """Have the draft on offer to somebody who may know of every story."""
    offer = {**an_offer(scene), "to": make.a_chief()}
    current = assigning.offer(**offer, by=make.a_chief(), at=make.NOW)
    return {"assignment": current}


def a_voice(scene: Scene) -> dict[str, Any]:
    """Bring a recording of the draft."""
    return {"version": scene[Status.DRAFT], "file": io.BytesIO(make.a_sound())}


def a_recording(scene: Scene) -> dict[str, Any]:
    """Record the draft."""
    make.recorded(scene[Status.DRAFT])
    return {"version": scene[Status.DRAFT]}


def an_identity(scene: Scene) -> dict[str, Any]:
    """Say who somebody is."""
    return {"account": scene.other, "contributor": None, "words": "Chan Rith"}


def a_sealed_identity(_scene: Scene) -> dict[str, Any]:
    """Find a sealed identity."""
    return {"identity": make.a_sealed_identity()}


def an_opening(scene: Scene) -> dict[str, Any]:
    """Let somebody ask for a sealed identity."""
    asked = ask_to_open(
        **a_sealed_identity(scene),
        reason=OpeningReason.LAW,
        by=make.a_chief(),
        at=make.NOW,
    )
    return {"opening": asked}


def an_agreement(scene: Scene) -> dict[str, Any]:
    """Let two agree on handing out a sealed identity."""
    opening = an_opening(scene)["opening"]
    return {"opening": agree_to_open(opening=opening, by=make.a_chief(), at=make.NOW)}


def a_hand_out(scene: Scene) -> dict[str, Any]:
    """Hand a translation out as a file."""
    return {
        "version": _sent(scene)[0].version,
        "form": FileFormat.XLIFF,
        "dress": lambda _desk: DRESS,
    }


def a_handed_file(scene: Scene) -> dict[str, Any]:
    """Find a file that is out."""
    return {"handed": _left(a_hand_out(scene)).row}


def a_return(scene: Scene) -> dict[str, Any]:
    """Bring a file back."""
    given = a_hand_out(scene)
    return {"version": given["version"], "content": _left(given).content}


def _left(given: dict[str, Any]) -> Handed:
    """Let a file leave before the story is restricted."""
    restricted = [a.pk for a in Article.objects.filter(is_restricted=True)]
    Article.objects.update(is_restricted=False)
    handed = hand_out(**given, by=make.a_chief(), at=make.NOW)
    Article.objects.filter(pk__in=restricted).update(is_restricted=True)
    return handed


def a_back(scene: Scene) -> dict[str, Any]:
    """Find a file that came back and waits."""
    back = bring_back(**a_return(scene), by=make.a_chief(), at=make.NOW)
    return {"back": back}


def a_decision(scene: Scene) -> dict[str, Any]:
    """Take in what came back; what is not answered stays."""
    return {**a_back(scene), "decided": {}, "is_rest_left": True}


def a_memory(_scene: Scene) -> dict[str, Any]:
    """Take a memory in."""
    content = (
        '<tmx><body><tu><tuv xml:lang="en"><seg>Rain</seg></tuv>'
        f'<tuv xml:lang="{LANGUAGE}"><seg>ភ្លៀង</seg></tuv></tu></body></tmx>'
    )
    return {"content": content.encode(), "name": "Old", "languages": LANGUAGES}
