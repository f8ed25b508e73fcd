"""The tables of intake, one model a file."""

from intake.models.finding import Finding, FindingKind, Severity
from intake.models.intake_run import IntakeRun

__all__ = ["Finding", "FindingKind", "IntakeRun", "Severity"]
