"""The tables of people, one model a file."""

from people.models.account import Account
from people.models.consent import Consent
from people.models.contributor import Contributor, ContributorKind
from people.models.digest_plan import DigestPlan
from people.models.role_grant import RoleGrant

__all__ = [
    "Account",
    "Consent",
    "Contributor",
    "ContributorKind",
    "DigestPlan",
    "RoleGrant",
]
