"""Reads a JPEG file: its pixels as a digest, and the XMP packet in it.

References:
    ITU-T T.81 annex B; XMP part 3, 1.1.3.
"""

import hashlib
from collections.abc import Iterator
from typing import Final

from exports.formats.readers.found import UnreadableError

_XMP: Final = b"http://ns.adobe.com/xap/1.0/\0"
_START, _MARKER, _SCAN, _END = b"\xff\xd8", 0xFF, 0xDA, b"\xff\xd9"
_NOTES: Final = frozenset({*range(0xE0, 0xF0), 0xFE})
_JFIF, _XMP_SEGMENT = 0xE0, 0xE1


def pixels_of(file_bytes: bytes) -> str:
    """Return a digest of a picture, whatever its file says besides.

    Raises:
        UnreadableError: No JPEG file.
    """
    digest = hashlib.sha256()
    for marker, content in _segments(file_bytes):
        if marker not in _NOTES:
            digest.update(bytes([marker]) + content)
    return digest.hexdigest()


def packet_in(file_bytes: bytes) -> bytes:
    """Return the XMP packet of a picture.

    Raises:
        UnreadableError: No JPEG file, none or several packets, or any other note
            than the bare one that a JPEG begins with.
    """
    notes = [each for each in _segments(file_bytes) if each[0] in _NOTES]
    packets = [
        content.removeprefix(_XMP)
        for marker, content in notes
        if marker == _XMP_SEGMENT and content.startswith(_XMP)
    ]
    bare = [
        content
        for marker, content in notes
        if marker == _JFIF and content.startswith(b"JFIF\0") and not any(content[12:])
    ]
    if len(packets) != 1 or len(notes) != 1 + len(bare):
        message = "a picture that does not say whose it is, or says more"
        raise UnreadableError(message)
    return packets[0]


def _segments(file_bytes: bytes) -> Iterator[tuple[int, bytes]]:
    if not file_bytes.startswith(_START) or not file_bytes.endswith(_END):
        message = "no JPEG file"
        raise UnreadableError(message)
    at = len(_START)
    while at + 4 <= len(file_bytes):
        if file_bytes[at] != _MARKER:
            break
        marker = file_bytes[at + 1]
        end = at + 2 + int.from_bytes(file_bytes[at + 2 : at + 4], "big")
        if marker == _SCAN:
            # Whatever follows is coded pixels, up to the end of the file.
            yield marker, file_bytes[at + 2 :]
            return
        yield marker, file_bytes[at + 4 : end]
        at = end
    message = "a JPEG file without pixels"
    raise UnreadableError(message)
