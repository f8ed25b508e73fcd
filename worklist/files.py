"""Files that are there in full or not at all, whoever dies while writing."""

import os
import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
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
    try:
        for path, content in files.items():
            _make_folder(path.parent)
            draft = path.with_name(f".{secrets.token_hex(8)}.tmp")
            drafts[draft] = path
            _write_draft(draft, content)
        for draft, path in drafts.items():
            draft.replace(path)
    except BaseException:
        for draft in drafts:
            draft.unlink(missing_ok=True)
        raise
    for folder in {path.parent for path in files}:
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


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
