"""Take a file of terms into the glossary: all of it, or nothing."""

import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from people.models import Account
from people.permissions import require
from translations.actions.keeping_terms import (
    CHANGE,
    add_term,
    add_terms,
    change_term,
)
from translations.actions.tidying_terms import TermRefused, tidy
from translations.glossary import concepts, with_words
from translations.models import Term
from translations.terms.files import Contents, Problem
from translations.terms.plans import Change, Plan, plan
from translations.terms.tables import read_table

STARTER: Final = Path(__file__).parents[1] / "terms" / "starter.csv"
"""Places, institutions, titles and terms of Cambodia."""
# An entry of the interface catalogue; what is refused is told as it is.
REFUSED: Final = "%(reason)s"


@dataclass(frozen=True)
class Imported:
    """How many entries a file brought, changed, left as they were, and did not touch.

    Attributes:
        left: Conflicts that nobody decided for the file.
    """

    new: int
    changed: int
    same: int
    left: int


def new_code() -> str:
    """Make a sign for an entry: it says nothing and begins with a letter."""
    return f"t{secrets.token_hex(6)}"


def planned(contents: Contents) -> Plan:
    """Say what a file would change; nothing is written.

    What the glossary would refuse is among the problems, by line.
    """
    terms = list(with_words(Term.objects.order_by("pk")))
    withdrawn = frozenset(it.pk for it in terms if it.withdrawn_at is not None)
    found = plan(contents, concepts(terms), withdrawn)
    refused = tuple(_refused(found.changes))
    problems = sorted((*found.problems, *refused), key=lambda each: each.line)
    return replace(found, problems=tuple(problems))


@transaction.atomic
def import_terms(
    *,
    contents: Contents,
    seen: str,
    decided: Collection[int],
    by: Account,
    at: datetime,
) -> Imported:
    """Take a file into the glossary.

    Args:
        contents: Of the file.
        seen: Signature of the plan that somebody looked at.
        decided: Lines of the conflicts in which the file is to be taken.
        by: Must be allowed to change the glossary.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not change the glossary.
        TermRefused: Something is wrong with the file, or the glossary has changed
            since somebody looked at the plan; nothing is written.
    """
    require(by, CHANGE)
    found = planned(contents)
    if found.problems:
        raise TermRefused(
            _("The file has lines that cannot be taken in. Nothing was changed.")
        )
    if found.signature != seen:
        raise TermRefused(
            _("The glossary has changed since you looked. Look at the changes again.")
        )
    new = [it for it in found.changes if it.before is None]
    changed = [
        it
        for it in found.changes
        if it.before is not None and (not it.is_conflict or it.line in decided)
    ]
    terms = {it.code: it for it in Term.objects.all()}
    for each in new:
        concept = replace(each.after, code=each.after.code or new_code())
        add_term(concept=concept, by=by, at=at)
    for each in changed:
        change_term(
            term=terms[each.after.code],
            concept=each.after,
            seen=each.after.number,
            by=by,
            at=at,
        )
    return Imported(
        new=len(new),
        changed=len(changed),
        same=found.same,
        left=len(found.changes) - len(new) - len(changed),
    )


@transaction.atomic
def start_glossary(*, at: datetime) -> int:
    """Put the entries that come with the newsroom into the glossary, if it lacks them.

    What is there already, under the same sign or the same name, stays as it is,
    whatever an editor has made of it since.

    Args:
        at: Timezone-aware.

    Returns:
        How many are new.
    """
    found = planned(read_table(STARTER.read_bytes()))
    new = [each.after for each in found.changes if each.before is None]
    return add_terms(concepts=new, at=at)


def _refused(changes: Collection[Change]) -> Iterator[Problem]:
    for each in changes:
        try:
            tidy(each.after)
        except TermRefused as refusal:
            for reason in str(refusal).splitlines():
                yield Problem(each.line, REFUSED, {"reason": reason})
