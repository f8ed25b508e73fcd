"""Look for names that the glossary lacks in what was published; refuse some."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.utils.translation import gettext as _

from articles.text.finding import findable
from people.models import Account
from people.permissions import require
from translations.actions.keeping_terms import CHANGE
from translations.actions.tidying_terms import TermRefused
from translations.glossary import KHMER, LATIN, termbase
from translations.models import MemoryEntry, MemoryOrigin, TermProposal
from translations.models.term_proposal import LONGEST_FOLDED
from translations.proposing import Beside, Proposed, propose
from translations.terms.concepts import LONGEST_TEXT
from translations.terms.finding import Termbase

MOST_PAIRS: Final = 2_000
"""The newest; the doorbell waits while they are looked through."""


@transaction.atomic
def look_for_terms(*, at: datetime) -> int:
    """Look for names that are repeated in both languages and that no entry has.

    Only what every reader may see is looked at. What was refused stays refused; what
    is not repeated any more is proposed no more.

    Args:
        at: Timezone-aware.

    Returns:
        How many are proposed now.
    """
    _wait_for_others()
    found = {_folded(it): it for it in _unknown(propose(list(_pairs())), termbase())}
    refused = set(
        TermProposal.objects.exclude(refused_at=None).values_list("folded", flat=True)
    )
    TermProposal.objects.waiting().delete()
    TermProposal.objects.bulk_create(
        TermProposal(
            source_language=KHMER,
            target_language=LATIN,
            source_text=it.khmer[:LONGEST_TEXT],
            target_text=it.latin[:LONGEST_TEXT],
            kind=it.kind,
            folded=folded,
            times=it.times,
            entries=list(it.pairs),
            found_at=at,
        )
        for folded, it in found.items()
        if folded not in refused
    )
    return len(found.keys() - refused)


@transaction.atomic
def refuse_proposal(*, proposal: TermProposal, by: Account, at: datetime) -> None:
    """Say that a name does not belong into the glossary; it is not proposed again.

    Raises:
        PermissionRefused: `by` may not change the glossary.
        TermRefused: It is not proposed any more.
    """
    require(by, CHANGE)
    refused = TermProposal.objects.waiting().filter(pk=proposal.pk)
    if not refused.update(refused_by=by, refused_at=at):
        raise TermRefused(_("This is not proposed any more."))


def _pairs() -> Iterator[Beside]:
    """Yield the paragraphs that readers have in both languages, the newest first."""
    readable = MemoryOrigin.objects.readable().exclude(version=None)
    entries = MemoryEntry.objects.filter(origin__in=readable, sentence=None)
    for languages in ((KHMER, LATIN), (LATIN, KHMER)):
        told = entries.filter(
            source_language=languages[0], target_language=languages[1]
        )
        rows = told.order_by("-pk").values_list("pk", "source_text", "target_text")
        for pk, source, target in rows[:MOST_PAIRS]:
            khmer, latin = (
                (source, target) if languages[0] == KHMER else (target, source)
            )
            yield Beside(pk, khmer, latin)


def _unknown(proposed: Iterable[Proposed], known: Termbase) -> Iterator[Proposed]:
    """Yield what no entry is called, in either language."""
    names = {
        (saying.language, findable(saying.text))
        for concept in known.concepts
        for saying in concept.sayings
    }
    for each in proposed:
        said = ((KHMER, findable(each.khmer)), (LATIN, findable(each.latin)))
        if names.isdisjoint(said):
            yield each


def _folded(proposed: Proposed) -> str:
    return findable(proposed.khmer, proposed.latin)[:LONGEST_FOLDED]


def _wait_for_others() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('term_proposals', 0))"
        )
