"""The tables of people, one model a file."""

from people.models.account import Account
from people.models.consent import Consent
from people.models.contributor import Contributor, ContributorKind
from people.models.digest_plan import DigestPlan
from people.models.identity_opening import IdentityOpening, OpeningReason
from people.models.role_grant import RoleGrant
from people.models.sealed_identity import SealedIdentity

__all__ = [
    "Account",
    "Consent",
    "Contributor",
    "ContributorKind",
    "DigestPlan",
    "IdentityOpening",
    "OpeningReason",
    "RoleGrant",
    "SealedIdentity",
]
