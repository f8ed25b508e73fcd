"""Photos: what may leave of them, with the story as a text, packed as one file."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Final

from articles.pictures import PhotoWords, packet, with_packet
from exports.formats.base import Format
from exports.formats.readers.found import Found
from exports.formats.readers.photos_file import read_photos_file
from exports.formats.text import TextFormat
from exports.package import LicensedPackage, PhotoFacts, fit
from translations.formats.zipped import pack

STORY: Final = "story.txt"
PHOTO: Final = "photo.jpg"


class PhotosFormat(Format):
    """A folder for picture desks: each photo says itself whose it is."""

    code: ClassVar[str] = "photos"
    labels: ClassVar[Mapping[str, str]] = {
        "km": "អត្ថបទ និងរូបថត (ZIP)",
        "en": "Text and photos (ZIP)",
    }
    file_extension: ClassVar[str] = ".zip"
    media_type: ClassVar[str] = "application/zip"
    packs_pictures: ClassVar[bool] = True

    def write(self, package: LicensedPackage) -> bytes:
        """Write the folder; a photo that stays home is a line of the text alone.

        References:
            IPTC Photo Metadata Standard 2023.2; PLUS LDF 2.0.1.
        """
        return pack(_files(package), stored=(PHOTO,))

    def read(self, file_bytes: bytes) -> Found:
        """Read a copy back."""
        return read_photos_file(file_bytes)


def _files(package: LicensedPackage) -> Iterator[tuple[str, bytes]]:
    yield STORY, TextFormat().write(package)
    photo = package.story.photo
    if photo is not None and photo.picture:
        yield PHOTO, with_packet(photo.picture, packet(_words(package, photo)))


def _words(package: LicensedPackage, photo: PhotoFacts) -> PhotoWords:
    """Gather what the file of the photo says: the whole notice, not its short form.

    Who has the picture alone has no text beside it.
    """
    notice = package.notice
    full = {tag: fit(text.full) for tag, text in notice.texts.items()}
    return PhotoWords(
        credit=_fit(photo.names),
        description=_fit(photo.description),
        rights=full,
        terms=full,
        statement=package.rights_url,
        holder=_fit(notice.rights_holder),
        address=fit(notice.address),
        source=package.traced_url,
    )


def _fit(texts: Mapping[str, str]) -> dict[str, str]:
    return {tag: fit(text) for tag, text in texts.items()}
