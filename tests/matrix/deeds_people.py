"""Who may do what to accounts, names and voices."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from articles.models import (
    NotificationKind,
    Way,
)
from people.actions.own_account import Facts, Plan
from people.models import Account, RoleGrant
from tests import factories as make
from tests.matrix import on_people, on_texts
from tests.matrix.deed import (
    ADMINISTRATORS,
    NEWSROOM,
    NOBODY,
    PUBLISHERS,
    VERSION,
    WRITERS,
    Deed,
)
from tests.matrix.scene import LANGUAGE

ON_PEOPLE: tuple[Deed, ...] = (
    # People.
    Deed(
        "people.accounts.open_account",
        ADMINISTRATORS,
        NEWSROOM,
        lambda _scene: {
            "account": Account(username="new", password=make_password(None))
        },
    ),
    Deed(
        "people.accounts.change_account",
        ADMINISTRATORS,
        NEWSROOM,
        lambda scene: {"account": scene.other},
    ),
    Deed(
        "people.granting.grant_role",
        ADMINISTRATORS,
        NEWSROOM,
        lambda scene: {
            "account": scene.other,
            "group": Group.objects.get(name="Reporter"),
            "language": LANGUAGE,
        },
    ),
    Deed(
        "people.granting.take_back_role",
        ADMINISTRATORS,
        NEWSROOM,
        lambda _scene: {
            "grant": RoleGrant.objects.filter(
                account=make.an_account(("Reporter", LANGUAGE))
            ).latest("pk")
        },
    ),
    Deed(
        "people.renewing.give_temporary_password",
        ADMINISTRATORS,
        NEWSROOM,
        lambda scene: {"account": scene.other},
    ),
    Deed(
        "people.enrolling.reset_factor",
        ADMINISTRATORS,
        NEWSROOM,
        lambda scene: {"account": scene.other},
    ),
    Deed(
        "people.freezing.freeze",
        "...EP.AS",
        NEWSROOM,
        lambda scene: {"account": scene.other},
    ),
    Deed(
        "people.freezing.unfreeze", ADMINISTRATORS, NEWSROOM, on_people.a_frozen_account
    ),
    Deed("people.consenting.record_consent", PUBLISHERS, NEWSROOM, on_people.a_person),
    Deed(
        "people.consenting.withdraw_consent", PUBLISHERS, NEWSROOM, on_people.a_person
    ),
    # What everybody sets for themselves, and nobody for somebody else.
    Deed(
        "people.own_account.set_own_facts",
        NOBODY,
        NEWSROOM,
        lambda scene: {
            "account": scene.other,
            "facts": Facts(
                interface_language="en", time_zone="Asia/Phnom_Penh", email=""
            ),
        },
    ),
    Deed(
        "people.own_account.speak",
        NOBODY,
        NEWSROOM,
        lambda scene: {"account": scene.other, "language": "en"},
    ),
    Deed(
        "people.own_account.plan_digest",
        NOBODY,
        NEWSROOM,
        lambda scene: {"account": scene.other, "plan": Plan()},
    ),
    Deed(
        "articles.choosing.choose_ways",
        NOBODY,
        NEWSROOM,
        lambda scene: {
            "account": scene.other,
            "ways": {NotificationKind.COMMENTED: Way.NOWHERE},
        },
    ),
    # Recordings, sealed identities.
    Deed("articles.voicing.store_recording", WRITERS, VERSION, on_texts.a_voice),
    Deed("articles.voicing.remove_recording", WRITERS, VERSION, on_texts.a_recording),
    Deed(
        "people.identities.seal_identity",
        ADMINISTRATORS,
        NEWSROOM,
        on_people.an_identity,
    ),
    Deed(
        "people.identities.replace_identity",
        ADMINISTRATORS,
        NEWSROOM,
        lambda scene: {**on_people.a_sealed_identity(scene), "words": "Sok"},
    ),
    Deed(
        "people.identities.erase_identity",
        ADMINISTRATORS,
        NEWSROOM,
        on_people.a_sealed_identity,
    ),
    Deed(
        "people.identities.ask_to_open",
        ADMINISTRATORS,
        NEWSROOM,
        lambda scene: {**on_people.a_sealed_identity(scene), "reason": "law"},
    ),
    Deed(
        "people.identities.agree_to_open",
        ADMINISTRATORS,
        NEWSROOM,
        on_people.an_opening,
    ),
    Deed(
        "people.identities.drop_opening", ADMINISTRATORS, NEWSROOM, on_people.an_opening
    ),
    # Of these only the two who agreed.
    Deed(
        "people.identities.hand_out", ADMINISTRATORS, NEWSROOM, on_people.an_agreement
    ),
)
