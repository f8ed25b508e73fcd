"""The glossary as it is read: its terms, and where texts name them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Count, Max, Prefetch, QuerySet, Sum

from translations.checks.named import name_of
from translations.checks.pairs import Name
from translations.models import (
    MemoryEntry,
    MemoryOrigin,
    Term,
    TermNote,
    TermProposal,
    Wording,
)
from translations.proposing import Beside
from translations.terms.concepts import (
    Concept,
    Form,
    Kind,
    Note,
    Saying,
    Standing,
    WantedTerm,
)
from translations.terms.finding import Found, Termbase

Stamp = tuple[int, int, int]
KHMER, LATIN = "km", "en"
"""The languages in which names are proposed; the second one has capital letters."""


def concepts(terms: Iterable[Term]) -> Iterator[Concept]:
    """Yield terms as plain values, in their order.

    Args:
        terms: With their wordings and notes; best fetched by `with_words`.
    """
    for term in terms:
        yield Concept(
            code=term.code,
            kind=Kind(term.kind),
            sayings=tuple(
                Saying(it.language, it.text, Form(it.form), Standing(it.standing))
                for it in term.wordings.all()
            ),
            notes=tuple(Note(it.language, it.text) for it in term.notes.all()),
            pk=term.pk,
            number=term.number,
        )


def with_words(terms: QuerySet[Term]) -> QuerySet[Term]:
    """Fetch the words of terms with them, in two more queries."""
    return terms.prefetch_related(
        Prefetch("wordings", Wording.objects.order_by("position")),
        Prefetch("notes", TermNote.objects.order_by("id")),
    )


def termbase() -> Termbase:
    """Return the terms that are in use, ready to be found.

    One query asks whether they changed; they are read anew only then.
    """
    return _termbase(_stamp())


def terms_in(texts: Sequence[str], language: str) -> tuple[tuple[Found, ...], ...]:
    """Find what the paragraphs of one story name.

    Args:
        texts: Plain, a paragraph each.
        language: BCP 47 of all of them.

    Returns:
        For each text, from the left; none over another.
    """
    return termbase().find(texts, language)


def names_in(
    texts: Sequence[str], source_language: str, target_language: str
) -> tuple[Name, ...]:
    """List what a story names, as the checks ask for it.

    Args:
        texts: Of the source, plain, a paragraph each.
        source_language: BCP 47, as is the other.
        target_language: Of the translation.

    Returns:
        In the order of the story, each once; what the glossary cannot say in the
        language of the translation is left out.
    """
    found = (each for text in terms_in(texts, source_language) for each in text)
    named = (meaning.concept for each in found for meaning in each.meanings)
    once = {each.code: each for each in named}
    names = (name_of(it, source_language, target_language) for it in once.values())
    return tuple(name for name in names if name is not None)


def wanted_in(
    texts: Sequence[str], source_language: str, target_language: str
) -> tuple[WantedTerm, ...]:
    """List what the glossary wants things to be called that some paragraphs name.

    Notes are for people and are left out; so is what may be two things, and a form of
    address without a name.

    Args:
        texts: Plain, a paragraph each.
        source_language: BCP 47, as is the other.
        target_language: Of the translation.

    Returns:
        In the order of the texts, each wording of the source once.
    """
    found: dict[str, WantedTerm] = {}
    for text, several in zip(texts, terms_in(texts, source_language), strict=True):
        for each in several:
            said = text[each.start : each.end]
            if said not in found and (term := _wanted(said, each, target_language)):
                found[said] = term
    return tuple(found.values())


def _wanted(said: str, found: Found, language: str) -> WantedTerm | None:
    if len({it.concept.code for it in found.meanings}) > 1:
        return None
    meaning = found.meanings[0]
    concept, form = meaning.concept, meaning.saying.form
    if form is Form.TITLE or not concept.preferred(language):
        return None
    wanted = concept.preferred(language)
    if form is Form.FIRST:
        wanted = concept.first_reference(language)
    elif form is Form.SECOND:
        wanted = concept.second_reference(language)
    return WantedTerm(said, wanted, concept.forbidden(language))


@dataclass(frozen=True)
class Past:
    """Something that was said of a term, and from or until when.

    Attributes:
        at: Moment.
        language: BCP 47.
        text: A wording, or a note.
        is_gone: It ceased to be said then; else it began.
    """

    at: datetime
    language: str
    text: str
    is_gone: bool


def history_of(term: Term) -> tuple[Past, ...]:
    """List what was said of a term, the newest first."""
    past = [
        Past(at, language, text, label == "delete")
        for model in (Wording, TermNote)
        for at, language, text, label in vars(model)["pgh_event_models"]["insert"]
        .objects.filter(term=term)
        .values_list("pgh_created_at", "language", "text", "pgh_label")
    ]
    return tuple(sorted(past, key=lambda it: (it.at, it.is_gone), reverse=True))


def examples_of(proposals: Iterable[TermProposal]) -> Mapping[int, Beside]:
    """Fetch the paragraphs in which proposals stand, as far as readers still have them.

    Returns:
        By their keys in the memory.
    """
    keys = {each for proposal in proposals for each in proposal.entries}
    readable = MemoryOrigin.objects.readable().exclude(version=None)
    entries = MemoryEntry.objects.filter(origin__in=readable, pk__in=keys)
    return {
        it.pk: (
            Beside(it.pk, it.source_text, it.target_text)
            if it.source_language == KHMER
            else Beside(it.pk, it.target_text, it.source_text)
        )
        for it in entries
    }


def _stamp() -> Stamp:
    """Return what is another one after each change, whoever made it in which order."""
    found = Term.objects.aggregate(Count("pk"), Max("pk"), Sum("number"))
    return found["pk__count"], found["pk__max"] or 0, found["number__sum"] or 0


@lru_cache(maxsize=2)
def _termbase(_stamp: Stamp) -> Termbase:
    terms = with_words(Term.objects.in_use().order_by("pk"))
    return Termbase(concepts(terms))
