"""Reads the files that are packed into one, and unpacks nothing beyond them."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

from exports.formats.readers.found import UnreadableError

MOST_FILES: Final = 60
MOST_BYTES: Final = 20_000_000
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# What zipfile says of bytes that are no archive, or a broken one.
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    RuntimeError,
    UnicodeDecodeError,
    ValueError,
    OSError,
)


def files_in(
    file_bytes: bytes, *, most_files: int = MOST_FILES, most_bytes: int = MOST_BYTES
) -> Mapping[str, bytes]:
    """Read every file of an archive, in its order.

    An archive says nothing outside of its files: what stands before, between or after
    them would be seen by some programs and not by others.

    Args:
        file_bytes: Of the archive.
        most_files: More are not read.
        most_bytes: Nor are more bytes, when they are unpacked.

    Raises:
        UnreadableError: No archive, a broken one, two files of one name, a comment,
            or more than any copy holds.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(file_bytes)) as archive:
            entries = archive.infolist()
            _refuse(archive, entries, most_files, most_bytes)
            files = {entry.filename: archive.read(entry) for entry in entries}
    except _BROKEN as error:
        message = f"no archive: {type(error).__name__}"
        raise UnreadableError(message) from error
    return files


def _refuse(
    archive: zipfile.ZipFile,
    entries: list[zipfile.ZipInfo],
    most_files: int,
    most_bytes: int,
) -> None:
    names = [entry.filename for entry in entries]
    faults = {
        "two files of one name": len(set(names)) < len(names),
        "a comment": bool(archive.comment) or any(entry.comment for entry in entries),
        "more files than a copy holds": len(entries) > most_files,
        "more bytes than a copy holds": sum(e.file_size for e in entries) > most_bytes,
        "a locked file": any(entry.flag_bits & 1 for entry in entries),
        "packed in a strange way": not {e.compress_type for e in entries} <= _METHODS,
        "bytes before the first file": not entries or entries[0].header_offset != 0,
    }
    said = [fault for fault, is_so in faults.items() if is_so]
    if said:
        message = ", ".join(said)
        raise UnreadableError(message)
