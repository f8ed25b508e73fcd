"""The tables of people, one model a file."""

from people.models.account import Account
from people.models.alarm import Alarm, AlarmKind, KnownClient
from people.models.authenticator import Authenticator, RecoveryCode
from people.models.consent import Consent
from people.models.contributor import Contributor, ContributorKind
from people.models.digest_plan import DigestPlan
from people.models.freeze import Freeze
from people.models.identity_opening import IdentityOpening, OpeningReason
from people.models.role_grant import RoleGrant
from people.models.sealed_identity import SealedIdentity
from people.models.session import Session

__all__ = [
    "Account",
    "Alarm",
    "AlarmKind",
    "Authenticator",
    "Consent",
    "Contributor",
    "ContributorKind",
    "DigestPlan",
    "Freeze",
    "IdentityOpening",
    "KnownClient",
    "OpeningReason",
    "RecoveryCode",
    "RoleGrant",
    "SealedIdentity",
    "Session",
]
