"""The tables of intake, one model a file."""

from intake.models.finding import Finding, FindingKind, FindingQuerySet, Severity
from intake.models.intake_run import IntakeRun

__all__ = ["Finding", "FindingKind", "FindingQuerySet", "IntakeRun", "Severity"]
