"""ZIP files from other people: how large they may be and what their names may say."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from translations.formats.faults import FileError

LARGEST_PACKED: Final = 20_000_000
LARGEST_PART: Final = 20_000_000
LARGEST_WHOLE: Final = 60_000_000
MOST_PARTS: Final = 2_000
# A ZIP cannot say an earlier day; the same content makes the same bytes.
FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Part:
    """One file of a ZIP.

    Attributes:
        name: Its path, with `/`.
        changed: When it was written, as the ZIP says: year, month, day, hour, minute,
            second.
        data: Its bytes.
    """

    name: str
    changed: tuple[int, int, int, int, int, int]
    data: bytes


def is_zip(data: bytes) -> bool:
    """Say whether a file begins as a ZIP does."""
    return data[:4] in {b"PK\x03\x04", b"PK\x05\x06"}


def unpack(
    data: bytes, is_wanted: Callable[[str], bool] = lambda _name: True
) -> tuple[Part, ...]:
    """Unpack a ZIP in memory; nothing is ever written to a disk.

    Args:
        data: Of the file.
        is_wanted: Which parts are read, by their path.

    Returns:
        In the order of the ZIP, without folders.

    Raises:
        FileError: It is damaged, locked, too large when unpacked, or names paths that
            lead out of it.
    """
    if len(data) > LARGEST_PACKED:
        raise FileError(
            "The file is larger than %(megabytes)s MB. Send it in smaller parts.",
            megabytes=LARGEST_PACKED // 1_000_000,
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return _unpacked(packed, is_wanted)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        OSError,
        ValueError,
        KeyError,
    ) as error:
        if isinstance(error, FileError):
            raise
        raise FileError(
            "The ZIP file is damaged. Make it again and send that one."
        ) from error


def pack(parts: Iterable[tuple[str, bytes]], stored: Iterable[str] = ()) -> bytes:
    """Pack files into a ZIP; the same files give the same bytes.

    Args:
        parts: Paths and contents in order; a path that ends in `/` is a folder.
        stored: Paths that are not compressed.
    """
    buffer, plain = io.BytesIO(), {*stored}
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, data in parts:
            info = zipfile.ZipInfo(name, FIRST_DAY)
            info.external_attr = (
                (0o40755 << 16 | 0x10) if name[-1] == "/" else 0o644 << 16
            )
            is_plain = name in plain or name[-1] == "/"
            info.compress_type = (
                zipfile.ZIP_STORED if is_plain else zipfile.ZIP_DEFLATED
            )
            packed.writestr(info, data)
    return buffer.getvalue()


def by_name(parts: Iterable[Part]) -> Mapping[str, bytes]:
    """Find parts by their paths."""
    return {part.name: part.data for part in parts}


def _unpacked(
    packed: zipfile.ZipFile, is_wanted: Callable[[str], bool]
) -> tuple[Part, ...]:
    entries = packed.infolist()
    if len(entries) > MOST_PARTS:
        raise FileError(
            "The ZIP file holds more than %(number)s files. Send only the translation.",
            number=MOST_PARTS,
        )
    for entry in entries:
        _refuse_ways_out(entry.filename)
    found, size = [], 0
    for entry in entries:
        if entry.is_dir() or not is_wanted(entry.filename):
            continue
        if entry.flag_bits & 1:
            raise FileError("The ZIP file is locked with a password. Send it without.")
        content = _read(packed, entry)
        size += len(content)
        if size > LARGEST_WHOLE:
            raise _too_large()
        found.append(Part(entry.filename, entry.date_time, content))
    return tuple(found)


def _read(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    # What the entry says of its own size is only a claim.
    if entry.file_size > LARGEST_PART:
        raise _too_large()
    with packed.open(entry) as stream:
        content = stream.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise _too_large()
    return content


def _too_large() -> FileError:
    return FileError(
        "Unpacked, the file would be larger than any translation. It is not read."
    )


def _refuse_ways_out(name: str) -> None:
    steps = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in steps or ":" in steps[0] or "\0" in name:
        raise FileError(
            "The ZIP file names a path that leads out of it. It is not read."
        )
