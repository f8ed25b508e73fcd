"""Ask one check about a passage, in few words."""

from datetime import date
from typing import Any

from translations.checks.pairs import Check, Finding, Name, SegmentPair

MONDAY = date(2026, 11, 30)


def ask(check: Check, source: str, target: str, **more: Any) -> list[Finding]:
    """Return what a check finds in a Khmer source and its English translation."""
    return list(check.find(SegmentPair(source, target, **more)))


def texts(findings: list[Finding]) -> list[str]:
    """Return what findings say, in English."""
    return [found.text % {**found.values, **found.words} for found in findings]


def person(source: str, *targets: str) -> Name:
    """Name somebody in both languages."""
    return Name(source, targets, is_person=True)
