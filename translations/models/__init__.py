"""The tables of the work on translations, one model a file."""

from translations.models.assignment import OPEN, Agreed, Assignment, Priority
from translations.models.brought_back import BroughtBack, ReturnState
from translations.models.comment import Comment
from translations.models.dismissal import Dismissal
from translations.models.handed_out import FileFormat, HandedOut
from translations.models.language_decision import WANTED, Decision, LanguageDecision
from translations.models.machine_draft import MachineDraft
from translations.models.machine_run import MachineItem, MachineRun
from translations.models.memory_entry import MemoryEntry
from translations.models.memory_gram import MemoryGram
from translations.models.memory_origin import MemoryOrigin
from translations.models.memory_part import MemoryPart
from translations.models.original_wording import OriginalWording
from translations.models.question import Question
from translations.models.stored_lexicon import StoredLexicon
from translations.models.stray_answer import StrayAnswer
from translations.models.term import Term, TermKind
from translations.models.term_note import TermNote
from translations.models.term_proposal import TermProposal
from translations.models.unit import (
    BEHIND,
    FINISHED,
    STALE,
    Anchor,
    Draft,
    Unit,
    UnitState,
)
from translations.models.wording import Wording, WordingForm, WordingStanding

__all__ = [
    "BEHIND",
    "FINISHED",
    "OPEN",
    "STALE",
    "WANTED",
    "Agreed",
    "Anchor",
    "Assignment",
    "BroughtBack",
    "Comment",
    "Decision",
    "Dismissal",
    "Draft",
    "FileFormat",
    "HandedOut",
    "LanguageDecision",
    "MachineDraft",
    "MachineItem",
    "MachineRun",
    "MemoryEntry",
    "MemoryGram",
    "MemoryOrigin",
    "MemoryPart",
    "OriginalWording",
    "Priority",
    "Question",
    "ReturnState",
    "StoredLexicon",
    "StrayAnswer",
    "Term",
    "TermKind",
    "TermNote",
    "TermProposal",
    "Unit",
    "UnitState",
    "Wording",
    "WordingForm",
    "WordingStanding",
]
