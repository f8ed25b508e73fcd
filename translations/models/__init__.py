"""The tables of the work on translations, one model a file."""

from translations.models.language_decision import WANTED, Decision, LanguageDecision
from translations.models.question import Question
from translations.models.stray_answer import StrayAnswer
from translations.models.unit import BEHIND, FINISHED, STALE, Anchor, Unit, UnitState

__all__ = [
    "BEHIND",
    "FINISHED",
    "STALE",
    "WANTED",
    "Anchor",
    "Decision",
    "LanguageDecision",
    "Question",
    "StrayAnswer",
    "Unit",
    "UnitState",
]
