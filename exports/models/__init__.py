"""The tables of exports, one model a file."""

from exports.models.artifact import Artifact, ArtifactState
from exports.models.delivery import Delivery
from exports.models.export_item import ExportItem
from exports.models.export_job import ExportJob
from exports.models.letter import Letter

__all__ = [
    "Artifact",
    "ArtifactState",
    "Delivery",
    "ExportItem",
    "ExportJob",
    "Letter",
]
