"""The tables of exports, one model a file."""

from exports.models.artifact import Artifact, ArtifactState
from exports.models.delivery import Delivery
from exports.models.export_item import ExportItem
from exports.models.export_job import ExportJob
from exports.models.letter import Letter
from exports.models.own_post import OwnPost, Platform
from exports.models.recall import (
    Recall,
    RecallKind,
    RecallNotice,
    RecallPost,
    RecallState,
)

__all__ = [
    "Artifact",
    "ArtifactState",
    "Delivery",
    "ExportItem",
    "ExportJob",
    "Letter",
    "OwnPost",
    "Platform",
    "Recall",
    "RecallKind",
    "RecallNotice",
    "RecallPost",
    "RecallState",
]
