"""What actions on notices and permissions are given, besides who and when."""

from datetime import timedelta
from typing import Any

from articles.models import Status
from rights.actions.granting import Scope, give_grant
from rights.actions.requesting import Wish, enter_request, prepare_terms
from rights.actions.succeeding import propose_succession
from rights.models import Channel, Licensee, Organisation
from rights.terms import Act, Terms
from tests import factories as make
from tests.matrix.scene import Scene


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


def a_signed_document(scene: Scene) -> dict[str, Any]:
    """File the paper of a permission."""
    return {**a_permission(scene), "content": b"%PDF-1.7 signed"}


def a_renewal(scene: Scene) -> dict[str, Any]:
    """Renew a permission."""
    return {
        **a_permission(scene),
        "ends_at": make.NOW + timedelta(days=60),
        "review_date": None,
        "asked_by": scene.other,
    }
