"""What actions on people are given, besides who and when."""

from typing import Any

from people.actions.freezing import freeze
from people.actions.identities import agree_to_open, ask_to_open
from people.models import OpeningReason
from tests import factories as make
from tests.matrix.scene import LANGUAGE, Scene


def a_frozen_account(scene: Scene) -> dict[str, Any]:
    """Freeze the account of somebody else."""
    freeze(account=scene.other, by=make.a_chief(), at=make.NOW)
    return {"account": scene.other}


def a_person(_scene: Scene) -> dict[str, Any]:
    """Make somebody who agreed to be named."""
    return {"contributor": make.a_person(consents=[LANGUAGE]), "language": LANGUAGE}


def somebody(_scene: Scene) -> dict[str, Any]:
    """Name somebody, in every language."""
    return {"contributor": make.a_person(consents=[LANGUAGE]), "languages": None}


def a_name(_scene: Scene) -> dict[str, Any]:
    """Name somebody."""
    return {"contributor": make.a_person(consents=[LANGUAGE])}


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
