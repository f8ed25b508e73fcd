"""The tables of the work on translations, one model a file."""

from translations.models.language_decision import WANTED, Decision, LanguageDecision
from translations.models.question import Question
from translations.models.stray_answer import StrayAnswer

__all__ = ["WANTED", "Decision", "LanguageDecision", "Question", "StrayAnswer"]
