"""The tables of exports, one model a file."""

from exports.models.artifact import Artifact, ArtifactState
from exports.models.case import (
    Capture,
    Case,
    CaseState,
    CaseStep,
    CopySource,
    Lack,
)
from exports.models.channel import Channel, ChannelKind
from exports.models.delivery import Delivery
from exports.models.dispatch import Dispatch
from exports.models.export_item import ExportItem
from exports.models.export_job import ExportJob
from exports.models.handover import Handover
from exports.models.letter import CaseLetter, Letter
from exports.models.own_post import OwnPost, Platform
from exports.models.recall import (
    Recall,
    RecallKind,
    RecallNotice,
    RecallPost,
    RecallState,
)
from exports.models.replacement import Replacement
from exports.models.standing_order import CHANNEL_CLOSED, PAUSES, StandingOrder
from exports.models.standing_release import StandingRelease

__all__ = [
    "CHANNEL_CLOSED",
    "PAUSES",
    "Artifact",
    "ArtifactState",
    "Capture",
    "Case",
    "CaseLetter",
    "CaseState",
    "CaseStep",
    "Channel",
    "ChannelKind",
    "CopySource",
    "Delivery",
    "Dispatch",
    "ExportItem",
    "ExportJob",
    "Handover",
    "Lack",
    "Letter",
    "OwnPost",
    "Platform",
    "Recall",
    "RecallKind",
    "RecallNotice",
    "RecallPost",
    "RecallState",
    "Replacement",
    "StandingOrder",
    "StandingRelease",
]
