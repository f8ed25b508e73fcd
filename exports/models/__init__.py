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
from exports.models.delivery import Delivery
from exports.models.export_item import ExportItem
from exports.models.export_job import ExportJob
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

__all__ = [
    "Artifact",
    "ArtifactState",
    "Capture",
    "Case",
    "CaseLetter",
    "CaseState",
    "CaseStep",
    "CopySource",
    "Delivery",
    "ExportItem",
    "ExportJob",
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
]
