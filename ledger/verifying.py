"""Recompute the ledger's chain and name the first entry that is not as it was."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import CharField, F, Func, TextField, Value
from django.db.models.functions import Cast, Coalesce

from ledger.models import Entry

FIRST_PREVIOUS = bytes(32)
CHUNK = 2000
# How much further than an entry's own number its former one is looked for.
LOOKS_AHEAD = 10_000


class Break(StrEnum):
    """What is wrong where a chain is broken."""

    CHANGED = "changed"
    CUT_OUT = "cut out"
    MOVED = "moved"
    HEAD_MISSING = "head missing"


@dataclass(frozen=True)
class Link:
    """An entry as text, the way its hash was made.

    Attributes:
        seq: Its number.
        at: Its moment as ISO 8601 in UTC, to the microsecond.
        kind: What happened.
        subject: To what.
        facts: JSON as the database writes it.
        previous: The hash of the entry before.
        hash: Its own.
    """

    seq: int
    at: str
    kind: str
    subject: str
    facts: str
    previous: bytes
    hash: bytes

    def digest(self, *, seq: int | None = None) -> bytes:
        """Compute what its hash must be, or would be with another number."""
        number = self.seq if seq is None else seq
        text = "\n".join((str(number), self.at, self.kind, self.subject, self.facts))
        return hashlib.sha256(self.previous + text.encode()).digest()


@dataclass(frozen=True)
class Verdict:
    """What became of a verification.

    Attributes:
        count: How many entries are proven, up to the first break.
        head: The hash of the last of them, in hex; zeros when there is none.
        broken_seq: The number of the first entry that is not as it was; None when
            all are. For `HEAD_MISSING`: the number the next entry would have.
        kind: What is wrong with it; None when nothing is.
        text: The same in one sentence; empty when nothing is wrong.
    """

    count: int
    head: str
    broken_seq: int | None = None
    kind: Break | None = None
    text: str = ""


def stored_links() -> Iterator[Link]:
    """Yield every entry in its order, a chunk at a time."""
    rows = Entry.objects.order_by("seq").values_list(
        "seq",
        # A moment that is none, such as infinity, is a change like any other.
        Coalesce(
            Func(
                Func(Value("UTC"), F("at"), function="timezone"),
                Value('YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                function="to_char",
                output_field=CharField(),
            ),
            Value(""),
        ),
        "kind",
        "subject",
        Cast("facts", TextField()),
        "previous",
        "hash",
    )
    for seq, at, kind, subject, facts, previous, own in rows.iterator(CHUNK):
        yield Link(seq, at, kind, subject, facts, bytes(previous), bytes(own))


def verify(links: Iterable[Link], *, expected_head: str = "") -> Verdict:
    """Follow the chain from its first entry to its last.

    Args:
        links: Every entry, by number.
        expected_head: A head noted elsewhere earlier, in hex; it must still be in
            the chain, otherwise the end was cut off or rewritten. Empty: not asked.

    Returns:
        The verdict; it stops at the first break.
    """
    count, head = 0, FIRST_PREVIOUS
    wanted = expected_head.lower()
    is_there = not wanted or wanted == head.hex()
    for link in links:
        found = _judge(link, expected_seq=count + 1, before=head)
        if found:
            kind, text = found
            seq = count + 1 if kind == Break.CUT_OUT else link.seq
            return Verdict(count, head.hex(), seq, kind, text)
        count, head = link.seq, link.hash
        is_there = is_there or head.hex() == wanted
    if is_there:
        return Verdict(count, head.hex())
    text = (
        f"The expected head is not among the {count} entries: entries at the end were "
        "cut off, or the ledger was written anew."
    )
    return Verdict(count, head.hex(), count + 1, Break.HEAD_MISSING, text)


def _judge(link: Link, *, expected_seq: int, before: bytes) -> tuple[Break, str] | None:
    is_itself = link.digest() == link.hash
    if not is_itself:
        origin = _former_number(link, around=max(link.seq, expected_seq))
        if origin is not None:
            return (
                Break.MOVED,
                f"Entry {link.seq} was moved here: it was written as no. {origin}.",
            )
        return (
            Break.CHANGED,
            f"Entry {link.seq} was changed: its hash does not fit what it says.",
        )
    if link.seq != expected_seq:
        last = link.seq - 1
        which = (
            f"Entry {last} was"
            if last == expected_seq
            else f"Entries {expected_seq} to {last} were"
        )
        return Break.CUT_OUT, f"{which} cut out: entry {link.seq} follows at once."
    if link.previous != before:
        return (
            Break.CHANGED,
            f"Entry {link.seq} does not follow the entry before it: that one was "
            "written anew.",
        )
    return None


def _former_number(link: Link, *, around: int) -> int | None:
    """Find the number an entry was written with; None when no number fits."""
    for distance in range(around + LOOKS_AHEAD):
        for number in (link.seq - distance, link.seq + distance):
            if number > 0 and link.digest(seq=number) == link.hash:
                return number
    return None
