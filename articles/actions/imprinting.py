"""Files follow the database: what a photo's files say is written anew when it changes.

An edition is a folder whose name is made of the pixels and of the words in its files.
The row of the photo names the one that counts; it is written before the row is, and the
former one goes with the row's transaction. So no file ever says something else than
its row.
"""

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction

from articles.marking import claim_of, edition_of, is_as_known, packet_for
from articles.models import Discarded, Outlet, Photo
from articles.pictures import (
    MASTER,
    NO_ROOM,
    Claim,
    PictureError,
    encode_all,
    file_path,
    folder_of,
    read_picture,
    rendition_names,
    with_packet,
)
from worklist.actions.failing import is_full_disk
from worklist.files import write_all_durably

# A minute's share: the doorbell must not wait long for it.
PHOTOS_A_MINUTE = 40
FILE_NAMES = (MASTER, *(name for name, *_rest in rendition_names()))


def give_pixels(photo: Photo, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Say in a photo which pixels it has from now on, and in its files what is known.

    Nothing is stored yet; `store` does both.

    Args:
        photo: Filled in; of the outlet whose notice stands in the files.
        files: By FILE_NAMES, without words.

    Returns:
        The files with their words.
    """
    photo.pixels = hashlib.sha256(files[MASTER]).hexdigest()
    said = packet_for(photo)
    photo.edition = edition_of(photo.pixels, said)
    photo.image.name = file_path(photo.pk, photo.edition, MASTER)
    photo.is_due = False
    return {name: with_packet(content, said) for name, content in files.items()}


def store(photo: Photo, files: Mapping[str, bytes], *, was: str) -> None:
    """Save a photo whose files changed, write them, and let the former ones go.

    Args:
        photo: Checked, and filled in by `give_pixels`.
        files: With their words.
        was: The edition until now; empty for a new photo.

    Raises:
        PictureError: There is no room; nothing is changed then.
    """
    keep(folder_of(photo.pk, photo.edition))
    photo.save()
    if was and was != photo.edition:
        discard(folder_of(photo.pk, was))
    # Last: what fails before leaves no file, and what fails here leaves no row.
    paths = {name: file_path(photo.pk, photo.edition, name) for name in files}
    write({paths[name]: content for name, content in files.items()})


def write(files: Mapping[str, bytes]) -> None:
    """Write files into the storage, all of them or none.

    Raises:
        PictureError: There is no room.
    """
    try:
        write_all_durably({Path(default_storage.path(it)): files[it] for it in files})
    except OSError as error:
        if is_full_disk(error):
            raise PictureError(NO_ROOM) from error
        raise


def rewrite(photo: Photo) -> bool:
    """Let the files of a photo say what is known of it now; no pixel changes.

    Sizes that were not thought of when it was stored are made.

    Args:
        photo: Locked; saved where its files change, and only there.

    Returns:
        Whether they said something else, or one was missing.

    Raises:
        PictureError: There is no room; nothing is changed then.
        OSError: The stored picture is gone.
    """
    was = photo.edition
    if is_as_known(photo) and all(
        _path_of(photo, name).exists() for name in FILE_NAMES
    ):
        return False
    files = give_pixels(photo, bare_files(photo))
    store(photo, files, was=was)
    return True


def bare_files(photo: Photo) -> dict[str, bytes]:
    """Read the files of a photo without their words, and make those that are missing.

    Raises:
        OSError: The stored picture is gone.
    """
    there = [name for name in FILE_NAMES if _path_of(photo, name).exists()]
    files = {
        name: with_packet(_path_of(photo, name).read_bytes(), b"")
        for name in (MASTER, *there)
    }
    if len(files) == len(FILE_NAMES):
        return files
    return encode_all(read_picture(files[MASTER])) | files


def _path_of(photo: Photo, name: str) -> Path:
    return Path(default_storage.path(file_path(photo.pk, photo.edition, name)))


@transaction.atomic
def mark_photos(*, outlet: Outlet) -> int:
    """Have all photos of an outlet written anew soon: its notice changed.

    Returns:
        How many.
    """
    return Photo.objects.filter(outlet=outlet).update(is_due=True)


def rewrite_due(*, at: datetime | None = None) -> int:
    """Write the files of marked photos anew, a few at a time; a chore.

    A photo whose files cannot be written holds up no other.

    Args:
        at: Timezone-aware; asked of every chore, and of no use here.

    Returns:
        How many said something else.

    Raises:
        OSError: Of the last photo that could not be written.
    """
    del at
    due = Photo.objects.due().order_by("pk").values_list("pk", flat=True)
    written, failed = 0, None
    for pk in list(due[:PHOTOS_A_MINUTE]):
        try:
            written += _rewrite_marked(pk)
        except (OSError, PictureError) as error:
            failed = error
    if failed is not None:
        raise failed
    return written


@transaction.atomic
def _rewrite_marked(pk: UUID) -> bool:
    due = Photo.objects.due().select_for_update(skip_locked=True)
    photo = due.filter(pk=pk).first()
    if photo is None:
        return False
    is_written = rewrite(photo)
    if not is_written:
        photo.is_due = False
        photo.save(update_fields=["is_due"])
    return is_written


@transaction.atomic
def rewrite_changed() -> int:
    """Write the files of every photo anew that say something else than is known.

    Returns:
        How many did.

    Raises:
        PictureError: There is no room; nothing is changed then.
    """
    return sum(
        rewrite(Photo.objects.select_for_update().get(pk=photo.pk))
        for photo in unlike_files()
    )


def unlike_files() -> Iterator[Photo]:
    """Yield the photos whose files say something else than is known of them."""
    claims: dict[int, Claim | None] = {
        outlet.pk: claim_of(outlet) for outlet in Outlet.objects.all()
    }
    for photo in Photo.objects.order_by("pk").iterator():
        if not is_as_known(photo, claims):
            yield photo


def discard(path: str) -> None:
    """Have a file or a folder removed once this transaction holds."""
    Discarded.objects.get_or_create(path=path)
    transaction.on_commit(remove_discarded, robust=True)


def keep(path: str) -> None:
    """Take back that a folder is to be removed: it is about to be used again.

    Waits for who is removing it at this moment.
    """
    Discarded.objects.filter(path=path).delete()


def remove_discarded(*, at: datetime | None = None) -> int:
    """Remove what was discarded; a chore, for where a crash came first.

    Args:
        at: Timezone-aware; asked of every chore, and of no use here.

    Returns:
        How many files or folders were removed.
    """
    del at
    removed = 0
    for pk in list(Discarded.objects.values_list("pk", flat=True)):
        with transaction.atomic():
            row = Discarded.objects.select_for_update().filter(pk=pk).first()
            if row is not None:
                remove_paths([row.path])
                row.delete()
                removed += 1
    return removed


def remove_paths(paths: Iterable[str]) -> None:
    """Remove files and folders of the storage, and folders that are empty then."""
    for path in paths:
        target = Path(default_storage.path(path))
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink(missing_ok=True)
        parent = target.parent
        if parent.is_dir() and not any(parent.iterdir()):
            parent.rmdir()
