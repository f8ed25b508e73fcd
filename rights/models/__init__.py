"""The tables of rights, one model a file."""

from rights.models.grant import Grant
from rights.models.licensee import Licensee
from rights.models.notice_edition import NoticeEdition
from rights.models.organisation import Organisation
from rights.models.permission_request import (
    DECIDED,
    Channel,
    PermissionRequest,
    RequestState,
)
from rights.models.signed_document import SignedDocument

__all__ = [
    "DECIDED",
    "Channel",
    "Grant",
    "Licensee",
    "NoticeEdition",
    "Organisation",
    "PermissionRequest",
    "RequestState",
    "SignedDocument",
]
