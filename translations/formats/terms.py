"""The kinds of files in which a glossary goes out and comes in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from translations.formats.tbx import read_tbx, write_tbx
from translations.terms.concepts import Concept
from translations.terms.files import Contents
from translations.terms.tables import read_table, write_table

_MARK: Final = "\ufeff"
"""Without it, spreadsheets do not take a file for UTF-8."""


@dataclass(frozen=True)
class FileKind:
    """One kind of file.

    Attributes:
        code: Also what the names of its files end in.
        media_type: IANA media type.
        write: Writes entries.
        read: Reads a file, whatever it holds.
    """

    code: str
    media_type: str
    write: Callable[[Iterable[Concept]], str]
    read: Callable[[bytes], Contents]


def _table(concepts: Iterable[Concept]) -> str:
    return _MARK + write_table(concepts)


CSV: Final = FileKind("csv", "text/csv; charset=utf-8", _table, read_table)
TBX: Final = FileKind("tbx", "application/x-tbx+xml", write_tbx, read_tbx)
FILE_KINDS: Final[tuple[FileKind, ...]] = (CSV, TBX)


def kind_of(octets: bytes) -> FileKind:
    """Say what a file is, by its first sign; whatever is no XML is a table."""
    begin = octets[:1_000].removeprefix(_MARK.encode()).lstrip()
    return TBX if begin.startswith(b"<") else CSV
