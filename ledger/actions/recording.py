"""Add an entry to the ledger; refuse whatever could be a name or a text."""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from ledger.models import Entry

Scalar = str | int | float | bool | datetime | UUID
Fact = Scalar | Sequence[Scalar]

MOST_FACTS = 40
MOST_IN_A_LIST = 100
LARGEST_NUMBER = 2**53
LONGEST_KIND, LONGEST_SUBJECT = 60, 200

_UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_WORD = r"[a-z][a-z0-9]*(_[a-z0-9]+)*"
_OPAQUE = rf"(\d+|([0-9a-f]{{2}}){{4,64}}|{_UUID})"
_NAME = re.compile(rf"{_WORD}(\.{_WORD})*")
_SUBJECT = re.compile(
    rf"urn:(uuid:{_UUID}|(?!uuid:)[a-z][a-z0-9-]*(:[a-z][a-z0-9_-]*)*:{_OPAQUE})"
)
_KEY = re.compile(rf"(?=.{{1,40}}$){_WORD}")
# What a text in the facts may be; everything else could be somebody's words.
_TEXTS = (
    re.compile(rf"(?=.{{1,32}}$){_WORD}"),
    re.compile(_OPAQUE),
    re.compile(rf"{_WORD}:{_OPAQUE}"),
    _SUBJECT,
    # BCP 47: language, script, region.
    re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?"),
    # ISO 8601, a day or a moment with its offset.
    re.compile(
        r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d))?",
    ),
)


class LedgerError(ValueError):
    """The ledger must not hold this; the text names the fact, not its value."""


def record(*, kind: str, subject: str, facts: Mapping[str, Fact]) -> Entry:
    """Add an entry, in the transaction of what it tells.

    Writers follow one another until they commit: record late in a transaction.

    Args:
        kind: What happened, in dotted words: "copy.released".
        subject: To what, as a URN: "urn:uuid:…" or "urn:spean:artifact:12".
        facts: Opaque ids, numbers, booleans, hex digests, days and moments,
            language tags and enum-like words (lower-case ASCII, joined by `_`), or
            flat lists of these.

    Returns:
        The entry as stored, with the number, moment and hashes that the database
        gave it.

    Raises:
        LedgerError: Something could be a name or a text, or has another shape.
    """
    if len(kind) > LONGEST_KIND or not _NAME.fullmatch(kind):
        msg = "The kind must be dotted lower-case words."
        raise LedgerError(msg)
    if len(subject) > LONGEST_SUBJECT or not _SUBJECT.fullmatch(subject):
        msg = "The subject must be a URN that ends in an opaque id."
        raise LedgerError(msg)
    if len(facts) > MOST_FACTS:
        msg = f"An entry holds at most {MOST_FACTS} facts."
        raise LedgerError(msg)
    plain = {_key(key): _fact(key, value) for key, value in facts.items()}
    return Entry.objects.create(kind=kind, subject=subject, facts=plain)


def _key(key: str) -> str:
    if not _KEY.fullmatch(key):
        msg = "The name of a fact must be lower-case words joined by _."
        raise LedgerError(msg)
    return key


def _fact(key: str, value: Fact) -> object:
    if isinstance(value, list | tuple):
        if len(value) > MOST_IN_A_LIST:
            msg = f"The fact {key} has more than {MOST_IN_A_LIST} parts."
            raise LedgerError(msg)
        return [_scalar(key, part) for part in value]
    return _scalar(key, value)


def _scalar(key: str, value: object) -> object:
    match value:
        case bool():
            return value
        case int() | float() if math.isfinite(value) and abs(value) <= LARGEST_NUMBER:
            return value
        case UUID():
            return str(value)
        case datetime() if value.tzinfo:
            return value.astimezone(UTC).isoformat()
        case str() if any(pattern.fullmatch(value) for pattern in _TEXTS):
            return str(value)
    msg = f"The fact {key} could be a name or a text; the ledger holds neither."
    raise LedgerError(msg)
