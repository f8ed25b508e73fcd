"""The translation memory goes out as TMX, and memories from outside come in."""

import hashlib
import io
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import IO, Final

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Version
from articles.text.khmer import canonical, key
from articles.workflow import EDIT
from ledger.actions.recording import record
from people.models import Account
from people.permissions import require
from translations.actions.borrowing import TAKE_IN
from translations.actions.handing_out import HandingRefused
from translations.actions.keeping import keep
from translations.actions.remembering import hold_names
from translations.formats import tmx14, xml
from translations.formats.faults import FileError
from translations.memory.pairs import Languages, Pair
from translations.memory_files import entries_between
from translations.models import MemoryOrigin, MemoryPart

AT_ONCE: Final = 500
"""Pairs that are remembered in one piece of work."""
_IN_MEMORY: Final = 5_000_000
_LONGEST_NAME: Final = 200


@dataclass(frozen=True)
class HandedMemory:
    """A memory that leaves as a file.

    Attributes:
        file: To be read from its beginning, and closed.
        pairs: How many it holds.
    """

    file: IO[bytes]
    pairs: int


@transaction.atomic
def hand_memory_out(
    *, languages: Languages, notices: Iterable[str], by: Account, at: datetime
) -> HandedMemory:
    """Write all that may be read of the memory in two languages into a TMX file.

    It holds published texts alone, and names nobody.

    Args:
        languages: Of the file.
        notices: The short rights notice, once for each language; never empty.
        by: Who takes it along.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not edit in the language of the translations.
        HandingRefused: There is no notice yet, or nothing to hand out.
    """
    _require(by, languages)
    said = tuple(filter(None, notices))
    if not said:
        raise HandingRefused(
            _("The outlet has no rights notice yet. No file leaves without it.")
        )
    counted = _Counted(entries_between(languages))
    file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - is handed on
    digest = hashlib.sha256()
    for piece in tmx14.write(counted, source_language=languages.source, notices=said):
        digest.update(piece)
        file.write(piece)
    if not counted.number:
        file.close()
        raise HandingRefused(_("Nothing is remembered in these two languages yet."))
    record(
        kind="memory.handed_out",
        subject=f"urn:spean:account:{by.pk}",
        facts={
            "source": languages.source,
            "target": languages.target,
            "pairs": counted.number,
            "sha256": digest.hexdigest(),
            "to": by.pk,
        },
    )
    file.seek(0)
    return HandedMemory(file, counted.number)


@transaction.atomic
def take_memory_in(
    *, content: bytes, name: str, languages: Languages, by: Account, at: datetime
) -> MemoryOrigin:
    """Read a TMX file; its pairs are remembered piece by piece, as durable work.

    It is removed as any other file (`borrowing.remove`).

    Args:
        content: The file.
        name: What it is called wherever something of it is offered.
        languages: Which of its languages are wanted.
        by: Who answers for it.
        at: Timezone-aware.

    Returns:
        The file, as where its pairs come from.

    Raises:
        PermissionRefused: `by` may not take translations in.
        HandingRefused: It has no name, or both languages are the same.
        FileError: It is no TMX, must not be read, or has no pair in these languages.
    """
    require(by, TAKE_IN)
    called = canonical(name).strip()[:_LONGEST_NAME]
    if not key(called):
        raise HandingRefused(_("Say what the memory is called."))
    if languages.source == languages.target:
        raise HandingRefused(_("Both texts have the same language."))
    if len(content) > xml.LARGEST:
        raise FileError(
            "The file is larger than %(megabytes)s MB. Send it in smaller parts.",
            megabytes=xml.LARGEST // 1_000_000,
        )
    pairs = list(_pairs(content, languages))
    if not pairs:
        raise FileError("The file has no pair in these two languages.")
    origin = MemoryOrigin.objects.create(name=called, added_by=by, added_at=at)
    left = iter(pairs)
    parts = []
    while some := list(islice(left, AT_ONCE)):
        parts.append(
            MemoryPart(
                origin=origin,
                languages=[languages.source, languages.target],
                pairs=some,
            )
        )
    MemoryPart.objects.bulk_create(parts)
    return origin


def perform(item: MemoryPart) -> None:
    """Do what the work list asks of a part of a file."""
    remember_part(item=item)


@transaction.atomic
def remember_part(*, item: MemoryPart) -> int:
    """Remember the pairs of a part; a second call finds none.

    Args:
        item: Held by the work list while this runs.

    Returns:
        How many were remembered.
    """
    stored = MemoryPart.objects.select_related("origin").get(pk=item.pk)
    if not stored.pairs:
        return 0
    hold_names(is_exclusive=False)
    source, target = stored.languages
    kept = keep(
        origin=stored.origin,
        pairs=[Pair(source=said, target=told) for said, told in stored.pairs],
        languages=Languages(source, target),
    )
    MemoryPart.objects.filter(pk=item.pk).update(pairs=[])
    return kept


class _Counted:
    """Entries, counted while they are written."""

    def __init__(self, entries: Iterator[tmx14.Entry]) -> None:
        self.number = 0
        self._entries = entries

    def __iter__(self) -> Iterator[tmx14.Entry]:
        for entry in self._entries:
            self.number += 1
            yield entry


def _require(by: Account, languages: Languages) -> None:
    require(by, EDIT, Version(language=languages.target))


def _pairs(content: bytes, languages: Languages) -> Iterator[list[str]]:
    """Yield what says something, each pair once."""
    entries = tmx14.read(
        io.BytesIO(content),
        source_language=languages.source,
        target_language=languages.target,
    )
    known = set()
    for entry in entries:
        pair = Pair(
            source=canonical(tmx14.text_in(entry.source)).strip(),
            target=canonical(tmx14.text_in(entry.target)).strip(),
        )
        sides = (key(pair.source), key(pair.target))
        if pair.says_something and sides not in known:
            known.add(sides)
            yield [pair.source, pair.target]
