"""Files that are there in full or not at all, whoever dies while writing."""

import os
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path


def write_durably(path: Path, content: bytes) -> bool:
    """Put a whole file in its place, so that it survives a loss of power.

    Missing folders are made. Whoever reads the path sees the former content or the
    new one, never a part; a full disk leaves the former content.

    Args:
        path: Where to; its name must not end in `.tmp`.
        content: All of it.

    Returns:
        False when the very same content was there already.

    Raises:
        OSError: It could not be written; nothing has changed and nothing is left.
    """
    if _holds(path, content):
        # Who wrote it may have died before the folder itself was safe.
        _sync_folder(path.parent)
        return False
    write_all_durably({path: content})
    return True


def write_all_durably(files: Mapping[Path, bytes]) -> None:
    """Put whole files in their places together, as `write_durably` does one.

    None is put in its place before there was room for all. Only the loss of the
    machine in the moment of renaming can leave some of them new and some former.

    Args:
        files: What each path shall hold; no name ends in `.tmp`.

    Raises:
        OSError: One could not be written; nothing has changed and nothing is left.
    """
    drafts: dict[Path, Path] = {}
    with _none_left_of(drafts):
        for path, content in files.items():
            make_folder(path.parent)
            draft = path.with_name(f".{secrets.token_hex(8)}.tmp")
            drafts[draft] = path
            _write_draft(draft, content)
        _put_in_place(drafts)


def place_all_durably(drafts: Mapping[Path, Path]) -> None:
    """Put files that somebody else wrote in their places, as `write_all_durably` does.

    Args:
        drafts: Path of each draft, in the folder of its place, and the place.

    Raises:
        OSError: One could not be kept; no draft is left.
    """
    with _none_left_of(drafts):
        for draft in drafts:
            with draft.open("rb") as file:
                os.fsync(file.fileno())
        _put_in_place(drafts)


@contextmanager
def _none_left_of(drafts: Mapping[Path, Path]) -> Iterator[None]:
    try:
        yield
    except BaseException:
        for draft in drafts:
            draft.unlink(missing_ok=True)
        raise


def _put_in_place(drafts: Mapping[Path, Path]) -> None:
    for draft, path in drafts.items():
        draft.replace(path)
    for folder in {path.parent for path in drafts.values()}:
        _sync_folder(folder)


def sweep_leftovers(folder: Path, older_than: timedelta) -> int:
    """Remove the drafts that killed writers left in a folder and those below it.

    Args:
        folder: Need not exist.
        older_than: Since their last change; younger ones may still be written.

    Returns:
        How many were removed.
    """
    oldest = time.time() - older_than.total_seconds()
    removed = 0
    for draft in folder.rglob("*.tmp"):
        # A neighbour may sweep as well, or a writer finish.
        with suppress(FileNotFoundError):
            if draft.is_file() and draft.lstat().st_mtime < oldest:
                draft.unlink()
                removed += 1
    return removed


def _holds(path: Path, content: bytes) -> bool:
    try:
        if path.stat().st_size != len(content):
            return False
        return path.read_bytes() == content
    except FileNotFoundError:
        return False


def _write_draft(draft: Path, content: bytes) -> None:
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def make_folder(folder: Path) -> None:
    """Make a private folder that survives a loss of power, and those above it."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
