"""What actions between the desks, on terms and on memories are given."""

from dataclasses import replace
from typing import Any

from articles.models import Status
from tests import factories as make
from tests.matrix.scene import LANGUAGE, Scene
from translations.actions import answering, asking, assigning
from translations.actions.borrowing import take_in
from translations.actions.importing_terms import planned
from translations.actions.keeping_terms import add_term
from translations.memory.pairs import Languages, Pair
from translations.models import Question, StrayAnswer, TermProposal
from translations.terms.concepts import Concept, Kind, Saying
from translations.terms.tables import read_table

LANGUAGES = Languages("en", LANGUAGE)


def a_question(scene: Scene) -> dict[str, Any]:
    """Ask the reporter something."""
    return {"article": scene.story(), "language": LANGUAGE, "text": "តើនៅឯណា?"}


def _asked(scene: Scene) -> Question:
    return asking.ask(**a_question(scene), by=make.a_chief(), at=make.NOW)


def asked(scene: Scene) -> dict[str, Any]:
    """Find a question that was asked."""
    return {"question": _asked(scene)}


def an_answered_question(scene: Scene) -> dict[str, Any]:
    """Find a question that was answered."""
    question = _asked(scene)
    answering.paste_answers(
        article=scene.story(), text="1. នៅទីនេះ។", by=make.a_chief(), at=make.NOW
    )
    question.refresh_from_db()
    return {"question": question}


def a_stray(scene: Scene) -> dict[str, Any]:
    """Find a pasted piece that answers nothing yet."""
    stray = StrayAnswer.objects.create(
        article=scene.story(),
        text="នៅទីនេះ។",
        pasted_by=scene.other,
        pasted_at=make.NOW,
    )
    return {"stray": stray}


def an_assignment(scene: Scene) -> dict[str, Any]:
    """Say which question a pasted piece answers."""
    return {**a_stray(scene), **asked(scene)}


TERM = Concept("t-river", Kind.TERM, (Saying("en", "river"),))


def a_new_term(_scene: Scene) -> dict[str, Any]:
    """Put a word into the glossary."""
    return {"concept": TERM}


def a_term(_scene: Scene) -> dict[str, Any]:
    """Do something with an entry of the glossary."""
    return {"term": add_term(concept=TERM, by=None, at=make.NOW)}


def a_term_anew(scene: Scene) -> dict[str, Any]:
    """Write an entry of the glossary anew."""
    changed = replace(TERM, kind=Kind.PLACE)
    return {**a_term(scene), "concept": changed, "seen": 1}


def a_table_of_terms(_scene: Scene) -> dict[str, Any]:
    """Take a table into the glossary."""
    contents = read_table(b"kind,en\nterm,river\n")
    seen = planned(contents).signature
    return {"contents": contents, "seen": seen, "decided": ()}


def a_proposed_term(_scene: Scene) -> dict[str, Any]:
    """Refuse a name that was proposed for the glossary."""
    return {"proposal": a_name_proposed()}


def a_name_proposed() -> TermProposal:
    """Propose a name for the glossary."""
    return TermProposal.objects.create(
        source_language="km",
        target_language="en",
        source_text="ទន្លេ",
        target_text="River",
        kind=Kind.PLACE,
        folded="river",
        times=3,
        entries=[],
        found_at=make.NOW,
    )


def a_memory_file(_scene: Scene) -> dict[str, Any]:
    """Take translations in from a file."""
    return {
        "name": "old.tmx",
        "pairs": [Pair(source="ទឹក។", target="Water.")],
        "languages": Languages("km", "en"),
    }


def a_taken_file(scene: Scene) -> dict[str, Any]:
    """Remove what was taken in from a file."""
    taken = take_in(**a_memory_file(scene), by=make.a_chief(), at=make.NOW)
    return {"origin": taken}


def an_offer(scene: Scene) -> dict[str, Any]:
    """Offer the draft to a translator."""
    return {
        "version": scene[Status.DRAFT],
        "to": make.an_account(("Translator", LANGUAGE)),
        "terms": assigning.Terms(),
    }


def an_assigned_text(scene: Scene) -> dict[str, Any]:
    """Have the draft on offer to somebody who may know of every story."""
    offer = {**an_offer(scene), "to": make.a_chief()}
    current = assigning.offer(**offer, by=make.a_chief(), at=make.NOW)
    return {"assignment": current}


def a_memory(_scene: Scene) -> dict[str, Any]:
    """Take a memory in."""
    content = (
        '<tmx><body><tu><tuv xml:lang="en"><seg>Rain</seg></tuv>'
        f'<tuv xml:lang="{LANGUAGE}"><seg>ភ្លៀង</seg></tuv></tu></body></tmx>'
    )
    return {"content": content.encode(), "name": "Old", "languages": LANGUAGES}
