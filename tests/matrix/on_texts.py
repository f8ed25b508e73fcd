"""What actions on texts and their stories are given, besides who and when."""

import io
from collections.abc import Callable
from typing import Any

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
from intake.actions.taking_in import Place
from intake.models import Finding, FindingKind, IntakeRun, Severity
from intake.sources.opening import Incoming
from intake.sources.story import IncomingStory, Paragraph
from tests import factories as make
from tests.matrix.scene import LANGUAGE, Scene, a_proposal, a_translation

WORDS = {LANGUAGE: "លេខត្រូវបានកែ។"}


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


def a_voice(scene: Scene) -> dict[str, Any]:
    """Bring a recording of the draft."""
    return {"version": scene[Status.DRAFT], "file": io.BytesIO(make.a_sound())}


def a_recording(scene: Scene) -> dict[str, Any]:
    """Record the draft."""
    make.recorded(scene[Status.DRAFT])
    return {"version": scene[Status.DRAFT]}
