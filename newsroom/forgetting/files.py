"""Files that name somebody: copies that are recalled, captures that are renamed."""

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

from articles.text.names import Names
from exports.actions.recalling import RecalledCopy, hold_up_releases, recall_copies
from exports.actions.releasing import artifact_path
from exports.formats.readers.found import UnreadableError
from exports.formats.readers.pdf_document import words_in
from exports.models import Artifact, ArtifactState
from newsroom.forgetting.rewriting import hidden_name

_PDF = b"%PDF"


def texts_of(path: Path) -> Iterator[str]:
    """Yield what a file holds as text, also inside of packed files.

    Returns:
        One text for a plain file, one for each part of a packed one, of a PDF also
        what its pages show; empty where it is gone.
    """
    with suppress(FileNotFoundError):
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                for part in packed.namelist():
                    yield part
                    yield packed.read(part).decode("utf-8", "ignore")
        else:
            content = path.read_bytes()
            yield content.decode("utf-8", "ignore")
            with suppress(UnreadableError):
                yield words_in(content) if content.startswith(_PDF) else ""


def is_named_in(path: Path, names: Names) -> bool:
    """Say whether a file holds a name."""
    return any(names.is_in(text) for text in texts_of(path))


def folders() -> tuple[Path, Path]:
    """Return where files of stories lie: media first, then copies."""
    return Path(settings.MEDIA_ROOT), Path(settings.ARTIFACT_DIR)


def named_copies(names: Names) -> Iterator[Artifact]:
    """Yield the released copies whose bytes hold a name."""
    for artifact in Artifact.objects.filter(state=ArtifactState.RELEASED).iterator():
        if is_named_in(artifact_path(artifact), names):
            yield artifact


@transaction.atomic
def forget_copies(*, names: Names) -> tuple[RecalledCopy, ...]:
    """Recall every copy that holds a name, and let none be made meanwhile.

    What a killed worker left among the copies goes as well.

    Returns:
        Those that must be made anew.
    """
    hold_up_releases()
    recalled = recall_copies(artifacts=named_copies(names))
    known = {
        artifact_path(artifact)
        for artifact in Artifact.objects.filter(state=ArtifactState.RELEASED)
    }
    stray = [
        path
        for path in folders()[1].rglob("*")
        if path.is_file() and path not in known and is_named_in(path, names)
    ]
    transaction.on_commit(partial(_remove, stray))
    return recalled


@transaction.atomic
def rename_media(*, names: Names) -> int:
    """Give media files whose own name holds a name one that says nothing.

    The former ones go once this transaction is committed.

    Returns:
        How many got another name.
    """
    root = folders()[0]
    named = [
        path
        for path in root.rglob("*")
        if path.is_file() and names.is_in(str(path.relative_to(root)))
    ]
    for path in named:
        new = hidden_name(str(path.relative_to(root)))
        with path.open("rb") as file:
            if not default_storage.exists(new):
                default_storage.save(new, file)
    transaction.on_commit(partial(_remove, named))
    return len(named)


def _remove(paths: list[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
