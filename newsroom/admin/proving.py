"""Prove the ledger while somebody waits, and tell the result in plain words."""

from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger.models import Entry
from ledger.verifying import Break, Verdict, stored_links, verify

# What one request proves in a few seconds; the command proves any number.
MOST_AT_ONCE = 500_000


@dataclass(frozen=True)
class Proof:
    """What a proof found, in the interface language.

    Attributes:
        is_sound: Nothing that was looked at is other than it was.
        lines: Sentences, the verdict first; never empty.
        head: Of the last proven entry, in hex; empty when there is none.
        broken_seq: The number at which the chain breaks; None while it holds.
    """

    is_sound: bool
    lines: tuple[str, ...]
    head: str = ""
    broken_seq: int | None = None


def prove(*, expected_head: str = "", most: int = MOST_AT_ONCE) -> Proof:
    """Follow the ledger's chain from its first entry, as far as a request may take.

    Args:
        expected_head: A head noted elsewhere earlier, in hex; empty: not asked.
        most: How many entries to look at.
    """
    # In a transaction the cursor fetches what is read; outside, all of it at once.
    with transaction.atomic():
        newest = Entry.objects.head()
        verdict = verify(islice(stored_links(), most), expected_head=expected_head)
    return told(verdict, total=newest.seq if newest else 0)


def told(verdict: Verdict, *, total: int) -> Proof:
    """Put a verdict into words.

    Args:
        verdict: On the first entries, or on all of them.
        total: The number of the ledger's newest entry.
    """
    if verdict.kind is not None and not _stopped_early(verdict, total):
        return Proof(
            is_sound=False,
            lines=(_wrong(verdict), _before(verdict), _advice()),
            broken_seq=verdict.broken_seq,
        )
    if not verdict.count:
        return Proof(is_sound=True, lines=(_("The ledger has no entries yet."),))
    lines = [_as_written(verdict.count, total)]
    if verdict.kind is not None:
        lines.append(_("The head you noted is none of theirs; it may come later."))
    if verdict.count < total:
        lines.append(
            _("More are not proven here at once. The command verify_ledger proves all.")
        )
    return Proof(is_sound=True, lines=tuple(lines), head=verdict.head)


def _stopped_early(verdict: Verdict, total: int) -> bool:
    """Say whether a head was missed for the only reason that not all was looked at."""
    return verdict.kind == Break.HEAD_MISSING and verdict.count < total


def _as_written(count: int, total: int) -> str:
    if count < total:
        return _(
            "The first %(count)d of %(total)d entries are as they were written."
        ) % {"count": count, "total": total}
    return ngettext(
        "The ledger’s only entry is as it was written.",
        "All %(count)d entries are as they were written.",
        count,
    ) % {"count": count}


def _wrong(verdict: Verdict) -> str:
    number = {"number": verdict.broken_seq}
    match verdict.kind:
        case Break.CUT_OUT:
            return _("Entry %(number)d is missing: it was cut out.") % number
        case Break.MOVED:
            return (
                _("Entry %(number)d was moved here from another place in the ledger.")
                % number
            )
        case Break.HEAD_MISSING:
            return _(
                "The head you noted is not in the ledger: entries at the end were cut "
                "off, or the ledger was written anew."
            )
        case _:
            return (
                _(
                    "Entry %(number)d is not as it was written, "
                    "or the entry before it was written anew."
                )
                % number
            )


def _before(verdict: Verdict) -> str:
    if verdict.kind == Break.HEAD_MISSING:
        return _("Those that are there, %(count)d, fit together.") % {
            "count": verdict.count
        }
    return _("Entries before it that are as they were written: %(count)d.") % {
        "count": verdict.count
    }


def _advice() -> str:
    return _(
        "Tell whoever runs the server. "
        "Have the database copied before anything is changed."
    )
