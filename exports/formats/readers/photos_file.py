"""Reads a folder of photos: its text, and what each picture says of itself."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from exports.formats.readers.found import Found, UnreadableError, joined, told_alike
from exports.formats.readers.picture_file import packet_in, pixels_of
from exports.formats.readers.text_file import read_text_file
from exports.formats.readers.xmp_packet import DC, RIGHTS, Packet, xmp_packet
from exports.formats.readers.zip_files import files_in

_STORY: Final = "story.txt"
_PHOTO: Final = "photo.jpg"
_FORMS: Final = ([_STORY], [_STORY, _PHOTO])
_PLUS: Final = "{http://ns.useplus.org/ldf/xmp/1.0/}"
CREDIT: Final = "{http://ns.adobe.com/photoshop/1.0/}Credit"
_NO_MINING: Final = (
    "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING"
)
TRACE: Final = "#copy-"


def read_photos_file(file_bytes: bytes) -> Found:
    """Read a folder.

    People see the text; machines read its header lines and the XMP of each picture,
    which must all say the same.

    Raises:
        UnreadableError: No archive of this form, or one with anything more in it.
    """
    files = files_in(file_bytes)
    if list(files) not in _FORMS:
        message = "other files than a copy has"
        raise UnreadableError(message)
    found = read_text_file(files[_STORY])
    if _PHOTO not in files:
        return replace(found, unpacked=files[_STORY])
    picture = files[_PHOTO]
    told = packet_in(picture)
    packet = xmp_packet(told)
    _address, _sign, trace = packet.text(f"{DC}source").partition(TRACE)
    return replace(
        found,
        trace_code=joined([("", found.trace_code), ("", trace)])[""],
        notice_slots=told_alike(
            found.notice_slots,
            packet.alternatives(f"{DC}rights"),
            packet.alternatives(f"{RIGHTS}UsageTerms"),
        ),
        forbidden=(*found.forbidden, *picture_faults(packet)),
        unpacked=files[_STORY] + b"\n" + told,
        pictures=(pixels_of(picture),),
        picture_credits=(packet.text(CREDIT),),
    )


def picture_faults(packet: Packet) -> Iterator[str]:
    """Yield what a picture that goes alone must say of itself, and does not."""
    if packet.text(f"{_PLUS}DataMining") != _NO_MINING:
        yield "a picture that reserves no text and data mining"
    if packet.text(f"{RIGHTS}Marked") != "True":
        yield "a picture that does not say that it is protected"
    if not packet.text(f"{RIGHTS}WebStatement") or not packet.items(f"{_PLUS}Licensor"):
        yield "a picture that does not say whom to ask"
    if "".join(packet.items(f"{DC}creator")) != packet.text(CREDIT):
        yield "a picture with two credits"
