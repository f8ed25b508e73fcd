"""What actions on copies, posts and cases are given, besides who and when."""

from typing import Any
from uuid import uuid4

from articles.models import Status
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
from rights.actions.granting import let_outlet_use_its_own
from rights.models import Licensee, NoticeEdition
from rights.terms import Act
from tests import factories as make
from tests.matrix.scene import Scene
from worklist.models import WorkState


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


def an_order(scene: Scene) -> dict[str, Any]:
    """Order a copy."""
    own = let_outlet_use_its_own(outlet=scene.outlet, at=make.NOW)
    return {
        "versions": [scene[Status.PUBLISHED]],
        "formats": ["text"],
        "wanted": Wanted(own, frozenset({Act.ELECTRONIC})),
    }


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
