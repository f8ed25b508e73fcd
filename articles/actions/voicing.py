"""Give a version the recording of a voice, another one, or none."""

import secrets
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from articles import gates
from articles.actions.holding import is_held
from articles.models import Recording, Status, Version
from articles.permissions import require_on
from articles.sound.encoding import Encoded, encode
from articles.workflow import DESCRIBING
from people.models import Account
from worklist.actions.failing import is_full_disk
from worklist.files import make_folder, place_all_durably

# Names that say nothing, the same for every recording. Not those of its addresses: no
# server that is told to serve the media folder can give away what only a view may.
STORED_COPY, STORED_MASTER = "copy.mp3", "master.flac"


class RecordingRefused(Exception):  # noqa: N818 - refusals are not errors
    """A version cannot have, or lose, this recording; a reason on each line."""


def store_recording(
    *, version: Version, file: BinaryIO, by: Account, at: datetime
) -> Recording:
    """Store a recording of a version; one that it had goes.

    The sound is worked on before anything is locked or written into a table, and the
    uploaded file is kept nowhere: only the two files made of its sound are.

    Args:
        version: What is read aloud.
        file: The upload, readable and seekable.
        by: Who stores it: where readers see the version, somebody who may publish.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not, in that language and state.
        RecordingRefused: The version is withdrawn or held, it is public and no voice
            is credited, or there is no room; every reason.
        SoundError: The file is no recording that can be used; every reason.
    """
    _refuse(version, by, wants_voice=True)
    new = uuid4()
    folder = Path(default_storage.path(f"recordings/{new}"))
    copy, master = (folder / f".{secrets.token_hex(8)}.tmp" for _each in range(2))
    try:
        make_folder(folder)
        made = encode(file, copy=copy, master=master)
        return _put_in(new, made, version=version, by=by, at=at)
    except OSError as error:
        if is_full_disk(error):
            raise RecordingRefused(
                _(
                    "The disk of the server is full. The recording was not stored and "
                    "nothing was changed. Tell whoever runs the server, and try again "
                    "when there is room."
                )
            ) from error
        raise
    finally:
        for draft in (copy, master):
            draft.unlink(missing_ok=True)
        # Only where nothing came of it.
        with suppress(OSError):
            folder.rmdir()


@transaction.atomic
def remove_recording(*, version: Version, by: Account) -> None:
    """Take the recording of a version away, from readers and from the disk.

    Raises:
        PermissionRefused: `by` may not, in that language and state.
        RecordingRefused: There is none, or the story is held; every reason.
    """
    stored = _locked(version)
    _refuse(stored, by, wants_voice=False)
    recording = Recording.objects.filter(version=stored).first()
    if recording is None:
        raise RecordingRefused(_("The version has no recording."))
    _drop(recording)


@transaction.atomic
def silence(*, articles: set[UUID]) -> int:
    """Take away every recording of some stories, because a voice may say a name.

    Returns:
        How many there were.
    """
    spoken = Recording.objects.select_for_update().filter(version__article__in=articles)
    for recording in spoken:
        _drop(recording)
    return len(spoken)


@transaction.atomic
def _put_in(
    new: UUID, made: Encoded, *, version: Version, by: Account, at: datetime
) -> Recording:
    stored = _locked(version)
    # Once more: much can happen while a long recording is worked on.
    _refuse(stored, by, wants_voice=True)
    former = Recording.objects.filter(version=stored).first()
    if former is not None:
        _drop(former)
    recording = Recording(
        id=new,
        version=stored,
        sound=f"recordings/{new}/{STORED_COPY}",
        size=made.copy.size,
        sha256=made.copy.sha256,
        master=f"recordings/{new}/{STORED_MASTER}",
        master_size=made.master.size,
        master_sha256=made.master.sha256,
        seconds=made.seconds,
        stored_at=at,
    )
    recording.full_clean()
    recording.save(force_insert=True)
    # Last: what fails before leaves no file in its place, what fails here no row.
    place_all_durably(
        {
            made.copy.path: made.copy.path.with_name(STORED_COPY),
            made.master.path: made.master.path.with_name(STORED_MASTER),
        }
    )
    return recording


def _locked(version: Version) -> Version:
    return (
        Version.objects.select_for_update(of=("self",))
        .select_related("article__outlet")
        .get(pk=version.pk)
    )


def _refuse(version: Version, by: Account, *, wants_voice: bool) -> None:
    act = DESCRIBING[version.status]
    if act is None:
        raise RecordingRefused(_("The version is withdrawn. Take it up again first."))
    require_on(by, act, version)
    against = []
    if _would_lose(version) and is_held(version.article):
        against.append(
            _(
                "The story is under a legal hold: its recording can neither be "
                "replaced nor removed."
            )
        )
    if wants_voice and version.status == Status.PUBLISHED:
        against += [each.message for each in gates.voice_objections(version)]
    if against:
        raise RecordingRefused("\n".join(against))


def _would_lose(version: Version) -> bool:
    return Recording.objects.filter(version=version).exists()


def _drop(recording: Recording) -> None:
    folder = Path(default_storage.path(f"recordings/{recording.pk}"))
    files = [Path(it.path) for it in (recording.sound, recording.master)]
    recording.delete()
    transaction.on_commit(partial(_remove_files, folder, files))


def _remove_files(folder: Path, files: list[Path]) -> None:
    for path in files:
        path.unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()
