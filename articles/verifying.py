"""Proves that the files of photos say what is known of them, and nothing else."""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

from articles.marking import claim_of, edition_of, packet_for
from articles.models import Discarded, Outlet, Photo
from articles.pictures import (
    MASTER,
    Claim,
    SplicingError,
    file_path,
    folder_of,
    foreign_parts,
    packet_of,
    rendition_names,
    with_packet,
)

WORDS, STRAY = "words", "stray"
# What is younger may belong to somebody who is storing a photo at this moment.
YOUNG = timedelta(hours=1)
_FILES = (MASTER, *(name for name, *_rest in rendition_names()))


@dataclass(frozen=True)
class PhotoFault:
    """Something that is not as it must be; never any words of a photo.

    Attributes:
        path: Of a file or folder in the storage, made of ids and digests.
        what: "words" where files say something else than is known, "stray" for what
            no photo names; all else cannot be mended: "missing", "pixels", "packet",
            or what is in a file that must not be.
    """

    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}"


def photo_faults() -> Iterator[PhotoFault]:
    """Read every file of every photo, and yield what is not as it must be."""
    claims = {outlet.pk: claim_of(outlet) for outlet in Outlet.objects.all()}
    known = set()
    for photo in Photo.objects.order_by("pk").iterator():
        folder = folder_of(photo.pk, photo.edition)
        known |= {folder, str(photo.capture.name or "")}
        yield from _faults_of(photo, folder, claims)
    known |= set(Discarded.objects.values_list("path", flat=True))
    yield from (PhotoFault(path, STRAY) for path in _strays(known))


def _faults_of(
    photo: Photo, folder: str, claims: dict[int, Claim | None]
) -> Iterator[PhotoFault]:
    said = packet_for(photo, claims)
    if photo.edition != edition_of(photo.pixels, said):
        yield PhotoFault(folder, WORDS)
    for name in _FILES:
        path = file_path(photo.pk, photo.edition, name)
        try:
            content = Path(default_storage.path(path)).read_bytes()
            spoken, found = packet_of(content), foreign_parts(content)
        except FileNotFoundError:
            yield PhotoFault(path, "missing")
            continue
        except SplicingError:
            yield PhotoFault(path, "damaged")
            continue
        yield from (PhotoFault(path, part) for part in found)
        if edition_of(photo.pixels, spoken) != photo.edition:
            yield PhotoFault(path, "packet")
        if name == MASTER and _digest(content) != photo.pixels:
            yield PhotoFault(path, "pixels")


def _digest(content: bytes) -> str:
    return hashlib.sha256(with_packet(content, b"")).hexdigest()


def _strays(known: set[str]) -> Iterator[str]:
    """Yield folders of photos, and captures, that no row names."""
    root = Path(settings.MEDIA_ROOT)
    oldest = time.time() - YOUNG.total_seconds()
    for top in ("photos", "captures"):
        for path in sorted((root / top).glob("*/*")):
            inside = str(path.relative_to(root))
            if inside not in known and path.stat().st_mtime < oldest:
                yield inside
