"""The tables of stories, one model a file."""

from articles.models.approval import Approval
from articles.models.article import Article, ArticleKind
from articles.models.background import Background
from articles.models.background_edition import BackgroundEdition
from articles.models.background_use import BackgroundUse
from articles.models.block_basis import BlockBasis
from articles.models.board_line import BoardLine
from articles.models.correction import Correction, CorrectionKind, CorrectionWording
from articles.models.credit import Credit, CreditRole
from articles.models.credit_proposal import CreditAnswer, CreditProposal
from articles.models.discarded import Discarded
from articles.models.former_slug import FormerSlug
from articles.models.hiding import Hiding, HidingOutcome
from articles.models.legal_hold import LegalHold
from articles.models.notification import Notification
from articles.models.notification_choice import NotificationChoice, Way
from articles.models.notification_kind import NotificationKind
from articles.models.outlet import Outlet
from articles.models.photo import Photo, PhotoOwnership
from articles.models.preview_link import PreviewLink
from articles.models.recording import Recording
from articles.models.redaction import Redaction
from articles.models.reply_request import ReplyDecision, ReplyRequest
from articles.models.retention_check import RetentionCheck
from articles.models.revision import Revision, RevisionOccasion
from articles.models.sitting import Sitting
from articles.models.source import Source
from articles.models.taxonomy import Section, Series, Tag
from articles.models.transition import StepCode, Transition
from articles.models.version import Origin, RightsBasis, Status, Version, is_public
from articles.models.working_block import WorkingBlock

__all__ = [
    "Approval",
    "Article",
    "ArticleKind",
    "Background",
    "BackgroundEdition",
    "BackgroundUse",
    "BlockBasis",
    "BoardLine",
    "Correction",
    "CorrectionKind",
    "CorrectionWording",
    "Credit",
    "CreditAnswer",
    "CreditProposal",
    "CreditRole",
    "Discarded",
    "FormerSlug",
    "Hiding",
    "HidingOutcome",
    "LegalHold",
    "Notification",
    "NotificationChoice",
    "NotificationKind",
    "Origin",
    "Outlet",
    "Photo",
    "PhotoOwnership",
    "PreviewLink",
    "Recording",
    "Redaction",
    "ReplyDecision",
    "ReplyRequest",
    "RetentionCheck",
    "Revision",
    "RevisionOccasion",
    "RightsBasis",
    "Section",
    "Series",
    "Sitting",
    "Source",
    "Status",
    "StepCode",
    "Tag",
    "Transition",
    "Version",
    "Way",
    "WorkingBlock",
    "is_public",
]
