"""The tables of rights, one model a file."""

from rights.models.article_terms import ArticleTerms, TermsKind
from rights.models.filed_permission import FiledPermission
from rights.models.grant import Grant
from rights.models.licensee import Licensee
from rights.models.notice_draft import DraftState, NoticeDraft
from rights.models.notice_edition import NoticeEdition
from rights.models.organisation import Organisation
from rights.models.permission_request import (
    DECIDED,
    Channel,
    PermissionRequest,
    RequestState,
)
from rights.models.signed_document import SignedDocument
from rights.models.succession import Succession, SuccessionState

__all__ = [
    "DECIDED",
    "ArticleTerms",
    "Channel",
    "DraftState",
    "FiledPermission",
    "Grant",
    "Licensee",
    "NoticeDraft",
    "NoticeEdition",
    "Organisation",
    "PermissionRequest",
    "RequestState",
    "SignedDocument",
    "Succession",
    "SuccessionState",
    "TermsKind",
]
