"""Puts an XMP packet into a JPEG or a WebP file and takes it out, pixels untouched.

References:
    JPEG: ITU-T T.81 annex B; XMP in it: ISO 16684-1 and XMP part 3, 1.1.3.
    WebP: RFC 9649, section 2.7.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_LONGEST_SEGMENT = 0xFFFF - 2
_JPEG, _END_OF_JPEG = b"\xff\xd8", 0xD9
_SCAN, _APP0, _APP1, _COMMENT = 0xDA, 0xE0, 0xE1, 0xFE
_APP_SEGMENTS = range(0xE0, 0xF0)
# In coded pixels a marker is never followed by these: stuffing, restarts, fill.
_NEXT_MARKER = re.compile(rb"\xff(?=[^\x00\xd0-\xd7\xff])")
# The first segment of every file that Pillow writes: no thumbnail in it.
_JFIF_LENGTH = 14
_XMP_FLAG, _ALPHA_FLAG = 0x04, 0x10
_PIXEL_CHUNKS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH"})


class SplicingError(ValueError):
    """A file is no JPEG or WebP of ours, or a packet is too long for it."""


@dataclass(frozen=True)
class _Part:
    """A segment of a JPEG or a chunk of a WebP, whole as it stands in the file."""

    name: bytes
    content: bytes
    whole: bytes


def with_packet(content: bytes, packet: bytes) -> bytes:
    """Return a file that says what a packet says, and nothing it said before.

    Args:
        content: A JPEG or WebP file, with a packet or without.
        packet: XMP in UTF-8; empty leaves none in the file.

    Returns:
        The same pixels, bit by bit; the same bytes for the same arguments.

    Raises:
        SplicingError: It is neither, or the packet is longer than 65,502 bytes.
    """
    if len(_XMP) + len(packet) > _LONGEST_SEGMENT:
        msg = f"a packet of {len(packet)} bytes does not fit into a JPEG segment"
        raise SplicingError(msg)
    if content.startswith(_JPEG):
        return _jpeg_with(content, packet)
    return _webp_with(content, packet)


def packet_of(content: bytes) -> bytes:
    """Return the packet of a file; empty where there is none.

    Raises:
        SplicingError: It is no JPEG or WebP file.
    """
    if content.startswith(_JPEG):
        found = [part for part in _segments(content) if _is_xmp(part)]
        return found[0].content[len(_XMP) :] if found else b""
    chunks = [part.content for part in _chunks(content) if part.name == b"XMP "]
    return chunks[0] if chunks else b""


def foreign_parts(content: bytes) -> list[str]:
    """List what is in a file besides pixels and one packet; nothing where it is clean.

    Raises:
        SplicingError: It is no JPEG or WebP file.
    """
    if content.startswith(_JPEG):
        return _foreign_segments(content)
    parts = list(_chunks(content))
    names = [part.name for part in parts]
    foreign = [
        name.decode("latin-1")
        for name in names
        if name not in _PIXEL_CHUNKS and name != b"XMP "
    ]
    rest = len(content) - 12 - sum(len(part.whole) for part in parts)
    return foreign + ["second XMP"] * (names.count(b"XMP ") > 1) + ["rest"] * bool(rest)


def _jpeg_with(content: bytes, packet: bytes) -> bytes:
    kept = [part for part in _segments(content) if not _is_xmp(part)]
    # JFIF wants to be the first; whatever follows may come later.
    first = 1 if kept and kept[0].name == bytes([_APP0]) else 0
    if packet:
        said = _XMP + packet
        whole = bytes([0xFF, _APP1]) + struct.pack(">H", len(said) + 2) + said
        kept.insert(first, _Part(bytes([_APP1]), said, whole))
    return _JPEG + b"".join(part.whole for part in kept)


def _webp_with(content: bytes, packet: bytes) -> bytes:
    parts = [part for part in _chunks(content) if part.name != b"XMP "]
    head = next((part for part in parts if part.name == b"VP8X"), None)
    if head is None:
        flags, canvas = _simple_canvas(parts)
    else:
        flags, canvas = head.content[0], head.content[4:10]
        parts.remove(head)
    flags = flags | _XMP_FLAG if packet else flags & ~_XMP_FLAG
    if flags:
        parts.insert(0, _chunk(b"VP8X", bytes([flags, 0, 0, 0]) + canvas))
    if packet:
        parts.append(_chunk(b"XMP ", packet))
    body = b"WEBP" + b"".join(part.whole for part in parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _simple_canvas(parts: list[_Part]) -> tuple[int, bytes]:
    """Return flags and size of a file that has no header of its own for them."""
    first = parts[0] if parts else None
    if first is not None and first.name == b"VP8 ":
        width, height = struct.unpack("<HH", first.content[6:10])
        return 0, _canvas(width & 0x3FFF, height & 0x3FFF)
    if first is not None and first.name == b"VP8L":
        (bits,) = struct.unpack("<I", first.content[1:5])
        has_alpha = bool(bits >> 28 & 1)
        size = _canvas((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        return _ALPHA_FLAG * has_alpha, size
    msg = "a WebP file begins with its pixels"
    raise SplicingError(msg)


def _canvas(width: int, height: int) -> bytes:
    return (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")


def _chunk(name: bytes, content: bytes) -> _Part:
    padded = content + b"\0" * (len(content) % 2)
    return _Part(name, content, name + struct.pack("<I", len(content)) + padded)


def _chunks(content: bytes) -> Iterator[_Part]:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        msg = "neither JPEG nor WebP"
        raise SplicingError(msg)
    at = 12
    while at + 8 <= len(content):
        name, (length,) = (
            content[at : at + 4],
            struct.unpack_from("<I", content, at + 4),
        )
        end = at + 8 + length + length % 2
        if end > len(content):
            msg = "a chunk ends behind its file"
            raise SplicingError(msg)
        yield _Part(name, content[at + 8 : at + 8 + length], content[at:end])
        at = end


def _is_xmp(part: _Part) -> bool:
    return part.name == bytes([_APP1]) and part.content.startswith(_XMP)


def _segments(content: bytes) -> Iterator[_Part]:
    """Yield the segments of a JPEG; coded pixels stay with their scan, the end last."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004 - a marker
        marker = content[at + 1]
        if marker == _END_OF_JPEG:
            break
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if end > len(content):
            break
        body = content[at + 4 : end]
        if marker == _SCAN:
            found = _NEXT_MARKER.search(content, end)
            end = found.start() if found else len(content)
        yield _Part(bytes([marker]), body, content[at:end])
        at = end
    if content[at : at + 2] != b"\xff\xd9":
        msg = "a JPEG file without its end"
        raise SplicingError(msg)
    yield _Part(bytes([_END_OF_JPEG]), content[at + 2 :], content[at:])


def _foreign_segments(content: bytes) -> list[str]:
    parts = list(_segments(content))
    foreign = [
        f"APP{part.name[0] - _APP0}" if part.name[0] in _APP_SEGMENTS else "COM"
        for part in parts
        if (part.name[0] in _APP_SEGMENTS or part.name[0] == _COMMENT)
        and not _is_xmp(part)
        and not _is_bare_jfif(part)
    ]
    is_doubled = sum(map(_is_xmp, parts)) > 1
    return foreign + ["second XMP"] * is_doubled + ["rest"] * bool(parts[-1].content)


def _is_bare_jfif(part: _Part) -> bool:
    return (
        part.name == bytes([_APP0])
        and part.content.startswith(b"JFIF\0")
        and len(part.content) == _JFIF_LENGTH
    )
