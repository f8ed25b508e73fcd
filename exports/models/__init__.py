"""The tables of exports, one model a file."""

from exports.models.artifact import Artifact, ArtifactState
from exports.models.channel import Channel, ChannelKind
from exports.models.delivery import Delivery
from exports.models.dispatch import Dispatch
from exports.models.export_item import ExportItem
from exports.models.export_job import ExportJob
from exports.models.handover import Handover
from exports.models.letter import Letter
from exports.models.own_post import OwnPost, Platform
from exports.models.recall import (
    Recall,
    RecallKind,
    RecallNotice,
    RecallPost,
    RecallState,
)
from exports.models.standing_order import CHANNEL_CLOSED, PAUSES, StandingOrder
from exports.models.standing_release import StandingRelease

__all__ = [
    "CHANNEL_CLOSED",
    "PAUSES",
    "Artifact",
    "ArtifactState",
    "Channel",
    "ChannelKind",
    "Delivery",
    "Dispatch",
    "ExportItem",
    "ExportJob",
    "Handover",
    "Letter",
    "OwnPost",
    "Platform",
    "Recall",
    "RecallKind",
    "RecallNotice",
    "RecallPost",
    "RecallState",
    "StandingOrder",
    "StandingRelease",
]
