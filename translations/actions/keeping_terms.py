"""Keep the glossary: write an entry, withdraw it, use it again, remove it for good."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

import pgtrigger
from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from articles.text.finding import findable
from articles.text.names import Names
from people.models import Account
from people.permissions import require
from translations.actions.tidying_terms import TermRefused, tidy
from translations.models import Term, TermNote, TermProposal, Wording
from translations.models.wording import LONGEST_FOLDED
from translations.terms.concepts import Concept, Form, Standing

ADD: Final = "translations.add_term"
CHANGE: Final = "translations.change_term"
REMOVE: Final = "translations.delete_term"
# What nobody may change, but for what is removed for good.
PROTECTED: Final = (
    "translations.TermEvent:append_only",
    "translations.TermNoteEvent:append_only",
    "translations.WordingEvent:append_only",
)


class TermChanged(TermRefused):
    """Somebody else changed the entry since it was shown."""


@transaction.atomic
def add_term(*, concept: Concept, by: Account | None, at: datetime) -> Term:
    """Put an entry into the glossary.

    Args:
        concept: Its code must be free.
        by: None for the server's own commands.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not add to the glossary.
        TermRefused: Something is wrong with it; lists everything.
    """
    if by is not None:
        require(by, ADD)
    tidied = tidy(concept)
    _wait_for_other_writers()
    if Term.objects.filter(code=tidied.code).exists():
        raise TermRefused(
            _("The glossary has an entry with the sign %(code)s already.")
            % {"code": tidied.code}
        )
    _require_new(tidied)
    term = Term.objects.create(
        code=tidied.code, kind=tidied.kind, changed_by=by, changed_at=at
    )
    _write_words(term, tidied)
    return term


@transaction.atomic
def add_terms(*, concepts: Collection[Concept], at: datetime) -> int:
    """Put many entries into the glossary at once, as the server's own command.

    Args:
        concepts: Their codes must be free.
        at: Timezone-aware.

    Raises:
        TermRefused: Something is wrong with one of them; lists everything.
    """
    tidied = [tidy(concept) for concept in concepts]
    _wait_for_other_writers()
    terms = Term.objects.bulk_create(
        Term(code=each.code, kind=each.kind, changed_at=at) for each in tidied
    )
    both = list(zip(terms, tidied, strict=True))
    Wording.objects.bulk_create(
        _wording(term, word) for term, each in both for word in _words(each)
    )
    TermNote.objects.bulk_create(
        TermNote(term=term, language=note.language, text=note.text)
        for term, each in both
        for note in each.notes
    )
    return len(terms)


@transaction.atomic
def change_term(
    *, term: Term, concept: Concept, seen: int, by: Account, at: datetime
) -> Term:
    """Write an entry anew; what says the same as before leaves it as it is.

    Args:
        term: As it is stored.
        concept: What it says from now on; its code does not count.
        seen: Its number when it was shown.
        by: Must be allowed to change the glossary.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not change the glossary.
        TermChanged: It has another number since.
        TermRefused: Something is wrong with it; lists everything.
    """
    require(by, CHANGE)
    stored = _locked(term)
    if stored.number != seen:
        raise TermChanged(
            _("Somebody else changed this entry since you opened it. Look at it again.")
        )
    tidied = tidy(concept)
    if _says_the_same(stored, tidied):
        return stored
    _require_new(tidied, but=stored.pk)
    stored.kind = tidied.kind
    _write_words(stored, tidied)
    return _touched(stored, by, at)


@transaction.atomic
def withdraw_term(*, term: Term, by: Account, at: datetime) -> Term:
    """Let an entry be found no more; it stays, and can be used again.

    Raises:
        PermissionRefused: `by` may not change the glossary.
    """
    require(by, CHANGE)
    stored = _locked(term)
    if stored.withdrawn_at is not None:
        return stored
    stored.withdrawn_at = at
    return _touched(stored, by, at)


@transaction.atomic
def use_again(*, term: Term, by: Account, at: datetime) -> Term:
    """Let an entry that was withdrawn be found again.

    Raises:
        PermissionRefused: `by` may not change the glossary.
    """
    require(by, CHANGE)
    stored = _locked(term)
    if stored.withdrawn_at is None:
        return stored
    stored.withdrawn_at = None
    return _touched(stored, by, at)


@transaction.atomic
def remove_term(*, term: Term, by: Account) -> None:
    """Remove an entry with all its history, as if it had never been there.

    Raises:
        PermissionRefused: `by` may not remove entries.
    """
    require(by, REMOVE)
    _remove([term.pk])


@transaction.atomic(savepoint=False)
def forget_terms(*, names: Names) -> int:
    """Remove every entry and every proposal that holds a name, with all its history.

    Returns:
        How many entries are gone.
    """
    _wait_for_other_writers()
    wordings = _history_of(Wording).values_list("term_id", "text")
    notes = _history_of(TermNote).values_list("term_id", "text")
    codes = _history_of(Term).values_list("pgh_obj_id", "code")
    holding = {
        pk
        for rows in (wordings, notes, codes)
        for pk, text in rows
        if names.is_in(text)
    }
    _remove(holding)
    for proposal in TermProposal.objects.all():
        if names.is_in(proposal.source_text) or names.is_in(proposal.target_text):
            proposal.delete()
    return len(holding)


def _require_new(concept: Concept, *, but: int | None = None) -> None:
    """Refuse what the glossary has already; two people may have the same name.

    Raises:
        TermRefused: An entry of the same kind has all preferred names that both have.
    """
    if concept.is_person:
        return
    names = {
        tag: findable(name)[:LONGEST_FOLDED]
        for tag in concept.languages
        if (name := concept.preferred(tag))
    }
    there = Wording.objects.filter(
        form=Form.NAME,
        standing=Standing.PREFERRED,
        term__kind=concept.kind,
        term__in=Wording.objects.filter(folded__in=names.values()).values("term"),
    ).exclude(term=but)
    theirs: dict[int, dict[str, str]] = {}
    for pk, tag, folded in there.values_list("term", "language", "folded"):
        theirs.setdefault(pk, {})[tag] = folded
    for other in theirs.values():
        both = names.keys() & other.keys()
        if both and all(names[tag] == other[tag] for tag in both):
            raise TermRefused(
                _("The glossary has “%(name)s” already. Change that entry.")
                % {"name": concept.preferred(min(both))}
            )


def _says_the_same(term: Term, concept: Concept) -> bool:
    notes = set(term.notes.values_list("language", "text"))
    return (
        term.kind == concept.kind
        and set(_stored_words(term)) == set(_words(concept))
        and notes == {(each.language, each.text) for each in concept.notes}
    )


_Word = tuple[str, str, str, str, int]


def _words(concept: Concept) -> list[_Word]:
    return [
        (it.language, it.form.value, it.standing.value, it.text, position)
        for position, it in enumerate(concept.sayings)
    ]


def _stored_words(term: Term) -> Mapping[_Word, int]:
    columns = ("language", "form", "standing", "text", "position")
    rows = term.wordings.values_list(*columns, "pk")
    return {row[:-1]: row[-1] for row in rows}


def _write_words(term: Term, concept: Concept) -> None:
    """Put the words of an entry in the place of those it has; the same ones stay."""
    there, wanted = _stored_words(term), _words(concept)
    gone = [pk for word, pk in there.items() if word not in wanted]
    Wording.objects.filter(pk__in=gone).delete()
    Wording.objects.bulk_create(
        _wording(term, word) for word in wanted if word not in there
    )
    wanted_notes = {note.language: note.text for note in concept.notes}
    for noted in term.notes.all():
        if wanted_notes.get(noted.language) == noted.text:
            del wanted_notes[noted.language]
        else:
            noted.delete()
    for language, text in wanted_notes.items():
        TermNote.objects.create(term=term, language=language, text=text)


def _wording(term: Term, word: _Word) -> Wording:
    language, form, standing, text, position = word
    return Wording(
        term=term,
        language=language,
        form=form,
        standing=standing,
        text=text,
        folded=findable(text)[:LONGEST_FOLDED],
        position=position,
    )


def _locked(term: Term) -> Term:
    """Fetch an entry that nobody else writes meanwhile.

    Raises:
        TermRefused: It was removed.
    """
    _wait_for_other_writers()
    stored = Term.objects.filter(pk=term.pk).first()
    if stored is None:
        raise TermRefused(_("The entry was removed from the glossary."))
    return stored


def _touched(stored: Term, by: Account, at: datetime) -> Term:
    stored.number += 1
    stored.changed_by, stored.changed_at = by, at
    stored.save()
    return stored


def _remove(keys: Collection[int]) -> None:
    Term.objects.filter(pk__in=keys).delete()
    with pgtrigger.ignore(*PROTECTED):
        for model in (Wording, TermNote):
            _history_of(model).filter(term_id__in=keys).delete()
        _history_of(Term).filter(pgh_obj_id__in=keys).delete()


def _history_of(model: type[Model]) -> QuerySet[Any]:
    history: QuerySet[Any] = vars(model)["pgh_event_models"]["insert"].objects.all()
    return history


def _wait_for_other_writers() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('glossary', 0))")
